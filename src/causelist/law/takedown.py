"""By when a provider must have acted on a notice, and from which day silence may be complained of. Pure.

Where the law gives a number, silence is overdue once the period ran out. Where it says *immediately*, it is from the
day after the notice came. Where it says *in reasonable time* nobody can name the day: silence may be complained of from
the day after, and whoever judges the complaint says whether the wait was too long.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from causelist.law.book import Book, jurisdictions, law_of
from causelist.law.clock import Deadline, deadline, period_of
from causelist.law.clock_calendars import calendar_of, calendars, zone_of
from causelist.law.clock_kinds import SHORT
from causelist.law.errors import LawError, RuleFileError
from causelist.law.files import parse
from causelist.law.rule import Citation
from causelist.law.schema import Spec, each, mapping_of, words

TABLE = Path(__file__).with_name("takedown.yaml")
_BACK = 400  # days: no period for acting on a notice is longer
Certainty = Literal["fixed", "at_once", "open"]
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Governing:
    """A rule that says how soon, and for addresses of which kinds; none: for every address of the place."""

    rule: str
    places: tuple[str, ...] = ()

    @property
    def jurisdiction(self) -> str:
        """Whose law it is."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Overdue:
    """When acting on a notice was due: `certainty` says whether the law gives a number, says at once, or leaves it open.

    `complain_from` is the first day on which silence may be complained of.
    """

    rule: str
    title: str
    title_zh: str | None
    certainty: Certainty
    due: dt.date | dt.datetime | None
    complain_from: dt.date
    words: str | None
    words_zh: str | None
    cite: Citation


def governing(jurisdiction: str) -> tuple[Governing, ...]:
    """The rules of a place (`cn`, `us`, `cn-31`), the most particular first; none where its law is not known."""
    return _table().get(jurisdiction.lower().partition("-")[0], ())


def places_known() -> tuple[str, ...]:
    """The places for which it can be said when acting on a notice is due."""
    return tuple(_table())


def rule_for(jurisdiction: str, place_kind: str) -> str | None:
    """The rule that governs an address of a kind under the law of a place."""
    return next((one.rule for one in governing(jurisdiction) if not one.places or place_kind in one.places), None)


def overdue(rule: str, received_on: dt.date) -> Overdue:
    """When acting was due on a notice received on a day, whose hour is not known: the whole day is the provider's.

    Raises `NotInForce` for a notice older than the rule, and `BeyondCalendar`.
    """
    book = _book(rule)
    found = _deadline(book, rule, received_on)
    said = period_of(book.on(rule, received_on))
    if found.last_day is not None:
        certainty: Certainty = "fixed"
        complain_from = found.last_day + _ONE_DAY
    else:
        certainty = "at_once" if said.unit == "immediately" else "open"
        complain_from = received_on + _ONE_DAY
    return Overdue(
        rule=rule,
        title=found.title,
        title_zh=found.title_zh,
        certainty=certainty,
        due=found.due,
        complain_from=complain_from,
        words=said.words,
        words_zh=said.words_zh,
        cite=found.cite,
    )


@lru_cache(maxsize=512)
def complainable_until(rule: str, today: dt.date) -> dt.date | None:
    """The last day of receipt for which silence may be complained of today; None where there is none."""
    day = today - _ONE_DAY
    for _ in range(_BACK):
        try:
            if overdue(rule, day).complain_from <= today:
                return day
        except LawError:
            return None
        day -= _ONE_DAY
    return None


@lru_cache(maxsize=512)
def in_force_since(rule: str) -> dt.date:
    """The first day of a rule's first version."""
    return _book(rule).rule(rule).versions[0].starts


def _deadline(book: Book, rule: str, received_on: dt.date) -> Deadline:
    zone = calendar_of(book.jurisdiction).zone if book.jurisdiction in calendars() else None
    start: dt.date | dt.datetime = received_on
    if period_of(book.on(rule, received_on)).unit in SHORT:
        # The hour is not known: counted from the end of the day, which errs on the provider's side by a day at most.
        start = dt.datetime.combine(received_on + _ONE_DAY, dt.time(), zone_of(zone or "UTC")) - dt.timedelta(minutes=1)
    return deadline(book, rule, start=start, place_zone=zone)


def _book(rule: str) -> Book:
    return law_of(rule.partition(".")[0])


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Governing, ...]]:
    doc = parse(TABLE)
    try:
        mapping_of(each(Spec({"rule": words}, {"places": each(words)})))(doc.value, "")
    except LawError as error:
        raise RuleFileError(TABLE, 1, str(error), "write `rule` and, where it is particular, `places`") from error
    found = {
        place: tuple(Governing(row["rule"], tuple(row.get("places", ()))) for row in rows)
        for place, rows in doc.value.items()
    }
    for place, rows in found.items():
        for row in rows:
            if row.jurisdiction not in jurisdictions() or row.rule not in law_of(row.jurisdiction).rules:
                raise RuleFileError(TABLE, 1, f"{place}: there is no rule {row.rule}", "name a rule of kind period")
    return found
