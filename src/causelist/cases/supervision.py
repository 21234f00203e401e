"""How the offices of a body and of the bodies below it do: who is late, where silence grew, how old what is open is."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from causelist.cases.docket import OWN_TURN
from causelist.cases.models import Body, Case, CaseEvent, Clock, Office
from causelist.parties.models import Role
from causelist.parties.permissions import Reach

MONTHS = 12
MOST_EVENTS = 50_000
AGES = (30, 90, 180, 365)  # days; the last group has no end
LEVELS = 3  # below the first


@dataclass(frozen=True, slots=True)
class Late:
    """What an officer (None: nobody yet) has open beyond its time at an office, since when."""

    office: Office
    officer_id: int | None
    officer: str
    clocks: int
    since: dt.datetime


@dataclass(slots=True)
class Row:
    """One office: open cases by age, late clocks, silence by month, days to acceptance and to decision."""

    office: Office
    ages: list[int] = field(default_factory=lambda: [0] * (len(AGES) + 1))
    late: int = 0
    silent: dict[dt.date, int] = field(default_factory=dict)
    acceptance: float | None = None
    decision: float | None = None

    @property
    def open(self) -> int:
        """Cases open."""
        return sum(self.ages)

    @property
    def silences(self) -> int:
        """Complaints not answered in time in all the months shown."""
        return sum(self.silent.values())


@dataclass(frozen=True, slots=True)
class Supervision:
    """Everything on the page, and the months its columns stand for."""

    rows: list[Row]
    late: list[Late]
    months: list[dt.date]


def supervised(reach: Reach) -> list[Office]:
    """The offices a person supervises: of bodies they head, and of those below where they work above. Few queries."""
    heads = {pk for role, pk in reach.roles if role is Role.HEAD}
    above = {pk for role, pk in reach.roles if role in {Role.HEAD, Role.OFFICER}}
    bodies = set(heads)
    level = above
    for _level in range(LEVELS):
        level = set(Body.objects.filter(superior__in=level).values_list("pk", flat=True)) if level else set()
        bodies |= level
    if reach.registry:
        bodies = set(Body.objects.values_list("pk", flat=True))
    rows = Office.objects.filter(body__in=bodies).select_related("body__organisation").order_by("body", "id")
    return list(rows.prefetch_related("body__organisation__names"))


def supervise(offices: Collection[Office], *, now: dt.datetime | None = None) -> Supervision:
    """The figures of these offices. Six queries, however many cases."""
    moment = now or timezone.now()
    months = _months(timezone.localdate(moment))
    rows = {office.pk: Row(office) for office in offices}
    ids = list(rows)
    _open_by_age(rows, ids, moment)
    late = _late(rows, ids, moment)
    _silences(rows, ids, months)
    for office, days in _days_to("complaint.accept", ids, months[0]).items():
        rows[office].acceptance = statistics.median(days)
    for office, days in _days_to("administrative.decide", ids, months[0]).items():
        rows[office].decision = statistics.median(days)
    return Supervision(list(rows.values()), late, months)


def _open_by_age(rows: dict[int, Row], ids: list[int], now: dt.datetime) -> None:
    edges = [now - dt.timedelta(days=days) for days in AGES]
    groups = [Q(opened_at__gt=edges[0])]
    groups += [Q(opened_at__lte=newer, opened_at__gt=older) for newer, older in itertools.pairwise(edges)]
    groups.append(Q(opened_at__lte=edges[-1]))
    counted = (
        Case.objects.filter(office__in=ids, closed_at__isnull=True)
        .order_by()
        .values("office")
        .annotate(**{f"age{place}": Count("pk", filter=group) for place, group in enumerate(groups)})
    )
    for row in counted:
        found: dict[str, Any] = dict(row)
        rows[found["office"]].ages = [found[f"age{place}"] for place in range(len(groups))]


def _late(rows: dict[int, Row], ids: list[int], now: dt.datetime) -> list[Late]:
    counted = (
        Clock.objects.filter(office__in=ids, stopped_at__isnull=True, due_at__lt=now, waits_for__in=OWN_TURN)
        .order_by()
        .values("office", "officer", "officer__name", "officer__email")
        .annotate(clocks=Count("pk"), since=Min("due_at"))
    )
    found = []
    for row in counted:
        rows[row["office"]].late += row["clocks"]
        name = row["officer__name"] or row["officer__email"] or ""
        found.append(Late(rows[row["office"]].office, row["officer"], name, row["clocks"], row["since"]))
    return sorted(found, key=lambda one: (-one.clocks, one.since))


def _silences(rows: dict[int, Row], ids: list[int], months: list[dt.date]) -> None:
    counted = (
        CaseEvent.objects.filter(act="complaint.fall_silent", office__in=ids, occurred_at__date__gte=months[0])
        .order_by()
        .annotate(month=TruncMonth("occurred_at"))
        .values("office", "month")
        .annotate(silences=Count("pk"))
    )
    for row in counted:
        month = row["month"].date() if isinstance(row["month"], dt.datetime) else row["month"]
        rows[row["office"]].silent[month.replace(day=1)] = row["silences"]


def _days_to(act: str, ids: list[int], since: dt.date) -> dict[int, list[float]]:
    events = CaseEvent.objects.filter(act=act, office__in=ids, occurred_at__date__gte=since)
    found: dict[int, list[float]] = defaultdict(list)
    for office, done, opened in events.values_list("office", "occurred_at", "case__opened_at")[:MOST_EVENTS]:
        found[office].append((done - opened).total_seconds() / 86400)
    return found


def _months(today: dt.date) -> list[dt.date]:
    """The first days of the last twelve months, the oldest first."""
    first, found = today.replace(day=1), []
    for _month in range(MONTHS):
        found.append(first)
        first = (first - dt.timedelta(days=1)).replace(day=1)
    return found[::-1]
