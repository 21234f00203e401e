"""Is this address listed? Itself, its place, its host: by whom, since when, and how it stands."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min

from causelist.core.addresses import BadAddress, canonical, is_private, repair
from causelist.core.places import Place, place_of
from causelist.notices.incoming import place_key
from causelist.notices.models import Item, Notice
from causelist.notices.queries import with_what_lists_show

MOST_LETTERS = 20
COUNTED_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A letter that lists an address, and how that address stands since (None: the letter is only about it)."""

    notice: Notice
    address: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the record says about one address. `host_addresses` counts those of its host that letters name, to 10,000 and no further."""

    address: str
    place: Place
    host: str
    exact: list[Mention]
    same_place: list[Mention]
    host_addresses: int

    @property
    def open(self) -> bool:
        """Whether the address itself is still noticed or contested in some letter."""
        return any(mention.state in {"noticed", "contested"} for mention in self.exact)


def address_keys(url: str) -> list[str]:
    """The keys an address may be recorded under: with either scheme, with and without the slash at its end."""
    rest = url.split("://", 1)[1]
    forms = {rest, rest.removesuffix("/")} if "?" in rest else {rest.removesuffix("/"), f"{rest.removesuffix('/')}/"}
    return [
        hashlib.sha256(f"{scheme}://{form}".encode()).hexdigest()[:32]
        for form in sorted(forms)
        for scheme in ("http", "https")
    ]


def standing(written: str) -> Standing:
    """What the record says about an address as somebody typed it. Raises `BadAddress`; four queries."""
    parts = canonical(repair(written))
    if is_private(parts.host) or not {".", ":"} & set(parts.host):
        raise BadAddress("its host is none of the public internet, so no letter can report it")
    place = place_of(parts.url)
    exact = _mentions(key__in=address_keys(parts.url))
    seen = {mention.notice.pk for mention in exact}
    same = [mention for mention in _mentions(place=place_key(place)) if mention.notice.pk not in seen]
    return Standing(
        address=parts.url,
        place=place,
        host=parts.host,
        exact=exact,
        same_place=same,
        host_addresses=host_addresses(parts.host),
    )


def host_addresses(host: str) -> int:
    """How many addresses of a host the letters hold; stops counting at 10,000."""
    return Item.objects.filter(host=host).order_by()[:COUNTED_AT_MOST].count()


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """What the record holds about a place: its kind and host, how many of its addresses are in which state."""

    key: str
    kind: str
    host: str
    first: dt.date
    last: dt.date
    states: list[tuple[str, int]]
    letters: int


def place_summary(key: str) -> PlaceSummary | None:
    """A place that some letter names; None for any other. Two queries."""
    item = Item.objects.filter(place=key).order_by("pk").first()
    if item is None:
        return None
    rows = Item.objects.filter(place=key).order_by().values_list("state").annotate(Count("pk"))
    span = Item.objects.filter(place=key).aggregate(
        first=Min("notice__received_on"), last=Max("notice__received_on"), letters=Count("notice", distinct=True)
    )
    states = sorted((str(state), count) for state, count in rows if state)
    return PlaceSummary(key, item.place_kind, item.host, span["first"], span["last"], states, span["letters"])


def on_record(identities: Collection[str]) -> dict[str, tuple[str, int]]:
    """Number and id of the letters among these identities that are on the record. One query."""
    rows = Notice.objects.filter(identity__among=sorted(set(identities)))
    return {identity: (number, pk) for identity, number, pk in rows.values_list("identity", "number", "id")}


def _mentions(**which: Any) -> list[Mention]:
    """The newest letters with such an address, each once."""
    rows = list(
        Item.objects.filter(**which)
        .order_by("-notice__received_on", "-notice_id", "position")
        .values_list("notice_id", "canonical", "state")[: MOST_LETTERS * 3]
    )
    first = {notice: (address, state) for notice, address, state in reversed(rows)}
    ids = list(dict.fromkeys(notice for notice, _, _ in rows))[:MOST_LETTERS]
    notices = {row.pk: row for row in with_what_lists_show(Notice.objects.filter(pk__in=ids))}
    return [Mention(notices[pk], *first[pk]) for pk in ids]
