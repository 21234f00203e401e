"""A process of its own that makes cases whose clocks fall due together, or counts what was told of them."""

from __future__ import annotations

import datetime as dt
import json
import sys

from django import setup


def make(cases: int) -> None:
    """So many complaints whose time to be accepted ended within one minute, written as rows: the acts are not what is tested."""
    from django.utils import timezone

    from causelist.cases.models import Case, Clock, Complaint
    from causelist.parties.services import create_organisation

    holder = create_organisation(name="Larkspur Pictures Ltd", kind="right_holder", by=None)
    minute = timezone.now().replace(second=0, microsecond=0) - dt.timedelta(minutes=1)
    opened = minute - dt.timedelta(days=15)
    rows = Case.objects.bulk_create(
        Case(number=f"C-2026-{number}-0", title="Copied discs", jurisdiction="cn", kind="stall", opened_at=opened)
        for number in range(1, cases + 1)
    )
    complaints = Complaint.objects.bulk_create(
        Complaint(case=case, key=case.number, channel="desk", holder=holder, filed_at=opened) for case in rows
    )
    Clock.objects.bulk_create(
        Clock(
            case=complaint.case, name="acceptance", subject_kind="complaint", subject_id=complaint.pk,
            waits_for="office", rule="cn.admin.acceptance", cite="-", started_at=opened,
            due_at=minute + dt.timedelta(seconds=60 * number / cases),
        )
        for number, complaint in enumerate(complaints)
    )  # fmt: skip


def count() -> dict[str, int]:
    from causelist.cases.models import CaseEvent, Complaint

    told = CaseEvent.objects.filter(act="clock.fell_due")
    return {
        "told": told.count(),
        "clocks": told.values("subject_id").distinct().count(),
        "silent": Complaint.objects.filter(state="silent").count(),
        "fell_silent": CaseEvent.objects.filter(act="complaint.fall_silent").count(),
    }


if __name__ == "__main__":
    setup()
    if sys.argv[1] == "make":
        make(int(sys.argv[2]))
    sys.stdout.write(json.dumps(count()))
