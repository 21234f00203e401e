"""When copyright infringement becomes a crime: thresholds by quantity, on any date, with the reasons.

Quantity alone is judged here; the purpose of profit, accomplices and the place stand in `crime_circumstances`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from causelist.law.book import Book
from causelist.law.crime_facts import UNIT, Facts, Given, read_facts
from causelist.law.crime_judge import BASE, GRAVER, Judged, judge, met_of
from causelist.law.crime_rules import LITERAL, Acts, acts_of
from causelist.law.crime_words import Told
from causelist.law.errors import BadFact, NotInForce, UnknownName
from causelist.law.rule import Version

TIERS = (None, "base", "especially_serious")
ACT, DECISION, UNSAID = "of the act", "of the decision", "cannot be said"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the law of one day says of the facts; `day` picked the law."""

    day: dt.date
    judged: Judged
    other_kind: Judged | None = None  # as a unit, where it is not known whether a unit acted

    @property
    def low(self) -> int:
        """The tier that is reached at least."""
        return min(self.judged.low, self.other_kind.low) if self.other_kind else self.judged.low

    @property
    def high(self) -> int:
        """The tier that may be reached at most."""
        return max(self.judged.high, self.other_kind.high) if self.other_kind else self.judged.high

    @property
    def met(self) -> bool | None:
        """Whether the threshold is reached."""
        return met_of(self.low, self.high)

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that would decide."""
        if self.met is not None:
            return ()
        return self._with_unit(self.judged.missing, self.other_kind.missing if self.other_kind else (), least=BASE)

    @property
    def tier_missing(self) -> tuple[str, ...]:
        """The unknown facts that would decide on the graver tier."""
        if self.high < GRAVER or self.low == GRAVER:
            return ()
        other = self.other_kind.tier_missing if self.other_kind else ()
        return self._with_unit(self.judged.tier_missing, other, least=GRAVER)

    def _with_unit(self, one: tuple[str, ...], other: tuple[str, ...], *, least: int) -> tuple[str, ...]:
        names = dict.fromkeys((*one, *other))
        kind = self.other_kind
        if kind and (
            (self.judged.low >= least) != (kind.low >= least) or (self.judged.high >= least) != (kind.high >= least)
        ):
            names[UNIT] = None
        return tuple(names)

    def as_json(self) -> dict[str, Any]:
        """The outcome with its findings."""
        return {
            "law_of": self.day.isoformat(),
            "met": self.met,
            "tier": TIERS[self.low],
            "findings": [finding.as_json() for finding in self.judged.findings()],
            "missing": list(self.missing),
            "graver": [finding.as_json() for finding in self.judged.findings(graver=True)],
            "tier_at_most": TIERS[self.high],
            "tier_missing": list(self.tier_missing),
            "as_unit": [finding.as_json() for finding in self.other_kind.findings()] if self.other_kind else None,
        }


@dataclass(frozen=True, slots=True)
class Threshold:
    """The answer: the outcome that decides, and that of the other law where it differs."""

    act: str
    on: dt.date
    decided: dt.date
    reading: str
    bill: str | None
    law: str  # which law decides: that of the act, of the decision, or not to be said without what is unknown
    outcome: Outcome
    other: Outcome | None
    low: int
    high: int
    why_law: Version | None  # the rule that picks the law, where there are two

    @property
    def met(self) -> bool | None:
        """True, False, or None: it cannot be said."""
        return met_of(self.low, self.high)

    @property
    def tier(self) -> str | None:
        """The tier that is reached for sure: `base`, `especially_serious` or None."""
        return TIERS[self.low]

    @property
    def tier_at_most(self) -> str | None:
        """The tier that may be reached, if what is unknown turns out so."""
        return TIERS[self.high]

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that would decide whether the threshold is met; none where it is decided."""
        if self.met is not None:
            return ()
        other = self.other.missing if self.other else ()
        return tuple(dict.fromkeys((*self.outcome.missing, *other)))

    @property
    def tier_missing(self) -> tuple[str, ...]:
        """The unknown facts that would decide on the graver tier."""
        return self.outcome.tier_missing if self.low < self.high == GRAVER else ()

    @property
    def findings(self) -> tuple[Told, ...]:
        """Every limb of the law that decides, with its arithmetic."""
        return self.outcome.judged.findings()

    @property
    def graver(self) -> tuple[Told, ...]:
        """The same for the graver tier."""
        return self.outcome.judged.findings(graver=True)

    def as_json(self) -> dict[str, Any]:
        """The contract of `causelist law threshold --json`, and more."""
        return {
            "act": self.act,
            "on": self.on.isoformat(),
            "decided": self.decided.isoformat(),
            "reading": self.reading,
            "bill": self.bill,
            "law": self.law,
            **self.outcome.as_json(),
            "met": self.met,
            "tier": self.tier,
            "missing": list(self.missing),
            "tier_at_most": self.tier_at_most,
            "tier_missing": list(self.tier_missing),
            "other": self.other.as_json() if self.other else None,
            "why_law": None if self.why_law is None else self._why_law(self.why_law),
        }

    @staticmethod
    def _why_law(version: Version) -> dict[str, Any]:
        value = version.value
        return {"words": value["text"], "words_zh": value.get("text_zh"), "cite": str(version.cite)}


def threshold(
    book: Book,
    act: str,
    *,
    on: dt.date,
    decided: dt.date | None = None,
    facts: Mapping[str, Given],
    unknown: Collection[str] = (),
    reading: str | None = None,
) -> Threshold:
    """Whether quantities reach the threshold of art. 217 or 218 (or `217-tpm`, for suppliers of devices).

    Facts not given are none; `unknown` are those that cannot be said. The law of the act decides unless that of the
    decision is lighter. Raises `UnknownName`, `BadFact` or `NotInForce`, each with a line on how to mend it.
    """
    acts = acts_of(book, act)
    chosen = reading or LITERAL
    if chosen not in acts.readings:
        raise UnknownName("reading", chosen, acts.readings)
    read = read_facts(facts, unknown)
    day = on if decided is None else decided
    if day < on:
        raise BadFact(f"decided on {day}, before the act of {on}; give the day of decision after the act")
    found = outcomes(acts, on, day, read, chosen)
    first = found[0]
    if len(found) == 1:
        law = ACT if first.day == on else DECISION
        return Threshold(act, on, day, chosen, book.bill, law, first, None, first.low, first.high, None)
    second = found[1]
    low, high = min(first.low, second.low), min(first.high, second.high)
    if (second.low, second.high) == (low, high) != (first.low, first.high):
        first, second, law = second, first, DECISION
    else:
        law = ACT if (first.low, first.high) == (low, high) else UNSAID
    return Threshold(act, on, day, chosen, book.bill, law, first, second, low, high, acts.which_law(day))


def outcomes(acts: Acts, on: dt.date, decided: dt.date, facts: Facts, reading: str) -> list[Outcome]:
    """The outcome under the law of the act, and under that of the decision where it is another law.

    An act from before the first interpretation, judged after it, is judged by the interpretation of the decision.
    """
    if acts.stretch(on) == acts.stretch(decided):
        return [outcome(acts, on, facts, reading)]
    try:
        older = [outcome(acts, on, facts, reading)]
    except NotInForce:
        acts.check_punishable(on)
        older = []
    return [*older, outcome(acts, decided, facts, reading)]


def outcome(acts: Acts, day: dt.date, facts: Facts, reading: str) -> Outcome:
    """What the law of one day says."""
    kinds = [judge(acts.digest(day, unit=unit, reading=reading), facts) for unit in facts.units]
    return Outcome(day, kinds[0], kinds[1] if len(kinds) > 1 else None)
