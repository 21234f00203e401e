"""Words of cases in templates: `{% load cases %}`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from causelist.cases import visibility
from causelist.cases.publication.views import CaseView, ClockView
from causelist.cases.tables import Words, lifecycles
from causelist.cases.wording import word

register = template.Library()


@register.filter
def said(value: Words | None) -> str:
    """The words in the language of the page."""
    return value.in_(get_language() or "") if value else ""


@register.filter
def case_word(value: object, group: str) -> str:
    """What a value of a case is called; see cases/words.yaml for the groups."""
    return said(word(group, str(value))) if value else ""


@register.filter
def stage_name(value: object) -> str:
    """What a stage of a case is called."""
    found = visibility.stage_titles().get(str(value))
    return said(found) if found else str(value)


@register.filter
def zh_or(value: str, zh: str) -> str:
    """The Chinese name on a Chinese page, where there is one."""
    return zh if zh and (get_language() or "").startswith("zh") else value


@register.filter
def clock_says(clock: ClockView) -> str:
    """How long a clock still runs, or since when it has passed, in days of its place."""
    if clock.due_at is None:
        return _("no length set by law")
    days = _days(clock)
    if clock.due_at < timezone.now():
        return ngettext("%(count)d day late", "%(count)d days late", max(-days, 1)) % {"count": max(-days, 1)}
    if days == 0:
        return _("due today")
    return ngettext("due in %(count)d day", "due in %(count)d days", days) % {"count": days}


@register.filter
def clock_tone(clock: ClockView) -> str:
    """The class that colours a clock: late, met, or a plain one that runs."""
    if clock.late:
        return "late"
    return "good" if clock.outcome == "met" else ""


@register.filter
def outcome_says(clock: ClockView) -> str:
    """How a clock that stopped ended."""
    return {"met": _("in time"), "late": _("late"), "cancelled": _("fell away")}.get(clock.outcome, "")


def _days(clock: ClockView) -> int:
    last = clock.due_on or timezone.localdate(clock.due_at)
    return (last - _today()).days


def _today() -> dt.date:
    return timezone.localdate()


@register.filter
def way_name(lifecycle: str) -> str:
    """What a lifecycle is called."""
    found = lifecycles().get(lifecycle)
    return said(found.title) if found else ""


@register.filter
def sees(case: CaseView, field: str) -> bool:
    """Whether a field of the table of visibility is shown."""
    return case.sees(field)


@register.filter
def hundredths(share: Decimal) -> int:
    """A share as hundredths of the whole, for the length of a bar."""
    return min(int(share * 100), 100)


@register.filter
def of_hundredths(quantity: int) -> str:
    """Money that is counted in hundredths, as people write it."""
    return number_format(Decimal(quantity) / 100, 2, use_l10n=True, force_grouping=True)


@register.filter
def last_day(moment: dt.datetime) -> str:
    """The day that ends with a moment: a clock of days ends as its last day does."""
    return (timezone.localtime(moment) - dt.timedelta(microseconds=1)).date().isoformat()


@register.filter
def rule_path(rule: str) -> str:
    """A rule's name as the address of its page has it."""
    return rule.replace(".", "/")
