"""Statistics: each figure with its definition, chart, table, download, time, and the command that prints the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.public import csvs
from causelist.statistics import queries
from causelist.statistics.metrics import METRICS, NONE, PERSONS, UnknownMetric
from causelist.statistics.queries import BadMonth, Row, Series
from causelist.web import charts
from causelist.web.templatetags import registry

RECENT = 24  # months on the overview
TOP = 25


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every figure: its sum, its last two years, what it can be divided by."""
    figures = []
    for name in METRICS:
        found = queries.series(name)
        months, counts = found.months[-RECENT:], found.counts[-RECENT:]
        figures.append({"series": found, "chart": charts.columns(months, counts, _unfinished(found)), "months": months})
    return render(request, "public/statistics.html", {"nav_here": "statistics", "figures": figures})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of a figure was asked for. `problem` is set where a month could not be read; `typed` keeps it."""

    by: str
    start: dt.date | None
    end: dt.date | None
    typed: dict[str, str]
    problem: str = ""

    def query(self, **changes: str) -> str:
        """The query string with some of it changed."""
        by = "" if self.by == "month" else self.by
        return urlencode({name: value for name, value in {"by": by, **self.typed, **changes}.items() if value})

    def command(self, metric: str) -> str:
        """The command that prints the same figures."""
        options = "".join(f" --{name} {value}" for name, value in self.typed.items() if not self.problem)
        return f"causelist stats {metric} --by {self.by}{options}"


def _asked(data: QueryDict) -> Asked:
    typed = {name: value[:20] for name in ("from", "to") if (value := data.get(name, "").replace("\x00", "").strip())}
    months: dict[str, dt.date] = {}
    try:
        for name, text in typed.items():
            months[name] = queries.read_month(text)
    except BadMonth as error:
        return Asked(data.get("by") or "month", None, None, typed, str(error))
    return Asked(data.get("by") or "month", months.get("from"), months.get("to"), typed)


@login_not_required
@require_safe
def metric(request: HttpRequest, metric: str) -> HttpResponse:
    """One figure, by month or divided by kind, sender, host, provider or jurisdiction."""
    asked = _asked(request.GET)
    dimension = "" if asked.by == "month" else asked.by
    try:
        found = queries.series(
            metric, dimension, start=asked.start, end=asked.end, top=TOP, language=get_language() or ""
        )
    except UnknownMetric as error:
        raise Http404(str(error)) from error
    context = {
        "nav_here": "statistics",
        "series": found,
        "asked": asked,
        "division": found.metric.dimensions.get(dimension),
        "divisions": [{"name": "month", "title": _("month"), "query": asked.query(by="")}]
        + [
            {"name": one.name, "title": one.title, "query": asked.query(by=one.name)}
            for one in found.metric.dimensions.values()
        ],
        "chart": charts.columns(found.months, found.counts, _unfinished(found)),
        "years": _years(found),
        "rows": _rows(found),
        "command": asked.command(metric),
        "csv": f"{reverse('public:metric-csv', args=[metric])}?{asked.query()}",
    }
    return render(request, "public/metric.html", context, status=400 if asked.problem else 200)


@login_not_required
@require_safe
def metric_csv(request: HttpRequest, metric: str) -> HttpResponseBase:
    """Every number behind a figure's page, streamed: month, value, label, count, and the time they were made."""
    asked = _asked(request.GET)
    dimension = "" if asked.by == "month" else asked.by
    try:
        rows = queries.rows_for_csv(metric, dimension, start=asked.start, end=asked.end, language=get_language() or "")
    except UnknownMetric as error:
        raise Http404(str(error)) from error
    made = queries.as_of()
    as_of = made.isoformat() if made else ""
    header = ["metric", "month", *([dimension, "label"] if dimension else []), "count", "as_of"]
    lines = (
        [metric, f"{month:%Y-%m}", *([value, _label(dimension, value, label)] if dimension else []), count, as_of]
        for month, value, label, count in rows
    )
    return csvs.stream("-".join(filter(None, (metric, dimension))), header, lines)


def _unfinished(found: Series) -> dt.date | None:
    """The month in which the figures were made: it was not over."""
    return timezone.localdate(found.as_of).replace(day=1) if found.as_of else None


def _years(found: Series) -> list[dict[str, Any]]:
    """The counts as a calendar: a row for each year, newest first, None for months before the first or after the last."""
    counts = dict(zip(found.months, found.counts, strict=True))
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
            "total": row.total,
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
    if row.value in {NONE, PERSONS}:
        return ""
    if dimension == "host":
        return reverse("public:host", args=[row.value])
    if dimension in {"sender", "provider"}:
        return reverse("public:organisation", args=[row.value])
    return reverse("public:notices", query={"kind": row.value}) if dimension == "kind" else ""
