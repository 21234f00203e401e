from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.cases.conftest import Country, country  # noqa: F401 -- the fixture
from tests.notices.rows import letter

from causelist.accounts.services import make_token
from causelist.cases.models import Case, Target
from causelist.notices.models import Notice
from causelist.parties.services import create_organisation

pytestmark = pytest.mark.django_db
BODY: dict[str, Any] = {
    "law": "cn",
    "region": "CN-XA-1",
    "targets": [{"kind": "stall", "words": "Stall 14; 3 Market Street"}],
    "works": ["The Long Afternoon"],
}


def ask(country: Country, method: str, path: str, body: Any = None, who: str = "complainant", **headers: str) -> Any:  # noqa: F811 -- the fixture
    user = country.people[who]
    organisation = country.organisations["holder" if who == "complainant" else who]
    made = make_token(user=user, organisation_id=organisation.pk, label="t", scopes=["cases:complain"], by=user)
    sent = {"Authorization": f"Bearer {made.secret}", **headers}
    return getattr(Client(), method)(f"/api/v1/{path}", body, content_type="application/json", headers=sent)


def test_a_complaint_is_filed_once_for_a_key(country: Country) -> None:  # noqa: F811 -- the fixture
    first = ask(country, "post", "cases", BODY, **{"Idempotency-Key": "k1"})
    again = ask(country, "post", "cases", BODY, **{"Idempotency-Key": "k1"})
    assert (first.status_code, again.status_code) == (201, 200), first.json()
    assert first.json()["number"] == again.json()["number"] == Case.objects.get().number
    assert first.json()["office"] == "Office I"
    assert {"identity", "ownership"} <= {paper["id"] for paper in first.json()["missing"]}


def test_overdue_addresses_are_listed_and_carried(country: Country) -> None:  # noqa: F811 -- the fixture
    provider = create_organisation(
        name="Videos Example", kind="service_provider", by=None, region=country.regions["city"]
    )
    made = letter(provider=provider, received_on=timezone.localdate() - dt.timedelta(days=9))
    Notice.objects.filter(pk=made.pk).update(holder=country.organisations["holder"])
    listed = ask(country, "get", "complainable").json()
    assert (listed["total"], listed["items"][0]["why"]) == (1, "unanswered")
    body = {"items": [{"notice": made.number}], "works": ["The Long Afternoon"]}
    assert ask(country, "post", "cases", body).status_code == 201
    assert Target.objects.get().item == made.items.get()
    assert ask(country, "get", "complainable").json()["total"] == 0
    assert ask(country, "post", "cases", body).status_code == 422


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"region": "Atlantis"}, 422, "region"),
        ({"targets": []}, 422, "targets"),
        ({"facts": {"moon": True}}, 422, "facts"),
        ({"items": [{"notice": "N-2026-1-5", "positions": [0]}]}, 422, "items"),
        ({"on_behalf_of": "northmere-software-gmbh"}, 403, "on_behalf_of"),
        ({"papers": [99]}, 422, "papers"),
    ],
)
def test_what_cannot_be_filed(country: Country, change: dict[str, Any], status: int, field: str) -> None:  # noqa: F811 -- the fixture
    answer = ask(country, "post", "cases", BODY | change)
    assert (answer.status_code, answer.json()["error"]["field"]) == (status, field)
    assert not Case.objects.exists()


def test_who_answers_letters_files_no_complaint(country: Country) -> None:  # noqa: F811 -- the fixture
    assert ask(country, "post", "cases", BODY, who="stranger").status_code == 201
    country.people["stranger"].memberships.update(role="officer")
    assert ask(country, "post", "cases", BODY, who="stranger").status_code == 403
