"""Cases as the API tells them: the room's own views, through the table of visibility, and nothing beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from ninja import Schema
from pydantic import Field

from causelist.cases.publication.views import (
    AppointmentView,
    CaseView,
    ClockView,
    DecisionView,
    Happening,
    Line,
    MeasureView,
    OfficeView,
    PartyView,
    TargetView,
    WayView,
    WorkView,
)
from causelist.cases.queries import CaseRow


class CaseLine(Schema):
    """A case in a list, with what everybody may see of it; texts are empty where they are withheld."""

    number: str
    url: str = Field(description="Its public page.")
    title: str
    stage: str
    kind: str = Field(description="Kind of infringement.")
    industry: str
    region: str
    region_zh: str
    authority: str
    office: str
    tracks: list[str]
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    told_at: dt.datetime = Field(description="When the newest step that everybody may know of was recorded.")
    due_at: dt.datetime | None = Field(description="The last moment of the open clock that ends first.")
    late: bool
    silent: bool = Field(description="An answer is owed that has not come in the time of the law.")


class CasePage(Schema):
    """Cases, newest first. `next` is the address of the following page, null on the last."""

    cases: list[CaseLine]
    next: str | None


class CaseOut(Schema):
    """One case as whoever asks may see it. What is withheld is empty, null or not in the list; `seen` says what is not."""

    number: str
    url: str
    relation: str = Field(description="As what you see it: `public`, `complainant`, `officer` …")
    stage: str
    jurisdiction: str
    confidentiality: str
    title: str
    kind: str
    industry: str
    region: str
    region_zh: str
    region_code: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    updated_at: dt.datetime
    joined_into: str = Field(description="Number of the case it goes on in; empty where it stands alone.")
    split_from: str
    silent_since: dt.datetime | None
    ways: list[WayView] = Field(
        description="Complaints and tracks: where each stands, what it has walked and has ahead."
    )
    clocks: list[ClockView]
    office: OfficeView | None
    parties: list[PartyView]
    works: list[WorkView]
    target_count: int | None
    targets: list[TargetView]
    statements: list[str]
    measures: list[MeasureView]
    line: Line | None = Field(description="Where it stands to the criminal line.")
    decisions: list[DecisionView]
    appointments: list[AppointmentView]
    history: list[Happening] = Field(description="Newest first.")
    older: int | None = Field(description="Give it as `before` for the next page of the history; null at the end.")
    seen: list[str] = Field(description="Fields of the table of visibility that you see.")


def line_of(row: CaseRow, url: str) -> dict[str, Any]:
    """A row of a list."""
    found = {field.name: getattr(row, field.name) for field in fields(row) if field.name != "id"}
    return {**found, "tracks": list(row.tracks), "url": url}


def case_of(view: CaseView, url: str) -> dict[str, Any]:
    """A case."""
    header = {field.name: getattr(view.header, field.name) for field in fields(view.header)}
    return {
        **header,
        "url": url,
        "relation": view.relation,
        "updated_at": view.updated_at,
        "silent_since": view.silent_since,
        "ways": list(view.ways),
        "clocks": list(view.clocks),
        "office": view.office,
        "parties": list(view.parties),
        "works": list(view.works),
        "target_count": view.target_count,
        "targets": list(view.targets),
        "statements": list(view.statements),
        "measures": list(view.measures),
        "line": view.line,
        "decisions": list(view.decisions),
        "appointments": list(view.appointments),
        "history": list(view.history.steps),
        "older": view.history.older,
        "seen": sorted(view.seen),
    }


LINE_EXAMPLE: dict[str, Any] = {
    "number": "C-2026-14-0",
    "url": "https://registry.example/c/C-2026-14-0",
    "title": "Copied discs on a market stall",
    "stage": "investigation",
    "kind": "stall",
    "industry": "film",
    "region": "Lantern City",
    "region_zh": "灯城",
    "authority": "Culture Enforcement of Lantern City",
    "office": "Office I",
    "tracks": ["administrative"],
    "opened_at": "2026-03-02T09:00:00Z",
    "closed_at": None,
    "told_at": "2026-03-05T02:00:00Z",
    "due_at": "2026-06-01T16:00:00Z",
    "late": False,
    "silent": False,
}
CASE_EXAMPLE: dict[str, Any] = {
    **{
        name: LINE_EXAMPLE[name]
        for name in (
            "number", "url", "title", "stage", "kind", "industry", "region", "region_zh", "opened_at", "closed_at",
        )
    },
    "updated_at": "2026-03-05T02:00:00Z",
    "relation": "public",
    "jurisdiction": "cn",
    "confidentiality": "open",
    "region_code": "CN-91-01",
    "joined_into": "",
    "split_from": "",
    "silent_since": None,
    "ways": [],
    "clocks": [],
    "office": None,
    "parties": [],
    "works": [{"id": 4, "title": "The Lantern Road"}],
    "target_count": 1,
    "targets": [],
    "statements": [],
    "measures": [],
    "line": None,
    "decisions": [],
    "appointments": [],
    "history": [],
    "older": None,
    "seen": ["clocks", "number", "office", "stage", "title"],
}  # fmt: skip
