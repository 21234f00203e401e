"""Statistics: each figure with its definition, chart, table, download, time, and the command that prints the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.public import csvs, enforcement
from causelist.statistics import queries, timing
from causelist.statistics.metrics import DAYS, LETTERS, MONEY, NONE, PERSONS, WITHHELD, Metric, UnknownMetric, units
from causelist.statistics.queries import BadMonth, Row, Series
from causelist.web import charts
from causelist.web.templatetags import registry

RECENT = 24  # months on the overview
TOP = 25


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The figures of letters with their last two years, and all that are counted of cases with their sums."""
    figures = []
    for name in LETTERS:
        found = queries.series(name)
        months, counts = found.months[-RECENT:], found.counts[-RECENT:]
        figures.append({"series": found, "chart": charts.columns(months, counts, _unfinished(found)), "months": months})
    context = {"nav_here": "statistics", "figures": figures, "enforcement": enforcement.headline()}
    return render(request, "public/statistics.html", context)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of a figure was asked for. `problem` is set where a month could not be read; `typed` keeps it."""

    by: str
    start: dt.date | None
    end: dt.date | None
    typed: dict[str, str]
    problem: str = ""
    currency: str = ""

    @property
    def dimension(self) -> str:
        """What to divide by; nothing for months."""
        return "" if self.by == "month" else self.by

    def query(self, **changes: str) -> str:
        """The query string with some of it changed."""
        by = "" if self.by == "month" else self.by
        given = {"by": by, "currency": self.currency, **self.typed, **changes}
        return urlencode({name: value for name, value in given.items() if value})

    def command(self, metric: str) -> str:
        """The command that prints the same figures."""
        options = "".join(f" --{name} {value}" for name, value in self.typed.items() if not self.problem)
        return f"causelist stats {metric} --by {self.by}{options}"


def _asked(data: QueryDict) -> Asked:
    by, currency = data.get("by") or "month", data.get("currency", "")[:3]
    typed = {name: value[:20] for name in ("from", "to") if (value := data.get(name, "").replace("\x00", "").strip())}
    months: dict[str, dt.date] = {}
    try:
        for name, text in typed.items():
            months[name] = queries.read_month(text)
    except BadMonth as error:
        return Asked(by, None, None, typed, str(error), currency)
    return Asked(by, months.get("from"), months.get("to"), typed, currency=currency)


@login_not_required
@require_safe
def metric(request: HttpRequest, metric: str) -> HttpResponse:
    """One figure, by month or divided by one of its dimensions."""
    asked = _asked(request.GET)
    try:
        wanted = queries.metric(metric)
        context = _days(wanted, asked) if wanted.form == DAYS else _sums(wanted, asked)
    except UnknownMetric as error:
        raise Http404(str(error)) from error
    division = wanted.dimensions.get(asked.by)
    context |= {
        "nav_here": "statistics",
        "metric": wanted,
        "asked": asked,
        "division": division,
        "divisions": [{"name": "month", "title": _("month"), "query": asked.query(by="")}]
        + [
            {"name": one.name, "title": one.title, "query": asked.query(by=one.name)}
            for one in wanted.dimensions.values()
        ],
        "command": asked.command(metric),
        "csv": f"{reverse('public:metric-csv', args=[metric])}?{asked.query()}",
    }
    return render(request, "public/metric.html", context, status=400 if asked.problem else 200)


def _sums(wanted: Metric, asked: Asked) -> dict[str, Any]:
    """What the page of a sum shows."""
    found = queries.series(
        wanted.name, asked.dimension, start=asked.start, end=asked.end, top=TOP, language=get_language() or "",
        currency=asked.currency,
    )  # fmt: skip
    whole = None
    if wanted.share_of:
        whole = queries.series(wanted.share_of, start=asked.start, end=asked.end).total
    return {
        "template": "public/parts/metric_sums.html",
        "series": found,
        "months": found.months,
        "as_of": found.as_of,
        "total": units(wanted, found.total),
        "whole": whole,
        "share": 100 * found.total / whole if whole else None,
        "chart": charts.columns(found.months, [round(units(wanted, one)) for one in found.counts], _unfinished(found)),
        "years": _years(found),
        "rows": _rows(found),
        "currencies": [{"name": one, "query": asked.query(currency=one)} for one in found.currencies],
    }


def _days(wanted: Metric, asked: Asked) -> dict[str, Any]:
    """What the page of a figure that tells days shows."""
    found = timing.times(
        wanted.name, asked.dimension, start=asked.start, end=asked.end, top=TOP, language=get_language() or ""
    )
    months = [month for month, _told in found.months]
    return {
        "template": "public/parts/metric_days.html",
        "times": found,
        "months": months,
        "as_of": found.as_of,
        "total": found.everything.count,
        "chart": charts.columns(months, [told.median or 0 for _month, told in found.months]),
        "rows": found.rows
        if asked.dimension
        else [
            timing.TimeRow(f"{month:%Y-%m}", date_format(month, "YEAR_MONTH_FORMAT"), told)
            for month, told in found.months
        ],
    }


@login_not_required
@require_safe
def metric_csv(request: HttpRequest, metric: str) -> HttpResponseBase:
    """Every number behind a figure's page, streamed: month, value, label, count, and the time they were made."""
    asked = _asked(request.GET)
    made = queries.as_of()
    try:
        wanted = queries.metric(metric)
        head, lines = (_csv_of_days if wanted.form == DAYS else _csv_of_sums)(wanted, asked)
    except UnknownMetric as error:
        raise Http404(str(error)) from error
    divided = [asked.dimension, "label"] if asked.dimension else []
    header = ["metric", "month", *divided, *head, "as_of"]
    as_of = made.isoformat() if made else ""
    rows = (
        [metric, f"{month:%Y-%m}", *([value, _label(asked.dimension, value, label)] if divided else []), *told, as_of]
        for month, value, label, told in lines
    )
    return csvs.stream("-".join(filter(None, (metric, asked.dimension))), header, rows)


CsvLines = Iterator[tuple[dt.date, str, str, list[object]]]


def _csv_of_sums(wanted: Metric, asked: Asked) -> tuple[list[str], CsvLines]:
    rows = queries.rows_for_csv(
        wanted.name, asked.dimension, start=asked.start, end=asked.end, language=get_language() or ""
    )
    money = wanted.form == MONEY
    return (
        [*(["currency"] if money else []), "count"],
        (
            (month, value, label, [*([currency] if money else []), units(wanted, count)])
            for month, value, label, currency, count in rows
        ),
    )


def _csv_of_days(wanted: Metric, asked: Asked) -> tuple[list[str], CsvLines]:
    rows = timing.rows_for_csv(
        wanted.name, asked.dimension, start=asked.start, end=asked.end, language=get_language() or ""
    )
    return (
        ["count", "open", "median", "percentile_95"],
        (
            (
                month,
                value,
                label,
                ["", "", "", ""] if told.hidden else [told.count, told.open, told.median, told.percentile95],
            )
            for month, value, label, told in rows
        ),
    )


def _unfinished(found: Series) -> dt.date | None:
    """The month in which the figures were made: it was not over."""
    return timezone.localdate(found.as_of).replace(day=1) if found.as_of else None


def _years(found: Series) -> list[dict[str, Any]]:
    """The counts as a calendar: a row for each year, newest first, None for months before the first or after the last."""
    counts = {month: units(found.metric, count) for month, count in zip(found.months, found.counts, strict=True)}
    years = sorted({month.year for month in found.months}, reverse=True)
    rows = [(year, [counts.get(dt.date(year, number, 1)) for number in range(1, 13)]) for year in years]
    return [{"year": year, "counts": row, "total": sum(filter(None, row))} for year, row in rows]


def _rows(found: Series) -> list[dict[str, Any]]:
    """The rows of a division with their share, their line, and where they lead."""
    everything = [*found.rows, *([found.others] if found.others else [])]
    highest = max((row.total for row in found.rows), default=0) or 1
    return [
        {
            "label": _("all others") if row is found.others else _label(found.dimension, row.value, row.label),
            "url": "" if row is found.others else _url(found.dimension, row),
            "total": units(found.metric, row.total),
            "share": 100 * row.total / found.total if found.total else 0,
            "bar": 0 if row is found.others else round(100 * row.total / highest, 1),
            "line": charts.line(row.counts),
        }
        for row in everything
    ]


def _label(dimension: str, value: str, label: str) -> str:
    if dimension == "kind" and value:
        return registry.kind_name(value)
    return label.upper() if dimension == "jurisdiction" and value else label


def _url(dimension: str, row: Row) -> str:
    """The page about one value; nothing for natural persons and for what names none."""
    if row.value in {NONE, PERSONS, WITHHELD}:
        return ""
    if dimension == "host":
        return reverse("public:host", args=[row.value])
    if dimension in {"sender", "provider", "authority"}:
        return reverse("public:organisation", args=[row.value])
    return reverse("public:notices", query={"kind": row.value}) if dimension == "kind" else ""
