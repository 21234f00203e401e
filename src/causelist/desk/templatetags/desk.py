"""`{% load desk %}`: what to call an organisation, and what of the desk is for whom."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from causelist.desk.access import reach
from causelist.parties.models import Organisation, Role
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


@register.filter
def works_on_cases(request: HttpRequest) -> bool:
    """Whether who is asking belongs to anybody who may be in a case, or runs the registry."""
    return request.user.is_authenticated and bool(reach(request).roles or reach(request).registry)


@register.filter
def works_at_body(request: HttpRequest) -> bool:
    """Whether who is asking is an officer or head somewhere, or runs the registry."""
    far = reach(request) if request.user.is_authenticated else None
    return far is not None and (far.registry or any(role in {Role.OFFICER, Role.HEAD} for role, _pk in far.roles))
