"""A letter on its way in: read, its addresses made canonical, its text redacted. Pure: workers run it without Django.

`prepare` is the heavy part; `correct` puts what a person said in place of what was read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from causelist import formats
from causelist.core.addresses import MAX_LENGTH, BadAddress, canonical, is_private, registrable_domain
from causelist.core.elements import NoticeKind, Reading, Span
from causelist.core.numbers import BadNumber, looks_like_number, parse_number
from causelist.core.places import Place, place_of
from causelist.notices import archive
from causelist.parties.names import looks_like_person, tidy
from causelist.record.redaction import redact

READER = "1"  # raised whenever the same bytes may be understood otherwise than before
MAX_HOST = 253
MAX_PLACE = 400
MAX_TITLE = 160
MAX_WORK = 500
MAX_DOUBT = 300
# Nearly every address is canonical as it stands; the rules need not be run on what they would not change.
_PLAIN = re.compile(r"https?://([a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,20})((?:/[A-Za-z0-9._~$+@-]*)*)", re.ASCII)
_UNPLAIN = re.compile(r"/\.{1,2}(?:/|$)|//[^/]*(?:xn--|\.[0-9])|--")
_SURROGATE = re.compile("[\ud800-\udfff]")
# These report addresses; every other kind is about what another letter reported.
REPORTING = frozenset({NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER})


class ItemRow(NamedTuple):
    """One address of a letter as it is recorded; `key` is the canonical address's SHA-256, first 32 hex digits."""

    written: str
    canonical: str
    key: str
    host: str
    domain: str
    place: str
    place_kind: str
    fork: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What goes on the record: as read, or as corrected."""

    kind: NoticeKind
    title: str
    dated_on: dt.date | None
    sender: str | None
    right_holder: str | None
    works: tuple[str, ...]
    items: tuple[ItemRow, ...]
    originals: tuple[tuple[str, str, str], ...]  # written, canonical, host
    whole: bool | None
    forks_named: int | None
    circumvention: bool | None
    statements: tuple[str, ...]
    remarks: tuple[str, ...]  # addresses not taken, and why


@dataclass(frozen=True, slots=True)
class Incoming:
    """Everything `receive` needs of one letter. `received_on` None means the day it is recorded."""

    content: bytes
    sha256: str
    identity: str
    received_name: str
    source: str
    received_on: dt.date | None
    provider_name_id: int | None
    jurisdiction: str
    language: str
    shape: str
    text: str  # redacted
    withheld: tuple[tuple[int, int, str, int, int], ...]
    rules: str
    read: Mapping[str, Any]  # the reader's answer, as `Reading.as_json` says it
    fields: str  # JSON: field -> [{"value", "start", "end"}], spans in the original text
    written: Mapping[str, tuple[str, bool]]  # url -> as written, and whether it is a named fork
    references: tuple[str, ...]  # keys and numbers of letters it names
    archive_key: str
    series: str
    understood: Understood
    remarks: tuple[str, ...]
    doubt: str = ""  # why it looks like no letter, where a person said that it is one


def prepare(
    content: bytes,
    *,
    reading: Reading | None = None,
    entry: archive.Entry | None = None,
    source: str = "import",
    identity: str = "",
    received_on: dt.date | None = None,
    provider: str | None = None,
    provider_name_id: int | None = None,
    jurisdiction: str = "",
    received_name: str = "",
    doubt: str = "",
) -> Incoming:
    """Read a letter and make ready everything that is recorded of it. Raises `formats.Unreadable`.

    `reading` spares reading again; `entry` is what its path in a known archive says, and gives identity, day and,
    where the text leaves it open, kind. Without one its identity is its bytes.
    """
    if reading is None:
        reading = formats.read(content, provider=provider)
    sha256 = hashlib.sha256(content).hexdigest()
    if entry is not None:
        identity, received_on = entry.identity, entry.received_on
    addresses = (*reading.reported, *reading.originals, *reading.subject)
    read = reading.as_json()
    written = {address.url: (_clean(address.written), address.fork) for address in reversed(addresses)}
    kind = _kind(reading, entry)
    persons = {name for name in (read["sender"], read["right_holder"]) if name and looks_like_person(name)}
    redacted = redact(
        reading.text,
        spare=[(address.span.start, address.span.end) for address in addresses],
        persons=persons,
        language=reading.language,
    )
    return Incoming(
        content=content,
        sha256=sha256,
        identity=identity or f"sha256:{sha256}",
        received_name=_clean(received_name)[-600:],
        source=source,
        received_on=received_on,
        provider_name_id=provider_name_id,
        jurisdiction=jurisdiction,
        language=reading.language,
        shape=reading.shape,
        text=_clean(redacted.text),
        withheld=redacted.withheld,
        rules=redacted.rules,
        read=read,
        fields=json.dumps(fields_of(reading)),
        written=written,
        references=_references(read["refers_to"], own=entry.key if entry else ""),
        archive_key=entry.key if entry else "",
        series=entry.series if entry else "",
        understood=_understand({**read, "kind": kind}, written, {a.url: a.place for a in addresses}),
        remarks=reading.remarks,
        doubt=doubt[:MAX_DOUBT],
    )


def correct(incoming: Incoming, corrections: Mapping[str, Any]) -> Incoming:
    """The same letter as a person corrected it.

    `corrections` has values as `Reading.as_json` gives them, under its names. Raises `ValueError` for a name that it
    does not have or a value that cannot be.
    """
    unknown = set(corrections) - set(incoming.read)
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: no such field of a letter")
    values = {**incoming.read, "kind": incoming.understood.kind, **corrections}
    references = _references(values["refers_to"], own=incoming.archive_key)
    return replace(incoming, understood=_understand(values, incoming.written, {}), references=references)


def fields_of(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """What was read, field by field, each value with its range in the original text (null where it has none)."""
    fields: dict[str, list[dict[str, Any]]] = {}
    for name in ("kind", "date", "sender", "right_holder", "whole", "circumvention"):
        found = getattr(reading, name)
        if found is not None:
            value = found.value
            fields[name] = [_field(value if isinstance(value, bool) else str(value), found.span)]
    for name in ("works", "refers_to", "statements"):
        if founds := getattr(reading, name):
            fields[name] = [_field(str(found.value), found.span) for found in founds]
    for name in ("reported", "originals", "subject"):
        if addresses := getattr(reading, name):
            fields[name] = [_field(address.url, address.span) for address in addresses]
    return fields


def place_key(place: Place) -> str:
    """The key a place is recorded and looked up under: its own, or for very long ones its beginning and digest."""
    key = _clean(place.key)
    if len(key) <= MAX_PLACE:
        return key
    return f"{key[: MAX_PLACE - 34]}~{hashlib.sha256(key.encode(errors='replace')).hexdigest()[:32]}"


def address_key(url: str) -> str:
    """The key of a canonical address."""
    return hashlib.sha256(url.encode(errors="replace")).hexdigest()[:32]


def item_row(url: str, *, written: str = "", place: Place | None = None, fork: bool = False) -> ItemRow:
    """How an address is recorded. Raises `BadAddress` for what no one can look up: other schemes, private hosts."""
    address, host = _canonical(url)
    if is_private(host):
        raise BadAddress("it is an address inside a private network or on the reader's own machine")
    if len(host) > MAX_HOST:
        raise BadAddress(f"its host is longer than {MAX_HOST} characters")
    place = place or place_of(url)
    return ItemRow(
        written=written or address,
        canonical=address,
        key=address_key(address),
        host=host,
        domain=registrable_domain(host),
        place=place_key(place),
        place_kind=place.kind[:30],
        fork=fork,
    )


def _canonical(url: str) -> tuple[str, str]:
    """An address in canonical form, and its host. Raises `BadAddress`."""
    plain = _PLAIN.fullmatch(url)
    if plain and len(url) <= MAX_LENGTH and not _UNPLAIN.search(url):
        return url if plain[2] else f"{url}/", plain[1]
    parts = canonical(url)
    return _clean(parts.url), parts.host


def _kind(reading: Reading, entry: archive.Entry | None) -> NoticeKind:
    """The text says what a letter is; where it leaves that open, the name does."""
    kind = reading.kind.value
    if entry is None or entry.kind is None or entry.kind == kind:
        return kind
    open_ = reading.kind.span is None or kind in {NoticeKind.NOTICE, NoticeKind.OTHER}
    return entry.kind if open_ else kind


def _understand(
    values: Mapping[str, Any], written: Mapping[str, tuple[str, bool]], places: Mapping[str, Place]
) -> Understood:
    kind = NoticeKind(values["kind"])
    asked = values["reported"] if kind in REPORTING else values["subject"] or values["reported"]
    remarks: list[str] = []
    items: dict[str, ItemRow] = {}
    for url in asked:
        as_written, fork = written.get(url, ("", False))
        try:
            item = item_row(url, written=as_written, place=places.get(url), fork=fork and kind in REPORTING)
        except BadAddress as error:
            remarks.append(f"{_short(url)} was not taken as an address: {error.reason}")
            continue
        items.setdefault(item.key, item)
    works = tuple(dict.fromkeys(title for work in values["works"] if (title := _work(work))))
    return Understood(
        kind=kind,
        title=_title(works, list(items.values()), kind),
        dated_on=dt.date.fromisoformat(values["date"]) if values["date"] else None,
        sender=tidy(values["sender"]) or None if values["sender"] else None,
        right_holder=tidy(values["right_holder"]) or None if values["right_holder"] else None,
        works=works,
        items=tuple(items.values()),
        originals=_originals(values["originals"], written, remarks),
        whole=values["whole"],
        forks_named=values["forks_named"],
        circumvention=values["circumvention"],
        statements=tuple(str(statement) for statement in values["statements"]),
        remarks=tuple(remarks),
    )


def _originals(
    urls: Sequence[str], written: Mapping[str, tuple[str, bool]], remarks: list[str]
) -> tuple[tuple[str, str, str], ...]:
    originals: dict[str, tuple[str, str, str]] = {}
    for url in urls:
        try:
            address, host = _canonical(url)
        except BadAddress as error:
            remarks.append(f"{_short(url)} was not taken as an address of the original: {error.reason}")
            continue
        if len(host) <= MAX_HOST:
            originals.setdefault(address, (written.get(url, (address, False))[0], address, host))
    return tuple(originals.values())


def _references(named: Sequence[str], *, own: str) -> tuple[str, ...]:
    """The numbers and archive keys of other letters it names, in order; `own` is how it is called itself."""
    keys: dict[str, None] = {}
    for text in named:
        if looks_like_number(text):
            try:
                keys[str(parse_number(text))] = None
            except BadNumber:
                continue
        for key in archive.keys_named(text):
            keys[key] = None
    keys.pop(own, None)
    return tuple(keys)


@lru_cache(maxsize=4096)  # the same senders name the same works letter after letter
def _work(text: str) -> str:
    """A work's description as it may be published: one line, redacted."""
    return redact(tidy(text[: 2 * MAX_WORK])).text[:MAX_WORK].strip()


def _title(works: Sequence[str], items: Sequence[ItemRow], kind: NoticeKind) -> str:
    title = works[0] if works else items[0].place if items else str(kind)
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _field(value: str | bool, span: Span | None) -> dict[str, Any]:  # noqa: FBT001 -- a read value may be a truth
    shown = _clean(value) if isinstance(value, str) else value
    return {"value": shown, "start": span.start if span else None, "end": span.end if span else None}


def _clean(text: str) -> str:
    """What both stores can hold: no NUL, no half of a surrogate pair; every offset stays."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _short(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:60]}… ({len(url):,} characters)"
