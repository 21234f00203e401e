"""Clocks that fall due: each is told once, whoever sweeps and however often it is started again."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from causelist.cases import services, subjects, tables
from causelist.cases.models import Case, CaseEvent, Clock

BATCH = 100
# What the registry itself does when a clock has passed: the act of the subject's table.
CONSEQUENCES = {
    "acceptance": ("complaint", "fall_silent"),
    "appeal": ("administrative", "become_final"),
    "civil_appeal": ("civil", "become_final"),
    "criminal_appeal": ("criminal", "become_final"),
}


def sweep(now: dt.datetime | None = None) -> int:
    """Tell every clock that has passed; how many. Each batch is a transaction of its own."""
    moment, total = now or timezone.now(), 0
    while told := _batch(moment):
        total += told
    return total


def next_due() -> dt.datetime | None:
    """When the next clock ends."""
    rows = Clock.objects.filter(stopped_at__isnull=True, fell_due_at__isnull=True, due_at__isnull=False)
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


@transaction.atomic
def _batch(now: dt.datetime) -> int:
    rows = Clock.objects.filter(stopped_at__isnull=True, fell_due_at__isnull=True, due_at__lte=now).order_by(
        "due_at", "id"
    )
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    clocks = list(rows[:BATCH])
    for clock in clocks:
        clock.fell_due_at = now
    Clock.objects.bulk_update(clocks, ["fell_due_at"])
    for clock in clocks:
        _tell(clock, now)
    return len(clocks)


def _tell(clock: Clock, now: dt.datetime) -> None:
    """The event that says so, and what follows by law."""
    case = Case.objects.select_for_update(of=("self",)).select_related("office__body").get(pk=clock.case_id)
    due = clock.due_at or now
    CaseEvent.objects.create(
        case=case, track=clock.track, act="clock.fell_due", subject_kind=clock.subject_kind, subject_id=clock.subject_id,
        occurred_at=due, relation="system", office=clock.office, audience=clock.audience,
        detail={"clock": clock.name, "due_on": clock.due_on.isoformat() if clock.due_on else None, "rule": clock.rule},
    )  # fmt: skip
    lifecycle, act = CONSEQUENCES.get(clock.name, ("", ""))
    if lifecycle == clock.subject_kind:
        subject = subjects.find(lifecycle, case, clock.subject_id)
        if subject is not None and subjects.state_of(subject) in tables.lifecycle(lifecycle).acts[act].sources:
            services.act(case_id=case.pk, lifecycle=lifecycle, act=act, subject_id=clock.subject_id, by=None, at=due)
            return
    services.settle(case, due)
