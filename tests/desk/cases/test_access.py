"""Who may open which page of cases, and what it costs: every page against everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cases.conftest import Country

from causelist.cases import campaigns
from causelist.cases.models import Complaint
from causelist.desk import case_urls

ClientOf = Callable[[str], Client]
PEOPLE = ("complainant", "respondent", "officer", "colleague", "head", "reader", "superior", "policeman", "stranger")
EVERYBODY = {*PEOPLE, "registry"}
AT_WORK = {"officer", "colleague", "head", "superior", "policeman"}
CONCERNED = EVERYBODY - {"stranger", "policeman"}
PAGES = {
    "docket": EVERYBODY,
    "calendar": EVERYBODY,
    "cases": EVERYBODY,
    "case": CONCERNED,
    "act": CONCERNED,
    "supervision": {"head", "superior", "registry"},
    "handover": AT_WORK,
    "campaigns": AT_WORK | {"registry"},
    "campaign-new": AT_WORK | {"registry"},
    "campaign": AT_WORK | {"registry"},
    "activities": AT_WORK | {"registry"},
    "bodies": {"registry"},
    "body": {"registry"},
    "office": {"registry"},
}
ACTS = {"campaign-remove"}
MOST_QUERIES = {"case": 26, "act": 26, "campaign": 20}


def address(country: Country, name: str, complaint: Complaint) -> str:
    body = country.bodies["municipal"]
    given: dict[str, list[object]] = {
        "case": [complaint.case.number],
        "act": [complaint.case.number, "complaint", "accept", complaint.pk],
        "campaign": ["lanterns"],
        "body": [body.code],
        "office": [body.code, country.offices["municipal"].pk],
    }
    return reverse(f"desk:{name}", args=given.get(name, []))


@pytest.fixture
def complaint(country: Country) -> Complaint:
    campaigns.create(
        body=country.bodies["municipal"], title="Lanterns", aim="Markets", starts_on=dt.date(2026, 3, 1),
        by=country.people["officer"],
    )  # fmt: skip
    return country.complaint()


def test_every_address_is_in_a_table() -> None:
    assert {pattern.name for pattern in case_urls.urlpatterns} == PAGES.keys() | ACTS  # type: ignore[union-attr]  # no includes


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_only_those_concerned_open_a_page(
    country: Country, complaint: Complaint, client_of: ClientOf, who: str
) -> None:
    client = client_of(who)

    opened = {name for name in PAGES if client.get(address(country, name, complaint)).status_code in {200, 409}}

    assert opened == {name for name, people in PAGES.items() if who in people}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_pages_take_few_queries_and_none_more_with_more_rows(
    country: Country, complaint: Complaint, client_of: ClientOf, who: str
) -> None:
    client = client_of(who)
    country.complaint()

    few = counts(country, complaint, client)
    for _more in range(5):
        country.complaint()
        country.do(complaint.case, "case.note", "officer", note="Seen.", audience="parties")
    many = counts(country, complaint, client)

    assert {name: n for name, n in many.items() if n > MOST_QUERIES.get(name, 14)} == {}
    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}


def counts(country: Country, complaint: Complaint, client: Client) -> dict[str, int]:
    found = {}
    for name in PAGES:
        at = address(country, name, complaint)
        client.get(at)
        with CaptureQueriesContext(connection) as captured:
            client.get(at)
        found[name] = len(captured)
    return found
