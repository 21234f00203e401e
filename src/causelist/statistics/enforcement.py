"""The table of note 39: ongoing and completed civil, administrative and criminal cases, and what came of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum

from causelist.statistics.metrics import DAYS, METRICS, MONEY, NONE, WITHHELD, Metric
from causelist.statistics.models import MonthlyFigure, Snapshot
from causelist.statistics.queries import labels, newest
from causelist.statistics.timing import times
from causelist.statistics.waiting import FEWEST, Waiting

# Which figures, in the order of the note; the divisions whose parts stand below a figure.
TABLE: Mapping[str, tuple[str, ...]] = {
    "civil": (
        "civil_filed", "civil_injunctions", "civil_products_seized", "civil_equipment_seized", "civil_decided",
        "civil_resolved", "civil_damages", "civil_costs",
    ),
    "administrative": (
        "administrative_filed", "administrative_injunctions", "administrative_raids", "administrative_products_seized",
        "administrative_equipment_seized", "administrative_decided", "administrative_resolved",
        "administrative_fines_imposed", "administrative_fines",
    ),
    "criminal": (
        "criminal_filed", "criminal_raids", "criminal_injunctions", "criminal_products_seized",
        "criminal_equipment_seized", "criminal_prosecutions", "criminal_decided", "criminal_convictions",
        "criminal_resolved", "criminal_fines_imposed", "criminal_fines", "criminal_prison_terms",
        "criminal_prison_months",
    ),
    "complaints": ("complaints", "answers_due", "silence"),
}  # fmt: skip
PARTS = ("outcome", "paid", "served", "answer")
DIVISIONS = ("authority", "region", "industry")
YEARS = 6  # columns; what is older stands in the sum alone
_NAMES = tuple(name for names in TABLE.values() for name in names)


@dataclass(slots=True)
class Line:
    """One figure, of money in one currency, or a part of it: a count for each year and in all."""

    metric: Metric
    currency: str
    part: str = ""
    label: str = ""
    by_year: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Over all years."""
        return self.by_year.total()


@dataclass(frozen=True, slots=True)
class Enforcement:
    """The whole table. `years` newest first; `first` and `last` are the months that something was counted in.

    `values` are what the table can be narrowed to, for each of `DIVISIONS`, with what they are called, by name.
    `sealed` cases count in nothing: how many there are, None where there are fewer than five and some.
    """

    years: list[int]
    groups: Mapping[str, list[Line]]
    first: dt.date | None
    last: dt.date | None
    waits: Mapping[str, Waiting]
    values: Mapping[str, list[tuple[str, str]]]
    cases: int
    sealed: int | None
    as_of: dt.datetime | None


def enforcement(dimension: str = "", value: str = "", language: str = "") -> Enforcement:
    """The table, of all or of one value of `DIVISIONS`. At most nine queries."""
    snapshot = newest()
    if snapshot is None:
        return Enforcement([], {}, None, None, {}, {}, 0, 0, None)
    lines: dict[tuple[str, str, str, str], Line] = {}
    months: set[dt.date] = set()
    for metric, part_of, part, currency, month, count in _rows(snapshot, dimension, value):
        key = (metric, part_of, part, currency)
        line = lines.setdefault(key, Line(METRICS[metric], currency, part, _label(metric, part_of, part)))
        line.by_year[month.year] += count
        months.add(month)
    sealed = snapshot.sealed if snapshot.sealed >= FEWEST or not snapshot.sealed else None
    return Enforcement(
        years=sorted({month.year for month in months}, reverse=True)[:YEARS],
        groups={group: _lines(names, lines) for group, names in TABLE.items()},
        first=min(months, default=None),
        last=max(months, default=None),
        waits={} if dimension else _waits(snapshot),
        values=_choices(snapshot, language),
        cases=snapshot.cases - snapshot.sealed,
        sealed=sealed,
        as_of=snapshot.as_of,
    )


def sums() -> tuple[Mapping[str, int], dt.datetime | None]:
    """All counts of the table over all time, without money, which has no sum; two queries."""
    snapshot = newest()
    rows = MonthlyFigure.objects.filter(snapshot=snapshot, metric__in=_NAMES, dimension="", currency="")
    found = dict(rows.values("metric").annotate(sum=Sum("count")).order_by().values_list("metric", "sum"))
    counted = {name: found.get(name, 0) for name in _NAMES if METRICS[name].form != MONEY}
    return counted, snapshot.as_of if snapshot else None


def _waits(snapshot: Snapshot) -> Mapping[str, Waiting]:
    return {name: times(name, snapshot=snapshot).everything for name, one in METRICS.items() if one.form == DAYS}


def _choices(snapshot: Snapshot, language: str) -> Mapping[str, list[tuple[str, str]]]:
    rows = MonthlyFigure.objects.filter(snapshot=snapshot, metric__in=_NAMES, dimension__in=DIVISIONS).order_by()
    found: dict[str, list[str]] = {name: [] for name in DIVISIONS}
    for name, value in rows.values_list("dimension", "value").distinct():
        if value not in {NONE, WITHHELD}:
            found[name].append(value)
    named = {name: labels(name, values, language) for name, values in found.items()}
    return {
        name: sorted(((value, named[name][value]) for value in values), key=lambda pair: (pair[1], pair[0]))
        for name, values in found.items()
    }


def _rows(snapshot: Snapshot, dimension: str, value: str) -> list[tuple[str, str, str, str, dt.date, int]]:
    figures = MonthlyFigure.objects.filter(snapshot=snapshot, metric__in=_NAMES)
    told = list(_values(figures.filter(dimension=dimension, value=value)))
    rows = [(metric, "", "", currency, month, count) for metric, _, _, currency, month, count in told]
    if not dimension:
        rows += list(_values(figures.filter(dimension__in=PARTS)))
    return rows


def _values(figures: QuerySet[MonthlyFigure]) -> QuerySet[MonthlyFigure, tuple[str, str, str, str, dt.date, int]]:
    return figures.order_by().values_list("metric", "dimension", "value", "currency", "month", "count")


def _label(metric: str, part_of: str, part: str) -> str:
    return str(METRICS[metric].dimensions[part_of].values.get(part, part)) if part_of else ""


def _lines(names: tuple[str, ...], lines: Mapping[tuple[str, str, str, str], Line]) -> list[Line]:
    """In the order of the table, money by currency, parts in the order of their words; a figure of none has a line too."""
    found: list[Line] = []
    for name in names:
        mine = {key: line for key, line in lines.items() if key[0] == name}
        order = [part for one in METRICS[name].dimensions.values() if one.name in PARTS for part in one.values]
        heads = sorted((line for key, line in mine.items() if not key[1]), key=lambda line: line.currency)
        for head in heads or [Line(METRICS[name], "")]:
            found.append(head)
            parts = [line for key, line in mine.items() if key[1] and line.currency == head.currency]
            found += sorted(parts, key=lambda line: order.index(line.part) if line.part in order else len(order))
    return found
