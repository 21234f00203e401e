"""When something is due: a period of the law counted on from its event, step by step, with each step's article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from causelist.law.book import Book
from causelist.law.clock_calendars import BeyondCalendar, Calendar, calendar_of, calendars
from causelist.law.clock_kinds import SHORT, UNITS, UNNUMBERED, Counting, Period
from causelist.law.clock_run import Extension, Pause, Run, Stop, day_of, run_days, run_time
from causelist.law.clock_words import Step, length_words, say
from causelist.law.errors import BadFact, LawError, UnknownName
from causelist.law.rule import Citation, Rule, Version

__all__ = ["Deadline", "Extension", "Pause", "deadline", "from_event", "period_of", "periods"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day or instant of a period; `due` None: the law gives no number, or the time stands still."""

    rule: str
    title: str
    title_zh: str | None
    start: dt.date | dt.datetime
    due: dt.date | dt.datetime | None
    unit: str
    count: int | None
    sense: str  # latest: to be done by then; earliest: not before; wait: only after; keep: at least until
    steps: tuple[Step, ...]
    cite: Citation
    counted_by: Citation | None = None
    calendar: Calendar | None = None
    zone: str | None = None
    bill: str | None = None
    expected: bool = False  # counted beyond the holidays that are known: the day may still move

    @property
    def last_day(self) -> dt.date | None:
        """The day on which it ends at the place, for a diary."""
        return None if self.due is None else day_of(self.due, self.zone)

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "due": None if self.due is None else self.due.isoformat(),
            "unit": self.unit,
            "steps": [step.words for step in self.steps],
            "cite": str(self.cite),
            "rule": self.rule,
            "title": self.title,
            "title_zh": self.title_zh,
            "start": self.start.isoformat(),
            "count": self.count,
            "sense": self.sense,
            "last_day": None if self.last_day is None else self.last_day.isoformat(),
            "steps_zh": [step.words_zh for step in self.steps],
            "citation": self.cite.as_json(),
            "counted_by": None if self.counted_by is None else self.counted_by.as_json(),
            "calendar": None
            if self.calendar is None
            else {
                "id": self.calendar.id,
                "title": self.calendar.title,
                "checked_on": self.calendar.checked_on.isoformat(),
                "knows": self.calendar.span,
            },
            "zone": self.zone,
            "bill": self.bill,
            "expected": self.expected,
        }


def deadline(
    book: Book,
    rule_id: str,
    *,
    start: dt.date | dt.datetime,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    place_zone: str | None = None,
    calendar: str | None = None,
    expected: bool = False,
) -> Deadline:
    """When the period of a rule ends that began with an event on a day, or at an instant for hours and minutes.

    `start` is a date, or a datetime with its offset; its day at the place (`place_zone`, else the place's own zone if
    it has one, else that of the offset) picks the version. `calendar` names another calendar than the law's own, such
    as that of a member state. `expected` counts on past the holidays that are known, as a diary must, and says so in
    the answer. Raises `BadFact`, `UnknownName`, `NotInForce` and, but for `expected`, `BeyondCalendar`.
    """
    zone = place_zone or _own_zone(book)
    rule = _period_rule(book, rule_id)
    _check_start(start)
    version = rule.on(day_of(start, zone))
    period = period_of(version)
    steps = [say("event", start=start, event=(period.event_words, period.event_words_zh))]
    act = (period.act, period.act_zh)
    counted_by: Version | None = None
    due: dt.date | dt.datetime | None = None
    kept: Calendar | None = None
    beyond = False
    if period.count is None or period.counted_by is None:
        said = (period.words or "", period.words_zh or period.words or "")
        steps.append(say("no_number", act=act, said=said, cite=version.cite))
        steps.append(say("at_once" if period.unit == "immediately" else "no_due"))
    else:
        steps.append(say("length", act=act, length=length_words(period.count, period.unit), cite=version.cite))
        counted_by = book.on(period.counted_by, day_of(start, zone))
        counting = Counting(**counted_by.value)
        kept = calendar_of(calendar or counting.calendar)
        stops = tuple(_stop(book, pause, zone, steps, expected=expected) for pause in pauses)
        run = Run(period, period.count, counting, counted_by.cite, kept, zone, stops, tuple(extensions), [])
        try:
            due = _run(run, start)
        except BeyondCalendar:
            if not expected:
                raise
            beyond = True
            run = replace(run, calendar=kept.expecting(), steps=[])
            due = _run(run, start)
            run.say("expected", last=kept.until, calendar=(kept.title, kept.title_zh))
        steps += run.steps
    steps += [say("doubt", note=note) for note in _notes(version, counted_by, rule)]
    return Deadline(
        rule=rule.id,
        title=rule.title,
        title_zh=rule.title_zh,
        start=start,
        due=due,
        unit=period.unit,
        count=period.count,
        sense=period.sense,
        steps=tuple(steps),
        cite=version.cite,
        counted_by=counted_by.cite if counted_by else None,
        calendar=kept if kept and period.unit not in SHORT else None,
        zone=zone,
        bill=book.bill,
        expected=beyond,
    )


def from_event(
    book: Book, rule_id: str, events: Mapping[str, dt.date | dt.datetime], *, place_zone: str | None = None, **how: Any
) -> Deadline:
    """The same, the start picked among dated events (`declaration_forwarded`, …) by the one that the rule names."""
    rule = _period_rule(book, rule_id)
    zone = place_zone or _own_zone(book)
    for version in reversed(rule.versions):
        period = period_of(version) if version.value is not None else None
        if period is None or period.event not in events:
            continue
        start = events[period.event]
        _check_start(start)
        if rule.on(day_of(start, zone)) is version:
            return deadline(book, rule_id, start=start, place_zone=place_zone, **how)
    wanted = sorted({version.value["event"] for version in rule.versions if version.value is not None})
    raise BadFact(
        f"{rule_id} starts with {' or '.join(wanted)}, of which no day is given on which it was in force; "
        f"given are: {', '.join(sorted(events)) or 'none'}"
    )


def periods(book: Book) -> list[Rule]:
    """The rules of a place that are periods."""
    return [rule for rule in book if rule.kind == "period"]


def period_of(version: Version) -> Period:
    """What a version of a rule of that kind says."""
    return Period(**version.value)


def _period_rule(book: Book, rule_id: str) -> Rule:
    rule = book.rule(rule_id)
    if rule.kind != "period":
        raise UnknownName("period", rule_id, (other.id for other in periods(book)))
    return rule


def _own_zone(book: Book) -> str | None:
    return calendar_of(book.jurisdiction).zone if book.jurisdiction in calendars() else None


def _check_start(start: dt.date | dt.datetime) -> None:
    if isinstance(start, dt.datetime) and start.utcoffset() is None:
        raise BadFact(f"the start {start.isoformat()} has no offset: write it as {start.isoformat()}+08:00, or as Z")


def _run(run: Run, start: dt.date | dt.datetime) -> dt.date | dt.datetime | None:
    for extension in run.extensions:
        unit = extension.unit or run.period.unit
        if unit not in UNITS or unit in UNNUMBERED or (unit in SHORT) != (run.period.unit in SHORT):
            raise BadFact(f"a period in {run.period.unit} cannot be extended by {unit}: use a unit of the same sort")
    if run.period.unit not in SHORT:
        return run_days(run, day_of(start, run.zone))
    if not isinstance(start, dt.datetime):
        raise BadFact(f"this period runs in {run.period.unit}s: give the time too, as {start}T09:00+08:00")
    return run_time(run, start)


def _stop(book: Book, pause: Pause, zone: str | None, steps: list[Step], *, expected: bool) -> Stop:
    _check_start(pause.start)
    if pause.until is not None:
        _check_start(pause.until)
    first = day_of(pause.start, zone)
    last = None if pause.until is None else day_of(pause.until, zone)
    if last is not None and last < first:
        raise BadFact(f"the pause ({pause.reason}) ends on {last}, before it begins on {first}")
    until = pause.until
    if pause.capped_by is not None:
        cap = deadline(book, pause.capped_by, start=pause.start, place_zone=zone, expected=expected)
        if cap.last_day is None:
            raise LawError(f"{pause.capped_by} gives no number, so it cannot bound the pause ({pause.reason})")
        if last is None or cap.last_day < last:
            last, until = cap.last_day, cap.due
            steps.append(say("pause_capped", first=first, last=last, cite=cap.cite))
    return Stop(pause.reason, pause.start, until, first, last)


def _notes(version: Version, counted_by: Version | None, rule: Rule) -> list[str]:
    notes = [version.cite.note, version.note, counted_by.cite.note if counted_by else None, rule.note]
    return [note for note in notes if note]
