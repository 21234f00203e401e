"""Which days are working days: one named, dated calendar a place, with "cannot say" beyond what it knows."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from causelist.law.errors import LawError, UnknownName
from causelist.law.files import parse
from causelist.law.rule import Certainty, Citation
from causelist.law.schema import Spec, each, mapping_of, one_of, words

CALENDARS = Path(__file__).with_name("calendars")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class BeyondCalendar(LawError):
    """A day of which the calendar does not know whether it is a working day; `decides` says what would tell."""

    def __init__(self, calendar: Calendar, day: dt.date) -> None:
        super().__init__(
            f"it cannot be said whether {day} is a working day: the calendar {calendar.title!r} knows the days "
            f"{calendar.span}; what would decide: {calendar.decides}"
        )
        self.calendar, self.day, self.decides = calendar.id, day, calendar.decides


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a day, in English and Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Yearly:
    """A holiday of every year: on a day of a month, the nth weekday of a month, or so many days after Easter."""

    name: Named
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    month: int = 0
    day: int = 0
    weekday: int | None = None
    nth: int = 0
    easter: int | None = None

    def of(self, year: int) -> dt.date:
        """Its day in a year, whether or not it was a holiday yet."""
        if self.easter is not None:
            return easter(year) + dt.timedelta(days=self.easter)
        if self.weekday is None:
            return dt.date(year, self.month, self.day)
        if self.nth > 0:
            first = dt.date(year, self.month, 1)
            return first + dt.timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        last = dt.date(year, self.month, monthrange(year, self.month)[1])
        return last - dt.timedelta(days=(last.weekday() - self.weekday) % 7)


@dataclass(frozen=True, slots=True)
class ListedYear:
    """The holidays and the moved working days of one year, as its notice lists them."""

    cite: Citation
    off: dict[dt.date, Named]
    work: frozenset[dt.date]


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of a place from `since` to `until` (None: every later year can be computed)."""

    id: str
    title: str
    title_zh: str
    cite: Citation
    checked_on: dt.date
    decides: str
    weekend: frozenset[int]
    since: dt.date
    until: dt.date | None
    zone: str | None
    yearly: tuple[Yearly, ...] = ()
    observed: dict[int, int] = field(default_factory=dict)  # weekday of the holiday: days to the one that is kept
    listed: dict[int, ListedYear] = field(default_factory=dict)
    _years: dict[int, dict[dt.date, Named]] = field(default_factory=dict, repr=False)

    @property
    def span(self) -> str:
        """The days it knows, in words."""
        return f"from {self.since} on" if self.until is None else f"from {self.since} to {self.until}"

    def expecting(self) -> Calendar:
        """The same with no end: beyond it only weekends and what can be computed are left out, so a day may move."""
        return replace(self, until=None)

    def knows(self, day: dt.date) -> bool:
        """Whether it can tell a working day from a holiday there."""
        return self.since <= day and (self.until is None or day <= self.until)

    def working(self, day: dt.date) -> bool:
        """Whether a day is a working day; raises `BeyondCalendar` where it is not known."""
        return self.moved(day) or (self.holiday(day) is None and day.weekday() not in self.weekend)

    def moved(self, day: dt.date) -> bool:
        """Whether a day of the weekend was made a working day."""
        if not self.knows(day):
            raise BeyondCalendar(self, day)
        return any(day in year.work for year in self._near(day))

    def holiday(self, day: dt.date) -> Named | None:
        """The holiday of a day, if it is one."""
        if not self.knows(day):
            raise BeyondCalendar(self, day)
        listed = next((year.off[day] for year in self._near(day) if day in year.off), None)
        return listed or self._kept(day.year).get(day)

    def source(self, day: dt.date) -> Citation:
        """Where the calendar of a day stands: the notice of its year, or the law of the holidays."""
        year = self.listed.get(day.year)
        return year.cite if year else self.cite

    def unsettled(self, day: dt.date) -> bool:
        """Whether the notice of a later year could still change a day: the last week of the last listed year."""
        return bool(self.listed) and self.until is not None and 0 <= (self.until - day).days < 7

    def _near(self, day: dt.date) -> Iterator[ListedYear]:
        # A notice may turn days of the December before or the January after.
        years = (self.listed.get(day.year + step) for step in (0, 1, -1))
        return (year for year in years if year is not None)

    def _kept(self, year: int) -> dict[dt.date, Named]:
        if year not in self._years:
            self._years[year] = dict(self._compute(year))
        return self._years[year]

    def _compute(self, year: int) -> Iterator[tuple[dt.date, Named]]:
        # New Year's Day on a Saturday is kept on the last day of the year before.
        for of in (year, min(year + 1, dt.MAXYEAR)):
            for holiday in self.yearly:
                day = holiday.of(of)
                if holiday.since <= day <= holiday.until:
                    yield day, holiday.name
                    kept = self.observed.get(day.weekday())
                    if kept is not None:
                        yield day + dt.timedelta(days=kept), holiday.name


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name in the tz database."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise LawError(f"no time zone is called {name!r}: write it as Asia/Shanghai or America/New_York") from None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=1)
def calendars() -> tuple[str, ...]:
    """The calendars there are."""
    return tuple(sorted(path.stem for path in CALENDARS.glob("*.yaml")))


@lru_cache(maxsize=64)
def calendar_of(name: str) -> Calendar:
    """One calendar; raises `UnknownName`, or `RuleFileError` with file, line and mend."""
    if name not in calendars():
        raise UnknownName("calendar", name, calendars())
    return load_calendar(CALENDARS / f"{name}.yaml")


def all_calendars() -> dict[str, Calendar]:
    """Every calendar, loaded: what start-up calls, so that a bad file stops it."""
    return {name: calendar_of(name) for name in calendars()}


def load_calendar(path: Path) -> Calendar:
    """A calendar from its file."""
    doc = parse(path)
    try:
        _CALENDAR(doc.value, "")
        return _made(path, doc.value)
    except LawError as error:
        where, _, what = str(error).partition(": ")
        doc.refuse(where, what, "see the calendars beside it")


def _a_day(value: Any, where: str) -> None:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise LawError(f"{where}: a day is expected as YYYY-MM-DD, not {value!r}")


def _a_span(value: Any, where: str) -> None:
    if isinstance(value, dt.date):
        return
    try:
        first, last = (dt.date.fromisoformat(part) for part in str(value).split("/"))
    except ValueError:
        raise LawError(f"{where}: a day, or first/last, is expected, not {value!r}") from None
    if not first <= last <= first + dt.timedelta(days=20):
        raise LawError(f"{where}: {value!r} is no holiday: it ends before it begins, or is longer than 20 days")


def _any_words(value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise LawError(f'{where}: words are expected, or "" for the whole instrument, not {value!r}')


def _within(least: int, most: int) -> Any:
    def check(value: Any, where: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise LawError(f"{where}: a whole number from {least} to {most} is expected, not {value!r}")

    return check


_CITE = Spec(
    {"law": words, "article": _any_words, "certainty": one_of(*Certainty)},
    {"url": words, "note": words},
)
_YEARLY = Spec(
    {"name": words, "zh": words},
    {
        "since": _a_day,
        "until": _a_day,
        "month": _within(1, 12),
        "day": _within(1, 31),
        "weekday": one_of(*WEEKDAYS),
        "nth": _within(-1, 4),
        "easter": _within(-100, 100),
    },
)
_YEAR = Spec({"cite": _CITE, "holidays": mapping_of(_a_span)}, {"work": each(_a_day)})
_CALENDAR = Spec(
    {
        "id": words,
        "title": words,
        "title_zh": words,
        "cite": _CITE,
        "checked_on": _a_day,
        "decides": words,
        "weekend": each(one_of(*WEEKDAYS)),
        "since": _a_day,
    },
    {
        "until": _a_day,
        "zone": words,
        "note": words,
        "names": mapping_of(words),
        "yearly": each(_YEARLY),
        "observed": mapping_of(_within(-3, 3)),
        "listed": mapping_of(_YEAR),
    },
)


def _made(path: Path, raw: dict[str, Any]) -> Calendar:
    if raw["id"] != path.stem:
        raise LawError(f"id: the id {raw['id']!r} is not the name of the file")
    if "until" in raw and raw["until"] < raw["since"]:
        raise LawError("until: the calendar ends before it begins")
    if "zone" in raw:
        _a_zone(raw["zone"])
    names = raw.get("names", {})
    return Calendar(
        id=raw["id"],
        title=raw["title"],
        title_zh=raw["title_zh"],
        cite=_citation(raw["cite"]),
        checked_on=raw["checked_on"],
        decides=raw["decides"],
        weekend=frozenset(WEEKDAYS.index(day) for day in raw["weekend"]),
        since=raw["since"],
        until=raw.get("until"),
        zone=raw.get("zone"),
        yearly=tuple(_yearly(item, f"yearly.{index}") for index, item in enumerate(raw.get("yearly", ()))),
        observed={WEEKDAYS.index(day): step for day, step in raw.get("observed", {}).items()},
        listed={year: _year(year, item, names) for year, item in raw.get("listed", {}).items()},
    )


def _a_zone(name: str) -> None:
    try:
        zone_of(name)
    except LawError as error:
        raise LawError(f"zone: {error}") from None


def _citation(raw: dict[str, Any]) -> Citation:
    return Citation(raw["law"], str(raw["article"]), Certainty(raw["certainty"]), raw.get("url"), raw.get("note"))


def _yearly(raw: dict[str, Any], where: str) -> Yearly:
    ways = [{"month", "day"}, {"month", "weekday", "nth"}, {"easter"}]
    if set(raw) - {"name", "zh", "since", "until"} not in ways:
        raise LawError(f"{where}: a holiday has month and day, or month, weekday and nth, or easter")
    if raw.get("nth") == 0:
        raise LawError(f"{where}.nth: the nth weekday is 1 to 4, or -1 for the last")
    if "day" in raw and raw["day"] > monthrange(2025, raw["month"])[1]:
        raise LawError(f"{where}.day: it is no day of every year: month {raw['month']} has no day {raw['day']} in 2025")
    fields = {key: value for key, value in raw.items() if key not in {"name", "zh", "weekday"}}
    weekday = WEEKDAYS.index(raw["weekday"]) if "weekday" in raw else None
    return Yearly(Named(raw["name"], raw["zh"]), weekday=weekday, **fields)


def _year(year: int, raw: dict[str, Any], names: dict[str, str]) -> ListedYear:
    off: dict[dt.date, Named] = {}
    for name, span in raw["holidays"].items():
        first, last = (span, span) if isinstance(span, dt.date) else map(dt.date.fromisoformat, span.split("/"))
        if name not in names:
            raise LawError(f"listed.{year}.holidays.{name}: the name has no Chinese among `names`")
        off |= {first + dt.timedelta(days=step): Named(name, names[name]) for step in range((last - first).days + 1)}
    work = frozenset(raw.get("work", ()))
    if both := sorted(work & set(off)):
        raise LawError(f"listed.{year}.work: {both[0]} is both a holiday and a working day")
    return ListedYear(_citation(raw["cite"]), off, work)
