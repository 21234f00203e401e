"""The mail that a person has for a complaint they filed: its number, where it lies, by when it must be answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from causelist.accounts.models import User
from causelist.cases import papers
from causelist.cases.complaint_receipts import KIND
from causelist.cases.models import Complaint
from causelist.runtime.outbox import Text, compose, maker, one_line
from causelist.web.templatetags import registry


@maker(KIND)
def receipt(detail: Mapping[str, Any]) -> Text | None:
    """The mail for one complaint, in its reader's language; nobody's where the person may no longer sign in."""
    user = User.objects.filter(pk=detail["to"], is_active=True).first()
    complaint = (
        Complaint.objects.select_related("case__office__body__organisation").filter(pk=detail["complaint"]).first()
    )
    if user is None or complaint is None:
        return None
    with translation.override(user.language):
        context = _context(complaint, user.language)
    return compose("web/mail/complaint.txt", to=user.email, language=user.language, context=context)


def _context(complaint: Complaint, language: str) -> dict[str, Any]:
    case = complaint.case
    clock = case.clocks.filter(name="acceptance", subject_id=complaint.pk).order_by("pk").first()
    filed = case.events.filter(act="complaint.file").order_by("pk").first()
    office = case.office
    name = "" if office is None else (office.name_zh if language.startswith("zh") and office.name_zh else office.name)
    return {
        "number": case.number,
        "title": one_line(case.title, 90),
        "page": f"{settings.SITE_URL}/c/{case.number}",
        "filed": registry.moment(complaint.filed_at),
        "office": name,
        "contact": office.contact_email if office else "",
        "targets": complaint.targets.count(),
        "papers": [one_line(row.paper.title, 120) for row in complaint.papers.select_related("paper").order_by("pk")],
        "missing": _titles(complaint, (filed.detail.get("missing") or []) if filed else [], language),
        "due": registry.day(clock.due_on) if clock else "",
        "cite": clock.cite if clock else "",
    }


def _titles(complaint: Complaint, missing: list[str], language: str) -> list[str]:
    """What papers are called in the law's list."""
    asked = papers.asked(complaint.case.jurisdiction, on=timezone.localdate(complaint.filed_at))
    titles = (
        {item.id: item.title_zh if language.startswith("zh") else item.title for item in asked.items} if asked else {}
    )
    return [titles.get(one, one) for one in missing]
