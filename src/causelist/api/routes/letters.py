"""Having a letter read, and recording one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict

from causelist.accounts.services import Scope
from causelist.api import examples
from causelist.api.auth import Needs
from causelist.api.letters import Letter, ReadingOut, passages, understand

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
        },
    ),
)
def read_letter(request: HttpRequest, payload: ReadIn) -> dict[str, Any]:
    """What would be understood of a letter, each value with its words in it. Nothing is stored."""
    reading = understand(payload.letter)
    return {"understood": reading.as_json(), "text": reading.text, "passages": passages(reading)}
