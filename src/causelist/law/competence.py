"""Which body is competent: by place in the order of the law, by level, by kind; and who decides where that is contested.

A rule of kind `competence` stands for one track (`cn.competence.civil`). `competence` says what the law asks, `pick`
ranks the offices there are by it. Regions are codes; a place is told as its line of regions, the smallest first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law.errors import BadFact, NotInForce, UnknownName
from causelist.law.points import POINT, Point, named_once, points
from causelist.law.schema import Also, NothingOr, Spec, each, kind, one_of, words

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation

LEVELS = ("county", "municipal", "provincial", "national")  # the nearest first
BODIES = ("authority", "court", "police", "procuratorate", "customs")
# What may be told of where a matter lies.
PLACES = {
    "act": ("where the act was done", "侵权行为实施地"),
    "result": ("where its result shows", "侵权结果发生地"),
    "storage": ("where the copies are stored or sealed", "侵权复制品储藏地、查封扣押地"),
    "server": ("where the server stands", "服务器所在地"),
    "respondent": ("where the other side is at home", "被投诉人（被告）住所地"),
    "holder": ("where the right holder is at home", "权利人住所地"),
    "border": ("where the goods cross the border", "货物进出境地"),
}
CIRCUMSTANCES = {
    "nationwide": ("of weight for the whole country", "在全国有重大影响"),
    "cross_province": ("in several provinces", "跨省级行政区域"),
    "major": ("of weight beyond one county", "重大、复杂"),
    "foreign": ("with a party from abroad", "涉外"),
    "act_unknown": (
        "neither the act nor the defendant's home can be found in the country",
        "侵权行为地、被告住所地难以确定或者在境外",
    ),
}
_place = Spec(
    {"place": one_of(*PLACES), "words": words, "words_zh": words}, {"article": words, "only": one_of(*CIRCUMSTANCES)}
)
_level = Spec(
    {"level": one_of(*LEVELS), "words": words, "words_zh": words}, {"article": words, "when": one_of(*CIRCUMSTANCES)}
)
_spec = Spec(
    {
        "body": one_of(*BODIES),
        "places": each(_place),
        "levels": each(_level),
        "several": POINT,
        "dispute": Spec(
            POINT.needed | {"decides": words, "decides_zh": words}, POINT.allowed | {"clock": NothingOr(words)}
        ),
    },
    {"also": each(POINT)},
)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One ground of competence by place; `regions` is empty where the place is not known."""

    place: str
    words: str
    words_zh: str
    article: str | None
    regions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "place": self.place,
            "words": self.words,
            "words_zh": self.words_zh,
            "article": self.article,
            "regions": list(self.regions),
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """Who decides where competence is contested, and by which clock."""

    decides: str
    decides_zh: str
    point: Point
    clock: str | None

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {"decides": self.decides, "decides_zh": self.decides_zh, "clock": self.clock, **self.point.as_json()}


@dataclass(frozen=True, slots=True)
class Competence:
    """What the law of a day says of who is competent on one track, on the facts told."""

    rule: str
    title: str
    title_zh: str | None
    track: str
    on: dt.date
    body: str
    level: str  # the lowest that is competent
    why_level: Point
    places: tuple[PlaceRow, ...]  # in the order of the law
    several: Point  # where several are competent
    dispute: Dispute
    also: tuple[Point, ...]
    cite: Citation

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions in which a competent body lies, the first ground first, each once."""
        return tuple(dict.fromkeys(code for row in self.places for code in row.regions[:1]))

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "title": self.title,
            "title_zh": self.title_zh,
            "track": self.track,
            "on": self.on.isoformat(),
            "body": self.body,
            "level": self.level,
            "why_level": self.why_level.as_json(),
            "places": [row.as_json() for row in self.places],
            "regions": list(self.regions),
            "several": self.several.as_json(),
            "dispute": self.dispute.as_json(),
            "also": [point.as_json() for point in self.also],
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office as the law looks at it; empty `tracks`, `subjects` or `regions` mean all."""

    id: int
    body: str  # of BODIES
    level: str  # of LEVELS
    regions: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """An office that is competent, and why; the best first."""

    office: OfficeFacts
    place: str | None  # the ground by place; None: it serves the whole country, or no place is known
    region: str | None
    reasons: tuple[Point, ...]


def competence(
    book: Book,
    *,
    on: dt.date,
    track: str,
    places: Mapping[str, Sequence[str]] | None = None,
    circumstances: Mapping[str, bool] | None = None,
) -> Competence:
    """Who is competent on a track (`administrative`, `civil`, `criminal`, `customs`), by places and circumstances.

    `places` tells where the matter lies: each of `PLACES` as its line of region codes, the smallest first.
    `circumstances` are those of `CIRCUMSTANCES` that hold. Raises `BadFact`, `UnknownName` and `NotInForce`.
    """
    lines, holds = dict(places or {}), dict(circumstances or {})
    _known("place", lines, PLACES)
    _known("circumstance", holds, CIRCUMSTANCES)
    tracks = {rule.id.rpartition(".")[2]: rule for rule in book if rule.kind == "competence"}
    if not tracks:
        raise NotInForce(f"{book.jurisdiction}: no rule says who is competent")
    if track not in tracks:
        raise UnknownName("track", track, tracks)
    rule = tracks[track]
    version = rule.on(on)
    value = version.value
    level = next(row for row in value["levels"] if "when" not in row or holds.get(row["when"]))
    rows = [row for row in value["places"] if "only" not in row or holds.get(row["only"])]
    dispute = value["dispute"]
    return Competence(
        rule=rule.id,
        title=rule.title,
        title_zh=rule.title_zh,
        track=track,
        on=on,
        body=value["body"],
        level=level["level"],
        why_level=Point("level", level["words"], level["words_zh"], level.get("article")),
        places=tuple(
            PlaceRow(
                row["place"], row["words"], row["words_zh"], row.get("article"), tuple(lines.get(row["place"], ()))
            )
            for row in rows
        ),
        several=points([value["several"]])[0],
        dispute=Dispute(dispute["decides"], dispute["decides_zh"], points([dispute])[0], dispute.get("clock")),
        also=points(value.get("also", ())),
        cite=version.cite,
    )


def pick(answer: Competence, offices: Sequence[OfficeFacts], *, subject: str = "") -> list[Ranked]:
    """The offices that are competent, the best first: by ground of place, then the smallest region, then the level.

    An office below the level that the law asks, of another kind of body, track, subject or region is left out.
    """
    ranked: list[tuple[tuple[int, int, int, int], Ranked]] = []
    for office in offices:
        if office.body != answer.body or not _takes(office, answer, subject):
            continue
        above = LEVELS.index(office.level) - LEVELS.index(answer.level)
        where = _where(answer, office) if above >= 0 else None
        if where is None:
            continue
        order, near, row = where
        special = 0 if subject and subject in office.subjects else 1
        key = (order, near, above, special)
        ranked.append((key, Ranked(office, row.place if row else None, _region(row, near), _reasons(answer, row))))
    return [item for _, item in sorted(ranked, key=lambda pair: (pair[0], pair[1].office.id))]


def _takes(office: OfficeFacts, answer: Competence, subject: str) -> bool:
    return (not office.tracks or answer.track in office.tracks) and (
        not office.subjects or not subject or subject in office.subjects
    )


def _where(answer: Competence, office: OfficeFacts) -> tuple[int, int, PlaceRow | None] | None:
    """The first ground by place that the office's regions meet: its order, how near, the ground."""
    told = [(order, row) for order, row in enumerate(answer.places) if row.regions]
    if not office.regions or not told:
        first = told[0] if told else None
        return (first[0], len(first[1].regions), first[1]) if first else (0, 0, None)
    for order, row in told:
        near = next((step for step, code in enumerate(row.regions) if code in office.regions), None)
        if near is not None:
            return order, near, row
    return None


def _region(row: PlaceRow | None, near: int) -> str | None:
    return row.regions[near] if row is not None and near < len(row.regions) else None


def _reasons(answer: Competence, row: PlaceRow | None) -> tuple[Point, ...]:
    place = [Point(row.place, row.words, row.words_zh, row.article)] if row is not None else []
    return (*place, answer.why_level)


def _known(what: str, told: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for name in told:
        if name not in known:
            raise BadFact(f"no {what} is called {name!r}; known are: {', '.join(known)}")


def _fit(value: Any, where: str) -> None:
    """That the last level holds for every matter, and that no point stands twice."""
    if "when" in value["levels"][-1]:
        raise BadFact("levels: the last level must hold for every matter; leave out its `when`")
    named_once(value.get("also", ()), "also")


kind("competence", Also(_spec, _fit))
