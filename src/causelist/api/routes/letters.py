"""Having a letter read, and recording one."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router, Schema, Status
from pydantic import ConfigDict, Field, StringConstraints

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import examples, services
from causelist.api.auth import Needs
from causelist.api.bounds import Day, Short
from causelist.api.errors import ApiError
from causelist.api.letters import Corrections, Letter, ReadingOut, Understood, passages, understand
from causelist.api.routes import notices
from causelist.notices.models import Source
from causelist.notices.permissions import check_file
from causelist.notices.recognition import doubt
from causelist.notices.services import prepare
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.queries import home_of, mandates_in_force, organisation_by_slug
from causelist.parties.register import shown_name_id

router = Router(tags=["letters"])


class ReadIn(Schema):
    """A letter to be read."""

    model_config = ConfigDict(extra="forbid")

    letter: Letter


@router.post(
    "/read",
    response=ReadingOut,
    auth=Needs(Scope.WRITE),
    summary="Have a letter read",
    operation_id="read_letter",
    openapi_extra=examples.operation(
        body={"letter": {"text": examples.LETTER}},
        answer={
            "understood": examples.UNDERSTOOD,
            "text": examples.LETTER,
            "passages": [examples.PASSAGE],
            "unrecognised": None,
        },
    ),
)
def read_letter(request: HttpRequest, payload: ReadIn) -> dict[str, Any]:
    """What would be understood of a letter, each value with its words in it. Nothing is stored."""
    reading = understand(payload.letter)
    return {
        "understood": reading.as_json(),
        "text": reading.text,
        "passages": passages(reading),
        "unrecognised": doubt(reading) or None,
    }


class NoticeIn(Schema):
    """A letter to be recorded, and what its text does not say."""

    model_config = ConfigDict(extra="forbid")

    letter: Letter
    on_behalf_of: Short | None = Field(
        None, description="Slug of the organisation it is recorded for, by mandate. Left out: the token's own."
    )
    provider: Short | None = Field(None, description="Slug of the service provider it was sent to.")
    received_on: Day | None = Field(None, description="The day the provider received it. Left out: today.")
    jurisdiction: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z0-9]{1,8})?$")] | None = Field(
        None, description="Whose law it rests on, e.g. us or cn.", examples=["us"]
    )
    corrections: Corrections | None = None
    accept_unrecognised: bool = Field(
        False,
        description="Record it although nothing in it reads like a letter; that you said so is kept with it. Without it"
        " such a text is answered with 422 and the code `unrecognised`.",
    )


class NoticeMade(Schema):
    """The letter's number, what was understood, and what of it was not taken."""

    number: str
    url: str = Field(description="Its public page.")
    status: str = Field(description="`new`, or `known` for a letter that was on the record already.")
    understood: Understood | None = Field(description="What was recorded, corrections included; null when known.")
    corrected: list[str] = Field(description="Fields that were corrected.")
    remarks: list[str] = Field(description="Addresses not taken and why, and what the reader doubted.")


_MADE: dict[str, Any] = {
    "number": examples.NUMBER,
    "url": f"https://registry.example/n/{examples.NUMBER}",
    "status": "new",
    "understood": examples.UNDERSTOOD,
    "corrected": [],
    "remarks": [],
}
Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]


@notices.router.post(  # one address is one router's: the list of letters is at the same
    "/notices",
    tags=["letters"],
    response={201: NoticeMade, 200: NoticeMade},
    auth=Needs(Scope.WRITE),
    summary="Record a letter",
    operation_id="record_letter",
    openapi_extra=examples.operation(
        body={
            "letter": {"text": examples.LETTER},
            "provider": "codehaven",
            "received_on": "2026-03-04",
            "jurisdiction": "us",
            "corrections": {"works": ["Contour Studio"]},
            "accept_unrecognised": False,
        },
        answer=_MADE,
        status=201,
        refused=examples.UNRECOGNISED,
    ),
)
def record_letter(
    request: HttpRequest,
    response: HttpResponse,
    payload: NoticeIn,
    key: Annotated[
        Key | None,
        Header(
            alias="Idempotency-Key",
            description="Any text of yours, new for each letter. Sent again with the same body, the same answer comes back.",
        ),
    ] = None,
) -> Status[Any]:
    """Put a letter on the record: 201 with its number, or 200 where it was on the record already.

    It is recorded for the token's organisation, or for one that gave it a mandate. What is corrected is kept beside
    what was read. What no one would call a letter is refused (`unrecognised`) unless you say that it is one.
    """
    token: Token = request.token  # type: ignore[attr-defined]
    reading = understand(payload.letter)
    corrections = payload.corrections.given() if payload.corrections else {}
    holder = holder_of(token, payload.on_behalf_of)
    check_file(
        token.user,
        holder,
        titles=corrections.get("works") or [work.value for work in reading.works],
        refers_to=[found.value for found in reading.refers_to],
    )
    reason = doubt(reading)
    if reason and not payload.accept_unrecognised:
        raise ApiError(
            422, code="unrecognised", message=f"This does not read like a letter: {reason}.", field="letter",
            hint="Check what you send. If it is a letter all the same, send it again with accept_unrecognised.",
        )  # fmt: skip
    incoming = prepare(
        payload.letter.content(),
        reading=reading,
        doubt=reason,
        source=Source.API,
        received_on=_received_on(payload.received_on),
        provider_name_id=_provider_name_id(payload.provider),
        jurisdiction=payload.jurisdiction or "",
    )
    answer = services.take_in(
        incoming=incoming,
        corrections=corrections,
        holder=holder,
        sender_id=token.organisation_id,
        key=key or "",
        digest=hashlib.sha256(request.body).hexdigest(),
        by=token.user,
    )
    url = f"{settings.SITE_URL}/n/{answer.body['number']}"
    response["Location"] = url
    return Status(201 if answer.new else 200, {**answer.body, "url": url})


def holder_of(token: Token, slug: str | None) -> Organisation:
    """Whom the letter is recorded for. Raises `ApiError` 422 for nobody, 403 for one without a mandate for the token."""
    own = home_of(Organisation.objects.get(pk=token.organisation_id))
    if slug is None or slug == own.slug:
        return own
    holder = organisation_by_slug(slug)
    if holder is None:
        raise ApiError(422, code="unknown_organisation", message="There is no such organisation.", field="on_behalf_of")
    holder = home_of(holder)
    if holder.pk != own.pk and not mandates_in_force(timezone.localdate()).filter(principal=holder, agent=own).exists():
        raise ApiError(
            403,
            code="no_mandate",
            message=f"No mandate lets your organisation act for {holder.slug}.",
            field="on_behalf_of",
            hint="The organisation grants one on its desk.",
        )
    return holder


def _provider_name_id(slug: str | None) -> int | None:
    if slug is None:
        return None
    known = organisation_by_slug(slug)
    provider = home_of(known) if known else None
    if provider is None or provider.kind != OrganisationKind.SERVICE_PROVIDER:
        raise ApiError(422, code="unknown_provider", message="There is no such service provider.", field="provider")
    return shown_name_id(provider)


def _received_on(day: Any) -> Any:
    if day is not None and day > timezone.localdate():
        raise ApiError(422, code="future", message="A letter cannot have been received tomorrow.", field="received_on")
    return day
