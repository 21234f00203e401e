"""The page of note 39: all that is counted of civil, administrative and criminal cases, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from causelist.public import csvs
from causelist.statistics import enforcement as table
from causelist.statistics.enforcement import DIVISIONS, Enforcement, Line
from causelist.statistics.metrics import METRICS, units

TITLES: dict[str, str | Promise] = {
    "civil": _("Civil"),
    "administrative": _("Administrative"),
    "criminal": _("Criminal"),
    "complaints": _("Complaints and silence"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the table can be narrowed by, with its values and what they are called."""

    name: str
    title: str | Promise
    values: list[tuple[str, str]]


@login_not_required
@require_safe
def enforcement(request: HttpRequest) -> HttpResponse:
    """The table by year, of all or of one authority, region or industry."""
    dimension, value = _narrowed(request)
    found = table.enforcement(dimension, value, get_language() or "")
    choices = [
        Choice(name, METRICS["complaints"].dimensions[name].title, found.values.get(name, [])) for name in DIVISIONS
    ]
    of = next((label for one in choices if one.name == dimension for key, label in one.values if key == value), "")
    context = {
        "nav_here": "statistics",
        "found": found,
        "groups": [
            {"name": name, "title": TITLES[name], "rows": [_row(line, found) for line in lines]}
            for name, lines in found.groups.items()
        ],
        "waits": [{"metric": METRICS[name], "told": told} for name, told in found.waits.items()],
        "choices": choices,
        "dimension": dimension,
        "value": value,
        "of": of,
        "csv": f"{reverse('public:enforcement-csv')}{_query(dimension, value)}",
    }
    return render(request, "public/enforcement.html", context)


@login_not_required
@require_safe
def enforcement_csv(request: HttpRequest) -> HttpResponseBase:
    """Every cell of the table, one a line: group, figure, currency, part, year, count."""
    dimension, value = _narrowed(request)
    found = table.enforcement(dimension, value)
    as_of = found.as_of.isoformat() if found.as_of else ""
    rows = (
        [group, line.metric.name, str(line.metric.title), line.currency, line.part, year,
         units(line.metric, line.by_year[year]), as_of]
        for group, lines in found.groups.items()
        for line in lines
        for year in sorted(line.by_year)
    )  # fmt: skip
    return csvs.stream("enforcement", ["group", "metric", "title", "currency", "part", "year", "count", "as_of"], rows)


def headline() -> list[dict[str, Any]]:
    """The sums over all time, by group, for the overview of statistics."""
    sums, _as_of = table.sums()
    return [
        {
            "title": TITLES[group],
            "rows": [{"metric": METRICS[name], "count": sums[name]} for name in names if name in sums],
            "others": [METRICS[name] for name in names if name not in sums],
        }
        for group, names in table.TABLE.items()
    ]


def _narrowed(request: HttpRequest) -> tuple[str, str]:
    """By what the table is narrowed, and to which value. Raises `Http404` for what it cannot be narrowed by."""
    given = [(name, request.GET[name]) for name in DIVISIONS if request.GET.get(name, "").strip()]
    if not given:
        return "", ""
    if len(given) > 1 or "\x00" in given[0][1]:
        raise Http404("narrow the table by one of authority, region, industry")
    return given[0]


def _query(dimension: str, value: str) -> str:
    return f"?{urlencode({dimension: value})}" if dimension else ""


def _row(line: Line, found: Enforcement) -> dict[str, Any]:
    return {
        "metric": line.metric,
        "currency": line.currency,
        "part": line.part,
        "label": line.label,
        "cells": [
            {"year": year, "count": units(line.metric, line.by_year[year]) if year in line.by_year else None}
            for year in found.years
        ],
        "total": units(line.metric, line.total),
        "share": None if line.part or not line.metric.share_of else _share(line, found),
    }


def _share(line: Line, found: Enforcement) -> float | None:
    """Of the figure that it is a share of, in percent."""
    whole = sum(
        one.total for lines in found.groups.values() for one in lines if one.metric.name == line.metric.share_of
    )
    return 100 * line.total / whole if whole else None
