"""What holds of every deadline, whatever the rule and the start."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from causelist.law import LawError, NotInForce, bills, jurisdictions, law_of
from causelist.law.clock import Deadline, Extension, Pause, deadline, period_of, periods
from causelist.law.clock_count import Instants, Stretch, add_days, add_months, add_time
from causelist.law.clock_kinds import SHORT, UNITS, UNNUMBERED
from causelist.law.rule import Version
from causelist.law.schema import check_value

BOOKS = [law_of(place, bill) for place in jurisdictions() for bill in (None, *bills(place))]
PERIODS = {f"{rule.id} {book.bill or ''}": (book, rule) for book in BOOKS for rule in periods(book)}
NUMBERED = [name for name, (_, rule) in PERIODS.items() if period_of(rule.versions[-1]).unit not in UNNUMBERED]
OFFSETS = [dt.timezone(dt.timedelta(minutes=minutes)) for minutes in (-300, 0, 60, 330, 480)]
# Starts that every calendar can answer: early enough before the last known year ends.
DAYS = st.dates(dt.date(2024, 3, 1), dt.date(2026, 3, 1))
HOURS = st.datetimes(dt.datetime(2024, 3, 1), dt.datetime(2026, 3, 1), timezones=st.sampled_from(OFFSETS))  # noqa: DTZ001 -- the zone is drawn
STARTS = st.tuples(DAYS, HOURS)
QUICK = settings(max_examples=60, deadline=None)


Start = tuple[dt.date, dt.datetime]  # of the two, the one that the rule's unit asks for


def ask(name: str, start: Start, **how: Any) -> Deadline:
    book, rule = PERIODS[name]
    return deadline(book, rule.id, start=begun(name, start), expected=True, **how)  # some take years


def begun(name: str, start: Start) -> dt.date | dt.datetime:
    return start[1] if period_of(PERIODS[name][1].versions[-1]).unit in SHORT else start[0]


@QUICK
@given(st.sampled_from(NUMBERED), STARTS)
def test_nothing_is_due_before_its_start(name: str, start: Start) -> None:
    due = ask(name, start).due
    assert due is not None
    assert due > begun(name, start)


@QUICK
@given(st.sampled_from(NUMBERED), STARTS, STARTS)
def test_who_starts_later_is_never_due_earlier(name: str, a: Start, b: Start) -> None:
    first, second = sorted((a, b), key=lambda start: begun(name, start))
    one, other = ask(name, first), ask(name, second)
    # A new law may shorten a period; within one version a later start is never due earlier.
    if one.cite == other.cite and one.counted_by == other.counted_by:
        assert one.due is not None
        assert other.due is not None
        assert one.due <= other.due


@QUICK
@given(st.sampled_from(list(PERIODS)), STARTS)
def test_the_same_question_has_the_same_answer(name: str, start: Start) -> None:
    assert ask(name, start).as_json() == ask(name, start).as_json()


@QUICK
@given(st.sampled_from(NUMBERED), STARTS, st.integers(1, 20), st.integers(0, 20))
def test_a_pause_or_an_extension_never_makes_it_earlier(name: str, start: Start, after: int, length: int) -> None:
    plain = ask(name, start).due
    first = start[0] + dt.timedelta(days=after)
    paused = ask(name, start, pauses=[Pause("a", first, first + dt.timedelta(days=length))]).due
    extended = ask(name, start, extensions=[Extension("a", 1 + length % 3)]).due
    assert plain is not None
    assert paused is not None
    assert extended is not None
    assert paused >= plain
    assert extended >= plain


@QUICK
@given(st.sampled_from(list(PERIODS)), st.dates(dt.date(1949, 10, 1), dt.date(2040, 1, 1)))
def test_a_day_in_a_rules_life_has_exactly_one_version(name: str, on: dt.date) -> None:
    rule = PERIODS[name][1]
    in_force = [item for item in rule.versions if item.starts <= on <= (rule.last_day(item) or dt.date.max)]
    try:
        found: list[Version] = [rule.on(on)]
    except NotInForce:
        found = []
    assert in_force == found


def moved_units(name: str, start: dt.date) -> tuple[str, ...]:
    """The units whose last day is never a holiday: all where the law moves it, else those that count working days."""
    book, rule = PERIODS[name]
    stays = book.on(rule.on(start).value["counted_by"], start).value["last_day"] == "stays"
    return ("working_day",) if stays else UNITS


@QUICK
@given(st.sampled_from(NUMBERED), DAYS)
def test_a_day_is_due_on_a_working_day_where_the_law_moves_it(name: str, start: dt.date) -> None:
    found = ask(name, (start, dt.datetime.combine(start, dt.time(), dt.UTC)))
    if found.calendar is not None and found.unit in moved_units(name, start):
        assert found.last_day is not None
        assert (found.calendar.expecting() if found.expected else found.calendar).working(found.last_day)


@QUICK
@given(DAYS, st.integers(1, 300), st.integers(0, 300), st.integers(0, 40))
def test_days_counted_one_by_one(start: dt.date, count: int, after: int, length: int) -> None:
    stretch = Stretch(start + dt.timedelta(days=after), start + dt.timedelta(days=after + length))
    due = add_days(start, count, stopped=[stretch])
    assert due is not None
    days = [start + dt.timedelta(days=step) for step in range(1, (due - start).days + 1)]
    assert sum(not stretch.holds(item) for item in days) == count
    assert not stretch.holds(due)


@QUICK
@given(HOURS, st.integers(1, 10_000), st.integers(-5000, 10_000), st.integers(0, 5000))
def test_minutes_counted_past_a_pause(start: dt.datetime, count: int, after: int, length: int) -> None:
    minute = dt.timedelta(minutes=1)
    stop = Instants(start + after * minute, start + (after + length) * minute)
    due = add_time(start, count * minute, [stop])
    assert due is not None
    assert stop.end is not None
    lost = max(min(stop.end, due) - max(stop.start, start), dt.timedelta())
    assert due - start - lost == count * minute


@QUICK
@given(DAYS, st.integers(1, 240))
def test_months_keep_their_number_or_end_with_the_month(start: dt.date, months: int) -> None:
    end = add_months(start, months)
    assert end is not None
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + dt.timedelta(days=1)).day == 1)


PERIOD = {
    "unit": "calendar_day", "count": 5, "counted_by": "xx.c", "event": "e", "event_words": "it happened",
    "event_words_zh": "发生", "act": "act", "act_zh": "行事",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"count": None}, "count: a period in calendar_day needs a number"),
        ({"count": 0}, "count: a period in calendar_day needs a number"),
        ({"count": -1}, "count: a whole number"),
        ({"count": True}, "count: a whole number"),
        ({"count": 1.5}, "count: a whole number"),
        ({"unit": "fortnight"}, "unit: one of minute"),
        ({"unit": "immediately"}, "count: a period in immediately has no number"),
        ({"unit": "reasonable", "count": None}, "the key 'words' is missing"),
        ({"sense": "perhaps"}, "sense: one of latest"),
        ({"days": 3}, "days: the key 'days' is not known"),
    ],
)
def test_a_period_that_does_not_fit_together_is_refused(change: dict[str, Any], what: str) -> None:
    check_value("period", PERIOD)
    with pytest.raises(LawError, match=what):
        check_value("period", PERIOD | change)


def test_a_period_with_a_number_says_how_it_is_counted() -> None:
    with pytest.raises(LawError, match="name the rule by which"):
        check_value("period", {key: value for key, value in PERIOD.items() if key != "counted_by"})


def test_every_period_names_a_counting_that_is_there() -> None:
    for book, rule in PERIODS.values():
        for version in rule.versions:
            counted_by = period_of(version).counted_by
            if counted_by is not None:
                assert book.rule(counted_by).kind == "counting"
