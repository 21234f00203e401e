"""Clocks that fall due: each is told once, whoever sweeps and however often it is started again."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from causelist.cases import services, subjects, tables
from causelist.cases.models import Case, CaseEvent, Clock
from causelist.core.refusal import Refused

logger = logging.getLogger(__name__)
BATCH = 100
# What the registry itself does when a clock has passed: the act of the subject's table.
CONSEQUENCES = {
    "acceptance": ("complaint", "fall_silent"),
    "appeal": ("administrative", "become_final"),
    "civil_appeal": ("civil", "become_final"),
    "criminal_appeal": ("criminal", "become_final"),
    "order_end": ("order", "lapse"),
    "sue_after_preservation": ("order", "lapse"),
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
    """The next clocks that have passed. Their cases are locked first, as every act does: nobody waits for each other."""
    cases = _lock(now)
    rows = _passed(now).filter(case__in=cases).order_by("due_at", "id")
    clocks = list(rows.select_related("office__body", "track")[:BATCH])
    for clock in clocks:
        _tell(clock, cases[clock.case_id], now)
    return len(clocks)


def _lock(now: dt.datetime) -> dict[int, Case]:
    """The cases of the clocks that passed first. One that somebody acts in just now waits for the next round."""
    found = _passed(now).order_by("due_at", "id").values_list("case", flat=True)[: 5 * BATCH]
    wanted = list(dict.fromkeys(found))
    skip = connection.features.has_select_for_update_skip_locked
    rows = Case.objects.select_for_update(of=("self",), skip_locked=skip).select_related("office__body")
    return {case.pk: case for case in rows.filter(pk__in=wanted[:BATCH]).order_by("pk")}


def _passed(now: dt.datetime) -> QuerySet[Clock]:
    return Clock.objects.filter(stopped_at__isnull=True, fell_due_at__isnull=True, due_at__lte=now)


def _tell(clock: Clock, case: Case, now: dt.datetime) -> None:
    """The event that says so, and what follows by law. Its key lets the database hold that a clock is told once."""
    due = clock.due_at or now
    clock.fell_due_at = now
    clock.save(update_fields=["fell_due_at"])
    CaseEvent.objects.create(
        case=case, track=clock.track, act="clock.fell_due", subject_kind=clock.subject_kind, subject_id=clock.subject_id,
        occurred_at=due, relation="system", office=clock.office, key=f"fell_due:{clock.pk}", audience=clock.audience,
        detail={"clock": clock.name, "due_on": clock.due_on.isoformat() if clock.due_on else None, "rule": clock.rule},
    )  # fmt: skip
    lifecycle, act = CONSEQUENCES.get(clock.name, ("", ""))
    if lifecycle == clock.subject_kind and _follows(clock, case, lifecycle, act, due):
        return
    services.settle(case, due)


def _follows(clock: Clock, case: Case, lifecycle: str, act: str, due: dt.datetime) -> bool:
    """Do what the law says happens then; False where it does not fit any more, which must not stop the others."""
    subject = subjects.find(lifecycle, case, clock.subject_id)
    if subject is None or subjects.state_of(subject) not in tables.lifecycle(lifecycle).acts[act].sources:
        return False
    try:
        services.act(case_id=case.pk, lifecycle=lifecycle, act=act, subject_id=clock.subject_id, by=None, at=due)
    except Refused as refused:
        logger.warning("Case %s: %s.%s does not follow: %s", case.number, lifecycle, act, refused)
        return False
    case.refresh_from_db()
    return True
