"""Kinds of infringement by where it happens: what the law asks to be shown, who is liable, who is competent.

A rule of kind `infringement` stands for one kind of address or premises (`cn.infringement.cinema`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law.errors import NotInForce, UnknownName
from causelist.law.points import POINT, Point, named_once, points
from causelist.law.schema import Also, Spec, each, flag, kind, one_of, words

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation, Rule, Version

WHERE = ("online", "premises", "device", "signal")
TRACKS = ("administrative", "civil", "criminal")
_LISTS = ("rights", "acts", "shown", "liable", "competent", "remedies", "minimum")

_tracked = Spec(POINT.needed | {"track": one_of(*TRACKS)}, POINT.allowed | {"rules": each(words)})
_spec = Spec(
    {
        "where": one_of(*WHERE),
        "rights": each(POINT),
        "acts": each(POINT),
        "shown": each(POINT),
        "liable": each(POINT),
        "competent": each(_tracked),
        "remedies": each(_tracked),
        "public_interest": Spec({"needed": flag, "words": words, "words_zh": words}, {"article": words}),
    },
    {"minimum": each(_tracked), "rules": each(words)},
)


@dataclass(frozen=True, slots=True)
class Along:
    """A point that holds along one track: administrative, civil or criminal; `rules` are those it rests on."""

    track: str
    point: Point
    rules: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {"track": self.track, **self.point.as_json(), "rules": list(self.rules)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the law asks of one kind of place on a day."""

    kind: str
    rule: str
    title: str
    title_zh: str | None
    on: dt.date
    where: str
    rights: tuple[Point, ...]
    acts: tuple[Point, ...]
    shown: tuple[Point, ...]
    liable: tuple[Point, ...]
    competent: tuple[Along, ...]
    remedies: tuple[Along, ...]
    minimum: tuple[Along, ...]  # empty: the law sets no least number
    public_interest_needed: bool  # for an administrative penalty
    public_interest: Point
    rules: tuple[str, ...]
    cite: Citation
    note: str | None = None

    def tracks(self) -> tuple[str, ...]:
        """The tracks on which somebody is competent, in order."""
        open_to = {along.track for along in self.competent}
        return tuple(track for track in TRACKS if track in open_to)

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "kind": self.kind,
            "rule": self.rule,
            "title": self.title,
            "title_zh": self.title_zh,
            "on": self.on.isoformat(),
            "where": self.where,
            **{name: [one.as_json() for one in getattr(self, name)] for name in _LISTS},
            "public_interest": {"needed": self.public_interest_needed, **self.public_interest.as_json()},
            "tracks": list(self.tracks()),
            "rules": list(self.rules),
            "note": self.note,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def kinds_of(book: Book, on: dt.date) -> list[Asked]:
    """Every kind of place that a law knows on a day, in the order of its rules."""
    found = [(rule, book.maybe(rule.id, on)) for rule in book if rule.kind == "infringement"]
    return [_asked(rule, version, on) for rule, version in found if version is not None]


def asked_of(book: Book, kind: str, on: dt.date) -> Asked:
    """What the law asks of one kind of place; raises `UnknownName` with the nearest, and `NotInForce`."""
    rules = {rule.id.rpartition(".")[2]: rule for rule in book if rule.kind == "infringement"}
    if not rules:
        raise NotInForce(f"{book.jurisdiction}: no rule says what is asked of a kind of place; the rules of cn do")
    if kind not in rules:
        raise UnknownName("kind of place", kind, rules)
    return _asked(rules[kind], rules[kind].on(on), on)


def _asked(rule: Rule, version: Version, on: dt.date) -> Asked:
    value = version.value
    public = value["public_interest"]
    return Asked(
        kind=rule.id.rpartition(".")[2],
        rule=rule.id,
        title=rule.title,
        title_zh=rule.title_zh,
        on=on,
        where=value["where"],
        rights=points(value["rights"]),
        acts=points(value["acts"]),
        shown=points(value["shown"]),
        liable=points(value["liable"]),
        competent=_along(value["competent"]),
        remedies=_along(value["remedies"]),
        minimum=_along(value.get("minimum", ())),
        public_interest_needed=public["needed"],
        public_interest=Point("public_interest", public["words"], public["words_zh"], public.get("article")),
        rules=tuple(value.get("rules", ())),
        cite=version.cite,
        note=version.note or rule.note,
    )


def _along(raw: Any) -> tuple[Along, ...]:
    made = zip(raw, points(raw), strict=True)
    return tuple(Along(one["track"], point, tuple(one.get("rules", ()))) for one, point in made)


def _fit(value: Any, where: str) -> None:
    """That no point of a list has the id of another."""
    for name in _LISTS:
        named_once(value.get(name, ()), name)


kind("infringement", Also(_spec, _fit))
