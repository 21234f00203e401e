"""What a provider answers about the addresses of a letter: all at once, or by their positions."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import examples
from causelist.api.auth import Needs
from causelist.api.routes.notices import MOST_POSITION, Number, find
from causelist.notices import answers
from causelist.notices.answering import LONGEST_REASON, Ground, ItemOutcome

router = Router(tags=["answers"])
_Position = Annotated[int, Field(ge=0, le=MOST_POSITION)]


class AnswerIn(Schema):
    """One answer, for some addresses of the letter or for all."""

    model_config = ConfigDict(extra="forbid")

    positions: list[_Position] | None = Field(
        None, description="Which addresses, by `position`. Left out: all that the letter reports.", max_length=20_000
    )
    outcome: ItemOutcome
    ground: Ground | None = Field(None, description="Of a refusal, which needs one.")
    reason: Annotated[str, StringConstraints(max_length=LONGEST_REASON)] = Field(
        "", description="In your words; who sent the letter reads it, it is not published."
    )


class Answered(Schema):
    """How many addresses have a new answer, and how many had this very answer already."""

    new: int
    known: int


@router.post(
    "/notices/{number}/answers",
    response=Answered,
    auth=Needs(Scope.ANSWER),
    summary="Answer a letter",
    operation_id="answer_letter",
    openapi_extra=examples.operation(
        body={"positions": [0], "outcome": "refused", "ground": "licensed", "reason": "Licence of 3 May 2025."},
        answer={"new": 1, "known": 0},
    ),
)
def answer_letter(request: HttpRequest, number: Number, payload: AnswerIn) -> dict[str, Any]:
    """Say what became of the addresses that a letter reports to your organisation; the newest answer of each holds.

    The same answer again changes nothing.
    """
    token: Token = request.token  # type: ignore[attr-defined]
    reported = find(number).items.filter(state__isnull=False)
    if payload.positions is not None:
        wanted = set(payload.positions)
        ids = dict(reported.filter(position__among=sorted(wanted)).values_list("position", "pk"))
        items = [ids.get(position, 0) for position in wanted]
    else:
        items = list(reported.values_list("pk", flat=True))
    done = answers.answer(
        items=items,
        outcome=payload.outcome,
        ground=payload.ground or "",
        reason=payload.reason,
        through=token.organisation_id,
        by=token.user,
    )
    return {"new": done.new, "known": done.known}
