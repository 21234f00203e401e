"""What is asked about letters on the record. Every answer takes a bounded number of queries."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear

from causelist.core.addresses import repair
from causelist.core.numbers import parse_number
from causelist.notices.incoming import item_row
from causelist.notices.models import Item, ItemTransition, Notice, NoticeLink, NoticeParty, NoticeTransition, NoticeWork

PAGE = 50
MOST = 200  # rows shown of what has no pages of its own
# Above this many addresses a host is asked for letter by letter, below by its addresses: either is quick then.
POPULAR = 2000
_CURSOR = re.compile(r"([on])(\d{8})\.(\d{1,18})", re.ASCII)


class BadCursor(ValueError):
    """Not a cursor that a page gave."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty is everything. Days are inclusive; `provider` and `organisation` are slugs."""

    kind: str = ""
    state: str = ""
    provider: str = ""
    year: int | None = None
    language: str = ""
    host: str = ""
    place: str = ""
    organisation: str = ""
    received_from: dt.date | None = None
    received_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some notices, newest first; `older` and `newer` are the cursors of the neighbouring pages, None at an end."""

    notices: list[Notice]
    older: str | None
    newer: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value a list can be narrowed to, and how many notices it would then hold."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a notice's history: of the notice itself (`items` 0), or of so many of its items at once."""

    occurred_at: dt.datetime
    recorded_at: dt.datetime
    from_state: str
    to_state: str
    basis: str
    cause: str  # number of the letter that moved it, or empty
    items: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Whether an address is on the record: itself, otherwise its place, otherwise its host.

    `exact` are the items of that very address, `place_items` others of its place, newest first and at most 200 each;
    `host_notices` is how many notices report anything on its host.
    """

    address: str
    place: str
    place_kind: str
    host: str
    exact: list[Item]
    place_items: list[Item]
    host_notices: int


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place: how many of its addresses were reported, by state, and the notices that did."""

    key: str
    kind: str
    host: str
    states: dict[str, int]
    page: Page


def shown() -> QuerySet[Notice]:
    """Notices with everything that lists show of them: four queries for any number."""
    parties = NoticeParty.objects.select_related("name__organisation").order_by("id")
    return Notice.objects.select_related("provider").prefetch_related(
        "provider__names",
        Prefetch("parties", parties),
        "parties__name__organisation__names",
        Prefetch("notice_works", NoticeWork.objects.select_related("work").order_by("id")),
    )


def by_number(text: str) -> Notice:
    """The notice with a number, as people type numbers, with letter and reading.

    Raises `core.numbers.BadNumber` for what is no number, `Notice.DoesNotExist` for one not given.
    """
    return shown().select_related("published_letter", "reading", "holder").get(number=str(parse_number(text)))


def matching(filters: Filters) -> QuerySet[Notice]:
    """The notices a filter leaves."""
    notices = Notice.objects.filter(_narrowed(filters))
    return _sliced(notices, filters)


def list_page(filters: Filters, cursor: str = "", size: int = PAGE) -> Page:
    """A page of notices, newest first. Raises `BadCursor`."""
    notices, backwards = shown().filter(_narrowed(filters)), False
    notices = _sliced(notices, filters)
    if cursor:
        day, pk, backwards = _parsed(cursor)
        after = Q(received_on__gt=day) | Q(received_on=day, id__gt=pk)
        before = Q(received_on__lt=day) | Q(received_on=day, id__lt=pk)
        # The bound on the day alone lets the index be searched, the rest decides within it.
        bound = Q(received_on__gte=day) if backwards else Q(received_on__lte=day)
        notices = notices.filter(bound, after if backwards else before)
    order = ("received_on", "id") if backwards else ("-received_on", "-id")
    rows = list(notices.order_by(*order)[: size + 1])
    more = len(rows) > size
    rows = rows[:size][::-1] if backwards else rows[:size]
    older = _cursor(rows[-1], "o") if rows and (more or backwards) else None
    newer = _cursor(rows[0], "n") if rows and (more if backwards else cursor) else None
    return Page(rows, older, newer)


def facets(filters: Filters) -> dict[str, list[Facet]]:
    """For kind, state, provider, year and language: the values left by the *other* filters, most frequent first.

    One pass over the notices, whatever is chosen.
    """
    chosen = {name: str(getattr(filters, name) or "") for name in _FACETS}
    rest = replace(filters, kind="", state="", provider="", year=None, language="")
    rows = (
        _sliced(Notice.objects.filter(_narrowed(rest)), rest)
        .annotate(in_year=ExtractYear("received_on"))
        .values_list("kind", "state", "provider__slug", "in_year", "language")
        .annotate(Count("id"))
        .order_by()
    )
    counts: dict[str, dict[str, int]] = {name: {} for name in _FACETS}
    for *values, count in rows:
        found = dict(zip(_FACETS, (str(value or "") for value in values), strict=True))
        for name in _FACETS:
            if all(not chosen[other] or chosen[other] == found[other] for other in _FACETS if other != name):
                counts[name][found[name]] = counts[name].get(found[name], 0) + count
    return {
        name: [Facet(value, count) for value, count in sorted(counts[name].items(), key=lambda row: (-row[1], row[0]))]
        for name in _FACETS
    }


_FACETS = ("kind", "state", "provider", "year", "language")


def items_of(notice: Notice, after: int = -1, size: int = MOST) -> tuple[list[Item], int | None]:
    """The items of a notice in the letter's order, from behind position `after`; and where the next page begins."""
    rows = list(notice.items.filter(position__gt=after).order_by("position")[: size + 1])
    return rows[:size], rows[size - 1].position if len(rows) > size else None


def history_of(notice: Notice) -> list[Move]:
    """Every move of a notice and of its items, as they happened; items that one letter moved together are one line."""
    own = NoticeTransition.objects.filter(notice=notice).order_by("occurred_at", "id")
    moves = [
        (Move(at, recorded, before, after, basis, cause or "", 0), pk)
        for pk, at, recorded, before, after, basis, cause in own.values_list("id", *_MOVE)[:MOST]
    ]
    items = (
        ItemTransition.objects.filter(item__notice=notice)
        .values_list(*_MOVE)
        .annotate(first=Min("id"), count=Count("id"))
        .order_by("occurred_at", "first")
    )
    moves += [
        (Move(at, recorded, before, after, basis, cause or "", count), first)
        for at, recorded, before, after, basis, cause, first, count in items[:MOST]
    ]
    return [move for move, _ in sorted(moves, key=lambda row: (row[0].occurred_at, row[0].items > 0, row[1]))]


_MOVE = ("occurred_at", "recorded_at", "from_state", "to_state", "basis", "cause__number")


def links_of(notice: Notice) -> tuple[list[NoticeLink], list[NoticeLink]]:
    """The links from a letter to those it is about, and to it from those about it; oldest first, at most 200 each."""
    there = NoticeLink.objects.filter(source=notice).select_related("target").order_by("target__received_on", "id")
    here = NoticeLink.objects.filter(target=notice).select_related("source").order_by("source__received_on", "id")
    return list(there[:MOST]), list(here[:MOST])


def listed(address: str) -> Listed:
    """Whether an address, as people paste it, is on the record. Raises `core.addresses.BadAddress` for what is none."""
    row = item_row(repair(address))
    reported = Item.objects.filter(state__isnull=False).select_related("notice")
    newest = ("-notice__received_on", "-notice_id", "position")
    exact = list(reported.filter(key=row.key).order_by(*newest)[:MOST])
    place = list(reported.filter(place=row.place).exclude(key=row.key).order_by(*newest)[:MOST])
    on_host = Item.objects.filter(host=row.host, state__isnull=False).aggregate(count=Count("notice", distinct=True))
    return Listed(row.canonical, row.place, row.place_kind, row.host, exact, place, on_host["count"])


def place_page(key: str, cursor: str = "", size: int = PAGE) -> PlacePage | None:
    """What is known of a place; None where no letter is about it. Raises `BadCursor`."""
    first = Item.objects.filter(place=key).order_by("id").first()
    if first is None:
        return None
    rows = Item.objects.filter(place=key, state__isnull=False).values_list("state").annotate(Count("id")).order_by()
    states = {str(state): count for state, count in rows}
    return PlacePage(key, first.place_kind, first.host, states, list_page(Filters(place=key), cursor, size))


def _narrowed(filters: Filters) -> Q:
    plain: dict[str, Any] = {
        "kind": filters.kind,
        "state": filters.state,
        "provider__slug": filters.provider,
        "language": filters.language,
        "received_on__gte": filters.received_from,
        "received_on__lte": filters.received_to,
    }
    if filters.year and dt.MINYEAR <= filters.year <= dt.MAXYEAR:
        plain["received_on__range"] = (dt.date(filters.year, 1, 1), dt.date(filters.year, 12, 31))
    return Q(**{name: value for name, value in plain.items() if value})


def _sliced(notices: QuerySet[Notice], filters: Filters) -> QuerySet[Notice]:
    """Narrowed by what stands in other tables."""
    if filters.place:
        notices = notices.filter(id__in=Item.objects.filter(place=filters.place).values("notice"))
    if filters.host:
        on_host = Item.objects.filter(host=filters.host)
        if on_host[:POPULAR].count() < POPULAR:
            notices = notices.filter(id__in=on_host.values("notice"))
        else:
            notices = notices.filter(Exists(on_host.filter(notice=OuterRef("id"))))
    if filters.organisation:
        named = NoticeParty.objects.filter(
            name__organisation__slug=filters.organisation, name__organisation__is_person=False
        )
        notices = notices.filter(id__in=named.values("notice"))
    return notices


def _cursor(notice: Notice, direction: str) -> str:
    return f"{direction}{notice.received_on:%Y%m%d}.{notice.pk}"


def _parsed(cursor: str) -> tuple[dt.date, int, bool]:
    match = _CURSOR.fullmatch(cursor)
    if match:
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(match[2]), int(match[3]), match[1] == "n"
    raise BadCursor("this is not a page of the list; go back to its beginning")
