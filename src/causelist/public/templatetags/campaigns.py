"""`{% load campaigns %}`: what campaigns and bodies are called."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from causelist.cases.models import Campaign
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name

register = template.Library()


@register.filter
def titled(campaign: Campaign) -> str:
    """Its title in the page's language, where it has one."""
    return campaign.title_zh if (get_language() or "").startswith("zh") and campaign.title_zh else campaign.title


@register.filter
def named(organisation: Organisation) -> str:
    """What to call an organisation in the page's language."""
    return shown_name(organisation, get_language() or "")
