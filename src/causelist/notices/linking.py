"""Which letters a letter is about, and what that makes of their states. Reads only; `services` writes the plan.

A counter-notice, retraction or reversal is about the letters it names; else about the latest earlier letter on each of
its places; else about the one before it in its archive under the same name. A retraction is about what its own party
wrote: among the letters on a place those of its sender or right holder come first, and a letter of somebody else it may
refer to, but not take back. Whichever letter comes in first, the plan ends in the same links and states.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from causelist.core.elements import NoticeKind
from causelist.notices.effects import Course, Does, Effect, replay
from causelist.notices.models import (
    Item,
    LinkBasis,
    LinkKind,
    Notice,
    NoticeLink,
    NoticeParty,
    NoticeReference,
    ReferenceRole,
)

ABOUT: Mapping[str, tuple[LinkKind, NoticeKind]] = {
    NoticeKind.COUNTER_NOTICE: (LinkKind.COUNTERS, NoticeKind.NOTICE),
    NoticeKind.RETRACTION: (LinkKind.RETRACTS, NoticeKind.NOTICE),
    NoticeKind.REVERSAL: (LinkKind.REVERSES, NoticeKind.NOTICE),
    NoticeKind.COUNTER_NOTICE_RETRACTION: (LinkKind.RETRACTS, NoticeKind.COUNTER_NOTICE),
    NoticeKind.COUNTER_NOTICE_REVERSAL: (LinkKind.REVERSES, NoticeKind.COUNTER_NOTICE),
}
_DOES = {LinkKind.COUNTERS: Does.CONTEST, LinkKind.RETRACTS: Does.WITHDRAW, LinkKind.REVERSES: Does.PUT_BACK}


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What linking needs to know of a letter; sorts by when it was written, then by what identifies it."""

    on: dt.date
    identity: str
    id: int
    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it should be."""

    source: int
    target: int
    kind: str
    basis: str


@dataclass(slots=True)
class Plan:
    """What is to be written: links to add and to drop, and the course of every letter they touch."""

    add: list[Link] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)  # ids of NoticeLink
    courses: dict[int, Course] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)


def plan(new: Collection[int]) -> Plan:
    """What the letters in `new` (ids, recorded already) change, with all that were there before."""
    sources = _sources(new)
    if not sources:
        return Plan()
    made = Plan()
    wanted = {(link.source, link.target, link.kind): link for link in _wanted(sources, made.known)}
    touched = {link.target for link in wanted.values()}
    for pk, source, target, kind in NoticeLink.objects.filter(source__among=list(sources)).values_list(
        "id", "source_id", "target_id", "kind"
    ):
        touched.add(target)
        if wanted.pop((source, target, kind), None) is None:
            made.drop.append(pk)
    made.add = sorted(wanted.values(), key=lambda link: (made.known[link.source], made.known[link.target], link.kind))
    _replay(made, touched)
    return made


def _sources(new: Collection[int]) -> dict[int, Known]:
    """The letters whose links may change: new ones that are about another, and earlier ones that may be about a new."""
    ids = list(new)
    found = {letter.id for letter in _known(id__among=ids) if letter.kind in ABOUT}
    found |= set(
        NoticeReference.objects.filter(notice__among=ids, role=ReferenceRole.NAMES).values_list("notice", flat=True)
    )
    places = Item.objects.filter(notice__among=ids).values("place")
    found |= set(Item.objects.filter(state__isnull=True, place__in=places).values_list("notice", flat=True))
    for here, there in ((ReferenceRole.IS, ReferenceRole.NAMES), (ReferenceRole.SERIES, ReferenceRole.SERIES)):
        keys = NoticeReference.objects.filter(notice__among=ids, role=here).values("key")
        others = NoticeReference.objects.filter(role=there, key__in=keys)
        if there == ReferenceRole.SERIES:
            others = others.filter(notice__kind__in=list(ABOUT))
        found |= set(others.values_list("notice", flat=True))
    numbers = Notice.objects.filter(id__among=ids).values("number")
    naming = NoticeReference.objects.filter(role=ReferenceRole.NAMES, key__in=numbers)
    found |= set(naming.values_list("notice", flat=True))
    return {letter.id: letter for letter in _known(id__among=sorted(found))} if found else {}


def _known(**which: object) -> Iterator[Known]:
    rows = Notice.objects.filter(**which).values_list("received_on", "dated_on", "identity", "id", "kind", "number")
    for received, dated, identity, pk, kind, number in rows:
        yield Known(_written_on(received, dated, identity), identity, pk, kind, number)


def _written_on(received: dt.date, dated: dt.date | None, identity: str) -> dt.date:
    """The day that orders letters: an archive's own, else the one the letter gives itself if it is not later."""
    if dated is None or identity.startswith("path:") or dated > received:
        return received
    return dated


def _wanted(sources: dict[int, Known], known: dict[int, Known]) -> Iterator[Link]:
    """Every link the letters in `sources` should have; fills `known` with all letters met."""
    known |= sources
    places = _places_of(sources)
    by_place = _reporting({place for about in places.values() for place in about}, known)
    named = _named_by(list(sources), known)
    series = _series_of(list(sources), known)
    parties = _parties_of(sources.values(), places, by_place)
    for source in sorted(sources.values()):
        about = _About(places.get(source.id, {}), named.get(source.id, {}), series.get(source.id, {}), parties)
        yield from _links_of(source, about, by_place, known)


@dataclass(frozen=True, slots=True)
class _About:
    """What a letter is about: its places, the letters it names and those of its series; and whose letters all are."""

    places: Collection[str]
    named: Mapping[int, str]
    series: Mapping[int, str]
    parties: Mapping[int, frozenset[int]]

    def nearness(self, source: int, candidate: int) -> int:
        """2 where both are of one party, which an archive's own name also says; 0 of two; 1 where that is not known."""
        own, others = self.parties.get(source), self.parties.get(candidate)
        if not own or candidate in self.series:
            return 2
        if not others:
            return 1
        return 2 if own & others else 0

    def nearest(self, source: int, candidates: Collection[int]) -> list[int]:
        """Those of the candidates that are nearest."""
        near = {pk: self.nearness(source, pk) for pk in candidates}
        return [pk for pk in candidates if near[pk] == max(near.values())]


def _links_of(
    source: Known, about: _About, by_place: Mapping[str, set[int]], known: Mapping[int, Known]
) -> Iterator[Link]:
    """The links of one letter."""
    does, wants = ABOUT.get(source.kind, (None, None))
    met: set[int] = set()
    for pk, key in about.named.items():
        if pk != source.id:
            fits = does is not None and known[pk].kind == wants
            met |= {pk} if fits else set()
            yield Link(source.id, pk, does if fits and does else LinkKind.REFERS, f"{LinkBasis.NAMED}:{key}"[:200])
    if does is None:
        return
    for place in [place for place in about.places if not by_place.get(place, set()) & met]:
        candidates: Collection[int] = by_place.get(place, ())
        if does == LinkKind.RETRACTS:
            candidates = about.nearest(source.id, _earlier(source, candidates, wants, known))
        target = _latest_before(source, candidates, wants, known)
        if target is None or target.id in met:
            continue
        own = does != LinkKind.RETRACTS or about.nearness(source.id, target.id) > 0
        yield Link(source.id, target.id, does if own else LinkKind.REFERS, f"{LinkBasis.PLACE}:{place}"[:200])
        met |= {target.id} if own else set()
    target = None if met else _latest_before(source, about.series, wants, known)
    if target:
        # It has places, but the letter before it is about others: it is not for us to say which.
        kind = LinkKind.REFERS if about.places else does
        yield Link(source.id, target.id, kind, f"{LinkBasis.SERIES}:{about.series[target.id]}"[:200])


def _latest_before(
    source: Known, candidates: Iterable[int], kind: str | None, known: Mapping[int, Known]
) -> Known | None:
    return max((known[pk] for pk in _earlier(source, candidates, kind, known)), default=None)


def _earlier(source: Known, candidates: Iterable[int], kind: str | None, known: Mapping[int, Known]) -> list[int]:
    """Those of a kind that were there when `source` was written."""
    fitting = (known[pk] for pk in candidates if pk != source.id and known[pk].kind == kind)
    return [letter.id for letter in fitting if letter.on <= source.on]


def _parties_of(
    sources: Collection[Known], places: Mapping[int, Collection[str]], by_place: Mapping[str, set[int]]
) -> dict[int, frozenset[int]]:
    """The organisations that retractions and the letters on their places name as sender or right holder.

    Names move when organisations are merged, so that a name always leads to the one that it is now.
    """
    retracting = [source.id for source in sources if ABOUT.get(source.kind, ("",))[0] == LinkKind.RETRACTS]
    letters = {pk for source in retracting for place in places.get(source, ()) for pk in by_place.get(place, ())}
    if not letters:
        return {}
    found: dict[int, set[int]] = defaultdict(set)
    rows = NoticeParty.objects.filter(notice__among=sorted({*letters, *retracting}))
    for notice, organisation in rows.values_list("notice", "name__organisation"):
        found[notice].add(organisation)
    return {notice: frozenset(organisations) for notice, organisations in found.items()}


def _places_of(letters: Collection[int]) -> dict[int, dict[str, None]]:
    places: dict[int, dict[str, None]] = defaultdict(dict)
    rows = Item.objects.filter(notice__among=list(letters), state__isnull=True).order_by("notice", "position")
    for notice, place in rows.values_list("notice", "place"):
        places[notice][place] = None
    return places


def _reporting(places: Collection[str], known: dict[int, Known]) -> dict[str, set[int]]:
    """Place -> the notices and counter-notices about it."""
    if not places:
        return {}
    found: dict[str, set[int]] = defaultdict(set)
    kinds = {kind for _, kind in ABOUT.values()}
    rows = Item.objects.filter(place__among=sorted(places), notice__kind__in=kinds).distinct()
    for place, notice in rows.values_list("place", "notice"):
        found[place].add(notice)
    _learn({notice for notices in found.values() for notice in notices}, known)
    return found


def _named_by(sources: list[int], known: dict[int, Known]) -> dict[int, dict[int, str]]:
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
    _learn({notice for notices in called.values() for notice in notices}, known)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for notice, key in names:
        for target in called.get(key, ()):
            found[notice].setdefault(target, key)
    return found


def _series_of(sources: list[int], known: dict[int, Known]) -> dict[int, dict[int, str]]:
    """Letter -> the letters of its series, with the series' key."""
    own = NoticeReference.objects.filter(notice__among=sources, role=ReferenceRole.SERIES)
    series = dict(own.values_list("notice", "key"))
    members: dict[str, list[int]] = defaultdict(list)
    rows = NoticeReference.objects.filter(role=ReferenceRole.SERIES, key__among=sorted(set(series.values())))
    for notice, key in rows.values_list("notice", "key") if series else ():
        members[key].append(notice)
    _learn({notice for notices in members.values() for notice in notices}, known)
    return {notice: dict.fromkeys(members[key], key) for notice, key in series.items()}


def _learn(ids: Collection[int], known: dict[int, Known]) -> None:
    missing = sorted(set(ids) - set(known))
    if missing:
        known |= {letter.id: letter for letter in _known(id__among=missing)}


def _replay(made: Plan, touched: set[int]) -> None:
    """The course of every letter whose links change, and of what counter-notices among them contest."""
    _learn(touched, made.known)
    counters = [pk for pk in touched if made.known[pk].kind == NoticeKind.COUNTER_NOTICE]
    links = _Links(made)
    contested = {target for source, target, kind in links.of_sources(counters) if kind == LinkKind.COUNTERS}
    affected = sorted(touched | contested)
    direct = links.of_targets(affected)
    upon = links.of_targets(sorted({source for source, _, kind in direct if kind == LinkKind.COUNTERS}))
    _learn({pk for source, target, _ in (*direct, *upon) for pk in (source, target)}, made.known)
    places = _places_of({source for source, _, _ in direct})
    effects: dict[int, list[Effect]] = defaultdict(list)
    relents: dict[int, list[int]] = defaultdict(list)
    for source, counter, kind in upon:
        if kind in {LinkKind.RETRACTS, LinkKind.REVERSES}:
            relents[counter].append(source)
    for source, target, kind in direct:
        if kind not in _DOES:
            continue
        letter, about = made.known[source], frozenset(places.get(source, ()))
        effects[target].append(Effect(_DOES[LinkKind(kind)], source, letter.on, letter.identity, about))
        for undo in relents[source] if kind == LinkKind.COUNTERS else ():
            later = made.known[undo]
            effects[target].append(Effect(Does.RELENT, undo, later.on, later.identity, about, of=source))
    items: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Item.objects.filter(notice__among=affected, state__isnull=False).order_by("notice", "position")
    for pk, notice, place in rows.values_list("id", "notice", "place"):
        items[notice][pk] = place
    for pk in affected:
        made.courses[pk] = replay(items[pk], effects[pk])


class _Links:
    """The links as they will be once the plan is written."""

    def __init__(self, made: Plan) -> None:
        self._made = made

    def of_sources(self, sources: list[int]) -> list[tuple[int, int, str]]:
        return self._both("source", sources)

    def of_targets(self, targets: list[int]) -> list[tuple[int, int, str]]:
        return self._both("target", targets)

    def _both(self, end: str, ids: list[int]) -> list[tuple[int, int, str]]:
        if not ids:
            return []
        stored = NoticeLink.objects.filter(**{f"{end}__among": ids}).exclude(id__in=self._made.drop)
        rows = list(stored.values_list("source_id", "target_id", "kind"))
        chosen = set(ids)
        return rows + [(link.source, link.target, link.kind) for link in self._made.add if getattr(link, end) in chosen]
