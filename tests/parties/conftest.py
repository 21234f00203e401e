from __future__ import annotations

from collections.abc import Callable

import pytest

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.services import create_organisation

Maker = Callable[..., Organisation]


@pytest.fixture
def admin(db: None) -> User:
    return create_person(email="admin@causelist.test", name="Ada", by=None, is_staff=True)


@pytest.fixture
def alice(db: None) -> User:
    return create_person(email="alice@pictures.example", name="Alice", by=None)


@pytest.fixture
def organisation(admin: User) -> Maker:
    def make(name: str = "Example Pictures", **given: object) -> Organisation:
        return create_organisation(**{"name": name, "kind": OrganisationKind.RIGHT_HOLDER, "by": admin, **given})  # type: ignore[arg-type]  # a test gives what it needs

    return make
