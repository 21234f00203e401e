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
from causelist.statistics import queries

router = Router(tags=["statistics"])

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
By = Literal["kind", "sender", "host", "provider", "jurisdiction"]


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
    series: str = Field(description="Address of the figure itself.")


class MetricsOut(Schema):
    """Every figure there is. `as_of` is null while nothing was counted yet."""

    metrics: list[MetricOut]
    as_of: dt.datetime | None


class RowOut(Schema):
    """One value of the division, with a count for each of `months`."""

    value: str
    label: str
    counts: list[int]
    total: int


class SeriesOut(Schema):
    """A figure month by month, and divided where that was asked for: the largest rows, and all others as one."""

    metric: str
    unit: str
    definition: str
    by: str | None
    as_of: dt.datetime | None
    months: list[str]
    counts: list[int]
    total: int
    rows: list[RowOut]
    others: RowOut | None


class Span(Schema):
    """Which months, and how divided."""

    by: By | None = Field(None, description="What to divide by.", examples=["kind"])
    start: Month | None = Field(None, alias="from", description="First month, YYYY-MM.", examples=["2026-01"])
    end: Month | None = Field(None, alias="to", description="Last month, included.")
    top: Annotated[int, Field(ge=1, le=100)] = Field(10, description="Rows; all others are one.")


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
    try:
        found = queries.series(
            metric,
            span.by or "",
            start=_month(span.start, "from"),
            end=_month(span.end, "to"),
            top=span.top,
            language=getattr(request, "LANGUAGE_CODE", ""),
        )
    except queries.UnknownMetric as error:
        if metric in queries.METRICS:
            raise ApiError(422, code="bad_division", message=str(error), field="by") from error
        raise ApiError(404, message=str(error), field="metric") from error
    return {
        "metric": found.metric.name,
        "unit": str(found.metric.unit),
        "definition": str(found.metric.definition),
        "by": span.by,
        "as_of": found.as_of,
        "months": [f"{month:%Y-%m}" for month in found.months],
        "counts": found.counts,
        "total": found.total,
        "rows": [_row(row) for row in found.rows],
        "others": _row(found.others) if found.others else None,
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
        "series": link(f"statistics/{metric.name}"),
    }


def _month(text: str | None, field: str) -> dt.date | None:
    try:
        return queries.read_month(text) if text else None
    except queries.BadMonth as error:
        raise ApiError(422, code="bad_month", message=str(error), field=field) from error


def _row(row: queries.Row) -> dict[str, Any]:
    return {"value": row.value, "label": row.label, "counts": row.counts, "total": row.total}
