"""The mail that a person has for a letter they recorded: its number, what was understood, its page, how to withdraw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from causelist.accounts.models import User
from causelist.notices import queries
from causelist.notices.models import Notice
from causelist.notices.receipts import KIND
from causelist.runtime.outbox import Text, compose, maker, one_line
from causelist.web.templatetags import registry

SHOWN = 20  # addresses, works and names; all of them stand on the page
LONGEST = 300


@maker(KIND)
def receipt(detail: Mapping[str, Any]) -> Text | None:
    """The mail for one letter, in its reader's language; nobody's where the person may no longer sign in."""
    user = User.objects.filter(pk=detail["to"], is_active=True).first()
    notice = Notice.objects.select_related("provider_name__organisation").filter(pk=detail["notice"]).first()
    if user is None or notice is None:
        return None
    with translation.override(user.language):
        context = _context(notice)
    return compose("web/mail/receipt.txt", to=user.email, language=user.language, context=context)


def _context(notice: Notice) -> dict[str, Any]:
    items = [item.written for item in queries.items_of(notice, size=SHOWN)]
    works = notice.notice_works.order_by("pk").values_list("work__title", flat=True)[:SHOWN]
    parties = notice.parties.select_related("name").order_by("-role", "pk")  # the sender first
    return {
        "number": notice.number,
        "title": one_line(notice.title, 90),
        "page": f"{settings.SITE_URL}/n/{notice.number}",
        "kind": registry.kind_name(notice.kind),
        "recorded": registry.moment(notice.recorded_at),
        "dated": registry.day(notice.dated_on),
        "received": registry.day(notice.received_on),
        "parties": [(one.get_role_display().capitalize(), one_line(one.name.text, LONGEST)) for one in parties[:SHOWN]],
        "works": _lines(works),
        "addresses": _lines(items),
        "more": notice.item_count - len(items),
        "about_another": bool(items) and notice.items.filter(state__isnull=True).exists(),
        "corrected": [registry.field_name(name) for name in queries.corrected_fields(notice)],
    }


def _lines(texts: Iterable[str]) -> list[str]:
    return [one_line(text, LONGEST) for text in texts]
