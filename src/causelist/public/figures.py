"""Figures beside letters: for the front page, an organisation, a host. All from the newest snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, Sum
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from causelist.runtime.sql import Year
from causelist.statistics.models import MonthlyFigure, Snapshot
from causelist.web.templatetags import registry


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year's figures."""

    year: int
    notices: int
    places: int


def by_year(dimension: str, value: str) -> list[YearRow]:
    """Notices and places by year, oldest first, at most the last ten years. Two queries."""
    newest = Snapshot.objects.filter(complete=True).order_by("-pk").first()
    rows = (
        MonthlyFigure.objects.filter(snapshot=newest, dimension=dimension, value=value)
        .order_by()
        .annotate(year=Year("month"))
        .values_list("year", "metric")
        .annotate(total=Sum("count"))
    )
    years: dict[int, dict[str, int]] = {}
    for year, metric, total in rows:
        years.setdefault(year, {})[metric] = total
    return [YearRow(year, found.get("notices", 0), found.get("places", 0)) for year, found in sorted(years.items())][
        -10:
    ]


def home_figures() -> list[dict[str, str]]:
    """The record at a glance: notices and places, all and of the newest month. Two queries; empty before the first pass."""
    newest = Snapshot.objects.filter(complete=True).order_by("-pk").first()
    totals = {
        row["metric"]: row
        for row in MonthlyFigure.objects.filter(snapshot=newest, dimension="")
        .order_by()
        .values("metric")
        .annotate(total=Sum("count"), newest=Max("month"))
    }
    return [
        {
            "value": number_format(totals[metric]["total"], use_l10n=True, force_grouping=True),
            "label": label % {"month": registry.month(totals[metric]["newest"])},
            "href": reverse("public:metric", args=[metric]),
        }
        for metric, label in (
            ("notices", _("notices on record, the newest of %(month)s")),
            ("places", _("places reported in them")),
        )
        if metric in totals
    ]
