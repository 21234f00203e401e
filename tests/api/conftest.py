"""A program that may take letters in for one organisation, and how it asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from causelist.accounts.models import User
from causelist.accounts.services import Scope, create_person, make_token
from causelist.parties.models import Organisation
from causelist.parties.services import create_organisation, grant_membership

Post = Callable[..., Any]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def holder(db: None) -> Organisation:
    return create_organisation(name="Northmere Software GmbH", kind="right_holder", by=None)


@pytest.fixture
def filer(holder: Organisation) -> User:
    person = create_person(email="alice@northmere.example", name="Alice", by=None)
    grant_membership(user=person, organisation=holder, role="filer", by=None)
    return person


@pytest.fixture
def secret(holder: Organisation, filer: User) -> str:
    return make_token(user=filer, organisation_id=holder.pk, label="tests", scopes=[Scope.WRITE], by=filer).secret


@pytest.fixture
def post(client: Client, secret: str) -> Post:
    """POST JSON with the token; headers may be added or replaced."""

    def send(path: str, body: Any, **headers: str) -> Any:
        return client.post(
            f"/api/v1/{path}",
            body,
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {secret}",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )

    return send
