"""Letters as they come in by the API, and what was understood of them: the shapes of `POST read` and `POST notices`."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints, model_validator

from causelist.api import examples
from causelist.api.errors import ApiError
from causelist.core.elements import Address, Found, NoticeKind, Reading, Statement
from causelist.formats import Unreadable, read

MOST_CHARACTERS = 5_000_000
MOST_BASE64 = 27_000_000  # of 20 MB
MOST_ADDRESSES = 20_000

_Line = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")]
_Address = Annotated[str, StringConstraints(max_length=100_000, pattern=r"^[^\x00]*$")]


class Letter(Schema):
    """A letter: as text, or as its bytes (a mail in .eml, any encoding) in Base64. One of the two."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)] | None = Field(
        None, description="The letter as text."
    )
    base64: Annotated[str, StringConstraints(max_length=MOST_BASE64)] | None = Field(
        None, description="The letter's bytes in Base64, for mails (.eml) and other encodings."
    )

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Letter:
        if (self.text is None) == (self.base64 is None):
            raise ValueError("give the letter as `text` or as `base64`, one of the two")
        return self

    def content(self) -> bytes:
        """The letter's bytes. Raises `ApiError` 422 for what is not Base64."""
        if self.text is not None:
            return self.text.encode()
        try:
            return base64.b64decode(self.base64 or "", validate=True)
        except (binascii.Error, ValueError) as error:
            raise ApiError(
                422, code="bad_base64", message=f"This is not Base64: {error}.", field="letter.base64",
                hint="Use the standard alphabet, with padding and without line breaks.",
            ) from error  # fmt: skip


def understand(letter: Letter) -> Reading:
    """Read a letter. Raises `ApiError` 422 that says why it cannot be read, and how to mend it."""
    try:
        return read(letter.content())
    except Unreadable as error:
        raise ApiError(
            422,
            code="unreadable",
            message=f"The letter cannot be read: {error.reason}.",
            field="letter",
            hint=error.mend,
        ) from error


class Understood(Schema):
    """What a letter says, in the words of `causelist read --json`."""

    model_config = ConfigDict(json_schema_extra={"example": examples.UNDERSTOOD})

    kind: NoticeKind
    date: dt.date | None = Field(description="The date the letter gives itself.")
    sender: str | None
    right_holder: str | None
    reported: list[str] = Field(description="Addresses said to infringe, as written but repaired.")
    originals: list[str] = Field(description="Addresses of the original work.")
    subject: list[str] = Field(description="What a counter-notice, retraction or reversal is about.")
    refers_to: list[str] = Field(description="Other letters it names.")
    places: list[str] = Field(description="Distinct places, the units a provider acts on.")
    whole: bool | None = Field(description="Whether whole places are meant; null when mixed or not said.")
    forks_named: int | None = Field(description="Distinct forks named; null when not asked and none named.")
    circumvention: bool | None = Field(description="Whether circumvention of a technical measure is claimed.")
    statements: list[Statement]
    works: list[str]
    shape: str = Field(description="`letter`, or the form it was written in.")
    language: str = Field(description="BCP 47.")
    remarks: list[str] = Field(description="What the reader doubted, for a person to check.")


class Passage(Schema):
    """Where in `text` a value was read: `[start, end)` in characters."""

    field: str
    value: Any
    start: int
    end: int


class ReadingOut(Schema):
    """What would be recorded of a letter. Nothing was stored."""

    understood: Understood
    text: str = Field(description="The letter as it was decoded; passages count its characters.")
    passages: list[Passage]
    unrecognised: str | None = Field(
        description="Why nobody would call it a letter; null for a letter. The record takes it only with `accept_unrecognised`."
    )


def passages(reading: Reading) -> list[dict[str, Any]]:
    """Every value with its words in the letter, in the order of the letter."""
    found: list[dict[str, Any]] = []
    for field in ("kind", "date", "sender", "right_holder", "whole", "circumvention"):
        found += _passage(field, getattr(reading, field))
    for field in ("works", "refers_to", "statements"):
        for one in getattr(reading, field):
            found += _passage(field, one)
    for field in ("reported", "originals", "subject"):
        for address in getattr(reading, field):
            found += _passage(field, address)
    return sorted(found, key=lambda passage: (passage["start"], passage["end"], passage["field"]))


def _passage(field: str, found: Found[Any] | Address | None) -> list[dict[str, Any]]:
    if found is None or found.span is None:
        return []
    value: Any = found.url if isinstance(found, Address) else found.value
    if isinstance(value, dt.date):
        value = value.isoformat()
    return [{"field": field, "value": value, "start": found.span.start, "end": found.span.end}]


class Corrections(Schema):
    """What a person says against what was read. Only the fields given are corrected; both are kept."""

    model_config = ConfigDict(extra="forbid")

    kind: NoticeKind | None = None
    date: dt.date | None = None
    sender: _Line | None = None
    right_holder: _Line | None = None
    works: list[_Line] | None = Field(None, max_length=500)
    reported: list[_Address] | None = Field(None, max_length=MOST_ADDRESSES)
    originals: list[_Address] | None = Field(None, max_length=MOST_ADDRESSES)
    subject: list[_Address] | None = Field(None, max_length=MOST_ADDRESSES)
    whole: bool | None = None
    forks_named: int | None = Field(None, ge=0, le=100_000)
    circumvention: bool | None = None
    statements: list[Statement] | None = Field(None, max_length=5)

    def given(self) -> dict[str, Any]:
        """The fields that were sent, null ones too: null says that the letter does not tell."""
        return self.model_dump(mode="json", exclude_unset=True)
