"""`{% load casework %}`: words of cases in templates."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from causelist.cases.models import Campaign, Clock
from causelist.cases.supervision import Row
from causelist.cases.tables import Words
from causelist.desk.casework import wording
from causelist.desk.casework.subject import measure_kind
from causelist.law.crime_facts import MEASURES
from causelist.law.crime_meter import Gauge

register = template.Library()
register.filter("clock_title", wording.clock_title)
register.filter("act_title", wording.act_title)
register.filter("waits_words", wording.waits_for)
register.filter("office_words", wording.office_words)
register.filter("office_name", wording.office_name)
register.filter("sanction_words", wording.sanction_words)
register.filter("counted", wording.steps)
register.filter("name_of", wording.name_of)
register.filter("measure_kind", measure_kind)


@register.filter
def said(words: Words) -> str:
    """A title of the tables in the page's language."""
    return wording.said(words)


@register.filter
def stage_name(stage: str) -> str:
    """What a stage is called."""
    return str(wording.STAGES.get(stage, stage))


@register.filter
def result_name(result: str) -> str:
    """What became of a target."""
    return str(wording.RESULTS.get(result, result))


@register.filter
def result_tone(result: str) -> str:
    """The colour of that."""
    return wording.RESULT_TONES.get(result, "")


@register.filter
def carried_name(why: str) -> str:
    """Why an item of a notice was carried into the complaint."""
    return str(wording.CARRIED.get(why, why))


@register.filter
def appointment_name(kind: str) -> str:
    """What an appointment is."""
    return str(wording.APPOINTMENTS.get(kind, kind))


@register.filter
def state_of(row: object, lifecycle: str) -> str:
    """The state of a row in a table's words."""
    return wording.state_title(lifecycle, str(getattr(row, "state", "")))


@register.filter
def is_late(clock: Clock) -> bool:
    """Whether its last moment has passed."""
    return clock.due_at is not None and clock.due_at < timezone.now()


@register.filter
def due_words(clock: Clock) -> str:
    """How long until it ends: in hours on the last day, else in days, with the day."""
    if clock.due_at is None or clock.due_on is None:
        return ""
    left = clock.due_at - timezone.now()
    day = wording.day(clock.due_on)
    if left < dt.timedelta():
        return _("was due by %(day)s") % {"day": day}
    if left < dt.timedelta(days=2):
        hours = int(left.total_seconds() // 3600)
        return ngettext("due in %(n)s hour", "due in %(n)s hours", hours) % {"n": hours}
    return ngettext("due in %(n)s day, by %(day)s", "due in %(n)s days, by %(day)s", left.days) % {
        "n": left.days,
        "day": day,
    }


@register.filter
def sanction_state(state: str) -> str:
    """How far a sanction was carried out."""
    return str(wording.SANCTION_STATES.get(state, state))


@register.filter
def target_kind(kind: str) -> str:
    """What a kind of infringement is called."""
    return wording.target_kind(kind)


@register.filter
def left_words(clock: Clock) -> str:
    """How long is left, or how long it is overdue, in a few words."""
    if clock.due_at is None:
        return ""
    left = clock.due_at - timezone.now()
    late = left < dt.timedelta()
    days = abs(left).days
    if late:
        return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days} if days else _("late since today")
    if days < 2:
        hours = int(left.total_seconds() // 3600)
        return ngettext("%(n)s hour left", "%(n)s hours left", hours) % {"n": hours}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


@register.filter
def short_moment_day(value: dt.datetime) -> str:
    """The day of a moment, in figures."""
    return timezone.localdate(value).isoformat()


@register.filter
def by_month(row: Row, months: list[dt.date]) -> list[int]:
    """The silences of an office, month by month."""
    return [row.silent.get(month, 0) for month in months]


@register.filter
def titled(campaign: Campaign) -> str:
    """The title of a campaign in the page's language, where it has one."""
    return campaign.title_zh if (get_language() or "").startswith("zh") and campaign.title_zh else campaign.title


@register.filter
def recording_name(name: str) -> str:
    """What one records with a form of a campaign."""
    return str(wording.RECORDINGS[name])


@register.filter
def measure_name(measure: str) -> str:
    """What a quantity of the criminal line is called."""
    known = MEASURES.get(measure)
    if known is None:
        return measure
    return known.label_zh if (get_language() or "").startswith("zh") else known.label


@register.filter
def hundredths(gauge: Gauge) -> int:
    """How far a gauge is, in hundredths; at most all of it."""
    return min(100, int(gauge.share * 100))
