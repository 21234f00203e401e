"""The papers of the token's organisation: listed with their validity, added, retired."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from pydantic import ConfigDict, Field, StringConstraints

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import examples
from causelist.api.auth import Needs
from causelist.api.bounds import Day, Short
from causelist.api.errors import ApiError
from causelist.parties import papers as library
from causelist.parties.models import Organisation, Paper, PaperKind
from causelist.parties.permissions import Act, check_act
from causelist.parties.queries import home_of
from causelist.works.papers import about, works_of_papers

router = Router(tags=["papers"])
_Formality = Literal["notarised", "legalised", "translated"]
_Title = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
_Id = Annotated[int, Path(ge=1, le=2**63 - 1, description="The paper's id.", examples=[7])]


class PaperOut(Schema):
    """A paper, without its bytes."""

    id: int
    kind: PaperKind
    title: str
    issued_on: dt.date | None
    valid_until: dt.date | None = Field(description="Its last day; null: no end.")
    formalities: list[_Formality]
    works: list[str] = Field(description="Titles it is about; empty: all.")
    state: Literal["valid", "ending", "expired", "retired"]
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str


class Papers(Schema):
    """Every paper, newest first."""

    papers: list[PaperOut]


class PaperIn(Schema):
    """A paper to keep."""

    model_config = ConfigDict(extra="forbid")

    kind: PaperKind
    title: Short
    name: Annotated[str, StringConstraints(max_length=300)] = Field(
        "", description="File name, as it is offered again."
    )
    issued_on: Day | None = None
    valid_until: Day | None = None
    formalities: list[_Formality] = Field(default_factory=list, max_length=3)
    works: list[_Title] = Field(default_factory=list, max_length=200)
    base64: Annotated[str, StringConstraints(max_length=28_100_000)] = Field(
        description="Its bytes: PDF, PNG, JPEG, TIFF, plain text, DOCX or ODT, at most 20 MB."
    )


class Retire(Schema):
    """Why a paper is used no longer."""

    model_config = ConfigDict(extra="forbid")

    reason: Short


_PAPER: dict[str, Any] = {
    "id": 7,
    "kind": "ownership",
    "title": "Copyright registration of Contour Studio",
    "issued_on": "2025-06-02",
    "valid_until": None,
    "formalities": ["notarised"],
    "works": ["Contour Studio"],
    "state": "valid",
    "media_type": "application/pdf",
    "size": 48213,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}


@router.get(
    "/papers",
    response=Papers,
    auth=Needs(Scope.COMPLAIN),
    summary="List papers",
    operation_id="list_papers",
    openapi_extra=examples.operation(answer={"papers": [_PAPER]}),
)
def list_papers(request: HttpRequest) -> dict[str, Any]:
    """The papers your organisation keeps, those no longer used too."""
    organisation = own(request, Act.PAPERS)
    rows = list(library.papers_of(organisation))
    works = works_of_papers([row.pk for row in rows])
    return {"papers": [_shown(row, works.get(row.pk, [])) for row in rows]}


@router.post(
    "/papers",
    response={201: PaperOut},
    auth=Needs(Scope.COMPLAIN),
    summary="Keep a paper",
    operation_id="add_paper",
    openapi_extra=examples.operation(
        body={"kind": "other", "title": "A note", "base64": "QSBub3RlLg=="}, answer=_PAPER, status=201
    ),
)
def add_paper(request: HttpRequest, payload: PaperIn) -> Status[Any]:
    """Keep a paper for all your organisation's cases. The same bytes as the same kind again are the same paper."""
    token: Token = request.token  # type: ignore[attr-defined]
    try:
        content = base64.b64decode(payload.base64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ApiError(422, code="bad_base64", message=f"This is not Base64: {error}.", field="base64") from error
    given = payload.model_dump(exclude={"base64", "works"})
    with transaction.atomic():
        paper = library.add_paper(organisation=own(request, Act.PAPERS), content=content, by=token.user, **given)
        about(paper=paper, titles=payload.works)
    return Status(201, _shown(paper, works_of_papers([paper.pk]).get(paper.pk, [])))


@router.post(
    "/papers/{paper_id}/retire",
    response=PaperOut,
    auth=Needs(Scope.COMPLAIN),
    summary="Use a paper no longer",
    operation_id="retire_paper",
    openapi_extra=examples.operation(
        body={"reason": "Replaced by that of 2026."}, answer={**_PAPER, "state": "retired"}
    ),
)
def retire_paper(request: HttpRequest, paper_id: _Id, payload: Retire) -> dict[str, Any]:
    """Cases that rest on it keep it; new ones no longer can use it."""
    token: Token = request.token  # type: ignore[attr-defined]
    paper = library.papers_of(own(request, Act.PAPERS)).filter(pk=paper_id).first()
    if paper is None:
        raise ApiError(404, message="Your organisation keeps no such paper.", field="paper_id")
    library.retire_paper(paper=paper, reason=payload.reason, by=token.user)
    paper.refresh_from_db()
    return _shown(paper, works_of_papers([paper.pk]).get(paper.pk, []))


def own(request: HttpRequest, act: Act) -> Organisation:
    """The token's organisation, where its person may do this for it."""
    token: Token = request.token  # type: ignore[attr-defined]
    organisation = home_of(Organisation.objects.get(pk=token.organisation_id))
    check_act(token.user, act, organisation)
    return organisation


def _shown(paper: Paper, works: list[str]) -> dict[str, Any]:
    return {
        **{name: getattr(paper, name) for name in ("id", "kind", "title", "issued_on", "valid_until")},
        "formalities": [name for name in library.FORMALITIES if getattr(paper, name)],
        "works": works,
        "state": library.state_of(paper, timezone.localdate()),
        "media_type": paper.content.media_type,
        "size": paper.content.size,
        "sha256": paper.content_id,
    }
