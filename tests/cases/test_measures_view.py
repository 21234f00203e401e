from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.conftest import OPENED, Country
from tests.cases.test_operations import RAID, planned, spot
from tests.cases.test_seizures import BURNER, CASH, DISCS, LATER, dispose, done, priced, seize, value

from causelist.cases.measures_view import Sheet, sheet
from causelist.cases.models import Case, Measure, SeizedItem, Seizure, Track, Valuation
from causelist.cases.publication import eyes_of

BODIES = ("officer", "colleague", "head", "reader", "superior")


@pytest.fixture
def case(country: Country) -> Case:
    """A raid on two stalls, with an inventory, values by three methods and a return; and a second one planned."""
    case = country.complaint().case
    raid = planned(country, case, spot(country, "Stall 14"), spot(country, "Stall 15"))
    country.do(
        case, "operation.carry_out", "officer", raid.pk, at=RAID, carried_out_at=RAID.isoformat(), result="Sold copies",
        results=[{"spot": 1, "outcome": "found", "note": "Under the counter"}, {"spot": 2, "outcome": "closed"}],
    )  # fmt: skip
    party = case.parties.get(role="respondent")
    seized = seize(country, case, raid, DISCS, BURNER, CASH, premises=spot(country, "Stall 14").pk, from_party=party.pk)
    discs = seized.items.get(position=1)
    value(country, case, raid, priced(discs, "declared", amount="1900"), priced(discs, "marked", each="5"))
    value(country, case, raid, priced(discs, "marked", each="6"))
    dispose(country, case, raid, done(discs, "returned", quantity=1000))
    planned(country, case, spot(country, "Stall 16"), planned_for=LATER.isoformat(), scope="Secret")
    case.refresh_from_db()
    return case


def at(case: Case, stage: str, confidentiality: str = "open") -> Case:
    case.stage, case.confidentiality = stage, confidentiality
    return case


def seen(country: Country, case: Case, who: str | None) -> Sheet:
    return sheet(case, eyes_of(case, user=None if who is None else country.people[who]))


def test_officer_sees_everything_with_what_each_method_means(country: Country, case: Case) -> None:
    found = seen(country, case, "officer")

    assert found.operations is not None
    assert [(one.state, len(one.spots)) for one in found.operations] == [("carried_out", 2), ("planned", 1)]
    first = found.operations[0].spots[0]
    assert (first.name, first.street, first.outcome, first.note) == (
        "Stall 14", "3 Lantern Lane", "found", "Under the counter",
    )  # fmt: skip
    assert found.seizures is not None
    [row] = found.seizures
    assert (row.taken_from, row.receipt, row.where) == ("Lantern Market Trading", "R-1", "Stall 14")
    discs, _burner, cash = row.items
    assert (discs.amount, discs.held, cash.amount) == ("19,000 discs", "18,000 discs", "12,500.50 CNY")
    assert {method: price.amount for method, price in discs.prices.items()} == {
        "declared": Decimal(1900), "marked": Decimal(114000),
    }  # fmt: skip
    assert found.worth is not None
    assert {one.method: one.met for one in found.worth.meanings} == {
        "number": True, "declared": False, "marked": True, "law": True,
    }  # fmt: skip
    assert found.worth.differ


@pytest.mark.parametrize("who", ["complainant", "respondent", None])
def test_planned_operation_is_known_to_its_body_alone(country: Country, case: Case, who: str | None) -> None:
    for stage in ("complaint", "investigation", "decision", "appeal", "closed"):
        found = seen(country, at(case, stage), who)
        assert "planned" not in [one.state for one in found.operations or ()]
        assert "Secret" not in repr(found)


@pytest.mark.parametrize(
    ("who", "stage", "shown"),
    [
        (None, "investigation", (False, False, False, False)),
        (None, "decision", (False, False, False, False)),
        (None, "enforcement", (True, True, True, False)),
        ("respondent", "investigation", (True, True, False, False)),
        ("respondent", "decision", (True, True, True, False)),
        ("complainant", "decision", (True, True, True, False)),
        ("registry", "decision", (True, True, True, False)),
        ("superior", "investigation", (True, True, True, True)),
    ],
)
def test_table_of_visibility_decides(
    country: Country, case: Case, who: str | None, stage: str, shown: tuple[bool, bool, bool, bool]
) -> None:
    """Measures, seizures, values, streets."""
    found = seen(country, at(case, stage), who)
    prices = any(item.prices for row in found.seizures or () for item in row.items)

    parts = (found.operations is not None, found.seizures is not None, found.worth is not None)
    assert (*parts, "Lantern Lane" in repr(found)) == shown
    assert ("Store A" in repr(found)) is shown[3]
    assert prices is shown[2]


def test_public_sees_no_receipt_no_note_and_no_name_that_is_withheld(country: Country, case: Case) -> None:
    name = country.organisations["respondent"]
    name.is_person = True
    name.save()

    found = repr(seen(country, at(case, "closed"), None))

    for secret in (
        "R-1",
        "Under the counter",
        "Lantern Market Trading",
        "Sold copies",
        "The stalls of the night market",
    ):
        assert secret not in found
    assert "withheld=True" in found


def test_restricted_case_shows_the_public_nothing(country: Country, case: Case) -> None:
    found = seen(country, at(case, "closed", "restricted"), None)

    assert (found.orders, found.operations, found.seizures, found.worth) == (None, None, None, None)


def test_order_that_is_not_carried_out_is_known_to_who_asked_and_the_bodies(country: Country, case: Case) -> None:
    court = Track.objects.create(
        case=case, kind="civil", state="registered", office=country.offices["court"], opened_at=OPENED
    )
    event = country.do(
        case, "order.ask", "complainant", kind="injunction", track=court.pk, scope="All films", reason="x", urgent=True
    )
    for who, knows in (("complainant", True), ("clerk", True), ("officer", True), ("respondent", False), (None, False)):
        orders = seen(country, at(case, "decision"), who).orders
        assert ([one.id for one in orders or ()] == [event.subject_id]) is knows, who


def many(case: Case, items: int) -> None:
    """So many lines in one seizure, each valued by two methods and partly returned."""
    raid = Measure.objects.filter(case=case, state="carried_out").latest("pk")
    seizure = Seizure.objects.create(case=case, measure=raid, taken_at=RAID)
    rows = SeizedItem.objects.bulk_create(
        SeizedItem(seizure=seizure, position=n, kind="copies", description=f"Title {n}", quantity=10)
        for n in range(1, items + 1)
    )
    settings: dict[str, Any] = {"currency": "CNY", "valued_on": LATER.date(), "valued_by": "x", "basis": "x"}
    Valuation.objects.bulk_create(
        Valuation(item=row, method=method, each=5, amount=50, **settings)
        for row in rows
        for method in ("marked", "official")
    )


def test_five_hundred_lines_take_the_queries_of_three(
    country: Country, case: Case, django_assert_max_num_queries: Any
) -> None:
    many(case, 500)
    eyes = eyes_of(case, user=country.people["officer"])

    with django_assert_max_num_queries(8):
        found = sheet(case, eyes)

    assert found.seizures is not None
    assert sum(len(row.items) for row in found.seizures) == 503
    assert found.worth is not None
    assert found.worth.copies == 19_000 + 5_000


def test_case_without_measures_takes_one_query(country: Country, django_assert_num_queries: Any) -> None:
    case = country.complaint().case
    eyes = eyes_of(case)

    with django_assert_num_queries(1):
        assert not sheet(case, eyes).any


def test_times_are_those_of_the_raid(country: Country, case: Case) -> None:
    [row] = seen(country, case, "officer").seizures or ()

    assert row.taken_at == RAID == OPENED + dt.timedelta(days=10)
