from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cases.conftest import OPENED, Country

from causelist.cases import premises
from causelist.cases.models import Appointment, Case, CaseEvent, Measure, Premises
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

RAID = OPENED + dt.timedelta(days=10)


def opened(country: Country) -> Case:
    return country.complaint().case


def spot(country: Country, name: str = "Stall 14", street: str = "3 Lantern Lane") -> Premises:
    return premises.ensure(kind="stall", name=name, street=street, region=country.regions["city"], by=None)


def planned(country: Country, case: Case, *spots: Premises, kind: str = "raid", **given: Any) -> Measure:
    data = {"kind": kind, "planned_for": RAID.isoformat(), "scope": "The stalls of the night market"}
    ids = [one.pk for one in spots]
    event = country.do(case, "operation.plan", "officer", None, **data | given, premises=ids)
    return Measure.objects.get(pk=event.subject_id)


def test_raid_on_several_spots_at_once(country: Country) -> None:
    case = opened(country)
    raid = planned(country, case, *(spot(country, name) for name in ("Stall 14", "Stall 15", "Stall 16", "Stall 17")))
    results = [
        {"spot": 1, "outcome": "found", "note": "Discs under the counter"},
        {"spot": 2, "outcome": "not_found"},
        {"spot": 3, "outcome": "closed"},
        {"spot": 4, "outcome": "refused_entry", "visited_at": (RAID + dt.timedelta(hours=1)).isoformat()},
    ]

    event = country.do(
        case, "operation.carry_out", "officer", raid.pk, at=RAID,
        carried_out_at=RAID.isoformat(), result="One of four sold copies.", results=results,
    )  # fmt: skip

    raid.refresh_from_db()
    assert (raid.state, raid.carried_out_at) == ("carried_out", RAID)
    spots = list(raid.measure_targets.order_by("pk"))
    assert [one.outcome for one in spots] == ["found", "not_found", "closed", "refused_entry"]
    assert [one.visited_at for one in spots] == [RAID, RAID, RAID, RAID + dt.timedelta(hours=1)]
    assert event.detail["outcomes"] == {"found": 1, "not_found": 1, "closed": 1, "refused_entry": 1}


def test_plan_is_kept_to_the_office_until_it_is_carried_out(country: Country) -> None:
    case = opened(country)
    raid = planned(country, case, spot(country))

    assert CaseEvent.objects.get(act="operation.plan").audience == "office"
    entry = Appointment.objects.get(measure=raid)
    assert (entry.audience, entry.starts_at, entry.place) == ("office", RAID, "")

    later = RAID + dt.timedelta(days=1)
    country.do(case, "operation.change_plan", "officer", raid.pk, planned_for=later.isoformat(), reason="Rain")
    assert list(Appointment.objects.filter(measure=raid, cancelled_at=None).values_list("starts_at", flat=True)) == [
        later
    ]

    country.do(
        case, "operation.carry_out", "officer", raid.pk, at=later, carried_out_at=later.isoformat(), result="Nothing",
        results=[{"spot": 1, "outcome": "closed"}],
    )  # fmt: skip
    assert Appointment.objects.get(measure=raid, cancelled_at=None).audience == "parties"


def test_cancelled_raid_leaves_the_calendar_and_stays_unknown(country: Country) -> None:
    case = opened(country)
    raid = planned(country, case, spot(country))

    event = country.do(case, "operation.cancel", "head", raid.pk, reason="The stall moved.")

    assert event.audience == "office"
    assert Appointment.objects.get(measure=raid).cancelled_at is not None


def test_forensic_report_needs_no_spot_and_a_raid_does(country: Country) -> None:
    case = opened(country)
    report = planned(country, case, kind="forensic_report")
    event = country.do(
        case, "operation.carry_out", "officer", report.pk, at=RAID, carried_out_at=RAID.isoformat(),
        result="All discs come from one plant.",
    )  # fmt: skip

    assert event.to_state == "carried_out"
    with pytest.raises(Refused) as refused:
        planned(country, case)
    assert (refused.value.code, refused.value.field) == ("required", "targets")


@pytest.mark.parametrize(
    ("results", "code", "field"),
    [
        ([], "required", "results"),
        ([{"spot": 1, "outcome": "found"}], "required", "results"),
        ([{"spot": 1, "outcome": "found"}, {"spot": 3, "outcome": "found"}], "not_there", "results.2.spot"),
        ([{"spot": 1, "outcome": "found"}, {"spot": 1, "outcome": "closed"}], "twice", "results.2.spot"),
        ([{"spot": 1, "outcome": "burnt"}], "not_a_choice", "results.1.outcome"),
        (
            [{"spot": 1, "outcome": "found", "visited_at": "2020-01-01T10:00"}, {"spot": 2, "outcome": "found"}],
            "out_of_order",
            "results.1.visited_at",
        ),
    ],
)
def test_results_that_do_not_fit_name_the_row(country: Country, results: Any, code: str, field: str) -> None:
    case = opened(country)
    raid = planned(country, case, spot(country, "A"), spot(country, "B"))

    with pytest.raises(Refused) as refused:
        country.do(
            case, "operation.carry_out", "officer", raid.pk, at=RAID,
            carried_out_at=RAID.isoformat(), result="…", results=results,
        )  # fmt: skip

    assert (refused.value.code, refused.value.field) == (code, field)
    raid.refresh_from_db()
    assert raid.state == "planned"


def test_plan_for_the_past_and_for_another_cases_target_are_refused(country: Country) -> None:
    case, other = opened(country), opened(country)
    with pytest.raises(Refused) as refused:
        planned(country, case, spot(country), planned_for=(OPENED - dt.timedelta(days=1)).isoformat())
    assert refused.value.field == "planned_for"

    with pytest.raises(Refused) as refused:
        planned(country, case, targets=[other.targets.get().pk])
    assert (refused.value.code, refused.value.field) == ("not_there", "targets")


def test_respondent_and_complainant_do_not_plan(country: Country) -> None:
    case = opened(country)
    for who in ("respondent", "complainant", "reader"):
        with pytest.raises(NotAllowed):
            country.do(case, "operation.plan", who, kind="raid", planned_for=RAID.isoformat(), scope="x")
