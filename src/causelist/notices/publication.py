"""What of a letter the public may see: the allow-lists, and the letter as it is published with what was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from causelist.notices.models import Item, Notice, NoticeParty
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name
from causelist.record.publication import Publication
from causelist.record.redaction import map_span


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a role. `name` is None for a natural person, whose name is withheld; `slug` leads to its page."""

    role: str
    name: str | None
    slug: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where one understood value stands in the published letter: characters `[start, end)` of its text."""

    field: str
    index: int  # which value of the field, from 0
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PublicLetter:
    """The redacted text; `withheld` are (start, end, rule) of its markers, `passages` what was understood of it."""

    text: str
    rules: str
    withheld: tuple[tuple[int, int, str], ...]
    passages: tuple[Passage, ...]


def party(row: NoticeParty) -> Party:
    """A party as it is published. Select `name__organisation` with it."""
    organisation = row.name.organisation
    if organisation.is_person:
        return Party(row.role, None, None)
    return Party(row.role, row.name.text, organisation.slug)


def provider(row: Notice) -> dict[str, str] | None:
    """The service provider a letter went to. Select it with its organisation's names."""
    found = row.provider
    return None if found is None or found.is_person else organisation(found)


def organisation(row: Organisation, language: str = "") -> dict[str, str]:
    """An organisation by name and page. Fetch its names with it."""
    return {"name": shown_name(row, language), "slug": row.slug}


def letter(row: Notice) -> PublicLetter:
    """The letter as the public reads it. Select `published_letter` and `reading` with the notice."""
    published = row.published_letter
    passages: list[Passage] = []
    for field, values in row.reading.fields.items():
        for index, value in enumerate(values):
            if value["start"] is None:
                continue
            start, end = map_span(published.withheld, value["start"], value["end"])
            if 0 <= start < end <= len(published.text):
                passages.append(Passage(field, index, start, end))
    return PublicLetter(
        text=published.text,
        rules=published.rules,
        withheld=tuple((new_start, new_end, rule) for _, _, rule, new_start, new_end in published.withheld),
        passages=tuple(sorted(passages, key=lambda passage: (passage.start, -passage.end))),
    )


def answer(row: Item) -> dict[str, Any] | None:
    """The provider's newest answer, without its reason. Select the item by `answers.newest_answers`."""
    if row.answer is None:
        return None
    return {
        "outcome": row.answer,
        "ground": getattr(row, "answer_ground", None) or None,
        "at": getattr(row, "answered_at", None),
    }


def _parties(role: str) -> Any:
    return lambda row: [party(one) for one in row.parties.all() if one.role == role]


NOTICE: Publication[Notice] = Publication(
    Notice,
    {
        "number": "number",
        "kind": "kind",
        "state": "state",
        "title": "title",
        "language": "language",
        "jurisdiction": "jurisdiction",
        "dated_on": "dated_on",
        "received_on": "received_on",
        "recorded_at": "recorded_at",
        "provider": provider,
        "senders": _parties("sender"),
        "right_holders": _parties("right_holder"),
        "whole": "whole",
        "forks_named": "forks_named",
        "circumvention": "circumvention",
        "statements": "statements",
        "item_count": "item_count",
        "place_count": "place_count",
    },
)

ITEM: Publication[Item] = Publication(
    Item,
    {
        "position": "position",
        "address": "canonical",
        "host": "host",
        "place": "place",
        "place_kind": "place_kind",
        "fork": "fork",
        "state": "state",
        "answer": answer,
    },
)
