"""The calculator of deadlines: the last day, counted step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.law import BadFact, Book
from causelist.law.clock import Deadline, Extension, Pause, deadline
from causelist.law.clock_calendars import calendar_of, calendars
from causelist.public.law import catalogue, wording
from causelist.public.law.asking import calculation, command, lines
from causelist.public.law.forms import DeadlineForm
from causelist.public.law.language import chinese, cited, said
from causelist.web.templatetags import registry


@login_not_required
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """When something is due."""
    place = request.GET.get("rule", "").partition(".")[0]
    known = place if place in catalogue.places() else catalogue.places()[0]
    return calculation(request, "deadlines", DeadlineForm, _ask, tell=_tell, headline=_line, place=known)


def _ask(form: DeadlineForm, book: Book) -> Deadline:
    cleaned = form.cleaned_data
    pauses = []
    if cleaned["pause_from"]:
        pauses = [Pause(cleaned["pause_reason"] or _("a pause"), cleaned["pause_from"], cleaned["pause_until"])]
    extensions = (
        [Extension(cleaned["extension_reason"] or _("an extension"), int(cleaned["extension"]))]
        if cleaned["extension"]
        else []
    )
    try:
        return deadline(
            book,
            cleaned["rule"],
            start=_start(form, book),
            pauses=pauses,
            extensions=extensions,
            place_zone=cleaned["zone"] or None,
        )
    except BadFact as error:
        if "give the time too" in str(error):
            raise BadFact("time: " + _("this period runs in hours or minutes; give the time too")) from error
        raise


def _start(form: DeadlineForm, book: Book) -> dt.date | dt.datetime:
    day: dt.date = form.cleaned_data["start"]
    time: dt.time | None = form.cleaned_data["time"]
    if time is None:
        return day
    zone = form.cleaned_data["zone"] or _own_zone(book) or "UTC"
    return dt.datetime.combine(day, time, ZoneInfo(zone))


def _own_zone(book: Book) -> str | None:
    return calendar_of(book.jurisdiction).zone if book.jurisdiction in calendars() else None


def _tell(form: DeadlineForm, answer: Deadline) -> Mapping[str, Any]:
    start = answer.start
    return {
        "title": said(answer.title, answer.title_zh),
        "rule_url": catalogue.rule_url(answer.rule, answer.bill),
        "lines": _lines(answer),
        "cite": cited(answer.cite),
        "certainty": answer.cite.certainty,
        "due": answer.due,
        "is_instant": isinstance(answer.due, dt.datetime),
        "due_text": _due_text(answer),
        "sense": _sense(answer),
        "length": wording.length(answer.count, answer.unit) if answer.count is not None else "",
        "calendar": answer.calendar,
        "known": _known(answer),
        "calendar_title": said(answer.calendar.title, answer.calendar.title_zh) if answer.calendar else "",
        "command": command(
            "deadline",
            answer.rule,
            options={
                "start": start.isoformat(timespec="minutes") if isinstance(start, dt.datetime) else start.isoformat(),
                "zone": form.cleaned_data["zone"],
                "pause": _pause_option(form),
                "extend": _extension_option(form),
                "bill": answer.bill,
            },
        ),
    }


def _line(form: DeadlineForm, answer: Deadline) -> str:
    return _due_text(answer) or _("No day can be named")


def _pause_option(form: DeadlineForm) -> str:
    cleaned = form.cleaned_data
    if not cleaned["pause_from"]:
        return ""
    until = cleaned["pause_until"].isoformat() if cleaned["pause_until"] else ""
    return f"{cleaned['pause_from'].isoformat()}/{until}={cleaned['pause_reason'] or 'a pause'}"


def _extension_option(form: DeadlineForm) -> str:
    cleaned = form.cleaned_data
    return f"{cleaned['extension']}={cleaned['extension_reason'] or 'an extension'}" if cleaned["extension"] else ""


def _lines(answer: Deadline) -> list[dict[str, Any]]:
    """The steps; on a Chinese page with the citations that they carry in Chinese too."""
    cites = [cite for cite in (answer.cite, answer.counted_by) if cite]
    made = lines(answer.steps)
    for line in made if chinese() else ():
        for cite in cites:
            line["words"] = line["words"].replace(str(cite), strip_tags(cited(cite)))
    return made


def _known(answer: Deadline) -> str:
    """The days that the calendar knows."""
    calendar = answer.calendar
    if calendar is None:
        return ""
    if calendar.until is None:
        return _("since %(day)s") % {"day": registry.day(calendar.since)}
    return f"{registry.day(calendar.since)} – {registry.day(calendar.until)}"


def _due_text(answer: Deadline) -> str:
    due = answer.due
    if isinstance(due, dt.datetime):
        offset = due.strftime("%z")
        seconds = f":{due:%S}" if due.second else ""
        return f"{due:%Y-%m-%d %H:%M}{seconds} (UTC{offset[:3]}:{offset[3:5]})"
    return due.isoformat() if due else ""


def _sense(answer: Deadline) -> str:
    return {
        "latest": _("To be done by then at the latest."),
        "earliest": _("Not before then."),
        "wait": _("The wait ends with that day; the next step can be taken after it."),
        "keep": _("To be kept until then at least."),
    }.get(answer.sense, "")
