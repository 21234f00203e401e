"""Statistics: which figures there are, and each of them month by month."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from causelist.api import examples
from causelist.api.errors import ApiError
from causelist.api.routes.notices import link
from causelist.statistics import queries, timing
from causelist.statistics.metrics import DAYS, units
from causelist.statistics.waiting import Waiting

router = Router(tags=["statistics"])

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
By = Literal[
    "kind", "sender", "host", "provider", "jurisdiction", "authority", "region", "industry", "track", "outcome", "paid",
    "served", "answer",
]  # fmt: skip
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class DimensionOut(Schema):
    """What a figure can be divided by; `note` says what that does to the sum, where it does anything."""

    name: str
    title: str
    note: str


class MetricOut(Schema):
    """A figure and its definition, in the language asked for."""

    name: str
    title: str
    unit: str
    definition: str
    by: list[DimensionOut]
    form: Literal["count", "money", "days"] = Field(
        description="A count; money, each currency by itself; or days, of which median and percentile are told."
    )
    share_of: str | None = Field(description="The figure it is a share of.")
    series: str = Field(description="Address of the figure itself.")


class MetricsOut(Schema):
    """Every figure there is. `as_of` is null while nothing was counted yet."""

    metrics: list[MetricOut]
    as_of: dt.datetime | None


class WaitingOut(Schema):
    """Days until the end, those that have not ended counted (Kaplan and Meier); null where too few or too many open."""

    count: int | None = Field(description="How many; null where there are fewer than five.")
    open: int | None = Field(description="How many of them have not come to this end.")
    median: int | None
    percentile_95: int | None


class RowOut(Schema):
    """One value of the division, with a count for each of `months`; of days, what is told of all months together."""

    value: str
    label: str
    counts: list[int | float]
    total: int | float | None
    waiting: WaitingOut | None = None


class SeriesOut(Schema):
    """A figure month by month, and divided where that was asked for: the largest rows, and all others as one.

    Money is in units of `currency`. A figure that tells days has `waiting`, over all months and for each of them; its
    counts are null where there are fewer than five.
    """

    metric: str
    unit: str
    definition: str
    by: str | None
    as_of: dt.datetime | None
    currency: str | None = None
    currencies: list[str] = []
    months: list[str]
    counts: list[int | float | None]
    total: int | float | None
    rows: list[RowOut]
    others: RowOut | None
    waiting: WaitingOut | None = None
    waiting_by_month: list[WaitingOut] | None = None


class Span(Schema):
    """Which months, and how divided."""

    by: By | None = Field(None, description="What to divide by.", examples=["kind"])
    start: Month | None = Field(None, alias="from", description="First month, YYYY-MM.", examples=["2026-01"])
    end: Month | None = Field(None, alias="to", description="Last month, included.")
    top: Annotated[int, Field(ge=1, le=100)] = Field(10, description="Rows; all others are one.")
    currency: Currency | None = Field(None, description="Of money: which one; else the one with the most entries.")


@router.get(
    "/statistics",
    response=MetricsOut,
    summary="List the figures",
    operation_id="list_metrics",
    openapi_extra=examples.operation(answer=examples.METRICS),
)
def list_metrics(request: HttpRequest) -> dict[str, Any]:
    """Every figure with its definition and what it can be divided by, in English or Chinese (`Accept-Language`)."""
    return {"metrics": [_metric(metric) for metric in queries.METRICS.values()], "as_of": queries.as_of()}


@router.get(
    "/statistics/{metric}",
    response=SeriesOut,
    summary="Read a figure",
    operation_id="read_metric",
    openapi_extra=examples.operation(answer=examples.SERIES),
)
def read_metric(
    request: HttpRequest,
    metric: Annotated[
        Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_-]+$")],
        Path(description="The figure's name.", examples=["notices"]),
    ],
    span: Query[Span],
) -> dict[str, Any]:
    """A figure month by month, as it stands on its page; natural persons are counted together, unnamed."""
    start, end = _month(span.start, "from"), _month(span.end, "to")
    language = getattr(request, "LANGUAGE_CODE", "")
    try:
        wanted = queries.metric(metric)
        if wanted.form == DAYS:
            return _days(timing.times(metric, span.by or "", start=start, end=end, top=span.top, language=language))
        found = queries.series(
            metric, span.by or "", start=start, end=end, top=span.top, language=language, currency=span.currency or ""
        )
    except queries.UnknownMetric as error:
        if metric in queries.METRICS:
            raise ApiError(422, code="bad_division", message=str(error), field="by") from error
        raise ApiError(404, message=str(error), field="metric") from error
    return _head(found) | {
        "currency": found.currency or None,
        "currencies": list(found.currencies),
        "months": [f"{month:%Y-%m}" for month in found.months],
        "counts": [units(wanted, count) for count in found.counts],
        "total": units(wanted, found.total),
        "rows": [_row(wanted, row) for row in found.rows],
        "others": _row(wanted, found.others) if found.others else None,
    }


def _head(found: queries.Series | timing.Times) -> dict[str, Any]:
    return {
        "metric": found.metric.name,
        "unit": str(found.metric.unit),
        "definition": str(found.metric.definition),
        "by": found.dimension or None,
        "as_of": found.as_of,
    }


def _days(found: timing.Times) -> dict[str, Any]:
    by_month = [_waiting(told) for _, told in found.months]
    everything = _waiting(found.everything)
    return _head(found) | {
        "months": [f"{month:%Y-%m}" for month, _ in found.months],
        "counts": [told["count"] for told in by_month],
        "total": everything["count"],
        "rows": [
            {"value": row.value, "label": row.label, "counts": [], "total": told["count"], "waiting": told}
            for row in found.rows
            for told in (_waiting(row.waiting),)
        ],
        "others": None,
        "waiting": everything,
        "waiting_by_month": by_month,
    }


def _waiting(told: Waiting) -> dict[str, int | None]:
    hidden = told.hidden
    return {
        "count": None if hidden else told.count,
        "open": None if hidden else told.open,
        "median": told.median,
        "percentile_95": told.percentile95,
    }


def _metric(metric: queries.Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "title": str(metric.title),
        "unit": str(metric.unit),
        "definition": str(metric.definition),
        "by": [
            {"name": name, "title": str(dimension.title), "note": str(dimension.note)}
            for name, dimension in metric.dimensions.items()
        ],
        "form": metric.form,
        "share_of": metric.share_of or None,
        "series": link(f"statistics/{metric.name}"),
    }


def _month(text: str | None, field: str) -> dt.date | None:
    try:
        return queries.read_month(text) if text else None
    except queries.BadMonth as error:
        raise ApiError(422, code="bad_month", message=str(error), field=field) from error


def _row(metric: queries.Metric, row: queries.Row) -> dict[str, Any]:
    counts = [units(metric, count) for count in row.counts]
    return {"value": row.value, "label": row.label, "counts": counts, "total": units(metric, row.total)}
