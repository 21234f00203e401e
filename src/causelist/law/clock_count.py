"""Counting on from a start: days, months, hours, with the stretches in which time does not run left out."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from causelist.law.errors import BadFact

ONE_DAY = dt.timedelta(days=1)
LONGEST = 100_000  # of any unit; no law has a longer period, and a wrong number must not hang


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in which time does not run, first and last included; `last` None: it has not begun to run again."""

    first: dt.date
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Instants:
    """A stretch between two instants; `end` None: open."""

    start: dt.datetime
    end: dt.datetime | None


def check_count(count: int) -> None:
    """Refuse a length that no period has."""
    if not 0 < count <= LONGEST:
        raise BadFact(f"a length of {count:,} cannot be counted: write a whole number from 1 to {LONGEST:,}")


def add_days(
    start: dt.date, count: int, *, stopped: Iterable[Stretch] = (), counts: Callable[[dt.date], bool] | None = None
) -> dt.date | None:
    """The last of `count` days after `start`; None where an open stretch is met before."""
    stretches = tuple(stopped)
    day = start
    while count:
        day = next_day(day)
        stretch = next((item for item in stretches if item.holds(day)), None)
        if stretch is not None:
            if stretch.last is None:
                return None
            day = stretch.last
        elif counts is None or counts(day):
            count -= 1
    return day


def add_months(start: dt.date, months: int, *, stopped: Iterable[Stretch] = ()) -> dt.date | None:
    """The day with the same number so many months later, or the last of its month; stopped days are added."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        raise _too_late()
    end = dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    stretches = tuple(stopped)
    day = start
    while day < end:
        day = next_day(day)
        stretch = next((item for item in stretches if item.holds(day)), None)
        if stretch is not None:
            if stretch.last is None:
                return None
            try:
                end += stretch.last - day + ONE_DAY
            except OverflowError:
                raise _too_late() from None
            day = stretch.last
    return end


def add_time(start: dt.datetime, length: dt.timedelta, stopped: Iterable[Instants] = ()) -> dt.datetime | None:
    """The instant when so much time has run; None where an open stretch is met before."""
    now = start
    for stretch in sorted(stopped, key=lambda item: item.start):
        if stretch.start - now >= length:
            break
        if stretch.end is None:
            return None
        if stretch.end > now:
            length -= max(stretch.start - now, dt.timedelta())
            now = stretch.end
    try:
        return now + length
    except OverflowError:
        raise _too_late() from None


def next_hour(instant: dt.datetime) -> dt.datetime:
    """The full hour after the hour in which something happened."""
    return instant.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)


def next_day(day: dt.date) -> dt.date:
    """The day after."""
    if day == dt.date.max:
        raise _too_late()
    return day + ONE_DAY


def _too_late() -> BadFact:
    return BadFact(f"the period ends after the year {dt.MAXYEAR}: check the start, the pauses and the extensions")
