"""What version 1 answers, field by field: the allow-lists of the rooms' publication, and nothing beside them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from causelist.core.elements import NoticeKind, Statement
from causelist.notices.answering import Ground, ItemOutcome
from causelist.notices.lifecycle import ItemState, NoticeState


class OrganisationRef(Schema):
    """An organisation by name, and the slug of its page."""

    name: str
    slug: str


class Party(Schema):
    """Somebody in a letter. Both are null for a natural person, whose name is withheld."""

    name: str | None
    slug: str | None


class NoticeLine(Schema):
    """A letter in a list."""

    number: str
    url: str = Field(description="Its public page.")
    kind: NoticeKind
    state: NoticeState
    title: str
    language: str = Field(description="BCP 47.")
    jurisdiction: str = Field(description="Whose law it rests on; empty where it is not known.")
    provider: OrganisationRef | None = Field(description="The service provider it went to.")
    senders: list[Party]
    right_holders: list[Party]
    dated_on: dt.date | None = Field(description="The date it gives itself.")
    received_on: dt.date
    recorded_at: dt.datetime
    item_count: int = Field(description="Addresses it reports, or is about.")
    place_count: int = Field(description="Distinct places among them.")


class NoticePage(Schema):
    """Letters, newest first. `next` is the address of the following page, null on the last."""

    notices: list[NoticeLine]
    next: str | None


class Move(Schema):
    """One line of a letter's history. `items` is how many of its addresses moved; null where the letter itself did."""

    occurred_at: dt.datetime
    recorded_at: dt.datetime
    from_state: str = Field(description="Empty for the first.")
    to_state: str
    basis: str
    cause: str | None = Field(description="Number of the letter that moved it.")
    items: int | None


class Link(Schema):
    """What one letter does to another: `counters`, `retracts`, `reverses` or `refers`."""

    kind: str
    number: str
    basis: str = Field(description="How that was found.")
    standing: Literal["effect", "claimed", "confirmed", "refused"] | None = Field(
        description="Whether it moved the other: `effect` and `confirmed` did; `claimed` waits for the registry, which `refused`"
        " says it did not believe. Null for `refers`."
    )


class Passage(Schema):
    """Where a value that was understood stands in the published text: characters `[start, end)`."""

    field: str
    index: int = Field(description="Which value of the field, from 0.")
    start: int
    end: int


class Withheld(Schema):
    """A marker in the published text that stands for what is withheld, and the rule that withholds it."""

    start: int
    end: int
    rule: str


class PublishedLetter(Schema):
    """The letter as the public reads it."""

    text: str
    rules: str = Field(description="Version of the redaction rules.")
    withheld: list[Withheld]
    passages: list[Passage]


class NoticeOut(NoticeLine):
    """A letter with everything that is published of it."""

    whole: bool | None = Field(description="Whether whole places are meant; null when mixed or not said.")
    forks_named: int | None
    circumvention: bool | None
    statements: list[Statement]
    works: list[str]
    originals: list[str] = Field(description="Where it says the original is found.")
    corrected: list[str] = Field(description="Fields that a person corrected before it was recorded.")
    history: list[Move]
    does: list[Link] = Field(description="What it does to other letters.")
    undergoes: list[Link] = Field(description="What other letters do to it.")
    letter: PublishedLetter
    items: str = Field(description="Address of its list of addresses.")


class ItemAnswer(Schema):
    """What the provider said of an address; its newest answer holds."""

    outcome: ItemOutcome
    ground: Ground | None = Field(description="Of a refusal.")
    at: dt.datetime | None


class ItemOut(Schema):
    """One address of a letter."""

    position: int
    address: str
    host: str
    place: str = Field(description="Key of the place, the unit a provider acts on.")
    place_kind: str
    fork: bool = Field(description="Whether it was named as a fork.")
    state: ItemState | None = Field(description="Null where the letter is only about the address.")
    answer: ItemAnswer | None = Field(description="Null where the provider has not answered.")


class ItemPage(Schema):
    """Addresses of a letter, in its order. `next` is the address of the following page, null on the last."""

    items: list[ItemOut]
    next: str | None


class Mention(Schema):
    """A letter that lists an address, and how that address stands since."""

    address: str
    state: ItemState | None
    notice: NoticeLine


class Listed(Schema):
    """What the record says about an address: itself, its place, its host."""

    address: str = Field(description="The address in the form that equal addresses share.")
    listed: bool = Field(description="Whether it is noticed or contested in some letter now.")
    place: str
    place_kind: str
    host: str
    letters: list[Mention] = Field(description="Newest letters with this very address, at most 20.")
    same_place: list[Mention] = Field(description="Newest letters with another address of its place, at most 20.")
    host_addresses: int = Field(description="Addresses of its host in all letters; counted to 10,000.")


class PlaceOut(Schema):
    """A place that letters name."""

    key: str
    kind: str
    host: str
    first: dt.date = Field(description="When the first letter about it was received.")
    last: dt.date
    letters: int
    items: dict[str, int] = Field(description="How many of its addresses are in which state.")
    notices: str = Field(description="Address of the list of its letters.")


class Name(Schema):
    """One name of an organisation."""

    text: str
    language: str
    kind: str = Field(description="`official`, `alias` or `former`.")


class OrganisationOut(Schema):
    """An organisation. One that was merged answers with what it was merged into."""

    name: str
    slug: str
    kind: str
    confirmed: bool = Field(description="Whether the registry has reviewed it; false for one that only letters name.")
    region: str | None = Field(description="ISO 3166.")
    website: str
    hosts: list[str] = Field(description="Hosts that a service provider answers for.")
    names: list[Name]
    notices: str = Field(description="Address of the list of letters that it sent or whose rights it holds.")
    received: str | None = Field(description="Of a service provider: address of the list of letters that it received.")


def plain(row: Any, *names: str) -> dict[str, Any]:
    """Some attributes of a row as they are."""
    return {name: getattr(row, name) for name in names}
