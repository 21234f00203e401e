"""Filters for the pages of the law."""

from __future__ import annotations

from django import template

from causelist.law import Citation
from causelist.public.law import language, wording

register = template.Library()


@register.filter
def certainty_name(value: object) -> str:
    """How sure a rule is, in words."""
    return str(wording.CERTAINTIES.get(str(value), value))


@register.filter
def certainty_meaning(value: object) -> str:
    """What that means."""
    return str(wording.CERTAINTY_MEANINGS.get(str(value), ""))


@register.filter
def certainty_tone(value: object) -> str:
    """The class that colours its chip."""
    return wording.CERTAINTY_TONES.get(str(value), "")


@register.filter
def cited(cite: Citation) -> str:
    """Instrument and article."""
    return language.cited(cite)


@register.filter
def in_english(text: str | None) -> str:
    """A text that the law's data has only in English, marked as such on other pages."""
    return language.said(text)


@register.filter
def place_name(code: str) -> str:
    """What a place is called."""
    return wording.place_name(code)
