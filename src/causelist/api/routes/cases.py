"""Cases: lists of what everybody may list, one of them as whoever asks may see it, and what may be done in it now."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import case_shapes, examples
from causelist.api.auth import Needs
from causelist.api.bounds import Cursor, PageSize, Short
from causelist.api.case_shapes import CaseOut, CasePage
from causelist.api.errors import ApiError
from causelist.api.routes.acts import CaseNumber, find, not_there, reach_through
from causelist.api.routes.complaints import router  # one address is one router's: complaints are posted to the same
from causelist.api.routes.notices import link, say_next
from causelist.cases import possible, queries, subjects
from causelist.cases.fields import LARGEST
from causelist.cases.models import CaseEvent, Complaint, Industry, Track, TrackKind
from causelist.cases.publication import view
from causelist.cases.tables import STAGES

__all__ = ["router"]


class CaseCriteria(Schema):
    """Which cases; every criterion that is given must hold. Cases that withhold what is asked about are left out."""

    track: TrackKind | None = None
    stage: Literal[STAGES] | None = None  # type: ignore[valid-type] # the stages of the tables
    authority: Short | None = Field(None, description="Slug of the body at which it lies.")
    region: Short | None = Field(None, description="Code of a region, with its parts.", examples=["CN-91"])
    kind: Short | None = Field(None, description="Kind of infringement.", examples=["stall"])
    industry: Industry | None = None
    year: Annotated[int, Field(ge=1990, le=2200)] | None = Field(None, description="Year in which it was opened.")
    late: bool = Field(False, description="Only those of which a clock has passed.")
    silent: bool = Field(False, description="Only those in which an answer is owed and has not come.")
    party: Short | None = Field(None, description="Slug of an organisation that takes part.")
    size: PageSize = Field(50, description="Rows on the page.")
    cursor: Cursor | None = Field(None, description="Where the page begins: from `next` of the one before.")


@router.get(
    "/cases",
    response=CasePage,
    summary="List cases",
    operation_id="list_cases",
    openapi_extra=examples.operation(answer={"cases": [case_shapes.LINE_EXAMPLE], "next": None}),
)
def list_cases(
    request: HttpRequest, response: HttpResponse, criteria: Annotated[CaseCriteria, Query()]
) -> dict[str, Any]:
    """Cases that everybody may know of, newest first; a sealed one is in no list."""
    filters = queries.Filters(
        track=criteria.track or "", stage=criteria.stage or "", authority=criteria.authority or "",
        region=criteria.region or "", kind=criteria.kind or "", industry=criteria.industry or "", year=criteria.year,
        late=criteria.late, silent=criteria.silent, party=criteria.party or "",
    )  # fmt: skip
    try:
        page = queries.list_page(filters, criteria.cursor or "", criteria.size)
    except queries.BadCursor as error:
        raise ApiError(422, code="bad_cursor", message=str(error), field="cursor") from error
    given = criteria.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"cursor"})
    following = link("cases", **given, cursor=page.next) if page.next else None
    say_next(response, following)
    return {"cases": [case_shapes.line_of(row, page_of(row.number)) for row in page.cases], "next": following}


class HistoryPage(Schema):
    """Which part of a long history."""

    before: Annotated[int, Field(ge=1, le=LARGEST)] | None = Field(None, description="From `older` of the page before.")


@router.get(
    "/cases/{number}",
    response=CaseOut,
    summary="Read a case",
    operation_id="read_case",
    openapi_extra=examples.operation(answer=case_shapes.CASE_EXAMPLE),
)
def read_case(
    request: HttpRequest,
    number: CaseNumber,
    page: Query[HistoryPage],
) -> dict[str, Any]:
    """A case as everybody sees it; with a token that has `cases:read`, as its organisation does.

    A case that is not there, one that is sealed and one that is closed to you answer alike.
    """
    token: Token | None = getattr(request, "token", None)
    inside = token is not None and Scope.CASES in token.scopes
    found = view(
        number.strip().upper(),
        user=token.user if token and inside else None,
        reach=reach_through(token) if token and inside else None,
        before=page.before,
    )
    if found is None:
        raise not_there()
    return case_shapes.case_of(found, page_of(found.header.number))


class FieldOut(Schema):
    """One thing an act asks for. `kind` as in the requests; `choices` maps values to (English, Chinese)."""

    name: str
    kind: str
    required: bool
    title: str
    title_zh: str
    choices: dict[str, tuple[str, str]]
    office_kind: str = Field(description="Of an office: the kind of body it must belong to; empty for any.")


class ActNow(Schema):
    """An act that the token's person may do now."""

    lifecycle: str
    act: str
    url: str = Field(description="Where it is posted to.")
    title: str
    title_zh: str
    subject: int | None = Field(description="What it is done to; null where it makes something, or is the case's own.")
    state: str = Field(description="Of the subject.")
    tracks: list[int | None] = Field(
        description="Where the act asks for a track: those it may be said of; null stands for the case itself."
    )
    fields: list[FieldOut]


class ActsNow(Schema):
    """Everything that may be done. Give `seen` back with an act, so that you are told where somebody else was first."""

    case: str
    seen: int
    acts: list[ActNow]


_ACT_EXAMPLE: dict[str, Any] = {
    "lifecycle": "complaint",
    "act": "accept",
    "url": "https://registry.example/api/v1/cases/C-2026-14-0/acts/complaint/accept",
    "title": "Accept",
    "title_zh": "受理",
    "subject": 12,
    "state": "received",
    "tracks": [],
    "fields": [
        {
            "name": "reason", "kind": "text", "required": False, "title": "Reason", "title_zh": "理由", "choices": {},
            "office_kind": "",
        }
    ],
}  # fmt: skip


@router.get(
    "/cases/{number}/acts",
    response=ActsNow,
    auth=Needs(Scope.ACT),
    tags=["acts"],
    summary="What may be done in a case",
    operation_id="list_acts",
    openapi_extra=examples.operation(answer={"case": "C-2026-14-0", "seen": 481, "acts": [_ACT_EXAMPLE]}),
)
def list_acts(request: HttpRequest, number: CaseNumber) -> dict[str, Any]:
    """The acts that the token's person may do now, with what each asks for: as the desk's forms have them."""
    token: Token = request.token  # type: ignore[attr-defined] # the door has put it there
    found = find(number, token)
    case, looks = found.case, found.relations
    known = subjects.known(case, looks.sees)
    acts = possible.acts(
        case,
        looks,
        known,
        tracks=[row for _, row in known if isinstance(row, Track)],
        complaints=[row for _, row in known if isinstance(row, Complaint)],
    )
    newest = CaseEvent.objects.filter(case=case).order_by("-pk").values_list("pk", flat=True).first()
    return {"case": case.number, "seen": newest or 0, "acts": [_act_now(case.number, one) for one in acts]}


def _act_now(number: str, one: possible.Possible) -> dict[str, Any]:
    act = one.act
    return {
        "lifecycle": act.lifecycle,
        "act": act.name,
        "url": link(f"cases/{number}/acts/{act.lifecycle}/{act.name}"),
        "title": act.title.en,
        "title_zh": act.title.zh,
        "subject": one.subject_id,
        "state": subjects.state_of(one.subject) if one.subject_id is not None else "",
        "tracks": list(one.tracks) if "track" in act.fields else [],
        "fields": [
            {
                "name": field.name, "kind": field.kind, "required": field.required, "title": field.title,
                "title_zh": field.title_zh, "choices": dict(field.choices), "office_kind": field.of,
            }
            for field in act.fields.values()
        ],
    }  # fmt: skip


def page_of(number: str) -> str:
    """The case's public page."""
    return f"{settings.SITE_URL}/c/{number}"
