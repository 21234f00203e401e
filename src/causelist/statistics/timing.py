"""What is asked of figures that tell days: the median and the 95th percentile, of any months and any division."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet, Sum

from causelist.statistics.metrics import DAYS, Metric, UnknownMetric, metric
from causelist.statistics.models import Duration, Snapshot
from causelist.statistics.queries import MOST, TOP, labels, newest
from causelist.statistics.waiting import Counted, Waiting, waiting


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One month, or one value of a division, with what is told of it."""

    value: str
    label: str
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Times:
    """A figure that tells days: over all the months asked for, month by month, and by the values of a division.

    Months have no gap. `rows` are those with the most first, at most as many as were asked for. `as_of` is None while
    nothing was counted.
    """

    metric: Metric
    dimension: str
    everything: Waiting
    months: list[tuple[dt.date, Waiting]]
    rows: list[TimeRow]
    as_of: dt.datetime | None


def times(
    name: str,
    dimension: str = "",
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    top: int = TOP,
    language: str = "",
    snapshot: Snapshot | None = None,
) -> Times:
    """A figure from `start` to `end` (months, both inclusive), of the newest snapshot unless one is given.

    Raises `UnknownMetric`. At most five queries.
    """
    wanted = metric(name)
    if wanted.form != DAYS:
        raise UnknownMetric(f"{name} does not tell days")
    if dimension:
        wanted.dimension(dimension)
    snapshot = snapshot or newest()
    if snapshot is None:
        return Times(wanted, dimension, waiting(()), [], [], None)
    counted = _durations(snapshot, name, "", start, end).order_by("month", "days")
    found = {
        month: [row[1:] for row in rows]
        for month, rows in groupby(counted.values_list("month", "days", "ended", "open"), key=lambda row: row[0])
    }
    everything = waiting(row for rows in found.values() for row in rows)
    months = [(month, waiting(found.get(month, ()))) for month in _without_gaps(found)]
    rows = _rows(_durations(snapshot, name, dimension, start, end), dimension, top, language) if dimension else []
    return Times(wanted, dimension, everything, months, rows, snapshot.as_of)


def rows_for_csv(
    name: str, dimension: str = "", *, start: dt.date | None = None, end: dt.date | None = None, language: str = ""
) -> Iterator[tuple[dt.date, str, str, Waiting]]:
    """Every (month, value, label, what is told), months rising; one value at a time is held. Raises `UnknownMetric`."""
    wanted = metric(name)
    if dimension:
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return iter(())
    rows = _durations(snapshot, name, dimension, start, end).order_by("month", "value", "days")
    return _stream(rows, dimension, language)


def _stream(rows: QuerySet[Duration], dimension: str, language: str) -> Iterator[tuple[dt.date, str, str, Waiting]]:
    named: dict[str, str] = {}
    listed = rows.values_list("month", "value", "days", "ended", "open").iterator(chunk_size=MOST)
    for (month, value), group in groupby(listed, key=lambda row: row[:2]):
        if dimension and value not in named:
            named |= labels(dimension, [value], language)
        yield month, value, named.get(value, ""), waiting(row[2:] for row in group)


def _durations(
    snapshot: Snapshot, name: str, dimension: str, start: dt.date | None, end: dt.date | None
) -> QuerySet[Duration]:
    found = Duration.objects.filter(snapshot=snapshot, metric=name, dimension=dimension)
    if start:
        found = found.filter(month__gte=start.replace(day=1))
    if end:
        found = found.filter(month__lte=end.replace(day=1))
    return found


def _rows(durations: QuerySet[Duration], dimension: str, top: int, language: str) -> list[TimeRow]:
    """The values with the most first; of equal ones, by value."""
    summed = durations.values("value", "days").annotate(e=Sum("ended"), o=Sum("open")).order_by("value", "days")
    by_value: dict[str, list[Counted]] = {}
    for value, days, ended, still in summed.values_list("value", "days", "e", "o"):
        by_value.setdefault(value, []).append((days, ended, still))
    told = sorted(((value, waiting(rows)) for value, rows in by_value.items()), key=lambda one: (-one[1].count, one[0]))
    told = told[: max(1, min(top, MOST))]
    named = labels(dimension, [value for value, _ in told], language)
    return [TimeRow(value, named[value], found) for value, found in told]


def _without_gaps(months: Iterable[dt.date]) -> list[dt.date]:
    known = sorted(months)
    if not known:
        return []
    count = (known[-1].year - known[0].year) * 12 + known[-1].month - known[0].month + 1
    start = known[0].year * 12 + known[0].month - 1
    return [dt.date(number // 12, number % 12 + 1, 1) for number in range(start, start + count)]
