"""How far each limb of a threshold is, what is missing for a referral, and which threshold comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from causelist.law.answer import plain
from causelist.law.book import Book
from causelist.law.crime import Threshold, threshold
from causelist.law.crime_facts import MEASURES, Given
from causelist.law.crime_judge import both, condition_state, line_state, share_of, value_of
from causelist.law.crime_rules import Limb, Line, acts_of
from causelist.law.crime_words import Told
from causelist.law.rule import Citation

FEN = Decimal("0.01")
FULL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Gauge:
    """One measure of one tier: how much of its threshold is reached and how much is missing."""

    tier: str
    rule: str
    measure: str
    fact: Decimal | None  # None: not known
    threshold: Decimal
    share: Decimal  # of what is known; 1 is all
    short: Decimal  # what is missing, nought where it is reached
    condition: bool | None  # whether the limb counts at all (an earlier sanction); True where none is asked
    met: bool | None
    words: str
    words_zh: str

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "tier": self.tier,
            "rule": self.rule,
            "measure": self.measure,
            "fact": plain(self.fact),
            "threshold": plain(self.threshold),
            "share": plain(self.share.quantize(Decimal("0.0001"))),
            "short": plain(self.short),
            "condition": self.condition,
            "met": self.met,
            "words": self.words,
            "words_zh": self.words_zh,
        }


@dataclass(frozen=True, slots=True)
class Besides:
    """What a referral must show besides quantities."""

    rule: str
    title: str
    title_zh: str | None
    words: str | None
    words_zh: str | None
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "title": self.title,
            "title_zh": self.title_zh,
            "words": self.words,
            "words_zh": self.words_zh,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Meter:
    """All gauges, and the next tier: what is missing on the shortest way to it."""

    answer: Threshold
    gauges: tuple[Gauge, ...]
    combinations: tuple[Told, ...]
    next_tier: str | None  # None: the gravest is reached, or there is none beyond
    nearest: Gauge | None  # the limb that is furthest on its way to the next tier
    besides: tuple[Besides, ...]

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Each way to the next tier and what it lacks, the shortest first, in English and Chinese."""
        ways = [
            item for item in self.gauges if item.tier == self.next_tier and item.condition is not False and item.short
        ]
        return tuple((item.words, item.words_zh) for item in sorted(ways, key=lambda item: item.short / item.threshold))

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "act": self.answer.act,
            "on": self.answer.on.isoformat(),
            "met": self.answer.met,
            "tier": self.answer.tier,
            "next_tier": self.next_tier,
            "nearest": self.nearest.as_json() if self.nearest else None,
            "gauges": [item.as_json() for item in self.gauges],
            "combinations": [item.as_json() for item in self.combinations],
            "missing_for_next": [words for words, _ in self.missing],
            "missing_for_next_zh": [words_zh for _, words_zh in self.missing],
            "besides": [item.as_json() for item in self.besides],
            "unknown": list(self.answer.missing or self.answer.tier_missing),
        }


def meter(
    book: Book,
    act: str,
    *,
    on: dt.date,
    decided: dt.date | None = None,
    facts: Mapping[str, Given],
    unknown: Collection[str] = (),
    reading: str | None = None,
) -> Meter:
    """The gauges of a case under the law that decides it; the same arguments and errors as `threshold`."""
    answer = threshold(book, act, on=on, decided=decided, facts=facts, unknown=unknown, reading=reading)
    judged = answer.outcome.judged
    gauges = [
        _gauge(answer, limb, line, graver=graver)
        for graver in (False, True)
        for limb in judged.digest.limbs
        for line in limb.lines
        if not graver or line.graver is not None
    ]
    combinations = judged.findings()[-len(judged.digest.combinations) :] if judged.digest.combinations else ()
    next_tier = _next(answer, gauges)
    open_ = [item for item in gauges if item.tier == next_tier and item.condition is not False]
    nearest = max(open_, key=lambda item: item.share, default=None)
    besides = tuple(
        Besides(
            rule.id, rule.title, rule.title_zh, version.value.get("text"), version.value.get("text_zh"), version.cite
        )
        for rule, version in acts_of(book, act).also_needed(answer.outcome.day)
    )
    return Meter(answer, tuple(gauges), combinations, next_tier, nearest, besides)


def _next(answer: Threshold, gauges: list[Gauge]) -> str | None:
    tiers = dict.fromkeys(item.tier for item in gauges)
    if not answer.low:
        return "base"
    return "especially_serious" if answer.tier == "base" and "especially_serious" in tiers else None


def _gauge(answer: Threshold, limb: Limb, line: Line, *, graver: bool) -> Gauge:
    facts = answer.outcome.judged.facts
    wanted = Decimal(line.graver if graver and line.graver is not None else line.base)
    measure = MEASURES[line.measure]
    hidden = any(name in facts.unknown for name in (line.measure, *line.plus))
    value = Decimal(value_of(line, facts))
    least = wanted + (FEN if measure.money else FULL) if line.strict else wanted
    short = max(least - value, Decimal(0))
    condition = condition_state(limb, facts)
    state = line_state(line, facts, graver=graver)
    told = f"{measure.told(short)} more" if short else "reached"
    told_zh = f"还差{measure.told_zh(short)}" if short else "已达到"
    return Gauge(
        tier="especially_serious" if graver else "base",
        rule=limb.rule.id,
        measure=line.measure,
        fact=None if hidden else value,
        threshold=wanted,
        share=min(share_of(line, facts, graver=graver), FULL),
        short=short,
        condition=condition,
        met=both(condition, state),
        words=f"{measure.label}: {told}",
        words_zh=f"{measure.label_zh}：{told_zh}",
    )
