"""One pass over the cases: every figure of them by month and value, grouped in the store, folded as rows stream by.

A case counts in a figure only where the public sees the fields that the figure is made of (`Metric.sees`), by the same
table as its page; what a division would tell beyond that counts under `WITHHELD`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from causelist.cases.visibility import sees
from causelist.statistics import case_sources
from causelist.statistics.case_metrics import CASE_METRICS
from causelist.statistics.case_sources import Waits
from causelist.statistics.definitions import MONEY, NONE, WITHHELD, Metric

CaseFigure = tuple[str, dt.date, str, str, str, int]  # metric, month, dimension ("" is all), value, currency, count
LongFigure = tuple[str, dt.date, str, str, int, int, int]  # metric, month, dimension, value, days, ended, open
# What a division says of a case.
_TELLS = {"authority": "office", "region": "region", "industry": "industry"}


def count(as_of: dt.datetime) -> Iterator[CaseFigure]:
    """Every sum over the cases, in no order, none twice and none of zero."""
    sums: Counter[tuple[str, dt.date, str, str, str]] = Counter()
    for source in case_sources.sources(as_of):
        for group in source.groups():
            for name, amount, more in source.amounts(group):
                _add(sums, CASE_METRICS[name], group, amount, more)
    for (name, month, dimension, value, currency), amount in sums.items():
        if amount:
            yield name, month, dimension, value, currency, amount


def durations(as_of: dt.datetime) -> Iterator[LongFigure]:
    """Every duration, month by month, so that no more than one month is held."""
    for name, waits in case_sources.waits(as_of).items():
        yield from _durations(CASE_METRICS[name], waits, as_of)


def how_many(rows: QuerySet[Any]) -> tuple[int, int]:
    """How many cases there are, and how many of them are sealed."""
    return rows.count(), rows.filter(confidentiality="sealed").count()


def _add(
    sums: Counter[tuple[str, dt.date, str, str, str]],
    metric: Metric,
    group: Mapping[str, Any],
    amount: int,
    more: Mapping[str, str],
) -> None:
    if not is_counted(metric, group["stage"], group["confidentiality"]):
        return
    currency = (group.get("currency") or "") if metric.form == MONEY else ""
    for dimension, value in _values(metric, group, more):
        sums[metric.name, group["month"], dimension, value, currency] += amount


def is_counted(metric: Metric, stage: str, confidentiality: str) -> bool:
    """Whether the public sees what the figure is made of."""
    return all(sees(field, "public", stage, confidentiality) for field in metric.sees)


def shown(dimension: str, value: str | None, stage: str, confidentiality: str) -> str:
    """A value of a division, or what stands for it where the public does not see it of the case."""
    field = _TELLS.get(dimension)
    if field and not sees(field, "public", stage, confidentiality):
        return WITHHELD
    return value or NONE


def _values(metric: Metric, group: Mapping[str, Any], more: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    yield "", ""
    for name in metric.dimensions:
        if name in more or name in group:
            value = more[name] if name in more else group[name]
            yield name, shown(name, value, group["stage"], group["confidentiality"])


def _durations(metric: Metric, waits: Waits, as_of: dt.datetime) -> Iterator[LongFigure]:
    held: dict[tuple[str, str, int], list[int]] = {}
    current: dt.date | None = None
    for row in waits.each():
        month, days, ended = waits.reckon(row, as_of)
        if month != current:
            yield from _let_go(metric.name, current, held)
            held, current = {}, month
        if is_counted(metric, row["stage"], row["confidentiality"]):
            for dimension, value in _values(metric, row, {}):
                held.setdefault((dimension, value, days), [0, 0])[0 if ended else 1] += 1
    yield from _let_go(metric.name, current, held)


def _let_go(
    name: str, month: dt.date | None, held: Mapping[tuple[str, str, int], Sequence[int]]
) -> Iterator[LongFigure]:
    for (dimension, value, days), (ended, still) in held.items():
        if month is not None:
            yield name, month, dimension, value, days, ended, still
