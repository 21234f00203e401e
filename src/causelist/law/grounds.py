"""When an authority's silence is unlawful and what then is open; and on which grounds a complaint may be refused.

The grounds are a rule of kind `grounds` (`cn.grounds.refusal`), the remedies one of kind `silence`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law.clock import Deadline, deadline
from causelist.law.clock_count import next_day
from causelist.law.clock_run import day_of
from causelist.law.errors import NotInForce
from causelist.law.points import Point, points

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which a complaint may be refused; `final` False: it can be mended and filed again."""

    point: Point
    final: bool
    instead: str | None  # the rule that says what happens instead (forwarding)

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {**self.point.as_json(), "final": self.final, "instead": self.instead}


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds of a day; on no other may a complaint be refused."""

    rule: str
    grounds: tuple[Ground, ...]
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "grounds": [ground.as_json() for ground in self.grounds],
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is open against silence, in the order in which it must be taken, and until when."""

    point: Point
    clock: str
    until: dt.date | None  # None: it opens only after the one before
    expected: bool

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        until = self.until.isoformat() if self.until else None
        return {**self.point.as_json(), "clock": self.clock, "until": until, "expected": self.expected}


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether an authority's silence is unlawful on a day, since when, and what is open."""

    unlawful: bool
    since: dt.date | None  # the first day of unlawful silence
    deadline: Deadline
    remedies: tuple[Remedy, ...]
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "unlawful": self.unlawful,
            "since": self.since.isoformat() if self.since else None,
            "deadline": self.deadline.as_json(),
            "remedies": [remedy.as_json() for remedy in self.remedies],
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def refusal_grounds(book: Book, on: dt.date) -> Grounds:
    """The grounds on which a complaint may be refused on a day. Raises `NotInForce` where no rule lists them."""
    rule_id = f"{book.jurisdiction}.grounds.refusal"
    if rule_id not in book.rules:
        raise NotInForce(f"{book.jurisdiction}: no rule lists the grounds on which a complaint may be refused")
    version = book.on(rule_id, on)
    raw = version.value["grounds"]
    made = zip(points(raw), raw, strict=True)
    return Grounds(rule_id, tuple(Ground(point, one["final"], one.get("instead")) for point, one in made), version.cite)


def silence(book: Book, *, received: dt.date | dt.datetime, on: dt.date, place_zone: str | None = None) -> Silence:
    """Whether nobody having answered by a day is unlawful, for a complaint received whole at a moment.

    The time is that of the rule that the law names for taking a complaint. Raises `NotInForce` and `BadFact`.
    """
    rule_id = f"{book.jurisdiction}.grounds.silence"
    if rule_id not in book.rules:
        raise NotInForce(f"{book.jurisdiction}: no rule says when an authority's silence is unlawful")
    version = book.on(rule_id, on)
    found = deadline(book, version.value["clock"], start=received, place_zone=place_zone, expected=True)
    since = None if found.last_day is None else next_day(found.last_day)
    unlawful = since is not None and on >= since
    remedies = tuple(
        _remedy_of(book, point, raw["clock"], since if index == 0 and unlawful else None, place_zone)
        for index, (point, raw) in enumerate(
            zip(points(version.value["remedies"]), version.value["remedies"], strict=True)
        )
    )
    return Silence(unlawful, since, found, remedies, version.cite)


def _remedy_of(book: Book, point: Point, clock: str, since: dt.date | None, zone: str | None) -> Remedy:
    if since is None:
        return Remedy(point, clock, None, expected=False)
    # The period begins with the end of the authority's time, whose last day is the day of the event.
    found = deadline(book, clock, start=since - dt.timedelta(days=1), place_zone=zone, expected=True)
    return Remedy(point, clock, None if found.due is None else day_of(found.due, zone), expected=found.expected)
