"""What linking asks of the record: the letters it meets, their places, what they name and which series they stand in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from causelist.core.elements import NoticeKind
from causelist.notices.models import Item, LinkKind, Notice, NoticeReference, ReferenceRole

ABOUT: Mapping[str, tuple[LinkKind, NoticeKind]] = {
    NoticeKind.COUNTER_NOTICE: (LinkKind.COUNTERS, NoticeKind.NOTICE),
    NoticeKind.RETRACTION: (LinkKind.RETRACTS, NoticeKind.NOTICE),
    NoticeKind.REVERSAL: (LinkKind.REVERSES, NoticeKind.NOTICE),
    NoticeKind.COUNTER_NOTICE_RETRACTION: (LinkKind.RETRACTS, NoticeKind.COUNTER_NOTICE),
    NoticeKind.COUNTER_NOTICE_REVERSAL: (LinkKind.REVERSES, NoticeKind.COUNTER_NOTICE),
}


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What linking needs to know of a letter; sorts by when it was written, then by what identifies it."""

    on: dt.date
    identity: str
    id: int
    kind: str
    number: str


def known_letters(**which: object) -> Iterator[Known]:
    """The letters that fit."""
    rows = Notice.objects.filter(**which).values_list("received_on", "dated_on", "identity", "id", "kind", "number")
    for received, dated, identity, pk, kind, number in rows:
        yield Known(_written_on(received, dated, identity), identity, pk, kind, number)


def _written_on(received: dt.date, dated: dt.date | None, identity: str) -> dt.date:
    """The day that orders letters: an archive's own, else the one the letter gives itself if it is not later."""
    if dated is None or identity.startswith("path:") or dated > received:
        return received
    return dated


def places_of(letters: Collection[int]) -> dict[int, dict[str, None]]:
    """Letter -> the places it is about, in its order."""
    places: dict[int, dict[str, None]] = defaultdict(dict)
    rows = Item.objects.filter(notice__among=list(letters), state__isnull=True).order_by("notice", "position")
    for notice, place in rows.values_list("notice", "place"):
        places[notice][place] = None
    return places


def reporting(places: Collection[str], known: dict[int, Known]) -> dict[str, set[int]]:
    """Place -> the notices and counter-notices about it."""
    if not places:
        return {}
    found: dict[str, set[int]] = defaultdict(set)
    kinds = {kind for _, kind in ABOUT.values()}
    rows = Item.objects.filter(place__among=sorted(places), notice__kind__in=kinds).distinct()
    for place, notice in rows.values_list("place", "notice"):
        found[place].add(notice)
    learn({notice for notices in found.values() for notice in notices}, known)
    return found


def named_by(sources: list[int], known: dict[int, Known]) -> dict[int, dict[int, str]]:
    """Letter -> the letters it names, with the key it names them by."""
    rows = NoticeReference.objects.filter(notice__among=sources, role=ReferenceRole.NAMES).order_by("id")
    names = list(rows.values_list("notice", "key"))
    keys = sorted({key for _, key in names})
    if not keys:
        return {}
    called: dict[str, list[int]] = defaultdict(list)
    rows = NoticeReference.objects.filter(role=ReferenceRole.IS, key__among=keys).order_by("notice__identity")
    for notice, key in rows.values_list("notice", "key"):
        called[key].append(notice)
    for notice, number in Notice.objects.filter(number__among=keys).values_list("id", "number"):
        called[number].append(notice)
    learn({notice for notices in called.values() for notice in notices}, known)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for notice, key in names:
        for target in called.get(key, ()):
            found[notice].setdefault(target, key)
    return found


def series_of(sources: list[int], known: dict[int, Known]) -> dict[int, dict[int, str]]:
    """Letter -> the letters of its series, with the series' key."""
    own = NoticeReference.objects.filter(notice__among=sources, role=ReferenceRole.SERIES)
    series = dict(own.values_list("notice", "key"))
    members: dict[str, list[int]] = defaultdict(list)
    rows = NoticeReference.objects.filter(role=ReferenceRole.SERIES, key__among=sorted(set(series.values())))
    for notice, key in rows.values_list("notice", "key") if series else ():
        members[key].append(notice)
    learn({notice for notices in members.values() for notice in notices}, known)
    return {notice: dict.fromkeys(members[key], key) for notice, key in series.items()}


def learn(ids: Collection[int], known: dict[int, Known]) -> None:
    """Add the letters that are not known yet."""
    missing = sorted(set(ids) - set(known))
    if missing:
        known |= {letter.id: letter for letter in known_letters(id__among=missing)}
