"""What is asked of the record: one letter, pages of letters, the letters about an address, a place, an organisation.

Every function here answers in a number of queries that does not grow with the rows it returns.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from causelist.notices.answers import newest_answers
from causelist.notices.models import (
    Item,
    ItemTransition,
    LinkDecision,
    Notice,
    NoticeLink,
    NoticeParty,
    NoticeTransition,
    NoticeWork,
    OriginalAddress,
    Source,
)
from causelist.notices.standing import Standing, Voice
from causelist.parties.models import Organisation, OrganisationName
from causelist.parties.queries import family, home_of
from causelist.runtime.sql import Year
from causelist.works.queries import rows_of

PAGE = 50
MOST_ON_A_PAGE = 100
MOST_LINKS = 100
FEW = 2000
_CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})", re.ASCII)


class BadCursor(ValueError):
    """A place in a list that no page of the list gave out."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which letters: every criterion that is given must hold. Days are inclusive; `organisation` is a sender or a
    right holder, by slug, `provider` the one it went to, by slug; `ids` narrows to letters that something else found.
    """  # noqa: D205 -- one thought

    kind: str = ""
    state: str = ""
    provider: str = ""
    organisation: str = ""
    host: str = ""
    place: str = ""
    work: int | None = None
    language: str = ""
    received_from: dt.date | None = None
    received_to: dt.date | None = None
    ids: Collection[int] | None = None

    @classmethod
    def of_year(cls, year: int, **others: Any) -> Filters:
        """Letters received in one year."""
        return cls(received_from=dt.date(year, 1, 1), received_to=dt.date(year, 12, 31), **others)


@dataclass(frozen=True, slots=True)
class Page:
    """Some letters, newest first, each with its provider and parties; `next` leads on, empty at the end."""

    notices: list[Notice]
    next: str


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a letter's history. `items` is how many of its addresses moved; None where the letter itself did."""

    occurred_at: dt.datetime
    recorded_at: dt.datetime
    from_state: str
    to_state: str
    basis: str
    cause: Notice | None  # the letter that moved it
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one criterion with how many letters have each, most first."""

    name: str
    values: list[tuple[str, int]] = field(default_factory=list)


def matching(filters: Filters) -> QuerySet[Notice]:
    """The letters that fit, in no order."""
    columns = {
        "kind": filters.kind,
        "state": filters.state,
        "language": filters.language,
        "received_on__gte": filters.received_from,
        "received_on__lte": filters.received_to,
    }
    found = Notice.objects.filter(**{name: value for name, value in columns.items() if value})
    if filters.provider:
        found = found.filter(provider_name__in=_names_at(filters.provider))
    if filters.organisation:
        found = _with_row(found, NoticeParty.objects.filter(name__in=_names_at(filters.organisation)))
    if filters.place:
        found = _with_row(found, Item.objects.filter(place=filters.place))
    if filters.host:
        found = _with_row(found, Item.objects.filter(host=filters.host))
    if filters.work is not None:
        found = _with_row(found, NoticeWork.objects.filter(work__in=rows_of(filters.work).values("pk")))
    if filters.ids is not None:
        found = found.filter(pk__among=list(filters.ids))
    return found


def with_what_lists_show(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """The same, each with its provider's names and its parties: three more queries for them all."""
    return notices.select_related("provider_name__organisation").prefetch_related(
        Prefetch("provider_name__organisation__names", OrganisationName.objects.order_by("-is_primary", "kind", "id")),
        Prefetch("parties", NoticeParty.objects.select_related("name__organisation").order_by("id")),
    )


def list_page(filters: Filters, cursor: str = "", size: int = PAGE) -> Page:
    """One page, newest first. Raises `BadCursor` for a cursor that no page gave out."""
    return _page(filters, cursor, max(1, min(size, MOST_ON_A_PAGE)))


def _page(filters: Filters, cursor: str, size: int) -> Page:
    found = matching(filters)
    if cursor:
        received_on, pk = _read_cursor(cursor)
        found = found.filter(Q(received_on__lt=received_on) | Q(received_on=received_on, pk__lt=pk))
    rows = list(with_what_lists_show(found).order_by("-received_on", "-pk")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, f"{rows[-1].received_on.isoformat()}.{rows[-1].pk}" if more else "")


def facets(filters: Filters) -> dict[str, Facet]:
    """How many letters have each kind, state, provider, year and language, where all *other* criteria hold.

    One pass over the letters that fit the criteria which are no facets (host, place, organisation, ids).
    """
    names = ("kind", "state", "provider", "year", "language")
    at = _organisation_at(filters.provider) if filters.provider else None
    filters = replace(filters, provider=at.slug) if at else filters
    fixed = replace(filters, kind="", state="", provider="", language="", received_from=None, received_to=None)
    rows = list(
        matching(fixed)
        .annotate(year=Year("received_on"))
        .order_by()
        .values_list("kind", "state", "provider_name", "year", "language")
        .annotate(letters=Count("pk"))
    )
    slugs = _slugs({row[2] for row in rows if row[2]})
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for kind, state, provider, year, language, letters in rows:
        values = (kind, state, slugs.get(provider), year, language)
        fits = [_fits(filters, name, value) for name, value in zip(names, values, strict=True)]
        for index, (name, value) in enumerate(zip(names, values, strict=True)):
            if value is not None and all(fits[:index] + fits[index + 1 :]):
                counts[name][str(value)] = counts[name].get(str(value), 0) + letters
    return {
        name: Facet(name, sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))) for name, found in counts.items()
    }


def by_number(number: str) -> Notice | None:
    """One letter with everything its page shows, by its number as the registry writes it."""
    return (
        with_what_lists_show(Notice.objects.filter(number=number))
        .select_related("provider_name__organisation", "published_letter", "reading")
        .prefetch_related(
            Prefetch("notice_works", NoticeWork.objects.select_related("work").order_by("pk")),
            Prefetch("originals", OriginalAddress.objects.order_by("position")),
        )
        .first()
    )


def items_of(notice: Notice, after: int = -1, size: int = MOST_ON_A_PAGE) -> list[Item]:
    """Some of its addresses, in the letter's order, after a position, each with its newest answer."""
    return list(newest_answers(notice.items.filter(position__gt=after)).order_by("position")[:size])


def corrected_fields(notice: Notice) -> list[str]:
    """Which fields a person corrected before it was recorded."""
    return list(dict.fromkeys(notice.corrections.order_by("pk").values_list("field", flat=True)))


def history_of(notice: Notice) -> list[Move]:
    """Every move of the letter and of its addresses, oldest first; addresses that moved together are one line."""
    moves = [
        Move(row.occurred_at, row.recorded_at, row.from_state, row.to_state, row.basis, row.cause)
        for row in NoticeTransition.objects.filter(notice=notice).select_related("cause").order_by("pk")
    ]
    if len(moves) > 1:  # addresses move only when their letter does
        moves += _item_moves(notice, {move.cause.pk: move.cause for move in moves if move.cause})
    return sorted(moves, key=lambda move: (move.occurred_at, move.recorded_at, move.items is not None))


def _item_moves(notice: Notice, causes: dict[int, Notice]) -> list[Move]:
    rows = list(
        ItemTransition.objects.filter(item__notice=notice)
        .values("occurred_at", "from_state", "to_state", "basis", "cause")
        .annotate(items=Count("pk"), recorded=Min("recorded_at"), first=Min("pk"))
        .order_by("first")
    )
    missing = {row["cause"] for row in rows if row["cause"]} - set(causes)
    causes = causes | (Notice.objects.in_bulk(missing) if missing else {})
    return [
        Move(
            row["occurred_at"],
            row["recorded"],
            row["from_state"],
            row["to_state"],
            row["basis"],
            causes.get(row["cause"]),
            row["items"],
        )
        for row in rows
    ]


def links_of(notice: Notice) -> tuple[list[NoticeLink], list[NoticeLink]]:
    """What it does to other letters (their `target`), and what others do to it (their `source`); at most 100."""
    links = list(
        NoticeLink.objects.filter(Q(source=notice) | Q(target=notice))
        .select_related("source", "target")
        .order_by("pk")[:MOST_LINKS]
    )
    return [link for link in links if link.source_id == notice.pk], [
        link for link in links if link.target_id == notice.pk
    ]


def claims(*, waiting: bool = True) -> QuerySet[NoticeLink]:
    """What letters claim to do to others without being heard on it: what waits for a decision, or all ever decided too."""
    standings = [Standing.CLAIMED] if waiting else [Standing.CLAIMED, Standing.CONFIRMED, Standing.REFUSED]
    return NoticeLink.objects.filter(standing__in=standings).select_related("source", "target").order_by("pk")


def decisions_on(link: NoticeLink) -> QuerySet[LinkDecision]:
    """Who confirmed or refused it and why, newest first."""
    said = LinkDecision.objects.filter(source=link.source, target=link.target, kind=link.kind)
    return said.select_related("by").order_by("-pk")


def open_to_change(organisations: Collection[int], *, moved: bool) -> list[int]:
    """The letters whose standing rests on these organisations, as `services.reconsider` looks at them anew."""
    ids = sorted(organisations)
    theirs = Q()
    for end in ("source", "target"):
        parties = NoticeParty.objects.filter(name__organisation__in=ids, notice=OuterRef(end))
        theirs |= Exists(parties) | Q(**{f"{end}__holder__in": family(ids)})
    links = NoticeLink.objects.filter(standing=Standing.CLAIMED)
    if moved:
        # What an archive holds is the provider's whatever it is called.
        links = NoticeLink.objects.exclude(standing="").exclude(voice=Voice.PROVIDER, source__source=Source.IMPORT)
        theirs |= Q(target__provider_name__organisation__in=ids)
    return sorted(set(links.filter(theirs).values_list("source", flat=True)))


def each(filters: Filters, size: int = 500) -> Iterator[Notice]:
    """Every letter that fits, newest first, in flat memory: for downloads."""
    cursor = ""
    while True:
        page = _page(filters, cursor, size)
        yield from page.notices
        if not page.next:
            return
        cursor = page.next


def _organisation_at(slug: str) -> Organisation | None:
    """The organisation at an address, or what it was merged into."""
    found = Organisation.objects.filter(slug=slug).select_related("merged_into").first()
    return home_of(found) if found else None


def _names_at(slug: str) -> list[int]:
    """The names of the organisation at an address."""
    found = _organisation_at(slug)
    return list(found.names.values_list("pk", flat=True)) if found else []


def _slugs(names: Collection[int]) -> dict[int, str]:
    """The organisations that these names are of today, by the names' ids; natural persons are left out."""
    rows = OrganisationName.objects.filter(pk__among=sorted(names), organisation__is_person=False)
    return dict(rows.values_list("pk", "organisation__slug"))


def _with_row(notices: QuerySet[Notice], rows: QuerySet[Any]) -> QuerySet[Notice]:
    """Letters that have one of these rows.

    Few rows lead to their letters; where there are many, the newest letters soon have one. Asking the wrong way round
    takes hundreds of times longer, and no store's planner knows which it is.
    """
    if rows.order_by()[:FEW].count() < FEW:
        return notices.filter(pk__in=rows.values("notice"))
    return notices.filter(Exists(rows.filter(notice=OuterRef("pk"))))


def _read_cursor(cursor: str) -> tuple[dt.date, int]:
    match = _CURSOR.fullmatch(cursor)
    try:
        if match:
            return dt.date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        pass
    raise BadCursor(f"{cursor[:60]!r} is no place in this list. Start again without it")


def _fits(filters: Filters, name: str, value: Any) -> bool:
    if name == "year":
        since, until = filters.received_from, filters.received_to
        return (since is None or since.year <= value) and (until is None or value <= until.year)
    wanted = getattr(filters, name)
    return not wanted or wanted == value
