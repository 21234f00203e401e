"""What is asked of the figures. Every answer is of the newest complete snapshot and says its time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Max, Min, QuerySet, Sum
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from causelist.parties.models import Organisation, Region
from causelist.parties.queries import shown_name, with_names
from causelist.statistics.metrics import (
    EVERY_DIMENSION,
    LETTERS,
    METRICS,
    MONEY,
    NONE,
    PERSONS,
    WITHHELD,
    Metric,
    UnknownMetric,
    metric,
)
from causelist.statistics.models import MonthlyFigure, Snapshot

__all__ = [
    "METRICS", "BadMonth", "Headline", "Metric", "Row", "Series", "Total", "UnknownMetric", "as_of", "currencies",
    "headline", "label_of", "labels", "metric", "newest", "read_month", "rows_for_csv", "series", "totals",
]  # fmt: skip

TOP = 10
MOST = 1000  # values in one answer
CsvRow = tuple[dt.date, str, str, str, int]  # month, value, label, currency, count
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

    Without a dimension there are no rows. `as_of` is None while nothing was ever counted. Money is in hundredths of
    `currency`, one of `currencies`. `whole` are the counts of the figure that this one is a share of.
    """

    metric: Metric
    dimension: str
    months: list[dt.date]
    counts: list[int]
    rows: list[Row]
    others: Row | None
    as_of: dt.datetime | None
    currency: str = ""
    currencies: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Over all the months."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Total:
    """One value of a dimension, or one month, with its sum over the months asked for; money in hundredths.

    `of` is the sum of the figure that this one is a share of, of the same value; None where it is no share.
    """

    value: str
    label: str
    count: int
    currency: str = ""
    of: int | None = None


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
    rows = MonthlyFigure.objects.filter(snapshot=snapshot, metric__in=list(LETTERS), dimension="")
    summed = list(rows.values("metric").annotate(sum=Sum("count"), first=Min("month"), last=Max("month")).order_by())
    return Headline(
        counts=dict.fromkeys(LETTERS, 0) | {row["metric"]: row["sum"] for row in summed},
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
    currency: str = "",
) -> Series:
    """A figure month by month from `start` to `end` (both inclusive), divided by `dimension` if one is given.

    Of money one currency is told: `currency`, else the one with the most entries. Raises `UnknownMetric`. At most
    eight queries.
    """
    wanted = metric(name)
    if dimension:
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return Series(wanted, dimension, [], [], [], None, None)
    known = currencies(snapshot, name) if wanted.form == MONEY else ()
    if known:
        currency = currency if currency in known else known[0]
    elif currency:
        currency = ""
    sums = dict(_figures(snapshot, name, "", start, end, currency).values_list("month", "count"))
    months = _months(min(sums), max(sums)) if sums else []
    rows: list[Row] = []
    others = None
    if dimension and months:
        figures = _figures(snapshot, name, dimension, start, end, currency)
        rows, others = _rows(figures, dimension, months, top, language)
    counts = [sums.get(month, 0) for month in months]
    return Series(wanted, dimension, months, counts, rows, others, snapshot.as_of, currency, known)


def currencies(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    """The currencies of a figure, the one with the most months first."""
    rows = MonthlyFigure.objects.filter(snapshot=snapshot, metric=name, dimension="").values("currency")
    return tuple(rows.annotate(rows=Count("pk")).order_by("-rows", "currency").values_list("currency", flat=True))


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

    Money has a row for each value and currency. Raises `UnknownMetric`. At most five queries.
    """
    wanted = metric(name)
    if dimension != "month":
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return []
    figures = _figures(snapshot, name, "" if dimension == "month" else dimension, start, end)
    whole = _whole(snapshot, wanted, dimension, start, end)
    if dimension == "month":
        found = list(figures.order_by("month", "currency").values_list("month", "currency", "count"))
        return [
            Total(f"{month:%Y-%m}", f"{month:%Y-%m}", count, currency, whole(f"{month:%Y-%m}"))
            for month, currency, count in found
        ]
    rows = _largest(figures, limit)
    named = labels(dimension, [value for value, _, _ in rows], language)
    return [Total(value, named[value], count, currency, whole(value)) for value, currency, count in rows]


def _whole(
    snapshot: Snapshot, wanted: Metric, dimension: str, start: dt.date | None, end: dt.date | None
) -> Callable[[str], int | None]:
    """For a value, the sum of the figure that this one is a share of; where that is not divided so, its sum in all."""
    if not wanted.share_of:
        return lambda _value: None
    if dimension == "month":
        months = dict(_figures(snapshot, wanted.share_of, "", start, end).values_list("month", "count"))
        return {f"{month:%Y-%m}": count for month, count in months.items()}.get
    if dimension in metric(wanted.share_of).dimensions:
        figures = _figures(snapshot, wanted.share_of, dimension, start, end).values("value")
        return dict(figures.annotate(sum=Sum("count")).values_list("value", "sum")).get
    everything = _figures(snapshot, wanted.share_of, "", start, end).aggregate(sum=Sum("count"))["sum"]
    return lambda _value: everything


def rows_for_csv(
    name: str, dimension: str = "", *, start: dt.date | None = None, end: dt.date | None = None, language: str = ""
) -> Iterator[CsvRow]:
    """Every (month, value, label, currency, count) there is, months rising; streamed. Raises `UnknownMetric` at once."""
    wanted = metric(name)
    if dimension:
        wanted.dimension(dimension)
    snapshot = newest()
    if snapshot is None:
        return iter(())
    figures = _figures(snapshot, name, dimension, start, end).order_by("month", "currency", "-count", _by_code_point())
    return _stream(figures, dimension, language)


def labels(dimension: str, values: Collection[str], language: str = "") -> dict[str, str]:
    """What to call values of a dimension: organisations by their name in `language`; at most two queries."""
    if dimension == "region":
        rows_of = Region.objects.filter(code__among=list(values)) if values else []
        known = {row.code: (language.startswith("zh") and row.name_zh) or row.name for row in rows_of}
        return {value: known.get(value) or label_of(dimension, value) for value in values}
    if dimension not in {"sender", "provider", "authority"}:
        return {value: label_of(dimension, value) for value in values}
    slugs = [value for value in values if value not in {NONE, PERSONS, WITHHELD}]
    rows = with_names(Organisation.objects.filter(slug__among=slugs, is_person=False)) if slugs else []
    names = {row.slug: shown_name(row, language) for row in rows}
    # Whoever was found to be a natural person since the figures were made is not named by them either.
    unnamed = {value: label_of(dimension, value if value in {NONE, PERSONS, WITHHELD} else PERSONS) for value in values}
    return unnamed | names


def label_of(dimension: str, value: str) -> str:
    """What to call a value that is not an organisation's."""
    known = EVERY_DIMENSION.get(dimension)
    if known is not None and value == NONE:
        return str(known.none)
    if value == WITHHELD:
        return _("not published")
    if known is not None and value in known.values:
        return str(known.values[value])
    return _("natural persons") if value == PERSONS else value


def _figures(  # noqa: PLR0917 -- what a figure is asked for
    snapshot: Snapshot,
    name: str,
    dimension: str,
    start: dt.date | None,
    end: dt.date | None,
    currency: str | None = None,
) -> QuerySet[MonthlyFigure]:
    found = MonthlyFigure.objects.filter(snapshot=snapshot, metric=name, dimension=dimension)
    if currency is not None:
        found = found.filter(currency=currency)
    if start:
        found = found.filter(month__gte=start.replace(day=1))
    if end:
        found = found.filter(month__lte=end.replace(day=1))
    return found


def _by_code_point() -> Collate:
    """A value to sort by, the same on either store and in any locale."""
    return Collate("value", "C" if connection.vendor == "postgresql" else "BINARY")


def _largest(figures: QuerySet[MonthlyFigure], limit: int) -> list[tuple[str, str, int]]:
    """Values with their currency and sum; of each currency the largest first, equal ones by value."""
    summed = figures.values("value", "currency").annotate(sum=Sum("count"))
    ordered = summed.order_by("currency", "-sum", _by_code_point())
    return list(ordered.values_list("value", "currency", "sum")[:limit])


def _rows(
    figures: QuerySet[MonthlyFigure], dimension: str, months: list[dt.date], top: int, language: str
) -> tuple[list[Row], Row | None]:
    largest = [value for value, _, _ in _largest(figures, max(1, min(top, MOST)))]
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


def _stream(figures: QuerySet[MonthlyFigure], dimension: str, language: str) -> Iterator[CsvRow]:
    named: dict[str, str] = {}
    batch: list[tuple[dt.date, str, str, int]] = []
    for row in figures.values_list("month", "value", "currency", "count").iterator(chunk_size=MOST):
        batch.append(row)
        if len(batch) == MOST:
            yield from _labelled(batch, dimension, named, language)
            batch = []
    yield from _labelled(batch, dimension, named, language)


def _labelled(
    batch: list[tuple[dt.date, str, str, int]], dimension: str, named: dict[str, str], language: str
) -> Iterator[CsvRow]:
    unnamed = {value for _, value, _, _ in batch if value not in named}
    if dimension:
        named |= labels(dimension, sorted(unnamed), language)
    for month, value, currency, count in batch:
        yield month, value, named.get(value, ""), currency, count
