"""What becomes public of a decision: which are published, by which clock, what is withheld, what never may be.

A rule of kind `publication` stands for one kind of decision (`cn.publication.penalty`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law.errors import NotInForce, UnknownName
from causelist.law.points import POINT, Point, named_once, points
from causelist.law.schema import Also, NothingOr, Spec, each, kind, one_of, words

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation

PUBLISHED = ("always", "conditional", "never")
HOWS = ("remove", "pseudonym", "shorten")  # taken out; a name stands for it; so much of it stays as tells nobody
_withheld = Spec(POINT.needed | {"how": one_of(*HOWS)}, POINT.allowed)
_spec = Spec(
    {
        "published": one_of(*PUBLISHED),
        "words": words,
        "words_zh": words,
        "clock": NothingOr(words),
        "withheld": each(_withheld),
        "kept": each(POINT),
    },
    {"withdraw_clock": words, "not_published": each(POINT)},
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What must not be read in the published text, and how it goes."""

    point: Point
    how: str

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {**self.point.as_json(), "how": self.how}


@dataclass(frozen=True, slots=True)
class Publication:
    """The law of publishing one kind of decision on a day."""

    kind: str
    rule: str
    title: str
    title_zh: str | None
    on: dt.date
    published: str  # always, conditional, never
    words: str
    words_zh: str
    clock: str | None  # the rule of the period to publish in
    withdraw_clock: str | None
    withheld: tuple[Withheld, ...]
    kept: tuple[Point, ...]  # never withheld
    not_published: tuple[Point, ...]  # decisions of the kind that stay unpublished
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "kind": self.kind,
            "rule": self.rule,
            "title": self.title,
            "title_zh": self.title_zh,
            "on": self.on.isoformat(),
            "published": self.published,
            "words": self.words,
            "words_zh": self.words_zh,
            "clock": self.clock,
            "withdraw_clock": self.withdraw_clock,
            "withheld": [one.as_json() for one in self.withheld],
            "kept": [one.as_json() for one in self.kept],
            "not_published": [one.as_json() for one in self.not_published],
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def decision_kinds(book: Book) -> tuple[str, ...]:
    """The kinds of decision whose publication a law rules."""
    return tuple(rule.id.rpartition(".")[2] for rule in book if rule.kind == "publication")


def withheld(book: Book, on: dt.date, decision_kind: str) -> Publication:
    """What of a kind of decision is published and what is withheld; raises `UnknownName` and `NotInForce`."""
    rules = {rule.id.rpartition(".")[2]: rule for rule in book if rule.kind == "publication"}
    if not rules:
        raise NotInForce(f"{book.jurisdiction}: no rule says what is published of a decision")
    if decision_kind not in rules:
        raise UnknownName("kind of decision", decision_kind, rules)
    rule = rules[decision_kind]
    version = rule.on(on)
    value = version.value
    return Publication(
        kind=decision_kind,
        rule=rule.id,
        title=rule.title,
        title_zh=rule.title_zh,
        on=on,
        published=value["published"],
        words=value["words"],
        words_zh=value["words_zh"],
        clock=value["clock"],
        withdraw_clock=value.get("withdraw_clock"),
        withheld=tuple(
            Withheld(point, raw["how"]) for point, raw in zip(points(value["withheld"]), value["withheld"], strict=True)
        ),
        kept=points(value["kept"]),
        not_published=points(value.get("not_published", ())),
        cite=version.cite,
    )


def _fit(value: Any, where: str) -> None:
    """That nothing is both withheld and kept."""
    named_once([*value["withheld"], *value["kept"]], "withheld")
    named_once(value.get("not_published", ()), "not_published")


kind("publication", Also(_spec, _fit))
