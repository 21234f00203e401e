"""A program that may take letters in for one organisation, and how it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.cases.conftest import country  # noqa: F401 -- a fixture of these tests too

from causelist.accounts.models import User
from causelist.accounts.services import Scope, create_person, make_token
from causelist.notices.models import Notice
from causelist.notices.services import prepare, receive
from causelist.parties.models import Organisation
from causelist.parties.services import create_organisation, grant_membership

Post = Callable[..., Any]
NOTICE = """Please take down https://codehaven.example/pellworm/contour and https://codehaven.example/dunlin/contour

They copy our program Contour Studio. Write to judith@northmere.example or call +44 20 7946 0123.
"""


@dataclass(frozen=True)
class OnRecord:
    """What the record holds: a notice, the letter that takes it back, the provider both went to."""

    notice: Notice
    retraction: Notice
    provider: Organisation


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
def on_record(holder: Organisation, filer: User) -> OnRecord:
    """A notice about two repositories sent to Codehaven, and the letter that takes it back."""
    provider = create_organisation(name="Codehaven", kind="service_provider", by=None, hosts=["codehaven.example"])

    def record(text: str, day: dt.date, **corrections: Any) -> Notice:
        outcome = receive(
            incoming=prepare(
                text.encode(),
                source="api",
                received_on=day,
                provider_name_id=provider.names.get().pk,
                jurisdiction="us",
            ),
            by=filer,
            holder=holder,
            corrections=corrections,
        )
        return Notice.objects.get(number=outcome.number)

    notice = record(
        NOTICE,
        dt.date(2026, 3, 4),
        kind="notice",
        sender="Northmere Software GmbH",
        right_holder="Ines Hollowell",
        works=["Contour Studio"],
        reported=[f"https://codehaven.example/{path}" for path in ("pellworm/contour", "dunlin/contour")],
    )
    retraction = record(
        "We retract our notice about https://codehaven.example/pellworm/contour and https://codehaven.example/dunlin/contour",
        dt.date(2026, 4, 1),
        kind="retraction",
        sender="Northmere Software GmbH",
        reported=[],
        subject=[f"https://codehaven.example/{path}" for path in ("pellworm/contour", "dunlin/contour")],
    )
    return OnRecord(Notice.objects.get(pk=notice.pk), retraction, provider)


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
