"""Complaints by a program: what can be complained of, and filing one. `router` is the one router of `/cases`."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router, Schema, Status
from pydantic import ConfigDict, Field, StringConstraints

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import examples
from causelist.api.auth import Needs
from causelist.api.bounds import Short
from causelist.api.errors import ApiError
from causelist.api.routes.letters import Key, holder_of
from causelist.api.routes.notices import MOST_POSITION
from causelist.cases import filing
from causelist.cases.filing import Given, GivenTarget
from causelist.cases.models import Channel, Clock, Industry
from causelist.law.papers import FACTS
from causelist.notices.models import Item
from causelist.notices.overdue import Why, complainable
from causelist.parties.permissions import Act, check_act

router = Router(tags=["cases"])
MOST_LISTED = 1000
_Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
_Number = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00/]+$")]


class ComplainableItem(Schema):
    """A reported address that a complaint may be brought about."""

    notice: str = Field(description="The letter's number.")
    position: int
    address: str
    why: Why
    law: str = Field(description="The place whose law the letter rests on.")
    rule: str = Field(description="Its rule that says how soon the provider must act; empty where it is not known.")


class Complainables(Schema):
    """The oldest such addresses, at most 1,000; `total` is how many there are."""

    items: list[ComplainableItem]
    total: int


class TargetIn(Schema):
    """One thing complained of."""

    model_config = ConfigDict(extra="forbid")

    kind: Short = Field(description="Of the law's kinds: website, listing, shop, stall, plant, cinema, broadcast …")
    words: _Line = Field(description="For what is online its address; for a place `name; street`; else words.")


class CarriedIn(Schema):
    """Reported addresses that the complaint carries."""

    model_config = ConfigDict(extra="forbid")

    notice: _Number
    positions: list[Annotated[int, Field(ge=0, le=MOST_POSITION)]] | None = Field(
        None, description="Left out: all of the letter that can be complained of now.", max_length=5000
    )


class ComplaintIn(Schema):
    """A complaint. It names at least one target, or carries at least one reported address."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")] = Field(
        "", description="Is published: name no natural person. Left out: the first work and place."
    )
    on_behalf_of: Short | None = Field(None, description="Slug of the organisation that complains, by mandate.")
    law: Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")] = Field("", description="Whose law: cn, us …")
    region: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]*$")] = ""
    industry: Industry = Industry.OTHER
    statement: Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")] = ""
    against: list[_Line] = Field(default_factory=list, max_length=50)
    works: list[_Line] = Field(default_factory=list, max_length=500)
    targets: list[TargetIn] = Field(default_factory=list, max_length=5000)
    items: list[CarriedIn] = Field(default_factory=list, max_length=500)
    papers: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field(default_factory=list, max_length=200)
    facts: dict[str, bool] = Field(default_factory=dict, description=f"What papers hang on: {', '.join(FACTS)}.")


class MissingPaper(Schema):
    """A paper that the law asks for and that is not there yet."""

    id: str
    title: str
    article: str


class ComplaintMade(Schema):
    """The receipt: the case's number, where it lies, by when it must be answered, what is missing."""

    number: str
    url: str = Field(description="Its public page.")
    status: Literal["new", "known"]
    office: str | None
    due: dt.date | None = Field(
        description="Last day for a decision whether it is taken; null before papers are there."
    )
    missing: list[MissingPaper]


_MADE: dict[str, Any] = {
    "number": "C-2026-31-8",
    "url": "https://registry.example/c/C-2026-31-8",
    "status": "new",
    "office": "Office I",
    "due": "2026-03-17",
    "missing": [],
}


@router.get(
    "/complainable",
    response=Complainables,
    auth=Needs(Scope.COMPLAIN),
    summary="List what can be complained of",
    operation_id="list_complainable",
    openapi_extra=examples.operation(
        answer={
            "items": [
                {
                    "notice": examples.NUMBER,
                    "position": 0,
                    "address": examples.ITEM["address"],
                    "why": "unanswered",
                    "law": "cn",
                    "rule": "cn.notice.takedown",
                }
            ],
            "total": 1,
        }
    ),
)
def list_complainable(request: HttpRequest) -> dict[str, Any]:
    """Addresses in your organisation's letters that the provider refused, or did not answer in the time of the law."""
    token: Token = request.token  # type: ignore[attr-defined]
    holder = holder_of(token, None)
    check_act(token.user, Act.COMPLAIN, holder)
    found = complainable([holder.pk]).filter(filing.open_to(holder))
    rows = found.select_related("notice").order_by("notice__received_on", "notice_id", "position")[:MOST_LISTED]
    return {"items": [_shown(row) for row in rows], "total": found.count()}


@router.post(
    "/cases",
    response={201: ComplaintMade, 200: ComplaintMade},
    auth=Needs(Scope.COMPLAIN),
    summary="File a complaint",
    operation_id="file_complaint",
    openapi_extra=examples.operation(
        body={
            "law": "cn",
            "region": "CN-XA",
            "industry": "software",
            "targets": [{"kind": "stall", "words": "Stall 14; 3 Market Street"}],
            "works": ["Contour Studio"],
            "against": ["Lantern Market Trading"],
        },
        answer=_MADE,
        status=201,
    ),
)
def file_complaint(
    request: HttpRequest,
    response: HttpResponse,
    payload: ComplaintIn,
    key: Annotated[
        Key | None,
        Header(
            alias="Idempotency-Key",
            description="Any text of yours, new for each complaint: sent again, it is the same complaint.",
        ),
    ] = None,
) -> Status[Any]:
    """Put a complaint on the docket: 201 with its number, or 200 where this key filed it before."""
    token: Token = request.token  # type: ignore[attr-defined]
    holder = holder_of(token, payload.on_behalf_of)
    own = holder_of(token, None)
    if unknown := set(payload.facts) - set(FACTS):
        raise ApiError(422, code="unknown_fact", message=f"No paper hangs on {min(unknown)[:60]!r}.", field="facts")
    check_act(token.user, Act.COMPLAIN, holder)
    given = payload.model_dump(include={"title", "law", "region", "statement", "against", "works", "papers", "facts"})
    filed = filing.file_complaint(
        Given(
            key=key or str(uuid.uuid4()),
            channel=Channel.API,
            holder=holder,
            agent=own if own.pk != holder.pk else None,
            industry=payload.industry,
            targets=[GivenTarget(one.kind, one.words) for one in payload.targets],
            items=_carried(payload.items, holder.pk),
            **given,
        ),
        by=token.user,
    )
    case = filed.complaint.case
    url = f"{settings.SITE_URL}/c/{case.number}"
    response["Location"] = url
    clock = Clock.objects.filter(case=case, name="acceptance").order_by("pk").first()
    return Status(
        201 if filed.new else 200,
        {
            "number": case.number,
            "url": url,
            "status": "new" if filed.new else "known",
            "office": case.office.name if case.office else None,
            "due": clock.due_on if clock else None,
            "missing": [{"id": one.id, "title": one.title, "article": one.article} for one in filed.missing],
        },
    )


def _carried(asked: list[CarriedIn], holder_id: int) -> list[int]:
    """The ids of addresses that are carried; one that is not there stays as one that cannot be complained of."""
    found: list[int] = []
    for one in asked:
        if one.positions is None:
            rows = complainable([holder_id], on=timezone.localdate()).filter(notice__number=one.notice)
            ids = list(rows.values_list("pk", flat=True))
            found += ids or [0]
        else:
            there = Item.objects.filter(notice__number=one.notice, position__among=one.positions)
            known = dict(there.values_list("position", "pk"))
            found += [known.get(position, 0) for position in one.positions]
    return found


def _shown(item: Any) -> dict[str, Any]:
    return {
        "notice": item.notice.number,
        "position": item.position,
        "address": item.canonical,
        "why": item.why,
        "law": item.law or "",
        "rule": item.rule,
    }
