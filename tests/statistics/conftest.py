from __future__ import annotations

import pytest

from causelist.accounts.models import User
from causelist.accounts.services import create_person


@pytest.fixture
def admin(db: None) -> User:
    return create_person(email="admin@causelist.test", name="Ada", by=None, is_staff=True)
