"""Cases one after another as plain values, in flat memory over any number: for the command line and for data files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from causelist.cases import queries, visibility
from causelist.cases.models import Case, Track
from causelist.cases.queries import Filters
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name, with_names

BATCH = 1000
_COLUMNS = (
    "pk", "number", "stage", "confidentiality", "jurisdiction", "kind", "industry", "region__code", "opened_at",
    "closed_at", "due_at", "above_line", "office__body_id", "office__name",
)  # fmt: skip


def lines(filters: Filters, *, full: bool, now: dt.datetime) -> Iterator[dict[str, Any]]:
    """Each case that fits, in the order in which they were put on record; two queries for each thousand.

    As the public sees it, by the table of visibility; with `full` everything, sealed cases too, for the registry's
    own operator.
    """
    rows = (_fitting(filters, now) if full else queries.listed(filters, now=now)).order_by("pk")
    bodies: dict[int, tuple[str, str]] = {}
    last = 0
    while batch := list(rows.filter(pk__gt=last).values(*_COLUMNS)[:BATCH]):
        tracks = _tracks([row["pk"] for row in batch], full=full)
        _name_bodies(bodies, {row["office__body_id"] for row in batch if row["office__body_id"]})
        for row in batch:
            yield _line(row, tracks.get(row["pk"], []), bodies, full=full, now=now)
        last = batch[-1]["pk"]


def _fitting(filters: Filters, now: dt.datetime) -> QuerySet[Case]:
    rows = Case.objects.all()
    if filters.stage:
        rows = rows.filter(stage=filters.stage)
    if filters.authority:
        rows = rows.filter(office__body__organisation__slug=filters.authority)
    if filters.late:
        rows = rows.filter(due_at__lt=now)
    if filters.track:
        rows = rows.filter(Exists(Track.objects.filter(case=OuterRef("pk"), kind=filters.track)))
    return rows


def _tracks(ids: list[int], *, full: bool) -> dict[int, list[str]]:
    """The kinds of each case's tracks, in the order in which they were opened, each once."""
    rows = Track.objects.filter(case__gte=ids[0], case__lte=ids[-1])
    if not full:
        rows = rows.filter(is_public=True)
    found: dict[int, list[str]] = {}
    for case_id, kind in rows.order_by("pk").values_list("case", "kind"):
        kinds = found.setdefault(case_id, [])
        if kind not in kinds:
            kinds.append(kind)
    return found


def _name_bodies(known: dict[int, tuple[str, str]], ids: set[int]) -> None:
    if unknown := ids - known.keys():
        rows = with_names(Organisation.objects.filter(pk__in=unknown))
        known |= {row.pk: (row.slug, shown_name(row)) for row in rows}


def _line(
    row: dict[str, Any], tracks: list[str], bodies: dict[int, tuple[str, str]], *, full: bool, now: dt.datetime
) -> dict[str, Any]:
    def seen(field: str, value: Any) -> Any:
        is_seen = full or visibility.sees(field, "public", row["stage"], row["confidentiality"])
        return value if is_seen else None

    slug, name = bodies.get(row["office__body_id"], (None, None))
    due = seen("clocks", row["due_at"])
    return {
        "number": row["number"],
        "tracks": seen("history_public", tracks) or [],
        "stage": seen("stage", row["stage"]),
        "authority": seen("office", slug),
        "opened": _moment(row["opened_at"]),
        "due": _moment(due),
        "above_line": seen("line", row["above_line"]),
        "authority_name": seen("office", name),
        "office": seen("office", row["office__name"]),
        "late": due is not None and due < now,
        "closed": _moment(row["closed_at"]),
        "jurisdiction": row["jurisdiction"],
        "kind": seen("kind", row["kind"]),
        "industry": seen("industry", row["industry"]),
        "region": seen("region", row["region__code"]),
        "confidentiality": row["confidentiality"],
    }


def _moment(value: dt.datetime | None) -> str | None:
    return None if value is None else value.astimezone(dt.UTC).isoformat(timespec="seconds")
