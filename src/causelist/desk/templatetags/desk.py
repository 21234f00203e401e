"""`{% load desk %}`: what to call an organisation, how to write a day."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name

register = template.Library()


@register.simple_tag
def shown(organisation: Organisation) -> str:
    """What to call an organisation in the page's language."""
    return shown_name(organisation, get_language() or "")


@register.filter
def day(value: dt.date | None) -> str:
    """A day as the page's language writes it: 24 November 2026, 2026年11月24日."""
    return date_format(value, "Y年n月j日" if _chinese() else "j F Y") if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A moment with its time zone, in the registry's zone."""
    if not value:
        return ""
    return date_format(timezone.localtime(value), "Y年n月j日 H:i e" if _chinese() else "j F Y, H:i e")


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")
