"""What letters say about a work: places by how they stand, and figures by year. Straight from the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, Max, Min, QuerySet, Sum, Value, When

from causelist.notices.incoming import REPORTING
from causelist.notices.models import Item, Notice, NoticeWork
from causelist.runtime.sql import Year


@dataclass(frozen=True, slots=True)
class PlaceOfWork:
    """A place at which letters report a work; `states` are those of its addresses, one or two of them."""

    key: str
    kind: str
    letters: int
    addresses: int
    states: tuple[str, ...]


def letters_naming(works: Collection[int]) -> QuerySet[Notice]:
    """The letters that name one of these works."""
    return Notice.objects.filter(pk__in=NoticeWork.objects.filter(work__in=works).values("notice"))


def places_by_state(works: Collection[int]) -> list[tuple[str, int]]:
    """How many distinct places stand how, most first; a place that letters leave in two states counts in both."""
    rows = _items(works).order_by().values_list("state").annotate(places=Count("place", distinct=True))
    return sorted(((str(state), places) for state, places in rows), key=lambda row: (-row[1], row[0]))


def places(works: Collection[int], size: int | None = None) -> Iterator[PlaceOfWork]:
    """The places, those in most letters first; one query."""
    rows = (
        _items(works)
        .order_by()
        .values("place", "place_kind")
        .annotate(
            letters=Count("notice", distinct=True), addresses=Count("pk"), lowest=Min("state"), highest=Max("state")
        )
        .order_by("-letters", "place")
    )
    for row in rows[:size] if size else rows.iterator():
        states = tuple(dict.fromkeys([row["lowest"], row["highest"]]))
        yield PlaceOfWork(row["place"], row["place_kind"], row["letters"], row["addresses"], states)


def by_year(works: Collection[int]) -> list[tuple[int, int, int]]:
    """Year, letters, and places that notices among them report, oldest first; one query."""
    reported = Case(When(kind__in=[str(kind) for kind in REPORTING], then="place_count"), default=Value(0))
    rows = (
        letters_naming(works)
        .order_by()
        .annotate(year=Year("received_on"))
        .values_list("year")
        .annotate(letters=Count("pk"), places=Sum(reported))
    )
    return sorted((int(year), letters, int(total or 0)) for year, letters, total in rows)


def _items(works: Collection[int]) -> QuerySet[Item]:
    naming = NoticeWork.objects.filter(work__in=works).values("notice")
    return Item.objects.filter(notice__in=naming, state__isnull=False)
