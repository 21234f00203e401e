"""Cases: lists of what everybody may list, one of them as whoever asks may see it, and what may be done in it now."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import case_shapes, examples
from causelist.api.bounds import Cursor, PageSize, Short
from causelist.api.case_shapes import CaseOut, CasePage
from causelist.api.errors import ApiError
from causelist.api.routes.acts import CaseNumber, not_there, reach_through
from causelist.api.routes.notices import link, say_next
from causelist.cases import queries
from causelist.cases.fields import LARGEST
from causelist.cases.models import Industry, TrackKind
from causelist.cases.publication import view
from causelist.cases.tables import STAGES

router = Router(tags=["cases"])


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
def list_cases(request: HttpRequest, response: HttpResponse, criteria: Query[CaseCriteria]) -> dict[str, Any]:
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
    before: Annotated[int, Field(ge=1, le=LARGEST)] | None = Query(
        None, description="From `older` of the page before."
    ),
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
        before=before,
    )
    if found is None:
        raise not_there()
    return case_shapes.case_of(found, page_of(found.header.number))


def page_of(number: str) -> str:
    """The case's public page."""
    return f"{settings.SITE_URL}/c/{number}"
