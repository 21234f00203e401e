"""`{% load desk %}`: what to call an organisation, and what of the desk is for whom."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from causelist.desk.access import reach
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name

register = template.Library()


@register.simple_tag
def shown(organisation: Organisation) -> str:
    """What to call an organisation in the page's language."""
    return shown_name(organisation, get_language() or "")


@register.filter
def answers_letters(request: HttpRequest) -> bool:
    """Whether who is asking answers letters for a provider."""
    return request.user.is_authenticated and reach(request).answers


@register.filter
def brings_complaints(request: HttpRequest) -> bool:
    """Whether who is asking may bring complaints for somebody."""
    return request.user.is_authenticated and reach(request).complains
