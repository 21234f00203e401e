from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import OPENED, Country

from causelist.cases.models import Case
from causelist.cases.queries import BadCursor, Filters, each, list_page, mine
from causelist.cases.sweep import sweep

NOW = OPENED + dt.timedelta(days=30)


def _numbers(filters: Filters) -> list[str]:
    return [row.number for row in list_page(filters, now=NOW).cases]


def test_list_goes_on_where_it_stopped(country: Country) -> None:
    cases = [country.complaint(filed_at=OPENED + dt.timedelta(minutes=index // 2)).case for index in range(5)]

    first = list_page(Filters(), size=2)
    second = list_page(Filters(), first.next, size=2)
    third = list_page(Filters(), second.next, size=2)

    assert [row.number for page in (first, second, third) for row in page.cases] == [
        case.number for case in reversed(cases)
    ]
    assert third.next == ""
    assert [row.number for row in each(Filters(), 2)] == [case.number for case in reversed(cases)]


@pytest.mark.parametrize("cursor", ["x", "2026-13-01T00:00:00.000000_1", "2026-01-01T00:00:00.000000_"])
def test_list_from_nowhere_is_refused(country: Country, cursor: str) -> None:
    assert country
    with pytest.raises(BadCursor):
        list_page(Filters(), cursor)


def test_list_by_each_criterion(country: Country) -> None:
    stall = country.complaint().case
    shop = country.complaint(kind="shop", industry="music", region=country.regions["province"]).case
    sweep(OPENED + dt.timedelta(days=20))
    Case.objects.filter(pk=shop.pk).update(due_at=None)

    assert _numbers(Filters(kind="stall")) == [stall.number]
    assert _numbers(Filters(industry="music")) == [shop.number]
    assert _numbers(Filters(region="CN-XA-1")) == [stall.number]
    assert _numbers(Filters(region="CN-XA")) == [shop.number, stall.number]
    assert _numbers(Filters(authority=country.organisations["municipal"].slug)) == [stall.number]
    assert _numbers(Filters(year=2025)) == []
    assert _numbers(Filters(late=True)) == [stall.number]
    assert _numbers(Filters(silent=True, kind="stall")) == [stall.number]
    assert _numbers(Filters(party=country.organisations["holder"].slug)) == [shop.number, stall.number]
    assert _numbers(Filters(party=country.organisations["respondent"].slug)) == []


def test_restricted_case_is_listed_without_what_it_withholds(country: Country) -> None:
    case = country.complaint().case
    Case.objects.filter(pk=case.pk).update(confidentiality="restricted")

    row = list_page(Filters()).cases[0]

    assert (row.number, row.title, row.kind, row.region) == (case.number, "", "", "")
    assert _numbers(Filters(kind="stall")) == []
    assert _numbers(Filters(party=country.organisations["holder"].slug)) == []


def test_sealed_case_is_listed_to_its_bodies_alone(country: Country) -> None:
    case = country.complaint().case
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")

    assert _numbers(Filters()) == []
    assert {who: mine(country.people[who]).count() for who in ("officer", "complainant", "stranger")} == {
        "officer": 1,
        "complainant": 0,
        "stranger": 0,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_case_and_for_three(country: Country, count: int) -> None:
    for _ in range(count):
        country.complaint()

    with CaptureQueriesContext(connection) as queries:
        list_page(Filters())

    assert len(queries) == 3
