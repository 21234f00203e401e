"""What counts, what does not, and what is withheld: rules of the figures of cases one by one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.statistics.case_rows import START, World, at_random, clock, event, publish

from causelist.cases import visibility
from causelist.cases.models import Measure, SeizedItem, Seizure
from causelist.cases.tables import lifecycles
from causelist.statistics import case_sources, queries
from causelist.statistics.case_metrics import CASE_METRICS, OUTCOME
from causelist.statistics.definitions import DAYS, WITHHELD
from causelist.statistics.enforcement import TABLE, enforcement
from causelist.statistics.services import refresh
from causelist.statistics.timing import times

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return World()


def sums(name: str, by: str = "month") -> dict[str, int]:
    return {row.value: row.count for row in queries.totals(name, by)}


def test_every_figure_is_in_the_table_and_names_fields_that_the_table_of_visibility_has() -> None:
    shown = {name for names in TABLE.values() for name in names}
    assert shown == {name for name, one in CASE_METRICS.items() if one.form != DAYS}
    fields = {field for one in CASE_METRICS.values() for field in one.sees}
    assert fields <= set(visibility.table())
    assert all(one.sees and len(name) <= 40 for name, one in CASE_METRICS.items())


def test_acts_that_are_counted_are_acts_of_the_tables() -> None:
    acts = {act.full_name for table in lifecycles().values() for act in table.acts.values()}
    counted = {*case_sources.DECIDED, *case_sources.ANSWERED, "order.grant", "criminal.charge", "complaint.withdraw"}
    assert counted <= acts
    closing = {
        act.full_name
        for name in ("civil", "administrative", "criminal")
        for act in lifecycles()[name].acts.values()
        if "closed" in act.to
    }
    assert closing <= {*case_sources.ENDINGS, *(f"{name}.close" for name in ("civil", "administrative", "criminal"))}
    results = {
        value
        for name in ("civil", "administrative", "criminal")
        for value in lifecycles()[name].acts["close"].fields["result"].choices
    }
    assert results - {"other"} <= case_sources.RESULTS
    assert {*case_sources.ENDINGS.values(), *case_sources.RESULTS, "other"} == set(OUTCOME.values)


def test_sealed_cases_count_in_nothing_and_restricted_ones_in_what_the_public_sees(world: World) -> None:
    for confidentiality in ("open", "restricted", "sealed"):
        case = world.case(confidentiality=confidentiality)
        complaint = world.complaint(case)
        clock(case, complaint, due=START + dt.timedelta(days=15), stopped=None)
        publish(world.decision(case, world.track(case), outcome="convicted"))
    refresh()

    assert sums("complaints") == sums("silence") == {"2025-01": 2}
    assert sums("silence", "industry") == {"film": 1, WITHHELD: 1}
    assert sums("silence", "authority") == {"copyright-office-of-lantern-city": 2}
    assert sums("administrative_filed") == sums("criminal_convictions") == {"2025-01": 1} or sums(
        "criminal_convictions"
    ) == {"2025-02": 1}
    found = enforcement()
    assert (found.cases, found.sealed) == (2, None)


def test_measures_count_once_the_case_publishes_them(world: World) -> None:
    for stage in ("investigation", "appeal"):
        case = world.case(stage=stage)
        raid = Measure.objects.create(
            case=case, lifecycle="operation", kind="raid", state="carried_out", opened_at=START, carried_out_at=START
        )
        Measure.objects.create(case=case, lifecycle="operation", kind="raid", state="planned", opened_at=START)
        seizure = Seizure.objects.create(case=case, measure=raid, taken_at=START)
        SeizedItem.objects.create(seizure=seizure, position=1, kind="copies", description="Discs", quantity=40)
    refresh()

    assert sums("administrative_raids") == {"2025-01": 1}
    assert sums("administrative_products_seized") == {"2025-01": 40}


def test_an_erased_or_withdrawn_decision_takes_its_sums_along(world: World) -> None:
    case = world.case()
    track = world.track(case)
    for state in ("published", "replaced", "withdrawn", "erased", ""):
        decision = world.decision(case, track)
        decision.sanctions.create(kind="fine", amount="50000", currency="CNY", paid="20000", state="part")
        if state:
            publish(decision, state)
    refresh()

    assert sums("administrative_fines") == {"2025-02": 10_000_000}
    assert sums("administrative_fines", "paid") == {"paid": 4_000_000, "unpaid": 6_000_000}
    assert sums("administrative_fines_imposed", "paid") == {"part": 2}


def test_money_of_two_currencies_is_never_one_sum(world: World) -> None:
    case = world.case()
    decision = world.decision(case, world.track(case, "civil"))
    publish(decision)
    for currency, amount in (("CNY", 100), ("USD", 7), ("CNY", 11)):
        decision.sanctions.create(kind="damages", amount=amount, currency=currency)
    refresh()

    assert [(row.currency, row.count) for row in queries.totals("civil_damages", "month")] == [
        ("CNY", 11100),
        ("USD", 700),
    ]
    found = queries.series("civil_damages", currency="USD")
    assert (found.total, found.currency, set(found.currencies)) == (700, "USD", {"CNY", "USD"})
    assert queries.series("civil_damages", currency="EUR").currency in {"CNY", "USD"}


def test_silence_that_was_answered_too_late_stays_silence(world: World) -> None:
    due = START + dt.timedelta(days=15)
    for number, answered in enumerate((10, 30, None)):
        case = world.case()
        complaint = world.complaint(case, state="accepted" if answered else "silent")
        at = START + dt.timedelta(days=answered) if answered else None
        clock(case, complaint, due=due, stopped=at, outcome=("met", "late", "")[number])
        if at:
            event(case, "complaint.accept", complaint, at)
    refresh()

    (row,) = queries.totals("silence", "month")
    assert (row.count, row.of) == (2, 3)
    assert sums("silence", "answer") == {"late": 1, "none": 1}
    assert times("acceptance_days").everything.hidden


def test_months_are_those_of_the_registrys_own_days(world: World, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Shanghai"
    last_hours = dt.datetime(2025, 1, 31, 20, tzinfo=dt.UTC)  # 1 February there
    case = world.case(opened_at=last_hours)
    world.complaint(case)
    refresh()

    assert sums("complaints") == {"2025-02": 1}
    assert [month for month, _ in times("acceptance_days").months] == [dt.date(2025, 2, 1)]


def test_labels_are_words_in_the_readers_language(world: World) -> None:
    world.complaint(world.case())
    refresh()

    assert [row.label for row in queries.totals("complaints", "region", language="zh-hans")] == ["北省"]
    assert [row.label for row in queries.totals("complaints", "industry")] == ["film and television"]


def test_a_pass_takes_as_many_queries_for_many_cases_as_for_few(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            refresh()
        return len(captured)

    at_random(world, 1, 3)
    few = count()
    at_random(world, 2, 25)
    assert count() <= few + 1  # a table that had no rows before
