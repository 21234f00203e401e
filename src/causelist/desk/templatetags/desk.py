"""`{% load desk %}`: kinds and states in words."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from causelist.core.elements import NoticeKind
from causelist.desk import wording
from causelist.notices.lifecycle import ItemState, NoticeState
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name

register = template.Library()

_TONES = {
    NoticeState.RECORDED: "",
    NoticeState.CONTESTED: "held",
    NoticeState.PARTLY_WITHDRAWN: "warn",
    NoticeState.WITHDRAWN: "warn",
    NoticeState.REVERSED: "late",
    ItemState.NOTICED: "",
    ItemState.PUT_BACK: "good",
}


@register.filter
def kind_word(kind: str) -> str:
    """A kind of letter in words."""
    return str(wording.KINDS[NoticeKind(kind)])


@register.simple_tag
def state_pill(state: str) -> SafeString:
    """The state of a letter or of an item, in words, with its tone; colour is never all that tells it."""
    words = wording.STATES.get(state) or wording.ITEM_STATES[state]
    return format_html('<span class="state {}">{}</span>', _TONES.get(state, ""), words)


@register.simple_tag
def shown(organisation: Organisation) -> str:
    """What to call an organisation in the page's language."""
    return shown_name(organisation, get_language() or "")
