"""Hearings: fixed in time, held after they were fixed, and before the judgment where the law wants one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from causelist.cases import clocks, tables
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.models import Appointment
from causelist.core.refusal import Refused
from causelist.law.errors import LawError


@effect("administrative.fix_hearing", "civil.fix_hearing", "criminal.fix_hearing")
def fix_hearing(doing: Doing) -> Effect:
    """The hearing's appointment; one that was fixed before and not held falls away."""
    starts: dt.datetime = doing.data["starts_at"]
    track = doing.track
    if starts <= doing.at:
        raise Refused(_("Fix a hearing for a time to come."), code="in_past", field="starts_at")
    _check_notice(doing, starts)
    Appointment.objects.filter(track=track, kind="hearing", cancelled_at__isnull=True, starts_at__gt=doing.at).update(
        cancelled_at=doing.at
    )
    Appointment.objects.create(
        case=doing.case, track=track, office=track.office if track else None, kind="hearing", starts_at=starts,
        place=doing.data["place"][:300], audience=doing.act.audience,
    )  # fmt: skip
    return Effect()


def _check_notice(doing: Doing, starts: dt.datetime) -> None:
    """The parties are told as long before as the law wants."""
    rule = tables.lifecycle(doing.act.lifecycle).hearing_rules.get(doing.case.jurisdiction)
    if rule is None or doing.track is None:
        return
    zone = doing.track.office.time_zone
    try:
        found = clocks.reckon(rule, doing.case.jurisdiction, doing.at, zone)
    except LawError:  # beyond the calendar: no day can be said, so none is demanded
        return
    passed = clocks.moment_of(found, zone)
    if passed is not None and starts < passed:
        raise Refused(
            _("The parties must be told earlier: the hearing may be held after %(day)s. (%(cite)s)")
            % {"day": f"{found.last_day:%Y-%m-%d}", "cite": found.cite},
            code="too_soon", field="starts_at",
        )  # fmt: skip


@effect("administrative.hold_hearing", "civil.hold_hearing")
def hold_hearing(doing: Doing) -> Effect:
    """A hearing is held when it was fixed for, or later; never before it."""
    fixed = _fixed(doing)
    held: dt.datetime = doing.data["held_at"]
    if fixed is None:
        raise Refused(_("No hearing was fixed. Fix it first, so that the parties know of it."), code="not_fixed")
    if held < fixed.starts_at:
        raise Refused(
            _("The hearing was fixed for %s; it cannot have been held before.") % f"{fixed.starts_at:%Y-%m-%d %H:%M}",
            code="before_hearing", field="held_at",
        )  # fmt: skip
    return Effect()


@effect("civil.judge", "criminal.judge")
def judge(doing: Doing) -> Effect:
    """Where the law has the parties told of a hearing, judgment is not given before it."""
    table = tables.lifecycle(doing.act.lifecycle)
    wanted = doing.act.name in table.after_hearing and doing.case.jurisdiction in table.hearing_rules
    if not wanted:
        return Effect()
    fixed = _fixed(doing)
    if fixed is None:
        raise Refused(_("No hearing was held. The law wants one before the judgment: fix it first."), code="no_hearing")
    if doing.at < fixed.starts_at:
        raise Refused(
            _("The hearing is on %s: no judgment before it.") % f"{fixed.starts_at:%Y-%m-%d %H:%M}",
            code="before_hearing",
        )
    return Effect()


def _fixed(doing: Doing) -> Appointment | None:
    rows = Appointment.objects.filter(track=doing.track, kind="hearing", cancelled_at__isnull=True)
    return rows.order_by("-starts_at").first()
