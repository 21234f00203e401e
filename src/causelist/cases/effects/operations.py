"""Inspections, raids and forensic reports: planned in confidence, carried out at several spots at once, recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.effects.spots import bad_cell, set_spots, track_named, within
from causelist.cases.models import Appointment, Audience, Measure, MeasureTarget
from causelist.core.refusal import Refused

LONGEST_SCOPE = 1_000
LONGEST_RESULT = 2_000
AHEAD = dt.timedelta(days=3 * 366)
SLACK = dt.timedelta(minutes=5)


@effect("operation.plan")
def plan(doing: Doing) -> Effect:
    """Its row, its spots, and a day in the calendar of its own office alone."""
    data, track = doing.data, track_named(doing)
    _check_plan(doing, data["planned_for"])
    measure = Measure.objects.create(
        case=doing.case, track=track, lifecycle="operation", kind=data["kind"], state="planned",
        scope=within(data["scope"], LONGEST_SCOPE, "scope"), planned_for=data["planned_for"], opened_at=doing.at,
    )  # fmt: skip
    spots = set_spots(doing, measure)
    _check_spots(measure, spots)
    _appoint(measure, data["planned_for"])
    return Effect(subject=measure, detail={"spots": spots})


@effect("operation.change_plan")
def change_plan(doing: Doing) -> Effect:
    """Another time, other spots; the calendar follows."""
    data, measure = doing.data, doing.subject
    if planned_for := data.get("planned_for"):
        _check_plan(doing, planned_for)
        measure.planned_for = planned_for
        _cancel_appointment(measure, doing.at)
        _appoint(measure, planned_for)
    if scope := data.get("scope"):
        measure.scope = within(scope, LONGEST_SCOPE, "scope")
    if data.get("targets") or data.get("premises"):
        _check_spots(measure, set_spots(doing, measure))
    return Effect()


@effect("operation.carry_out")
def carry_out(doing: Doing) -> Effect:
    """What was found at each spot; from now on others than its own office know of it."""
    measure: Measure = doing.subject
    moment: dt.datetime = doing.data["carried_out_at"]
    spots = list(MeasureTarget.objects.filter(measure=measure).order_by("pk"))
    found = _results(doing, spots, moment)
    MeasureTarget.objects.bulk_update(found, ["outcome", "note", "visited_at"])
    measure.carried_out_at = moment
    measure.result = within(doing.data["result"], LONGEST_RESULT, "result")
    _of_measure(measure).update(audience=Audience.PARTIES)
    counts: dict[str, int] = {}
    for spot in found:
        counts[spot.outcome] = counts.get(spot.outcome, 0) + 1
    return Effect(detail={"outcomes": counts})


@effect("operation.cancel")
def cancel(doing: Doing) -> Effect:
    """It does not take place; nobody else ever learns of it."""
    _cancel_appointment(doing.subject, doing.at)
    return Effect()


def _results(doing: Doing, spots: list[MeasureTarget], moment: dt.datetime) -> list[MeasureTarget]:
    """Each spot with what was found there; none twice, none left out."""
    told: dict[int, dict[str, Any]] = {}
    for position, row in enumerate(doing.data.get("results", []), 1):
        number = row["spot"]
        if number > len(spots):
            raise bad_cell(
                doing, "results", (position, "spot"), _("this measure has %d spots.") % len(spots), code="not_there"
            )
        if number in told:
            raise bad_cell(doing, "results", (position, "spot"), _("this spot is there already."), code="twice")
        visited = row.get("visited_at") or moment
        if not doing.case.opened_at <= visited <= timezone.now() + SLACK:
            raise bad_cell(
                doing, "results", (position, "visited_at"), _("this is in the future, or before the case was opened."),
                code="out_of_order",
            )  # fmt: skip
        told[number] = row | {"visited_at": visited}
    if missing := [number for number in range(1, len(spots) + 1) if number not in told]:
        raise Refused(
            _("Say what was found at each spot. Missing: %s") % ", ".join(map(str, missing[:20])),
            code="required", field="results",
        )  # fmt: skip
    for number, spot in enumerate(spots, 1):
        row = told[number]
        spot.outcome, spot.note, spot.visited_at = row["outcome"], row.get("note", ""), row["visited_at"]
    return spots


def _check_plan(doing: Doing, planned_for: dt.datetime) -> None:
    if planned_for < doing.at - SLACK:
        raise Refused(_("A plan is for a time to come."), code="out_of_order", field="planned_for")
    if planned_for > doing.at + AHEAD:
        raise Refused(_("This is more than three years ahead."), code="out_of_range", field="planned_for")


def _check_spots(measure: Measure, spots: int) -> None:
    if not spots and measure.kind != "forensic_report":
        raise Refused(
            _("Say where it takes place: targets of the case, or premises."), code="required", field="targets"
        )


def _appoint(measure: Measure, at: dt.datetime) -> None:
    """The calendar's entry; it names no spot, so that a glance at a screen gives nothing away."""
    office = measure.track.office if measure.track else measure.case.office
    Appointment.objects.create(
        case=measure.case, track=measure.track, office=office, kind="inspection", starts_at=at,
        measure=measure, audience=Audience.OFFICE,
    )  # fmt: skip


def _of_measure(measure: Measure) -> Any:
    return Appointment.objects.filter(measure=measure, cancelled_at__isnull=True)


def _cancel_appointment(measure: Measure, at: dt.datetime) -> None:
    _of_measure(measure).update(cancelled_at=at)
