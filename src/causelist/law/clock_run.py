"""One run of a period: from its start, past the pauses, over the extensions, to the last day; each step in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from causelist.law.clock_calendars import WEEKDAYS, Calendar, zone_of
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
from causelist.law.errors import BadFact
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
    if run.counting.first_day == "counted":
        run.say("first_day_in", cite=run.cite)
    else:
        run.say("first_day_out", day=next_day(start), cite=run.cite)
    ends: list[dt.date | None] = [_first_leg(run, start)]
    for extension in run.extensions:
        ends.append(None if ends[-1] is None else _add(run, ends[-1], extension.count, extension.unit))
    _say_stops(run, start, ends[-1])
    begins = start
    for (count, unit, reason), end in zip(_legs(run), ends, strict=True):
        if end is None:
            return None
        if unit == "working_day":
            _say_working(run, begins, end)
        _say_leg(run, count, unit, reason, end)
        begins = end
    last = _last_day(run, begins)
    if run.period.sense == "wait":
        run.say("then", day=next_day(last))
    if run.counting.posted_in_time:
        run.say("posted")
    return last


def run_time(run: Run, start: dt.datetime) -> dt.datetime | None:
    """The instant at which a period of hours or minutes ends, in the offset of its start."""
    offset = dt.timezone(start.utcoffset() or dt.timedelta())
    now = start.astimezone(offset)
    if run.period.unit == "hour" and run.counting.hours == "from_the_next_hour":
        local = start.astimezone(zone_of(run.zone)) if run.zone else start
        now = next_hour(local.astimezone(dt.timezone(local.utcoffset() or dt.timedelta()))).astimezone(offset)
        run.say("from_next_hour", instant=now, cite=run.cite)
    else:
        run.say("from_instant", cite=run.cite)
    stopped = tuple(_instants(run, stop, offset) for stop in run.stops)
    ends: list[dt.datetime | None] = [now]
    for count, unit, _ in _legs(run):
        check_count(count)
        length = dt.timedelta(seconds=count * SHORT[unit])
        ends.append(None if ends[-1] is None else add_time(ends[-1], length, stopped))
    due = ends[-1]
    _say_stops(run, day_of(start, run.zone), None if due is None else day_of(due, run.zone))
    for (count, unit, reason), end in zip(_legs(run), ends[1:], strict=True):
        if end is not None:
            _say_leg(run, count, unit, reason, end)
    if due is not None and run.zone and due.astimezone(zone_of(run.zone)).utcoffset() != due.utcoffset():
        run.say("zone", zone=run.zone, instant=due.astimezone(zone_of(run.zone)))
    return due


def _legs(run: Run) -> list[tuple[int, str, str | None]]:
    """The period itself and each extension: how many, of what, and why."""
    own = run.period.unit
    return [(run.count, own, None), *((item.count, item.unit or own, item.reason) for item in run.extensions)]


def _first_leg(run: Run, start: dt.date) -> dt.date | None:
    if run.counting.first_day == "not_counted":
        return _add(run, start, run.count)
    if run.period.unit not in LONG:
        return _add(run, start - ONE_DAY, run.count)  # the day before a day that counts is one that does not
    due = _add(run, start, run.count)
    return None if due is None else due - ONE_DAY


def _add(run: Run, start: dt.date, count: int, unit: str | None = None) -> dt.date | None:
    check_count(count)
    unit = unit or run.period.unit
    stopped = [Stretch(stop.first, stop.last) for stop in run.stops]
    if unit in LONG:
        return add_months(start, count * (12 if unit == "year" else 1), stopped=stopped)
    return add_days(start, count, stopped=stopped, counts=run.calendar.working if unit == "working_day" else None)


def _say_leg(run: Run, count: int, unit: str, reason: str | None, end: dt.date | dt.datetime) -> None:
    length = length_words(count, unit)
    if reason is not None:
        run.say("extended", length=length, reason=reason, day=end)
    else:
        run.say("ends_one" if count == 1 else "ends", length=length, day=end)


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
