from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.cases.conftest import OPENED, Country
from tests.cases.test_operations import RAID, planned, spot

from causelist.cases import premises
from causelist.cases.complaining import NewTarget
from causelist.cases.models import Case, Premises, PremisesMerge
from causelist.cases.premises_history import History, Step, history, with_relapse
from causelist.cases.tables import Words
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

LATER = OPENED + dt.timedelta(days=200)


def raided(country: Country, where: Premises, outcome: str = "found", at: dt.datetime = RAID) -> Case:
    opened_at = at - dt.timedelta(days=5)
    complaint = country.complaint(
        targets=[NewTarget("stall", "The stall by the gate", premises=where)], filed_at=opened_at
    )
    case = complaint.case
    event = country.do(
        case, "operation.plan", "officer", None, at=opened_at, kind="raid", planned_for=at.isoformat(), scope="x",
        premises=[where.pk],
    )  # fmt: skip
    country.do(
        case, "operation.carry_out", "officer", event.subject_id, at=at, carried_out_at=at.isoformat(), result="x",
        results=[{"spot": 1, "outcome": outcome, "note": "Under the counter"}],
    )  # fmt: skip
    return case


def publish(*cases: Case) -> None:
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(stage="enforcement")


def told(row: Premises) -> History:
    found = history(row)
    assert found is not None
    return found


def test_same_name_street_and_region_are_the_same_premises(country: Country) -> None:
    first = spot(country, "Stall 14", "3 Lantern Lane")

    assert spot(country, "  STALL  14 ", "3, Lantern lane") == first
    assert spot(country, "Stall 14", "4 Lantern Lane") != first
    assert premises.ensure(kind="stall", name="Stall 14", street="3 Lantern Lane", by=None) != first


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "castle"}, "kind"),
        ({"name": " … "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"street": "x" * 301}, "street"),
    ],
)
def test_premises_that_cannot_be_name_the_field(country: Country, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        premises.ensure(**{"kind": "stall", "name": "Stall", "street": ""} | given, by=None)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_kinds_are_those_of_the_law_at_premises(country: Country) -> None:
    kinds = premises.kinds("cn")

    assert {"shop", "stall", "plant", "warehouse", "copy_shop", "cinema", "cafe", "other"} <= set(kinds)
    assert "website" not in kinds
    assert kinds["other"] == ("Other premises", "其他场所")


def test_next_operator_ends_the_time_of_the_one_before(country: Country) -> None:
    where, officer = spot(country), country.people["officer"]
    for name, day in (("respondent", dt.date(2025, 1, 1)), ("stranger", dt.date(2026, 1, 1))):
        premises.set_operator(
            premises_id=where.pk, name=country.name_of(name), starts_on=day, basis="Trade register", by=officer
        )

    rows = list(where.operators.order_by("starts_on").values_list("starts_on", "until"))
    assert rows == [(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), (dt.date(2026, 1, 1), None)]
    for day, field in ((dt.date(2025, 6, 1), "starts_on"), (timezone.localdate() + dt.timedelta(days=2), "starts_on")):
        with pytest.raises(Refused) as refused:
            premises.set_operator(
                premises_id=where.pk, name=country.name_of("holder"), starts_on=day, basis="x", by=officer
            )
        assert refused.value.field == field


@pytest.mark.parametrize("who", ["complainant", "respondent", "reader", "stranger"])
def test_register_of_premises_is_kept_by_bodies(country: Country, who: str) -> None:
    one, two = spot(country, "A"), spot(country, "B")

    with pytest.raises(NotAllowed):
        premises.merge(source_id=one.pk, target_id=two.pk, basis="The same", by=country.people[who])


def test_merging_moves_the_whole_history_and_leaves_a_trace(country: Country) -> None:
    one, two = spot(country, "Lantern Discs"), spot(country, "Lantern Disks")
    publish(raided(country, one), raided(country, two, at=LATER))

    premises.merge(source_id=one.pk, target_id=two.pk, basis="One door, two signs", by=country.people["officer"])

    found = told(two)
    assert (found.visits, found.complaints, found.relapses) == (2, 2, 2)
    one.refresh_from_db()
    assert premises.home_of(one) == two
    assert spot(country, "Lantern Discs") == two
    trace = PremisesMerge.objects.get()
    assert (trace.source, trace.target, len(trace.moved["visits"])) == (one, two, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        PremisesMerge.objects.update(basis="changed")
    with pytest.raises(Refused) as refused:
        premises.merge(source_id=one.pk, target_id=two.pk, basis="Again", by=country.people["officer"])
    assert refused.value.code == "merged"


def test_history_is_public_only_when_its_cases_are(country: Country) -> None:
    where = spot(country)
    case = raided(country, where)
    assert history(where) is None

    publish(case)
    found = told(where)
    assert [(step.kind, step.outcome) for step in found.steps] == [("raid", "found"), ("complaint", "open")]
    assert (found.street, found.steps[0].note) == ("", "")
    Case.objects.filter(pk=case.pk).update(confidentiality="restricted")
    assert history(where) is None


def test_officer_sees_street_notes_and_cases_of_their_own_while_they_run(country: Country) -> None:
    where = spot(country)
    raided(country, where)

    found = history(where, user=country.people["officer"])
    assert found is not None
    assert (found.street, found.steps[0].note) == ("3 Lantern Lane", "Under the counter")
    other = history(where, user=country.people["clerk"])
    assert other is not None
    assert other.steps == ()
    assert history(where, user=country.people["stranger"]) is None


def test_planned_raid_is_on_no_page(country: Country) -> None:
    where = spot(country)
    case = country.complaint().case
    planned(country, case, where)
    publish(case)

    assert history(where) is None


def test_name_that_may_be_a_persons_is_withheld_from_the_public(country: Country) -> None:
    where = premises.ensure(kind="stall", name="Ines Hollowell", region=country.regions["city"], by=None)
    publish(raided(country, where))

    assert told(where).name == ""
    seen = history(where, user=country.people["officer"])
    assert seen is not None
    assert seen.name == "Ines Hollowell"


def step(kind: str, day: int, case: str, outcome: str = "") -> Step:
    return Step(kind, OPENED + dt.timedelta(days=day), case, "", outcome, Words("", ""), "")


def test_relapse_is_what_comes_after_a_find_in_another_case() -> None:
    steps = [
        step("complaint", 0, "A"), step("raid", 5, "A", "found"), step("inspection", 6, "A", "found"),
        step("complaint", 50, "B"), step("raid", 55, "B", "not_found"), step("raid", 90, "C", "found"),
    ]  # fmt: skip

    assert [one.at.date().isoformat() for one in with_relapse(steps) if one.relapse] == ["2026-04-21", "2026-05-31"]


def test_history_of_many_cases_takes_a_bounded_number_of_queries(
    country: Country, django_assert_max_num_queries: object
) -> None:
    where = spot(country)
    cases = [raided(country, where, at=RAID + dt.timedelta(days=day)) for day in range(3)]
    publish(*cases)

    with django_assert_max_num_queries(7):  # type: ignore[operator]
        assert told(where).visits == 3
    officer = country.people["officer"]
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        found = history(where, user=officer)
    assert found is not None
    assert found.visits == 3
