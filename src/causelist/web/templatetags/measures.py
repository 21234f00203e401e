"""Words and figures of measures, seizures and premises on pages."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from causelist.cases import premises, tables
from causelist.cases.tables import Words

register = template.Library()

TONES = {
    "granted": "good", "carried_out": "good", "refused": "late", "upheld_refused": "late", "asked": "warn",
    "planned": "warn", "reconsidered": "held", "found": "late", "not_found": "good", "closed": "warn",
    "refused_entry": "late",
}  # fmt: skip


@register.filter
def worded(words: Words | None) -> str:
    """Words in the language of the page."""
    return words.in_(get_language() or "") if words else ""


@register.filter
def measure_tone(state: str) -> str:
    """The class that colours the pill of a measure's state, or of what was found at a spot."""
    return TONES.get(state, "")


@register.filter
def method_words(method: str) -> str:
    """What a method of valuation is called; "money", "number" and "law" among them."""
    own = {
        "money": _("Money taken"),
        "number": _("Number of copies"),
        "law": _("As the law reckons"),
    }
    if method in own:
        return own[method]
    choices = tables.lifecycle("operation").acts["value"].fields["valuations"].columns["method"].choices
    return worded(Words(*choices[method])) if method in choices else method


@register.filter
def tier_words(tier: str) -> str:
    """What a tier of a threshold is called."""
    return {"base": _("criminal line"), "especially_serious": _("especially serious")}.get(tier, tier)


@register.filter
def premises_kind(kind: str) -> str:
    """What a kind of premises is called."""
    names = premises.kinds(premises.FALLBACK)
    return worded(Words(*names[kind])) if kind in names else kind


@register.filter
def step_words(kind: str) -> str:
    """What kind of step of a history it is."""
    return {
        "complaint": pgettext("history of premises", "Complaint"),
        "inspection": pgettext("history of premises", "Inspection"),
        "raid": pgettext("history of premises", "Raid"),
        "seizure": pgettext("history of premises", "Seizure"),
    }.get(kind, kind)


@register.filter
def summed(amount: Decimal) -> str:
    """A sum of money with its thousands apart."""
    return f"{amount:,.2f}"


@register.filter
def counted(number: Decimal) -> str:
    """A whole number, or a threshold, with its thousands apart."""
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"


@register.filter
def hundredths(share: Decimal) -> str:
    """A share of one as hundredths, for the width of a bar."""
    return f"{min(share, Decimal(1)) * 100:.2f}"
