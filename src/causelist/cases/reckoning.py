"""What the law says of a sum or a term that a decision orders: its range, the steps, the rule. Never guesses a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from causelist.law import crime_sentence, damages, fines
from causelist.law.book import law_of
from causelist.law.errors import LawError
from causelist.law.rule import Citation
from causelist.law.sums import Range, Step, written

# What a row of sanctions may say of the facts, beside the sum itself.
FINE_FACTS = ("business", "hard_to_count", "gains", "copies", "unit", "again", "wilful", "serious", "public_interest")
DAMAGES_FACTS = ("loss", "gain", "licence_fee", "works", "copies", "infringements", "wilful", "serious", "repeat", "innocent", "punitive_multiple")  # fmt: skip
SENTENCE_FACTS = ("act", "tier", "gains", "business")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The law's answer; `range` None: it names none for these facts."""

    rule: str = ""
    cite: str = ""
    range: Range | None = None
    months: tuple[int, int] | None = None
    steps: tuple[Mapping[str, str], ...] = ()
    missing: tuple[str, ...] = field(default=())

    def allows(self, amount: Decimal | None, months: int | None) -> bool:
        """Whether what is ordered lies in what the law names, as far as it names something."""
        inside = True
        if self.range is not None and amount is not None:
            top = self.range.most
            inside = self.range.least <= amount and (top is None or amount <= top)
        if self.months is not None and months is not None:
            inside = inside and self.months[0] <= months <= self.months[1]
        return inside

    def words(self) -> str:
        """The range as a sentence carries it."""
        if self.months is not None:
            return f"{self.months[0]} – {self.months[1]} months"
        return self.range.words() if self.range is not None else ""


def reckon(kind: str, jurisdiction: str, *, on: dt.date, decided: dt.date, facts: Mapping[str, Any]) -> Reckoned | None:
    """What the law of a place says; None where it says nothing of such a sum. Raises `LawError` for a bad fact."""
    book = law_of(jurisdiction)
    on = min(on, decided)
    if kind == "fine":
        given = {name: facts[name] for name in FINE_FACTS if name in facts}
        if f"{jurisdiction}.admin.fine.amount" not in book.rules:
            return None
        fine = fines.fine(book, on=on, decided=decided, **given)
        return Reckoned(fine.rule, str(fine.cite), fine.range, None, _told(fine.steps), fine.missing)
    if kind == "damages":
        given = {name: facts[name] for name in DAMAGES_FACTS if name in facts}
        if f"{jurisdiction}.civil.damages.order" not in book.rules:
            return None
        made = damages.damages(book, on=on, decided=decided, **given)
        rule = f"{jurisdiction}.civil.damages.order"
        return Reckoned(rule, str(made.cite), made.range, None, _told(made.steps), made.missing)
    if kind == "prison" and {"act", "tier"} <= set(facts):
        given = {name: facts[name] for name in ("gains", "business") if name in facts}
        told = crime_sentence.sentence(book, facts["act"], facts["tier"], on=on, decided=decided, **given)
        penalty = told.penalty
        # Short detention is one to six months; a term of prison may begin below the article's own lower end only there.
        months = ((penalty.prison_from_years or 0) * 12, penalty.prison_to_years * 12)
        return Reckoned(penalty.rule, str(penalty.cite), None, months, ({"en": penalty.words, "zh": penalty.words_zh},))
    return None


def cite_of(jurisdiction: str, rule: str, on: dt.date) -> str:
    """The citation of a rule on a day; empty where the place has none of that name. Never raises."""
    found: Citation | None = None
    try:
        found = law_of(jurisdiction).on(rule, on).cite
    except LawError:
        return ""
    return str(found)


def ordered(amount: Decimal, currency: str) -> Mapping[str, str]:
    """The last step: what is ordered within the range."""
    return {"en": f"Ordered: {currency} {written(amount)}.", "zh": f"决定数额：{written(amount)}（{currency}）。"}


def _told(steps: tuple[Step, ...]) -> tuple[Mapping[str, str], ...]:
    return tuple({"en": step.words, "zh": step.words_zh} for step in steps)
