"""What falls on which day: clocks that end and appointments, of the offices or cases of a person."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q
from django.utils import timezone

from causelist.cases import tables
from causelist.cases.docket import party_cases
from causelist.cases.models import Appointment, Clock
from causelist.parties.permissions import Reach

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day: a clock that ends or an appointment."""

    day: dt.date
    at: dt.datetime
    clock: Clock | None
    appointment: Appointment | None
    number: str
    title: str
    late: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month's sheet, `away` where it belongs to a neighbouring month."""

    date: dt.date
    entries: list[Entry]
    today: bool
    away: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of days, and as one list; `more` where not everything is shown."""

    first: dt.date
    weeks: list[list[Day]]
    entries: list[Entry]
    more: bool

    @property
    def before(self) -> dt.date:
        """The first day of the month before."""
        return (self.first - dt.timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> dt.date:
        """The first day of the month after."""
        return (self.first + dt.timedelta(days=31)).replace(day=1)


def month(first: dt.date, offices: Collection[int], reach: Reach, *, now: dt.datetime | None = None) -> Month:
    """A month of the offices given, and of the cases in which the person is a party. Two queries."""
    moment = now or timezone.now()
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    low, high = weeks[0][0], weeks[-1][-1]
    entries = _clocks(low, high, offices, reach, moment) + _appointments(low, high, offices, reach, moment)
    entries.sort(key=attrgetter("at"))
    today = timezone.localdate(moment)
    by_day: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    sheet = [[Day(day, by_day.get(day, []), day == today, day.month != first.month) for day in week] for week in weeks]
    listed = [entry for entry in entries if entry.day.month == first.month]
    return Month(first, sheet, listed, len(entries) >= MOST)


def _clocks(low: dt.date, high: dt.date, offices: Collection[int], reach: Reach, now: dt.datetime) -> list[Entry]:
    told = [name for name, kind in tables.clock_kinds().items() if kind.audience in {"public", "parties"}]
    # By the moment, which the docket's index has; the day at the place is a day away from it at most.
    first, last = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (low, high))
    within = Q(due_at__gte=first - dt.timedelta(days=1), due_at__lte=last + dt.timedelta(days=3))
    running = Clock.objects.filter(within, stopped_at__isnull=True, due_on__gte=low, due_on__lte=high)
    shown = Q(pk__in=running.filter(case__in=party_cases(reach), name__in=told).values("pk"))
    for office in offices:
        shown |= Q(pk__in=running.filter(office=office).order_by("due_at", "id").values("pk")[:MOST])
    rows = Clock.objects.filter(shown).select_related("case").order_by("due_at", "id")
    return [
        Entry(row.due_on, row.due_at, row, None, row.case.number, row.case.title, row.due_at < now)
        for row in rows[:MOST]
        if row.due_on is not None and row.due_at is not None
    ]


def _appointments(low: dt.date, high: dt.date, offices: Collection[int], reach: Reach, now: dt.datetime) -> list[Entry]:
    seen = Q(office__in=offices) | Q(case__in=party_cases(reach), audience__in=["public", "parties"])
    rows = Appointment.objects.filter(
        seen, cancelled_at__isnull=True, starts_at__date__gte=low, starts_at__date__lte=high
    )
    return [
        Entry(timezone.localdate(row.starts_at), row.starts_at, None, row, row.case.number, row.case.title, late=False)
        for row in rows.select_related("case").order_by("starts_at", "id")[:MOST]
    ]
