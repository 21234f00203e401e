"""The mails to who follows a case: the link to confirm, and each step they may know of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from causelist.cases import following
from causelist.cases.models import Subscription
from causelist.cases.publication import view
from causelist.runtime.outbox import Text, compose, maker, one_line
from causelist.web.templatetags.cases import clock_says, said, stage_name


@maker(following.CONFIRM)
def confirm(detail: Mapping[str, Any]) -> Text | None:
    """The mail with the link that confirms; nobody's once it was confirmed or ended."""
    row = _row(detail)
    if row is None or row.confirmed_at is not None:
        return None
    return _compose("web/mail/case_follow.txt", row, {})


@maker(following.STEP)
def step(detail: Mapping[str, Any]) -> Text | None:
    """The mail on one step, as the subscriber may know of it now; nobody's where they may not."""
    row = _row(detail)
    if row is None or row.confirmed_at is None:
        return None
    seen = view(row.case.number, party=row.party, before=int(detail["event"]) + 1)
    newest = seen.history.steps[0] if seen and seen.history.steps else None
    if seen is None or newest is None or newest.id != detail["event"]:
        return None
    with translation.override(row.language):
        clock = seen.running[0] if seen.running else None
        context = {
            "title": one_line(seen.header.title, 90),
            "step": said(newest.title),
            "state": said(newest.state) if newest.state else "",
            "at": newest.occurred_at,
            "office": newest.office,
            "facts": [(said(fact.title), one_line(said(fact.value), 300)) for fact in newest.facts],
            "stage": stage_name(seen.header.stage),
            "next": said(seen.lead.next) if seen.lead else "",
            "clock": f"{said(clock.title)}: {clock_says(clock)}" if clock else "",
        }
    return _compose("web/mail/case_step.txt", row, context)


def _row(detail: Mapping[str, Any]) -> Subscription | None:
    rows = Subscription.objects.select_related("case", "party").filter(ended_at__isnull=True)
    return rows.filter(pk=detail["subscription"]).first()


def _compose(template: str, row: Subscription, context: dict[str, Any]) -> Text:
    site = settings.SITE_URL
    links = {
        "number": row.case.number,
        "page": f"{site}/c/{row.case.number}",
        "link": f"{site}/follow/{following.token_of(row)}",
        "as_party": row.party_id is not None,
    }
    return compose(template, to=row.email, language=row.language, context=links | context)
