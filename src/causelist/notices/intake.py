"""The rows of letters being recorded, in bulk: a bounded number of statements however many letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from causelist.core.numbers import PublicNumber
from causelist.notices.incoming import READER, REPORTING, Incoming, Understood
from causelist.notices.lifecycle import ItemState, NoticeState
from causelist.notices.models import (
    Item,
    Letter,
    Notice,
    NoticeParty,
    NoticeReading,
    NoticeReference,
    NoticeTransition,
    NoticeWork,
    OriginalAddress,
    PartyRole,
    PublishedLetter,
    ReferenceRole,
)
from causelist.parties.register import ensure_names
from causelist.runtime import bulk
from causelist.runtime.numbers import take
from causelist.works.services import ensure_works

KIND_LETTER = "N"  # of public numbers


@dataclass(frozen=True, slots=True)
class Recorded:
    """A letter that has its row: id, number and the day it was received."""

    id: int
    number: str
    received_on: dt.date
    letter: Incoming


def record(letters: Sequence[Incoming], *, by_id: int | None, holder_id: int | None) -> list[Recorded]:
    """Insert everything known of these letters. Their identities must be new; call inside a transaction."""
    if not letters:
        return []
    now = timezone.now()
    today = timezone.localdate(now)
    ids = bulk.reserve_ids(Notice, len(letters))
    days = [letter.received_on or today for letter in letters]
    made = [
        Recorded(pk, str(number), day, letter)
        for pk, number, day, letter in zip(ids, _numbers(days), days, letters, strict=True)
    ]
    bulk.insert(Notice, [_notice(row, by_id, holder_id) for row in made], _NOTICE)
    _insert_texts(made)
    _insert_parties(made)
    _insert_addresses(made)
    _insert_references(made)
    bulk.insert(
        NoticeTransition,
        [(row.id, "", NoticeState.RECORDED, _moment(row, now), by_id, row.letter.source) for row in made],
        ["notice_id", "from_state", "to_state", "occurred_at", "by_id", "basis"],
    )
    return made


def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day whose hour nobody knows, in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _moment(row: Recorded, now: dt.datetime) -> dt.datetime:
    return midnight(row.letter.received_on) if row.letter.received_on else now


def _numbers(days: Sequence[dt.date]) -> list[PublicNumber]:
    """A number for each day, in order within its year; years are locked in rising order, so that none waits in a ring."""
    counts: dict[int, int] = {}
    for day in days:
        counts[day.year] = counts.get(day.year, 0) + 1
    taken = {year: iter(take(KIND_LETTER, year, counts[year])) for year in sorted(counts)}
    return [next(taken[day.year]) for day in days]


_NOTICE = [
    "id", "number", "identity", "kind", "state", "source", "provider_name_id", "jurisdiction", "title", "language", "shape",
    "dated_on", "received_on", "whole", "forks_named", "circumvention", "statements", "item_count", "place_count",
    "recorded_by_id", "holder_id",
]  # fmt: skip


def _notice(row: Recorded, by_id: int | None, holder_id: int | None) -> tuple[Any, ...]:
    letter, understood = row.letter, row.letter.understood
    places = {item.place for item in understood.items}
    return (
        row.id, row.number, letter.identity, understood.kind, NoticeState.RECORDED, letter.source, letter.provider_name_id,
        letter.jurisdiction, understood.title, letter.language, letter.shape, understood.dated_on, row.received_on,
        understood.whole, understood.forks_named, understood.circumvention, list(understood.statements),
        len(understood.items), len(places), by_id, holder_id,
    )  # fmt: skip


def _insert_texts(made: Sequence[Recorded]) -> None:
    bulk.insert(
        Letter,
        [(row.id, row.letter.content, row.letter.sha256, row.letter.received_name) for row in made],
        ["notice_id", "content", "sha256", "received_name"],
    )
    bulk.insert(
        PublishedLetter,
        [(row.id, row.letter.text, row.letter.withheld, row.letter.rules) for row in made],
        ["notice_id", "text", "withheld", "rules"],
    )
    bulk.insert(
        NoticeReading,
        [(row.id, READER, bulk.Raw(row.letter.fields), row.letter.doubt) for row in made],
        ["notice_id", "reader", "fields", "doubt"],
    )


def _insert_parties(made: Sequence[Recorded]) -> None:
    """Names in their roles, and works."""
    names = ensure_names(list(dict.fromkeys(name for row in made for name in _named(row.letter.understood).values())))
    parties = [
        (row.id, role, names[name])
        for row in made
        for role, name in _named(row.letter.understood).items()
        if name in names
    ]
    bulk.insert(NoticeParty, parties, ["notice_id", "role", "name_id"])
    described = {
        (row.id, work): (work, row.letter.understood.right_holder or "")
        for row in made
        for work in row.letter.understood.works
    }
    works = ensure_works(list(dict.fromkeys(described.values())), holders=names)
    pairs = dict.fromkeys((notice, works[pair]) for (notice, _), pair in described.items())
    bulk.insert(NoticeWork, list(pairs), ["notice_id", "work_id"])


def _named(understood: Understood) -> Mapping[str, str]:
    roles = {PartyRole.SENDER: understood.sender, PartyRole.RIGHT_HOLDER: understood.right_holder}
    return {role: name for role, name in roles.items() if name}


def _insert_addresses(made: Sequence[Recorded]) -> None:
    items = []
    for row in made:
        state = ItemState.NOTICED if row.letter.understood.kind in REPORTING else None
        items += [(row.id, position, *item, state) for position, item in enumerate(row.letter.understood.items)]
    bulk.insert(
        Item,
        items,
        [
            "notice_id",
            "position",
            "written",
            "canonical",
            "key",
            "host",
            "domain",
            "place",
            "place_kind",
            "fork",
            "state",
        ],
    )
    bulk.insert(
        OriginalAddress,
        [
            (row.id, position, *original)
            for row in made
            for position, original in enumerate(row.letter.understood.originals)
        ],
        ["notice_id", "position", "written", "canonical", "host"],
    )


def _insert_references(made: Sequence[Recorded]) -> None:
    rows = []
    for row in made:
        letter = row.letter
        if letter.archive_key:
            rows += [(row.id, ReferenceRole.IS, letter.archive_key), (row.id, ReferenceRole.SERIES, letter.series)]
        rows += [(row.id, ReferenceRole.NAMES, key) for key in letter.references]
    bulk.insert(NoticeReference, rows, ["notice_id", "role", "key"])
