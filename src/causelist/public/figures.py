"""Figures beside letters: for the front page, an organisation, a host. All from the newest snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from causelist.runtime.sql import Year
from causelist.statistics.models import MonthlyFigure
from causelist.statistics.queries import newest

YEARS = 10


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year's figures."""

    year: int
    notices: int
    places: int


def by_year(dimension: str, value: str) -> list[YearRow]:
    """Letters and places by year, oldest first, at most the last ten years. Two queries."""
    rows = (
        MonthlyFigure.objects.filter(snapshot=newest(), dimension=dimension, value=value)
        .order_by()
        .annotate(year=Year("month"))
        .values_list("year", "metric")
        .annotate(total=Sum("count"))
    )
    years: dict[int, dict[str, int]] = {}
    for year, metric, total in rows:
        years.setdefault(year, {})[metric] = total
    found = [YearRow(year, sums.get("notices", 0), sums.get("places", 0)) for year, sums in sorted(years.items())]
    return found[-YEARS:]


def home_figures() -> list[dict[str, object]]:
    """The record at a glance, both sides of it. Two queries; empty before the first pass."""
    snapshot = newest()
    if snapshot is None:
        return []
    rows = MonthlyFigure.objects.filter(snapshot=snapshot, dimension="kind").order_by().values_list("metric", "value")
    sums = {(metric, kind): total for metric, kind, total in rows.annotate(total=Sum("count"))}

    def total(metric: str, *kinds: str) -> int:
        return sum(count for (name, kind), count in sums.items() if name == metric and (not kinds or kind in kinds))

    notices = reverse("public:notices")
    return [
        {"value": total("notices", "notice"), "label": _("notices on record"), "href": f"{notices}?kind=notice"},
        {"value": total("places"), "label": _("places reported"), "href": reverse("public:metric", args=["places"])},
        {
            "value": total("notices", "counter-notice"),
            "label": _("counter-notices"),
            "href": f"{notices}?kind=counter-notice",
        },
        {
            "value": total("notices", "retraction", "reversal"),
            "label": _("taken back or reversed"),
            "href": f"{notices}?kind=retraction",
        },
    ]
