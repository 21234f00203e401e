from __future__ import annotations

import pytest

from causelist.accounts.models import User
from causelist.accounts.services import create_person

PASSWORD = "long-afternoon-7"


@pytest.fixture
def alice(db: None) -> User:
    return create_person(email="alice@pictures.example", name="Alice", by=None, password=PASSWORD)


@pytest.fixture
def admin(db: None) -> User:
    return create_person(email="admin@causelist.test", name="Ada", by=None, password=PASSWORD, is_staff=True)
