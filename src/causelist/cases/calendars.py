"""Clocks and appointments as calendars (RFC 5545): of one case as somebody sees it, and of an office for who works there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import icalendar
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from causelist.cases import tables
from causelist.cases.models import Appointment, Case, Clock, Office
from causelist.cases.publication.views import AppointmentView, CaseView, ClockView
from causelist.cases.wording import word

MOST = 2_000  # entries of an office's calendar
BEHIND = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class About:
    """What an entry belongs to: the case as it is called, its page, the registry's host, when it was last told of."""

    label: str
    url: str
    host: str
    stamp: dt.datetime


def of_case(seen: CaseView, *, url: str, host: str) -> bytes:
    """The clocks that run, and what is fixed, of a case as somebody sees it."""
    about = About(f"{seen.header.number} {seen.header.title}".strip(), url, host, seen.updated_at)
    calendar = _calendar(about.label)
    for clock in seen.running:
        if clock.due_at is not None:
            calendar.add_component(_deadline(clock, about))
    for one in seen.appointments:
        calendar.add_component(_appointment(one, about))
    return bytes(calendar.to_ical())


def of_office(office: Office, *, base: str, host: str, now: dt.datetime | None = None) -> bytes:
    """The open clocks and the appointments of an office; `base` is the address under which its cases are."""
    stamp = now or timezone.now()
    calendar = _calendar(f"{office.body.organisation.slug}: {office.name}")
    clocks = Clock.objects.filter(office=office, stopped_at__isnull=True, due_at__isnull=False).select_related("case")
    for clock in clocks.order_by("due_at", "pk")[:MOST]:
        calendar.add_component(_deadline(clock, _about(clock.case, base, host, stamp)))
    fixed = Appointment.objects.filter(Q(office=office) | Q(track__office=office), starts_at__gte=stamp - BEHIND)
    for one in fixed.select_related("case").order_by("starts_at", "pk")[:MOST]:
        calendar.add_component(_appointment(one, _about(one.case, base, host, stamp)))
    return bytes(calendar.to_ical())


def _about(case: Case, base: str, host: str, stamp: dt.datetime) -> About:
    return About(f"{case.number} {case.title}", f"{base}{case.number}", host, stamp)


def _calendar(name: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Causelist//Cases//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name[:200])
    return calendar


def _deadline(clock: Clock | ClockView, about: About) -> icalendar.Event:
    """A last day as an entry of that day; where the law counts hours, a moment."""
    kind = tables.clock_kinds().get(clock.name)
    title = kind.title.in_(get_language() or "") if kind else clock.name
    id_ = clock.pk if isinstance(clock, Clock) else clock.id
    event = _event(f"clock-{id_}", title, about)
    if clock.due_on is not None:
        event.add("dtstart", clock.due_on)
        event.add("dtend", clock.due_on + dt.timedelta(days=1))
    elif clock.due_at is not None:
        event.add("dtstart", clock.due_at.astimezone(dt.UTC))
    event.add("description", clock.cite)
    event.add("transp", "TRANSPARENT")
    return event


def _appointment(one: Appointment | AppointmentView, about: About) -> icalendar.Event:
    is_row = isinstance(one, Appointment)
    cancelled = one.cancelled_at is not None if isinstance(one, Appointment) else one.cancelled
    event = _event(
        f"appointment-{one.pk if is_row else one.id}",  # type: ignore[union-attr] # either has its own
        word("appointments", one.kind).in_(get_language() or ""),
        about,
    )
    event.add("dtstart", one.starts_at.astimezone(dt.UTC))
    if one.ends_at is not None:
        event.add("dtend", one.ends_at.astimezone(dt.UTC))
    if one.place:
        event.add("location", one.place)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _event(uid: str, title: str, about: About) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{uid}@{about.host}")
    event.add("summary", f"{title}: {about.label}")
    event.add("url", about.url)
    event.add("dtstamp", about.stamp.astimezone(dt.UTC))
    return event
