"""`{% load desk %}`: what to call an organisation."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name

register = template.Library()


@register.simple_tag
def shown(organisation: Organisation) -> str:
    """What to call an organisation in the page's language."""
    return shown_name(organisation, get_language() or "")
