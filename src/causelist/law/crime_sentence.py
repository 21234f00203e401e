"""What the courts may impose: prison and fine by tier, under the law of the act or a lighter one of the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from causelist.law.answer import plain
from causelist.law.book import Book
from causelist.law.crime_facts import Given, number_of
from causelist.law.crime_rules import SCOPES
from causelist.law.errors import BadFact, UnknownName
from causelist.law.rule import Citation, Version
from causelist.law.sums import written

ACT, DECISION = "of the act", "of the decision"
ARTICLES = {"217": "217", "218": "218", "217-tpm": "217"}


@dataclass(frozen=True, slots=True)
class Penalty:
    """The range of one tier under the law of one day."""

    law_of: dt.date
    rule: str
    cite: Citation
    prison_from_years: int | None  # None: the article names no lower end
    prison_to_years: int
    detention: bool  # short detention instead of prison
    fine: str  # `and`: besides prison; `and_or`: besides it, or alone

    @property
    def weight(self) -> tuple[int, int, bool, bool]:
        """How grave it is, for comparing: the upper end, the lower end, no detention, no fine alone."""
        return (self.prison_to_years, self.prison_from_years or 0, not self.detention, self.fine == "and")

    @property
    def words(self) -> str:
        """The range as a sentence."""
        start = f"from {self.prison_from_years} to" if self.prison_from_years else "up to"
        detention = " or detention" if self.detention else ""
        fine = "with a fine" if self.fine == "and" else "with a fine, or a fine alone"
        return f"Prison of {start} {self.prison_to_years} years{detention}, {fine}."

    @property
    def words_zh(self) -> str:
        """The same in Chinese."""
        start = f"{self.prison_from_years}年以上" if self.prison_from_years else ""
        detention = "或者拘役" if self.detention else ""
        fine = "并处罚金" if self.fine == "and" else "并处或者单处罚金"
        return f"{start}{self.prison_to_years}年以下有期徒刑{detention}，{fine}。"

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "law_of": self.law_of.isoformat(),
            "rule": self.rule,
            "prison_from_years": self.prison_from_years,
            "prison_to_years": self.prison_to_years,
            "detention": self.detention,
            "fine": self.fine,
            "words": self.words,
            "words_zh": self.words_zh,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class FineRange:
    """One way to reckon the fine, with its ends in yuan."""

    basis: str  # `gains`, `business` or `none`: neither can be found out
    low: Decimal
    high: Decimal
    words: str
    words_zh: str

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "basis": self.basis,
            "from": plain(self.low),
            "to": plain(self.high),
            "words": self.words,
            "words_zh": self.words_zh,
        }


@dataclass(frozen=True, slots=True)
class Fine:
    """How much the fine is as a rule under the law of one day; several ranges: the court may take any of them."""

    law_of: dt.date
    rule: str
    cite: Citation
    ranges: tuple[FineRange, ...]

    @property
    def weight(self) -> tuple[Decimal, Decimal]:
        """How grave it is, for comparing."""
        return (max(item.high for item in self.ranges), min(item.low for item in self.ranges))

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "law_of": self.law_of.isoformat(),
            "rule": self.rule,
            "ranges": [item.as_json() for item in self.ranges],
            "currency": "CNY",
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Sentence:
    """Prison and fine; `fine` None: no rule of those days says how much."""

    act: str
    tier: str
    on: dt.date
    decided: dt.date
    law: str  # which law the prison term follows
    penalty: Penalty
    other: Penalty | None
    fine: Fine | None
    other_fine: Fine | None

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "act": self.act,
            "tier": self.tier,
            "on": self.on.isoformat(),
            "decided": self.decided.isoformat(),
            "law": self.law,
            "penalty": self.penalty.as_json(),
            "other": self.other.as_json() if self.other else None,
            "fine": self.fine.as_json() if self.fine else None,
            "other_fine": self.other_fine.as_json() if self.other_fine else None,
        }


def sentence(
    book: Book,
    act: str,
    tier: str,
    *,
    on: dt.date,
    decided: dt.date | None = None,
    gains: Given | None = None,
    business: Given | None = None,
) -> Sentence:
    """The ranges of a tier; `gains` and `business` None: they cannot be found out.

    Prison and fine each follow the law of the act unless that of the decision is lighter.
    """
    if act not in SCOPES:
        raise UnknownName("act", act, SCOPES)
    day = on if decided is None else decided
    if day < on:
        raise BadFact(f"decided on {day}, before the act of {on}; give the day of decision after the act")
    penalty, other = _lighter([_penalty(book, act, tier, when) for when in sorted({on, day})])
    amounts = {
        name: None if value is None else Decimal(number_of(name, value, money=True))
        for name, value in (("gains", gains), ("business", business))
    }
    fines = [found for when in sorted({on, day}) if (found := _fine(book, when, amounts, penalty))]
    fine, other_fine = _lighter(fines) if fines else (None, None)
    law = ACT if penalty.law_of == on else DECISION
    return Sentence(act, tier, on, day, law, penalty, other, fine, other_fine)


Weighed = TypeVar("Weighed", Penalty, Fine)


def _lighter(found: list[Weighed]) -> tuple[Weighed, Weighed | None]:
    """The law of the act, unless the later one is lighter; and the other, where it says something else."""
    older, newer = found[0], found[-1]
    if newer.weight < older.weight:
        return newer, older
    return older, newer if newer.weight > older.weight else None


def _penalty(book: Book, act: str, tier: str, day: dt.date) -> Penalty:
    rule = book.rule(f"{book.jurisdiction}.crime.{ARTICLES[act]}.penalty")
    version = rule.on(day)
    tiers = version.value["tiers"]
    if tier not in tiers:
        raise UnknownName("tier", tier, tiers)
    raw = tiers[tier]
    return Penalty(
        day,
        rule.id,
        version.cite,
        raw.get("prison_from_years"),
        raw["prison_to_years"],
        raw["detention"],
        raw["fine"],
    )


def _fine(book: Book, day: dt.date, amounts: dict[str, Decimal | None], penalty: Penalty) -> Fine | None:
    rule_id = f"{book.jurisdiction}.crime.fine"
    version = book.maybe(rule_id, day)
    if version is None:
        return None
    ranges = [*_by_gains(version, amounts["gains"])]
    if not ranges or not version.value["business_only_without_gains"]:
        ranges += _by_business(version, amounts["business"])
    if not ranges:
        ranges += _by_nothing(version, penalty)
    return Fine(day, rule_id, version.cite, tuple(ranges)) if ranges else None


def _by_gains(version: Version, gains: Decimal | None) -> Iterator[FineRange]:
    if gains:
        low, high = (Decimal(value) for value in version.value["gains_times"])
        yield FineRange(
            "gains",
            gains * low,
            gains * high,
            f"{low} to {high} times the illegal gains of {written(gains)} yuan: {written(gains * low)} to {written(gains * high)} yuan.",
            f"违法所得{written(gains)}元的{low}倍以上{high}倍以下：{written(gains * low)}元至{written(gains * high)}元。",
        )


def _by_business(version: Version, business: Decimal | None) -> Iterator[FineRange]:
    if business:
        low, high = (Decimal(value) for value in version.value["business_share"])
        start, end = business * low, business * high
        yield FineRange(
            "business",
            start,
            end,
            f"{low:.0%} to {high:.0%} of the illegal business amount of {written(business)} yuan: {written(start)} to {written(end)} yuan.",
            f"非法经营数额{written(business)}元的{low:.0%}以上{high:.0%}以下：{written(start)}元至{written(end)}元。",
        )


def _by_nothing(version: Version, penalty: Penalty) -> Iterator[FineRange]:
    """Neither gains nor business can be found out: a range by the prison term that is passed."""
    for band in version.value.get("bands", ()):
        start, end = band.get("prison_from_years", 0), band["prison_to_years"]
        if start >= penalty.prison_to_years or end <= (penalty.prison_from_years or 0):
            continue
        low, high = Decimal(band["from"]), Decimal(band["to"])
        passed = f"{start} years or more" if start else f"{end} years or less, detention or a fine alone"
        passed_zh = f"判处{start}年以上有期徒刑" if start else f"判处{end}年以下有期徒刑、拘役或者单处罚金"
        yield FineRange(
            "none",
            low,
            high,
            f"Neither sum can be found out; for a term of {passed}: {written(low)} to {written(high)} yuan.",
            f"违法所得和非法经营数额均无法查清，{passed_zh}的：{written(low)}元至{written(high)}元。",
        )
