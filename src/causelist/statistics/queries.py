"""What is asked of the figures. Every answer is of the newest complete snapshot and says its time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max, Min, QuerySet, Sum
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name, with_names
from causelist.statistics.metrics import DIMENSIONS, METRICS, NONE, PERSONS, Metric, UnknownMetric, metric
from causelist.statistics.models import MonthlyFigure, Snapshot

__all__ = [
    "METRICS", "BadMonth", "Headline", "Metric", "Row", "Series", "Total", "UnknownMetric", "as_of", "headline", "label_of",
    "labels", "metric", "read_month", "rows_for_csv", "series", "totals",
]  # fmt: skip

TOP = 10
MOST = 1000  # values in one answer
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)


class BadMonth(ValueError):
    """Not a month; the message says what one looks like."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a dimension, with a count for each month of its series."""

    value: str
    label: str
    counts: list[int]

    @property
    def total(self) -> int:
        """Over all the months."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Series:
    """Months without a gap, the sum of each, and the rows of a dimension: the largest first, and all others as one.

    Without a dimension there are no rows. `as_of` is None while nothing was ever counted.
    """

    metric: Metric
    dimension: str
    months: list[dt.date]
    counts: list[int]
    rows: list[Row]
    others: Row | None
    as_of: dt.datetime | None

    @property
    def total(self) -> int:
        """Over all the months."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Total:
    """One value of a dimension, or one month, with its sum over the months asked for."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Headline:
    """The sums over all time, by metric, as the home page shows them."""

    counts: Mapping[str, int]
    first: dt.date | None
    last: dt.date | None
    as_of: dt.datetime | None


def newest() -> Snapshot | None:
    """The snapshot that is shown."""
    return Snapshot.objects.filter(complete=True).order_by("-as_of", "-pk").first()


def as_of() -> dt.datetime | None:
    """When the figures shown were made; None while there are none."""
    snapshot = newest()
    return snapshot.as_of if snapshot else None


def read_month(text: str) -> dt.date:
    """The first day of a month written as YYYY-MM. Raises `BadMonth`."""
    match = _MONTH.fullmatch(text.strip())
    if match is None or not (int(match[1]) and 1 <= int(match[2]) <= 12):
        raise BadMonth(f"{text[:40]!r} is not a month. Write it like 2026-03")
    return dt.date(int(match[1]), int(match[2]), 1)


def headline() -> Headline:
    """Two queries."""
    snapshot = newest()
    # Naming the metrics lets the index answer.
    rows = MonthlyFigure.objects.filter(snapshot=snapshot, metric__in=list(METRICS), dimension="")
    summed = list(rows.values("metric").annotate(sum=Sum("count"), first=Min("month"), last=Max("month")).order_by())
    return Headline(
        counts=dict.fromkeys(METRICS, 0) | {row["metric"]: row["sum"] for row in summed},
        first=min((row["first"] for row in summed), default=None),
        last=max((row["last"] for row in summed), default=None),
        as_of=snapshot.as_of if snapshot else None,
    )


def series(
    name: str,
    dimension: str = "",
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    top: int = TOP,
    language: str = "",
) -> Series:
    """A figure month by month from `start` to `end` (both inclusive), divided by `dimension` if one is given.

    Raises `UnknownMetric`. At most seven queries.
    """
    wanted = metric(name)
    if dimension:
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return Series(wanted, dimension, [], [], [], None, None)
    sums = dict(_figures(snapshot, name, "", start, end).values_list("month", "count"))
    months = _months(min(sums), max(sums)) if sums else []
    rows: list[Row] = []
    others = None
    if dimension and months:
        rows, others = _rows(_figures(snapshot, name, dimension, start, end), dimension, months, top, language)
    return Series(wanted, dimension, months, [sums.get(month, 0) for month in months], rows, others, snapshot.as_of)


def totals(
    name: str,
    dimension: str,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    limit: int = MOST,
    language: str = "",
) -> list[Total]:
    """The sum of each value over the months asked for, largest first; `dimension` "month" gives the months in order.

    Raises `UnknownMetric`. At most four queries.
    """
    wanted = metric(name)
    if dimension != "month":
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return []
    if dimension == "month":
        months = _figures(snapshot, name, "", start, end).order_by("month").values_list("month", "count")
        return [Total(f"{month:%Y-%m}", f"{month:%Y-%m}", count) for month, count in months]
    found = _largest(_figures(snapshot, name, dimension, start, end), limit)
    named = labels(dimension, [value for value, _sum in found], language)
    return [Total(value, named[value], count) for value, count in found]


def rows_for_csv(
    name: str, dimension: str = "", *, start: dt.date | None = None, end: dt.date | None = None, language: str = ""
) -> Iterator[tuple[dt.date, str, str, int]]:
    """Every (month, value, label, count) there is, months rising; streamed. Raises `UnknownMetric` at once."""
    wanted = metric(name)
    if dimension:
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return iter(())
    figures = _figures(snapshot, name, dimension, start, end).order_by("month", "-count", _by_code_point())
    return _stream(figures, dimension, language)


def labels(dimension: str, values: Collection[str], language: str = "") -> dict[str, str]:
    """What to call values of a dimension: organisations by their name in `language`; at most two queries."""
    if dimension not in {"sender", "provider"}:
        return {value: label_of(dimension, value) for value in values}
    slugs = [value for value in values if value not in {NONE, PERSONS}]
    rows = with_names(Organisation.objects.filter(slug__among=slugs, is_person=False)) if slugs else []
    names = {row.slug: shown_name(row, language) for row in rows}
    # Whoever was found to be a natural person since the figures were made is not named by them either.
    unnamed = {value: label_of(dimension, value if value in {NONE, PERSONS} else PERSONS) for value in values}
    return unnamed | names


def label_of(dimension: str, value: str) -> str:
    """What to call a value that is not an organisation's."""
    if value == NONE and dimension in DIMENSIONS:
        return str(DIMENSIONS[dimension].none)
    return _("natural persons") if value == PERSONS else value


def _figures(
    snapshot: Snapshot, name: str, dimension: str, start: dt.date | None, end: dt.date | None
) -> QuerySet[MonthlyFigure]:
    found = MonthlyFigure.objects.filter(snapshot=snapshot, metric=name, dimension=dimension)
    if start:
        found = found.filter(month__gte=start.replace(day=1))
    if end:
        found = found.filter(month__lte=end.replace(day=1))
    return found


def _by_code_point() -> Collate:
    """A value to sort by, the same on either store and in any locale."""
    return Collate("value", "C" if connection.vendor == "postgresql" else "BINARY")


def _largest(figures: QuerySet[MonthlyFigure], limit: int) -> list[tuple[str, int]]:
    """Largest first, equal ones by value."""
    summed = figures.values("value").annotate(sum=Sum("count")).order_by("-sum", _by_code_point())
    return list(summed.values_list("value", "sum")[:limit])


def _rows(
    figures: QuerySet[MonthlyFigure], dimension: str, months: list[dt.date], top: int, language: str
) -> tuple[list[Row], Row | None]:
    largest = [value for value, _sum in _largest(figures, max(1, min(top, MOST)))]
    counts: dict[str, dict[dt.date, int]] = {value: {} for value in largest}
    for value, month, count in figures.filter(value__in=largest).values_list("value", "month", "count"):
        counts[value][month] = count
    named = labels(dimension, largest, language)
    rows = [Row(value, named[value], [counts[value].get(month, 0) for month in months]) for value in largest]
    rest = dict(
        figures.exclude(value__in=largest).values("month").annotate(sum=Sum("count")).values_list("month", "sum")
    )
    others = Row("", "", [rest.get(month, 0) for month in months]) if rest else None
    return rows, others


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [dt.date(number // 12, number % 12 + 1, 1) for number in range(start, start + count)]


def _stream(figures: QuerySet[MonthlyFigure], dimension: str, language: str) -> Iterator[tuple[dt.date, str, str, int]]:
    named: dict[str, str] = {}
    batch: list[tuple[dt.date, str, int]] = []
    for row in figures.values_list("month", "value", "count").iterator(chunk_size=MOST):
        batch.append(row)
        if len(batch) == MOST:
            yield from _labelled(batch, dimension, named, language)
            batch = []
    yield from _labelled(batch, dimension, named, language)


def _labelled(
    batch: list[tuple[dt.date, str, int]], dimension: str, named: dict[str, str], language: str
) -> Iterator[tuple[dt.date, str, str, int]]:
    unnamed = {value for _month, value, _count in batch if value not in named}
    if dimension:
        named |= labels(dimension, sorted(unnamed), language)
    for month, value, count in batch:
        yield month, value, named.get(value, ""), count
