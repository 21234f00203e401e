"""Letters on the record: lists, one of them, its addresses."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from causelist.api import examples
from causelist.api.bounds import Cursor, Day, Host, PageSize, PlaceKey, Short, Words
from causelist.api.errors import ApiError
from causelist.api.shapes import ItemPage, NoticeOut, NoticePage, plain
from causelist.core.elements import NoticeKind
from causelist.core.numbers import BadNumber, parse_number
from causelist.notices import publication, queries
from causelist.notices.lifecycle import NoticeState
from causelist.notices.models import Notice, NoticeLink
from causelist.search.queries import matching

router = Router(tags=["notices"])

FOUND_AT_MOST = 1000
MOST_POSITION = 2**31 - 1
Number = Annotated[
    Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00/]+$")],
    Path(description="The letter's number.", examples=[examples.NUMBER]),
]


class Criteria(Schema):
    """Which letters; every criterion that is given must hold."""

    kind: NoticeKind | None = Field(None, examples=["notice"])
    state: NoticeState | None = None
    provider: Short | None = Field(None, description="Slug of the service provider it went to.")
    organisation: Short | None = Field(None, description="Slug of a sender or right holder.")
    host: Host | None = Field(None, description="Host of an address in it.", examples=["codehaven.example"])
    place: PlaceKey | None = Field(None, description="Key of a place that it names.")
    received_from: Day | None = Field(None, description="First day.", examples=["2026-01-01"])
    received_to: Day | None = Field(None, description="Last day, included.")
    q: Words | None = Field(None, description="Words that it contains: among the 1,000 newest that have them all.")
    size: PageSize = Field(50, description="Rows on the page.")
    cursor: Cursor | None = Field(None, description="Where the page begins: from `next` of the one before.")


@router.get(
    "/notices",
    response=NoticePage,
    summary="List letters",
    operation_id="list_notices",
    openapi_extra=examples.operation(answer={"notices": [examples.SUMMARY], "next": None}),
)
def list_notices(request: HttpRequest, response: HttpResponse, criteria: Query[Criteria]) -> dict[str, Any]:
    """Letters on the record, newest first."""
    filters = queries.Filters(
        kind=criteria.kind or "",
        state=criteria.state or "",
        provider=criteria.provider or "",
        organisation=criteria.organisation or "",
        host=(criteria.host or "").lower(),
        place=criteria.place or "",
        received_from=criteria.received_from,
        received_to=criteria.received_to,
        ids=matching(criteria.q, limit=FOUND_AT_MOST) if criteria.q else None,
    )
    try:
        page = queries.list_page(filters, cursor=criteria.cursor or "", size=criteria.size)
    except queries.BadCursor as error:
        raise ApiError(422, code="bad_cursor", message=str(error), field="cursor") from error
    given = criteria.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"cursor"})
    following = link("notices", **given, cursor=page.next) if page.next else None
    say_next(response, following)
    return {"notices": [line(notice) for notice in page.notices], "next": following}


@router.get(
    "/notices/{number}",
    response=NoticeOut,
    summary="Read a letter",
    operation_id="read_notice",
    openapi_extra=examples.operation(answer=examples.NOTICE),
)
def read_notice(request: HttpRequest, number: Number) -> dict[str, Any]:
    """One letter with everything that is published of it: what was understood, its state and history, its text redacted."""
    notice = find(number)
    does, undergoes = queries.links_of(notice)
    letter = publication.letter(notice)
    return {
        **publication.NOTICE.publish(notice),
        "url": page_of(notice),
        "works": [row.work.title for row in notice.notice_works.all()],
        "originals": [row.canonical for row in notice.originals.all()],
        "corrected": queries.corrected_fields(notice),
        "history": [_move(move) for move in queries.history_of(notice)],
        "does": [_link(row, row.target) for row in does],
        "undergoes": [_link(row, row.source) for row in undergoes],
        "letter": {
            **plain(letter, "text", "rules", "passages"),
            "withheld": [{"start": start, "end": end, "rule": rule} for start, end, rule in letter.withheld],
        },
        "items": link(f"notices/{notice.number}/items"),
    }


@router.get(
    "/notices/{number}/items",
    response=ItemPage,
    summary="List a letter's addresses",
    operation_id="list_notice_items",
    openapi_extra=examples.operation(answer={"items": [examples.ITEM], "next": None}),
)
def list_notice_items(
    request: HttpRequest,
    response: HttpResponse,
    number: Number,
    after: Annotated[int, Query(ge=-1, le=MOST_POSITION, description="Position after which the page begins.")] = -1,
    size: Annotated[
        int, Query(ge=1, le=queries.MOST_ON_A_PAGE, description="Rows on the page.")
    ] = queries.MOST_ON_A_PAGE,
) -> dict[str, Any]:
    """The addresses a letter reports or is about, in its order, each with its place and state."""
    notice = find(number)
    items = queries.items_of(notice, after=after, size=size + 1)
    more = len(items) > size
    items = items[:size]
    following = link(f"notices/{notice.number}/items", size=size, after=items[-1].position) if more else None
    say_next(response, following)
    return {"items": [publication.ITEM.publish(item) for item in items], "next": following}


def _move(move: queries.Move) -> dict[str, Any]:
    return {
        **plain(move, "occurred_at", "recorded_at", "from_state", "to_state", "basis", "items"),
        "cause": move.cause.number if move.cause else None,
    }


def _link(row: NoticeLink, other: Notice) -> dict[str, Any]:
    return {"kind": row.kind, "number": other.number, "basis": row.basis, "standing": row.standing or None}


def find(number: str) -> Notice:
    """The letter with a number as people type it. Raises `ApiError` 404 that says what is wrong with the number."""
    try:
        parsed = str(parse_number(number))
    except BadNumber as error:
        raise ApiError(404, code="bad_number", message=f"{error}.", field="number") from error
    notice = queries.by_number(parsed)
    if notice is None:
        raise ApiError(404, message=f"There is no letter {parsed}.", field="number")
    return notice


def line(notice: Notice) -> dict[str, Any]:
    """A letter as lists show it."""
    return {**publication.NOTICE.publish(notice), "url": page_of(notice)}


def page_of(notice: Notice) -> str:
    """The letter's public page."""
    return f"{settings.SITE_URL}/n/{notice.number}"


def link(path: str, **query: Any) -> str:
    """An address of this API."""
    return f"{settings.SITE_URL}/api/v1/{path}" + (f"?{urlencode(query)}" if query else "")


def say_next(response: HttpResponse, following: str | None) -> None:
    """Say the following page in the header too, as RFC 8288 has it."""
    if following:
        response["Link"] = f'<{following}>; rel="next"'
