"""Published decisions: lists, one of them, its files."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from causelist.api import examples
from causelist.api.bounds import Cursor, PageSize, Short
from causelist.api.errors import ApiError
from causelist.api.routes.notices import say_next
from causelist.cases import decisions
from causelist.cases.decisions import DecisionRow, PublishedDecision

router = Router(tags=["decisions"])

Number = Annotated[
    Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00/]+$")],
    Path(description="The decision's number.", examples=["D-2026-4182-7"]),
]


class DecisionLine(Schema):
    """A decision in a list."""

    number: str
    ecli: str = Field(description="The identifier to cite it by.")
    kind: str
    outcome: str
    title: str = Field(description="Names of natural persons are replaced by Person A, Person B; 甲某, 乙某.")
    language: str
    authority: str
    authority_slug: str
    region: str
    subject: str
    case: str
    decided_on: dt.date
    published_at: dt.datetime
    status: str = Field(description="issued, served, appealed, final, enforced, corrected or annulled.")
    version: int
    page: str


class DecisionPageOut(Schema):
    """Some decisions, newest published first."""

    decisions: list[DecisionLine]
    next: str | None


class PartyOut(Schema):
    """Somebody in a decision, as it is published."""

    key: str
    role: str
    name: str
    kind: str


class SumOut(Schema):
    """Money that is ordered, with its arithmetic."""

    kind: str
    amount: Decimal
    currency: str
    against: str = Field(description="Key of the party that pays.")
    to: str
    rule: str
    cite: str
    steps: list[str]


class TermOut(Schema):
    """Time that is imposed, in months; suspended where there is a probation."""

    kind: str
    months: int
    suspended_months: int
    against: str
    rule: str
    cite: str


class SectionOut(Schema):
    """A part of the text."""

    kind: str
    heading: str
    paragraphs: list[str]


class CitedOut(Schema):
    """A rule of the law that the decision rests on."""

    law: str
    article: str
    rule: str


class WithheldOut(Schema):
    """What was withheld: by which rule, why, where, how often. Never the words."""

    rule: str
    reason: str
    place: str
    count: int


class DecisionOut(DecisionLine):
    """A decision as it is published, with its text; of a withdrawn one only why it is not there."""

    state: Literal["published", "withdrawn", "erased"]
    reason: str = Field(description="Why it was withdrawn.")
    parties: list[PartyOut]
    sections: list[SectionOut]
    sums: list[SumOut]
    terms: list[TermOut]
    citations: list[CitedOut]
    withheld: list[WithheldOut]
    corrects: str
    corrected_by: str
    files: dict[str, str] = Field(description="Addresses of the text as a file: `pdf`, `akn` (Akoma Ntoso), `html`.")


class Criteria(Schema):
    """Which decisions; every criterion that is given must hold."""

    kind: Short | None = Field(None, examples=["penalty"])
    subject: Short | None = Field(None, description="Industry: film, music, software, games, books, broadcast, other.")
    authority: Short | None = Field(None, description="Slug of the body that decided.")
    region: Short | None = Field(None, description="Code of a region, with its parts.")
    year: Annotated[int, Field(ge=1900, le=2200)] | None = Field(None, description="Year of the decision.")
    size: PageSize = Field(50, description="Rows on the page.")
    cursor: Cursor | None = Field(None, description="Where the page begins: from `next` of the one before.")


_LINE: dict[str, Any] = {
    "number": "D-2026-4182-7", "ecli": "ECLI:CN:NPCA:2026:D4182.7", "kind": "penalty", "outcome": "penalty",
    "title": "Administrative penalty: Example Tunes Ltd and Person A", "language": "en",
    "authority": "Copyright Administration, Northern Province", "authority_slug": "copyright-northern-province",
    "region": "Northern Province", "subject": "music", "case": "C-2026-415-8", "decided_on": "2026-11-20",
    "published_at": "2026-11-24T06:31:00Z", "status": "served", "version": 1,
    "page": "https://registry.example/d/D-2026-4182-7",
}  # fmt: skip
_ONE: dict[str, Any] = {
    **_LINE, "state": "published", "reason": "",
    "parties": [{"key": "p1", "role": "respondent", "name": "Person A", "kind": "person"}],
    "sections": [{"kind": "holding", "heading": "Decision", "paragraphs": ["Person A pays a fine of CNY 20,000."]}],
    "sums": [{"kind": "fine", "amount": "20000.00", "currency": "CNY", "against": "p1", "to": "", "rule": "cn.admin.fine.amount", "cite": "Copyright Law (2020), art. 53", "steps": ["The fine is 0 – 250,000."]}],
    "terms": [], "citations": [{"law": "Copyright Law (2020)", "article": "53", "rule": "cn.admin.fine.amount"}],
    "withheld": [{"rule": "person", "reason": "Names of natural persons.", "place": "holding/1", "count": 1}],
    "corrects": "", "corrected_by": "", "files": {"pdf": "https://registry.example/d/D-2026-4182-7/pdf"},
}  # fmt: skip


@router.get(
    "/decisions",
    response=DecisionPageOut,
    summary="List decisions",
    operation_id="list_decisions",
    openapi_extra=examples.operation(answer={"decisions": [_LINE], "next": None}),
)
def list_decisions(request: HttpRequest, response: HttpResponse, criteria: Query[Criteria]) -> dict[str, Any]:
    """Published decisions, newest first."""
    filters = decisions.Filters(
        kind=criteria.kind or "", subject=criteria.subject or "", authority=criteria.authority or "",
        region=criteria.region or "", year=criteria.year,
    )  # fmt: skip
    try:
        page = decisions.list_page(filters, criteria.cursor or "", criteria.size)
    except decisions.BadCursor as error:
        raise ApiError(422, code="bad_cursor", message=f"{error}.", field="cursor") from error
    following = None
    if page.next:
        asked = {name: value for name, value in criteria.dict(exclude={"cursor"}).items() if value is not None}
        following = f"{settings.SITE_URL}/api/v1/decisions?{urlencode({**asked, 'cursor': page.next})}"
    say_next(response, following)
    return {"decisions": [_line(row) for row in page.rows], "next": following}


@router.get(
    "/decisions/{number}",
    response=DecisionOut,
    summary="Read a decision",
    operation_id="read_decision",
    openapi_extra=examples.operation(answer=_ONE),
)
def read_decision(request: HttpRequest, number: Number) -> dict[str, Any]:
    """One decision as it is published; of a withdrawn one its number and why it was withdrawn."""
    found = decisions.by_number(number)
    if found is None:
        raise _none()
    return {**_line(found.row), **_text(found)}


@router.get(
    "/decisions/{number}/files/{form}",
    summary="A decision as a file",
    operation_id="read_decision_file",
    openapi_extra={
        "responses": {
            200: {"description": "The file.", "content": {kind.split(";")[0]: {} for kind in decisions.FORMS.values()}}
        }
    },
)
def read_decision_file(
    request: HttpRequest, number: Number, form: Annotated[Literal["pdf", "akn", "html"], Path()]
) -> HttpResponse:
    """The newest published wording as PDF, Akoma Ntoso or HTML."""
    found = decisions.file_of(number, form)
    if found is None:
        raise _none()
    content, sha256, name = found
    answer = HttpResponse(content, content_type=decisions.FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["ETag"] = f'"{sha256}"'
    return answer


def _none() -> ApiError:
    return ApiError(404, message="No published decision has this number.", field="number")


def _line(row: DecisionRow) -> dict[str, Any]:
    names = (
        "number", "ecli", "kind", "outcome", "title", "language", "authority", "authority_slug", "region", "subject",
        "case", "decided_on", "published_at", "status", "version",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"page": f"{settings.SITE_URL}/d/{row.number}"}


def _text(found: PublishedDecision) -> dict[str, Any]:
    text = found.text
    base = f"{settings.SITE_URL}/api/v1/decisions/{found.row.number}/files"
    return {
        "state": found.state,
        "reason": found.reason,
        "parties": text.parties if text else (),
        "sections": [
            {"kind": one.kind, "heading": one.heading, "paragraphs": [line.text for line in one.paragraphs]}
            for one in (text.sections if text else ())
        ],
        "sums": text.sums if text else (),
        "terms": text.terms if text else (),
        "citations": text.citations if text else (),
        "withheld": found.withheld,
        "corrects": found.corrects,
        "corrected_by": found.corrected_by,
        "files": {form: f"{base}/{form}" for form in found.forms},
    }
