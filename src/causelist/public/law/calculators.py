"""The calculators of the law: what there is, and which rules each of them uses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from causelist.law import Rule


@dataclass(frozen=True, slots=True)
class Calculator:
    """One calculator: `kinds` are the kinds of rules whose pages link to it."""

    name: str
    title: str | Promise
    says: str | Promise
    kinds: frozenset[str]

    @property
    def url(self) -> str:
        """Its page."""
        return reverse(f"public:law-{self.name}")


CALCULATORS: tuple[Calculator, ...] = (
    Calculator(
        "thresholds",
        _("Criminal thresholds"),
        _("Do the quantities of a case reach articles 217 or 218, and how far is each limb?"),
        frozenset({"crime_limb", "crime_combination", "crime_unit", "crime_penalty", "crime_fine", "crime_scope"}),
    ),
    Calculator(
        "deadlines",
        _("Deadlines"),
        _("When is it due, counted day by day over weekends, holidays and moved working days?"),
        frozenset({"period", "counting"}),
    ),
    Calculator(
        "damages",
        _("Damages"),
        _("What may a court award: loss, gain, licence fee, statutory range, multiples, costs?"),
        frozenset({"damages_order", "punitive_damages", "statutory_damages", "costs", "registration"}),
    ),
    Calculator(
        "fine",
        _("Administrative fine"),
        _("What may an authority fine, and on which conditions?"),
        frozenset({"fine", "condition", "serious", "set_off"}),
    ),
    Calculator(
        "remuneration",
        _("Broadcast remuneration"),
        _("What does a broadcaster owe for the recordings it plays?"),
        frozenset({"rate_bands", "tariff", "shares", "share"}),
    ),
    Calculator(
        "term",
        _("Term of protection"),
        _("Is a work still protected, and until when?"),
        frozenset({"term", "term_kinds"}),
    ),
    Calculator(
        "limitation",
        _("Limitation"),
        _("Can a claim still be brought, or an act still be punished?"),
        frozenset({"limitation"}),
    ),
    Calculator(
        "letter",
        _("Is a notice complete?"),
        _("Does a notice or counter-notice hold what the law asks, and what must the provider do?"),
        frozenset({"elements"}),
    ),
)


@dataclass(frozen=True, slots=True)
class Use:
    """A calculator that uses a rule, with the address that opens it there."""

    calculator: Calculator
    url: str


def uses(rule: Rule, bill: str = "") -> list[Use]:
    """The calculators that use a rule."""
    made = []
    for one in CALCULATORS:
        if rule.kind in one.kinds:
            given = {"rule": rule.id} if one.name == "deadlines" and rule.kind == "period" else {}
            given |= {"place": rule.jurisdiction} if one.name not in {"deadlines", "thresholds"} else {}
            given |= {"bill": bill} if bill else {}
            made.append(Use(one, f"{one.url}?{urlencode(given)}" if given else one.url))
    return made
