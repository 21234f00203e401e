"""One run of a period: from its start, past the pauses, over the extensions, to the last day; each step in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from causelist.law.clock_calendars import WEEKDAYS, Calendar
from causelist.law.clock_count import (
    ONE_DAY,
    Instants,
    Stretch,
    add_days,
    add_months,
    add_time,
    check_count,
    next_day,
    next_hour,
)
from causelist.law.clock_kinds import LONG, SHORT, Counting, Period
from causelist.law.clock_words import WEEKDAYS_ZH, Step, length_words, say
from causelist.law.errors import BadFact, LawError
from causelist.law.rule import Citation


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not run, first and last day included, and why; `until` None: it still stands still.

    `capped_by` names the rule that says how long such a pause may last (`cn.ecommerce.notarisation_delay`).
    """

    reason: str
    start: dt.date | dt.datetime
    until: dt.date | dt.datetime | None = None
    capped_by: str | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """Time that is added at the end, and why; `unit` None: that of the period."""

    reason: str
    count: int
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A pause with its days at the place worked out."""

    reason: str
    start: dt.date | dt.datetime
    until: dt.date | dt.datetime | None
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one counting needs; `steps` grows as it goes."""

    period: Period
    count: int
    counting: Counting
    cite: Citation  # of the counting
    calendar: Calendar
    zone: str | None
    stops: tuple[Stop, ...]
    extensions: tuple[Extension, ...]
    steps: list[Step]

    def say(self, name: str, /, **values: object) -> None:
        """Add a step."""
        self.steps.append(say(name, **values))


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name in the tz database."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise LawError(f"no time zone is called {name!r}: write it as Asia/Shanghai or America/New_York") from None


def day_of(moment: dt.date | dt.datetime, zone: str | None) -> dt.date:
    """The day of a moment at the place; of a date, the date."""
    if not isinstance(moment, dt.datetime):
        return moment
    try:
        return (moment.astimezone(zone_of(zone)) if zone else moment).date()
    except OverflowError:
        raise BadFact(f"{moment.isoformat()} lies at the end of the calendar: check the year") from None


def run_days(run: Run, start: dt.date) -> dt.date | None:
    """The last day of a period of days, months or years."""
    counted = run.counting.first_day == "counted"
    if counted:
        run.say("first_day_in", cite=run.cite)
    else:
        run.say("first_day_out", day=next_day(start), cite=run.cite)
    # The day before a day that counts is a start that does not.
    before = start - ONE_DAY if counted and run.period.unit not in LONG else start
    due = _add(run, before, run.count, run.period.unit)
    if due is not None and counted and run.period.unit in LONG:
        due -= ONE_DAY
    _say_stops(run, start, due)
    if due is None:
        return None
    run.say("ends_one" if run.count == 1 else "ends", length=length_words(run.count, run.period.unit), day=due)
    extended = _extend(run, due)
    if extended is None:
        return None
    last = _last_day(run, extended)
    if run.period.sense == "wait":
        run.say("then", day=next_day(last))
    if run.counting.posted_in_time:
        run.say("posted")
    return last


def run_time(run: Run, start: dt.datetime) -> dt.datetime | None:
    """The instant at which a period of hours or minutes ends, in the offset of its start."""
    offset = dt.timezone(start.utcoffset() or dt.timedelta())
    now: dt.datetime | None = start.astimezone(offset)
    if run.period.unit == "hour" and run.counting.hours == "from_the_next_hour":
        local = start.astimezone(zone_of(run.zone)) if run.zone else start
        now = next_hour(local.astimezone(dt.timezone(local.utcoffset() or dt.timedelta()))).astimezone(offset)
        run.say("from_next_hour", instant=now, cite=run.cite)
    else:
        run.say("from_instant", cite=run.cite)
    stopped = tuple(_instants(run, stop, offset) for stop in run.stops)
    lengths: list[tuple[int, str, str | None]] = [(run.count, run.period.unit, None)]
    lengths += [(item.count, item.unit or run.period.unit, item.reason) for item in run.extensions]
    said = False
    for count, unit, reason in lengths:
        check_count(count)
        now = None if now is None else add_time(now, dt.timedelta(seconds=count * SHORT[unit]), stopped)
        if not said:
            _say_stops(run, day_of(start, run.zone), None if now is None else day_of(now, run.zone))
            said = True
        if now is None:
            return None
        if reason is None:
            run.say("ends_one" if count == 1 else "ends", length=length_words(count, unit), day=now)
        else:
            run.say("extended", length=length_words(count, unit), reason=reason, day=now)
    if now is not None and run.zone and now.astimezone(zone_of(run.zone)).utcoffset() != now.utcoffset():
        run.say("zone", zone=run.zone, instant=now.astimezone(zone_of(run.zone)))
    return now


def _add(run: Run, start: dt.date, count: int, unit: str) -> dt.date | None:
    check_count(count)
    stopped = [Stretch(stop.first, stop.last) for stop in run.stops]
    if unit in LONG:
        return add_months(start, count * (12 if unit == "year" else 1), stopped=stopped)
    if unit == "calendar_day":
        return add_days(start, count, stopped=stopped)
    due = add_days(start, count, stopped=stopped, counts=run.calendar.working)
    if due is not None:
        _say_working(run, start, due)
    return due


def _extend(run: Run, due: dt.date) -> dt.date | None:
    last: dt.date | None = due
    for extension in run.extensions:
        unit = extension.unit or run.period.unit
        last = None if last is None else _add(run, last, extension.count, unit)
        if last is not None:
            run.say("extended", length=length_words(extension.count, unit), reason=extension.reason, day=last)
    return last


def _last_day(run: Run, day: dt.date) -> dt.date:
    """The day itself, or the next working day where the law moves a last day off a holiday."""
    units = {run.period.unit, *(extension.unit for extension in run.extensions)}
    if units - {None} == {"working_day"}:
        _unsettled(run, day)
        return day
    if run.counting.last_day == "stays":
        if run.calendar.knows(day) and not run.calendar.working(day):
            run.say("stays", day=day, why=_why(run.calendar, day), cite=run.cite)
        return day
    last = day
    while not run.calendar.working(last):
        last = next_day(last)
    source = f"{run.cite}; {run.calendar.source(day)}"
    if last != day:
        run.say("moved", day=day, why=_why(run.calendar, day), to=last, cite=source)
    elif run.calendar.moved(day):
        run.say("worked_last", day=day, cite=source)
    _unsettled(run, last)
    return last


def _unsettled(run: Run, day: dt.date) -> None:
    if run.calendar.unsettled(day):
        run.say("unsettled")


def _why(calendar: Calendar, day: dt.date) -> tuple[str, str]:
    holiday = calendar.holiday(day)
    if holiday is not None:
        return f"a holiday, {holiday.en}", f"节假日（{holiday.zh}）"
    return f"a {WEEKDAYS[day.weekday()].capitalize()}", f"星期{WEEKDAYS_ZH[day.weekday()]}"


def _between(start: dt.date, due: dt.date) -> Iterator[dt.date]:
    return (start + dt.timedelta(days=step) for step in range(1, (due - start).days + 1))


def _say_working(run: Run, start: dt.date, due: dt.date) -> None:
    calendar = run.calendar
    days = list(_between(start, due))
    weekends = sorted({d.weekday() for d in days if d.weekday() in calendar.weekend and not calendar.moved(d)})
    en = [f"{WEEKDAYS[weekday].capitalize()}s" for weekday in weekends]
    zh = [f"星期{WEEKDAYS_ZH[weekday]}" for weekday in weekends]
    off = [(d, calendar.holiday(d)) for d in days if d.weekday() not in calendar.weekend]
    for name, group in groupby((item for item in off if item[1] is not None), key=lambda item: item[1]):
        dates = [d.isoformat() for d, _ in group]
        en.append(f"{', '.join(dates)} ({name.en if name else ''})")
        zh.append(f"{'、'.join(dates)}（{name.zh if name else ''}）")
    title = (f"calendar: {calendar.title}", f"日历：{calendar.title_zh}")
    if en:
        run.say("left_out", days=("; ".join(en), "；".join(zh)), calendar=title)
    if moved := [d.isoformat() for d in days if calendar.moved(d)]:
        run.say("worked", days=(", ".join(moved), "、".join(moved)), calendar=title)


def _say_stops(run: Run, start: dt.date, due: dt.date | None) -> None:
    for stop in run.stops:
        if (due is not None and stop.first > due) or (stop.last is not None and stop.last < start):
            run.say("pause_idle", first=stop.first, reason=stop.reason)
        elif stop.last is None or stop.until is None:
            run.say("paused_open", first=stop.first, reason=stop.reason)
        else:
            hours = run.period.unit in SHORT
            first, last = (stop.start, stop.until) if hours else (stop.first, stop.last)
            run.say("paused", first=first, last=last, reason=stop.reason)


def _instants(run: Run, stop: Stop, offset: dt.timezone) -> Instants:
    """A pause between instants; a date is the whole day at the place."""
    zone = zone_of(run.zone) if run.zone else offset
    start, until = stop.start, stop.until
    if not isinstance(start, dt.datetime):
        start = dt.datetime.combine(start, dt.time(), zone)
    if until is not None and not isinstance(until, dt.datetime):
        until = dt.datetime.combine(next_day(until), dt.time(), zone)
    return Instants(start.astimezone(offset), None if until is None else until.astimezone(offset))
