"""Which letters a letter is about, and what that makes of their states. Reads only; `services` writes the plan.

A counter-notice, retraction or reversal is about the letters it names; else about the latest earlier letter on each of
its places; else about the one before it in its archive under the same name. A retraction is about what its own party
wrote: among the letters on a place those of its sender or right holder come first, and a letter of somebody else it may
refer to, but not take back. Whether what it is about moves is for `standing` to say, or for a person who confirmed or
refused it. Whichever letter comes in first, the plan ends in the same links and states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from causelist.core.elements import NoticeKind
from causelist.notices.effects import Course, Does, Effect, replay
from causelist.notices.known import ABOUT, Known, known_letters, learn, named_by, places_of, reporting, series_of
from causelist.notices.models import (
    Item,
    LinkBasis,
    LinkDecision,
    LinkKind,
    Notice,
    NoticeLink,
    NoticeReference,
    ReferenceRole,
)
from causelist.notices.standing import IN_EFFECT, Standing, Voice, decided, judge
from causelist.notices.voices import Pair, Voices

_SAME_PARTY = frozenset({Voice.PARTY, Voice.MANDATE, Voice.MEMBER})
_DOES = {LinkKind.COUNTERS: Does.CONTEST, LinkKind.RETRACTS: Does.WITHDRAW, LinkKind.REVERSES: Does.PUT_BACK}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it should be."""

    source: int
    target: int
    kind: str
    basis: str
    standing: str = ""
    voice: str = ""

    @property
    def key(self) -> tuple[int, int, str]:
        """What makes it one."""
        return self.source, self.target, self.kind

    @property
    def in_effect(self) -> bool:
        """Whether it moves its target."""
        return self.standing in IN_EFFECT


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
    wanted = {link.key: link for link in _decided(list(_wanted(sources, made.known)))}
    touched = {link.target for link in wanted.values()}
    rows = NoticeLink.objects.filter(source__among=list(sources))
    for row in rows:
        link = Link(row.source_id, row.target_id, row.kind, row.basis, row.standing, row.voice)
        touched.add(link.target)
        meant = wanted.get(link.key)
        if meant is not None and (_same(link, meant) or _held_then(link, meant)):
            del wanted[link.key]
        else:
            made.drop.append(row.pk)
    made.add = sorted(wanted.values(), key=lambda link: (made.known[link.source], made.known[link.target], link.kind))
    _replay(made, touched)
    return made


def _same(link: Link, meant: Link) -> bool:
    return (link.standing, link.voice) == (meant.standing, meant.voice)


def _held_then(link: Link, meant: Link) -> bool:
    """Whether it took effect by what somebody might do on that day, which a mandate or membership ended since cannot undo."""
    return link.in_effect and link.voice in {Voice.MANDATE, Voice.MEMBER} and meant.standing == Standing.CLAIMED


def _sources(new: Collection[int]) -> dict[int, Known]:
    """The letters whose links may change: new ones that are about another, and earlier ones that may be about a new."""
    ids = list(new)
    found = {letter.id for letter in known_letters(id__among=ids) if letter.kind in ABOUT}
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
    return {letter.id: letter for letter in known_letters(id__among=sorted(found))} if found else {}


def _wanted(sources: dict[int, Known], known: dict[int, Known]) -> Iterator[Link]:
    """Every link the letters in `sources` should have; fills `known` with all letters met."""
    known |= sources
    abouts: dict[int, _About] = {}
    places = places_of(sources)
    by_place = reporting({place for about in places.values() for place in about}, known)
    named = named_by(list(sources), known)
    series = series_of(list(sources), known)
    for source in sorted(sources.values()):
        about = _About(places.get(source.id, {}), named.get(source.id, {}), series.get(source.id, {}))
        abouts[source.id] = about
    speaking = _Speaking.of(sources, abouts, by_place, known)
    for source in sorted(sources.values()):
        yield from _links_of(source, abouts[source.id], by_place, known, speaking)


@dataclass(frozen=True, slots=True)
class _About:
    """What a letter is about: its places, the letters it names and those of its series."""

    places: Collection[str]
    named: Mapping[int, str]
    series: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Speaking:
    """From whom the letters come, seen from those they may be about."""

    voices: Voices
    heard: Mapping[Pair, frozenset[Voice]]

    @classmethod
    def of(
        cls,
        sources: Mapping[int, Known],
        abouts: Mapping[int, _About],
        by_place: Mapping[str, set[int]],
        known: Mapping[int, Known],
    ) -> _Speaking:
        """Ask for every pair that may come to a link which moves something."""
        pairs: dict[Pair, bool] = {}
        for source in sources.values():
            if source.kind not in ABOUT:
                continue
            about, wants = abouts[source.id], ABOUT[source.kind][1]
            sharing = {pk for place in about.places for pk in by_place.get(place, ())}
            for pk in {*about.named, *about.series, *sharing} - {source.id}:
                if known[pk].kind == wants:
                    pairs[source.id, pk] = not about.places or pk in sharing
        voices = Voices({pk for pair in pairs for pk in pair})
        return cls(voices, voices.of(pairs, lambda *pair: pairs[pair]))

    def nearness(self, source: int, candidate: int, about: _About) -> int:
        """2 where both are of one party, which an archive's own name also says; 0 of two; 1 where that is not known."""
        if candidate in about.series or self.heard[source, candidate] & _SAME_PARTY:
            return 2
        own, others = self.voices.named(source), self.voices.owners(candidate)
        if not own:
            return 2
        if not others:
            return 1
        return 2 if own & others else 0

    def link(self, source: Known, target: int, does: LinkKind, basis: str) -> Link:
        """A link that moves its target where the letter may."""
        if does == LinkKind.REFERS:
            return Link(source.id, target, does, basis[:200])
        return Link(source.id, target, does, basis[:200], *judge(source.kind, self.heard[source.id, target]))


def _links_of(
    source: Known, about: _About, by_place: Mapping[str, set[int]], known: Mapping[int, Known], speaking: _Speaking
) -> Iterator[Link]:
    """The links of one letter."""
    does, wants = ABOUT.get(source.kind, (None, None))
    met: set[int] = set()  # what it is about, as far as it may be heard on it
    claimed: set[int] = set()  # what it names and may not be heard on
    for pk, key in about.named.items():
        if pk != source.id:
            fits = does is not None and known[pk].kind == wants
            link = speaking.link(source, pk, does if fits and does else LinkKind.REFERS, f"{LinkBasis.NAMED}:{key}")
            (met if link.in_effect else claimed).update({pk} if fits else ())
            yield link
    if does is None:
        return
    for place in [place for place in about.places if not by_place.get(place, set()) & met]:
        candidates: Collection[int] = by_place.get(place, ())
        if does == LinkKind.RETRACTS:
            earlier = _earlier(source, candidates, wants, known)
            near = {pk: speaking.nearness(source.id, pk, about) for pk in earlier}
            candidates = [pk for pk in earlier if near[pk] == max(near.values())]
        target = _latest_before(source, candidates, wants, known)
        if target is None or target.id in met | claimed:
            continue
        own = does != LinkKind.RETRACTS or speaking.nearness(source.id, target.id, about) > 0
        link = speaking.link(source, target.id, does if own else LinkKind.REFERS, f"{LinkBasis.PLACE}:{place}")
        if claimed & by_place[place] and not link.in_effect:
            continue  # it names a letter about this place: where that is not its own, another is only if it is
        yield link
        met |= {target.id} if own else set()
    target = None if met | claimed else _latest_before(source, about.series, wants, known)
    if target:
        # It has places, but the letter before it is about others: it is not for us to say which.
        kind = LinkKind.REFERS if about.places else does
        yield speaking.link(source, target.id, kind, f"{LinkBasis.SERIES}:{about.series[target.id]}")


def _decided(links: Sequence[Link]) -> list[Link]:
    """The same, as a person of the registry confirmed or refused them."""
    moving = [link for link in links if link.standing]
    if not moving:
        return list(links)
    rows = LinkDecision.objects.filter(source__among=sorted({link.source for link in moving})).order_by("id")
    said = {
        (source, target, kind): yes
        for source, target, kind, yes in rows.values_list("source", "target", "kind", "confirmed")
    }
    return [
        replace(link, standing=decided(said[link.key])) if link.key in said and link.standing else link
        for link in links
    ]


def _latest_before(
    source: Known, candidates: Iterable[int], kind: str | None, known: Mapping[int, Known]
) -> Known | None:
    return max((known[pk] for pk in _earlier(source, candidates, kind, known)), default=None)


def _earlier(source: Known, candidates: Iterable[int], kind: str | None, known: Mapping[int, Known]) -> list[int]:
    """Those of a kind that were there when `source` was written."""
    fitting = (known[pk] for pk in candidates if pk != source.id and known[pk].kind == kind)
    return [letter.id for letter in fitting if letter.on <= source.on]


def _replay(made: Plan, touched: set[int]) -> None:
    """The course of every letter whose links change, and of what counter-notices among them contest."""
    learn(touched, made.known)
    counters = [pk for pk in touched if made.known[pk].kind == NoticeKind.COUNTER_NOTICE]
    links = _Links(made)
    contested = {target for source, target, kind in links.of_sources(counters) if kind == LinkKind.COUNTERS}
    affected = sorted(touched | contested)
    direct = links.of_targets(affected)
    upon = links.of_targets(sorted({source for source, _, kind in direct if kind == LinkKind.COUNTERS}))
    learn({pk for source, target, _ in (*direct, *upon) for pk in (source, target)}, made.known)
    places = places_of({source for source, _, _ in direct})
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
    """The links in effect as they will be once the plan is written."""

    def __init__(self, made: Plan) -> None:
        self._made = made

    def of_sources(self, sources: list[int]) -> list[tuple[int, int, str]]:
        return self._both("source", sources)

    def of_targets(self, targets: list[int]) -> list[tuple[int, int, str]]:
        return self._both("target", targets)

    def _both(self, end: str, ids: list[int]) -> list[tuple[int, int, str]]:
        if not ids:
            return []
        stored = NoticeLink.objects.filter(**{f"{end}__among": ids}, standing__in=list(IN_EFFECT)).exclude(
            id__in=self._made.drop
        )
        rows = list(stored.values_list("source_id", "target_id", "kind"))
        chosen = set(ids)
        return rows + [
            (link.source, link.target, link.kind)
            for link in self._made.add
            if link.in_effect and getattr(link, end) in chosen
        ]
