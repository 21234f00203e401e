"""Deadlines: the start → due tables, and what a bad question is told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from causelist.law import BadFact, Book, LawError, NotInForce, bills, jurisdictions, law_of
from causelist.law.clock import Deadline, Extension, Pause, deadline, from_event, period_of, periods
from causelist.law.clock_calendars import BeyondCalendar
from causelist.law.clock_kinds import SHORT, UNNUMBERED
from causelist.law.rule import Certainty, Citation, Rule, Version

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("deadlines.yaml").read_text(encoding="utf-8"))
WAIT = "cn.ecommerce.reinstatement_wait"
CN = law_of("cn")


def moment(value: dt.date | str) -> dt.date | dt.datetime:
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def names(found: Deadline) -> list[str]:
    return [step.name for step in found.steps]


ROWS = [
    pytest.param(case, start, due, id=f"{case['name']}: {start}")
    for case in CASES
    for start, due in case["due"].items()
]


@pytest.mark.parametrize(("case", "start", "due"), ROWS)
def test_start_and_due(case: dict[str, Any], start: dt.date | str, due: dt.date | str | None) -> None:
    book = law_of(case["rule"].partition(".")[0], case.get("bill"))
    if "error" in case:
        with pytest.raises(LawError, match=case["error"]):
            deadline(book, case["rule"], start=moment(start))
        return
    found = deadline(book, case["rule"], start=moment(start)).as_json()
    assert found["due"] == (due.isoformat() if isinstance(due, dt.date) else due)
    assert json.loads(json.dumps(found)) == found
    assert found["cite"]
    assert len(found["steps"]) == len(found["steps_zh"]) >= 3


def test_every_case_names_its_source() -> None:
    assert all(case["source"] for case in CASES)


def all_periods() -> list[Any]:
    books = [law_of(place, bill) for place in jurisdictions() for bill in (None, *bills(place))]
    return [pytest.param(book, rule, id=f"{rule.id} {book.bill or ''}") for book in books for rule in periods(book)]


@pytest.mark.parametrize(("book", "rule"), all_periods())
def test_every_version_of_every_period_can_be_counted(book: Book, rule: Rule) -> None:
    for version in rule.versions:
        start = max(version.starts, day("2005-06-01"))
        period = period_of(version)
        if rule.last_day(version) is not None and start > (rule.last_day(version) or start):
            start = version.starts
        asked = dt.datetime.combine(start, dt.time(12), dt.UTC) if period.unit in SHORT else start
        try:
            found = deadline(book, rule.id, start=asked)
        except (BeyondCalendar, NotInForce) as error:
            assert start < day("2005-01-01"), error  # noqa: PT017 -- only what lies before the calendars
            continue
        assert (found.due is None) == (period.unit in UNNUMBERED)
        assert found.due is None or found.due >= asked
        assert rule.title_zh
        assert period.act_zh != period.act


# beyond the calendar


def test_a_diary_may_count_on_past_the_holidays_that_are_known_and_says_so() -> None:
    with pytest.raises(BeyondCalendar):
        deadline(CN, "cn.civil.first_instance", start=day("2026-11-24"))
    found = deadline(CN, "cn.civil.first_instance", start=day("2026-11-23"), expected=True)
    assert (found.due, found.expected) == (day("2027-05-24"), True)  # the 23rd is a Sunday
    assert found.steps[-2].words.startswith("The holidays after 2026-12-31")
    assert "尚未公布" in found.steps[-2].words_zh
    known = deadline(CN, WAIT, start=day("2026-11-02"), expected=True)
    assert (known.expected, known) == (False, deadline(CN, WAIT, start=day("2026-11-02")))


# pauses and extensions


def test_a_pause_leaves_its_days_out() -> None:
    found = deadline(CN, WAIT, start=day("2026-11-02"), pauses=[Pause("talks", day("2026-11-05"), day("2026-11-09"))])
    assert found.due == day("2026-11-23")  # 17 November and five days is Sunday the 22nd, moved
    assert "From 2026-11-05 (Thursday) to 2026-11-09 (Monday) the time does not run: talks." in found.as_json()["steps"]


def test_pauses_that_overlap_count_once() -> None:
    pauses = [
        Pause("a", day("2026-11-05"), day("2026-11-07")),
        Pause("b", at("2026-11-06T10:00+08:00"), day("2026-11-09")),
    ]
    assert deadline(CN, WAIT, start=day("2026-11-02"), pauses=pauses).due == day("2026-11-23")


def test_a_pause_that_has_not_ended_leaves_the_end_open() -> None:
    found = deadline(
        CN, WAIT, start=day("2026-11-02"), pauses=[Pause("talks", day("2026-11-05"))], extensions=[Extension("a", 1)]
    )
    assert (found.due, found.last_day, found.unit) == (None, None, "calendar_day")
    assert names(found)[-1] == "paused_open"


def test_a_pause_outside_the_period_changes_nothing() -> None:
    pauses = [Pause("late", day("2027-01-05")), Pause("early", day("2026-10-01"), day("2026-10-03"))]
    found = deadline(CN, WAIT, start=day("2026-11-24"), pauses=pauses)
    assert found.due == day("2026-12-09")
    assert names(found).count("pause_idle") == 2


def test_the_delay_for_a_notary_counts_at_most_twenty_working_days() -> None:
    start = day("2026-11-02")
    short = Pause("notary", day("2026-11-04"), day("2026-11-05"), "cn.ecommerce.notarisation_delay")
    assert deadline(CN, WAIT, start=start, pauses=[short]).due == day("2026-11-19")
    endless = Pause("notary", day("2026-10-12"), None, "cn.ecommerce.notarisation_delay")
    found = deadline(CN, WAIT, start=start, pauses=[endless])
    assert "pause_capped" in names(found)
    assert found.due == day("2026-11-24")  # 20 working days from 12 October end on 9 November; 15 days more


def test_a_pause_cannot_be_bounded_by_a_rule_without_a_number() -> None:
    pause = Pause("why", day("2026-11-04"), None, "cn.notice.takedown")
    with pytest.raises(LawError, match="cannot bound"):
        deadline(CN, WAIT, start=day("2026-11-02"), pauses=[pause])


def test_a_pause_stops_hours_too() -> None:
    rule, start = "cn.transfer.hand_over", at("2026-11-24T10:00+08:00")
    within = Pause("a", at("2026-11-24T12:00+08:00"), at("2026-11-24T15:00+08:00"))
    assert deadline(CN, rule, start=start, pauses=[within]).due == at("2026-11-25T13:00+08:00")
    whole_day = Pause("b", day("2026-11-25"), day("2026-11-25"))
    assert deadline(CN, rule, start=start, pauses=[whole_day, within]).due == at("2026-11-26T13:00+08:00")
    assert deadline(CN, rule, start=start, pauses=[Pause("c", at("2026-11-25T09:00+08:00"))]).due is None
    before = Pause("d", at("2026-11-23T09:00+08:00"), at("2026-11-24T12:00+08:00"))
    assert deadline(CN, rule, start=start, pauses=[before]).due == at("2026-11-25T12:00+08:00")
    after = Pause("e", at("2026-11-25T10:00+08:00"))
    assert deadline(CN, rule, start=start, pauses=[after]).due == at("2026-11-25T10:00+08:00")


def test_a_pause_makes_months_longer() -> None:
    eu = law_of("eu")
    pause = Pause("moved", day("2026-06-01"), day("2026-06-10"))
    found = deadline(eu, "eu.dsa.complaint_access", start=day("2026-05-24"), pauses=[pause])
    assert found.due == day("2026-12-04")
    open_end = Pause("moved", day("2026-06-01"))
    assert deadline(eu, "eu.dsa.complaint_access", start=day("2026-05-24"), pauses=[open_end]).due is None


def test_an_extension_counts_on_from_the_end_before_it_is_moved() -> None:
    found = deadline(CN, WAIT, start=day("2026-11-20"), extensions=[Extension("agreed", 3)])
    assert found.due == day("2026-12-08")  # from Saturday the 5th, not from Monday the 7th
    assert "Extended by 3 days (agreed): to 2026-12-08 (Tuesday)." in found.as_json()["steps"]
    longer = [Extension("a", 1, "month"), Extension("b", 2, "working_day")]
    found = deadline(law_of("eu"), "eu.dsa.dispute_decision", start=day("2026-06-01"), extensions=longer)
    assert found.due == day("2026-10-02")  # 30 August, 30 September, then the working days 1 and 2 October


def test_a_pause_may_fall_into_the_extension() -> None:
    more, start = [Extension("agreed", 5)], day("2026-11-02")  # the 15 days end on the 17th
    short = Pause("talks", day("2026-11-18"), day("2026-11-19"))
    found = deadline(CN, WAIT, start=start, pauses=[short], extensions=more)
    assert found.due == day("2026-11-24")
    assert "paused" in names(found)
    found = deadline(CN, WAIT, start=start, pauses=[Pause("talks", day("2026-11-18"))], extensions=more)
    assert found.due is None
    assert names(found)[-2:] == ["paused_open", "ends"]


def test_hours_are_extended_by_hours() -> None:
    found = deadline(CN, "cn.transfer.hand_over", start=at("2026-11-24T10:00+08:00"), extensions=[Extension("far", 12)])
    assert found.due == at("2026-11-25T22:00+08:00")
    assert "extended" in names(found)


@pytest.mark.parametrize("unit", ["hour", "immediately", "fortnight"])
def test_days_are_not_extended_by_another_sort_of_unit(unit: str) -> None:
    with pytest.raises(BadFact, match="cannot be extended"):
        deadline(CN, WAIT, start=day("2026-11-24"), extensions=[Extension("x", 1, unit)])


# the place, the calendar, the events


def test_the_day_is_that_of_the_place() -> None:
    us = law_of("us")
    start = at("2026-11-24T03:00Z")  # the evening of the 23rd in New York
    assert deadline(us, "us.dmca.put_back_earliest", start=start).due == day("2026-12-09")
    there = deadline(us, "us.dmca.put_back_earliest", start=start, place_zone="America/New_York")
    assert (there.due, there.zone) == (day("2026-12-08"), "America/New_York")


def test_an_instant_keeps_its_offset_and_says_what_the_clocks_show() -> None:
    found = deadline(law_of("it"), "it.law93.block", start=at("2026-03-29T01:45+01:00"))
    assert found.as_json()["due"] == "2026-03-29T02:15:00+01:00"
    assert found.steps[4].words == "In Europe/Rome it is then 2026-03-29 03:15+02:00."
    late = deadline(law_of("it"), "it.law93.block", start=at("2026-11-24T22:45Z"))
    assert late.last_day == day("2026-11-25")


def test_the_starting_hour_is_that_of_the_place() -> None:
    start = at("2026-11-24T02:20Z")
    found = deadline(CN, "cn.civil.preservation_order", start=start, place_zone="Asia/Kolkata")  # half an hour off
    assert found.due == at("2026-11-26T08:00+05:30") + dt.timedelta(0)
    assert found.as_json()["due"] == "2026-11-26T02:30:00+00:00"


def test_another_calendar_can_be_named() -> None:
    eu, start = law_of("eu"), day("2026-01-05")
    assert deadline(eu, "eu.dsa.dispute_decision", start=start).due == day("2026-04-06")  # 5 April is Easter Sunday
    found = deadline(eu, "eu.dsa.dispute_decision", start=start, calendar="it")
    assert found.due == day("2026-04-07")  # and the 6th Easter Monday
    assert found.as_json()["calendar"]["id"] == "it"


def test_the_week_before_the_unknown_year_says_so() -> None:
    assert "unsettled" in names(deadline(CN, WAIT, start=day("2026-12-14")))
    assert "unsettled" in names(deadline(CN, "cn.penalty.withdraw_publication", start=day("2026-12-23")))
    assert "unsettled" not in names(deadline(CN, WAIT, start=day("2026-11-24")))


def test_the_start_is_picked_among_the_events() -> None:
    events = {"notice_received": day("2026-11-01"), "declaration_forwarded": day("2026-11-24")}
    assert from_event(CN, WAIT, events).due == day("2026-12-09")
    old = from_event(CN, "cn.notice.takedown", {"notice_received": day("2005-06-01")})
    assert old.cite.law.startswith("Measures for the Administrative Protection of Copyright on the Internet")
    bill = law_of("cn", "iipa-2012")
    asked = {"application_accepted": at("2026-11-24T10:00+08:00"), "application_received": at("2026-11-23T10:00+08:00")}
    assert from_event(CN, "cn.civil.preservation_order", asked).due == at("2026-11-26T11:00+08:00")
    assert from_event(bill, "cn.civil.preservation_order", asked).due == at("2026-11-25T11:00+08:00")


def test_without_the_event_that_starts_it_the_clock_says_which_it_needs() -> None:
    with pytest.raises(BadFact, match=r"starts with declaration_forwarded.*notice_received"):
        from_event(CN, WAIT, {"notice_received": day("2026-11-01")})
    with pytest.raises(BadFact, match="given are: none"):
        from_event(CN, WAIT, {})


def test_the_answer_says_in_which_sense_the_day_is_meant() -> None:
    assert deadline(CN, WAIT, start=day("2026-11-24")).sense == "wait"
    assert deadline(law_of("us"), "us.dmca.put_back_earliest", start=day("2026-11-24")).sense == "earliest"
    assert deadline(law_of("eu"), "eu.dsa.complaint_access", start=day("2026-11-24")).sense == "keep"


def test_certainty_is_carried_along() -> None:
    found = deadline(law_of("cn", "iipa-2012"), "cn.notice.takedown", start=at("2026-11-24T10:00+08:00")).as_json()
    assert found["citation"]["certainty"] == "wish"
    assert "(wish)" in found["cite"]
    assert found["bill"] == "iipa-2012"


# a law of one's own, for what no statute here does


def invented(first_day: str = "not_counted", last_day: str = "moves", **value: Any) -> Book:
    cite = Citation("Invented Act", "s. 1", Certainty.UNVERIFIED)
    counting = {
        "first_day": first_day, "hours": "from_the_instant", "last_day": last_day, "calendar": "us",
        "text": "as it says", "text_zh": "从其规定", "posted_in_time": True,
    }  # fmt: skip
    period = {
        "unit": "calendar_day", "count": 5, "counted_by": "xx.counting", "event": "e", "event_words": "it happened",
        "event_words_zh": "发生", "act": "act", "act_zh": "行事",
    } | value  # fmt: skip
    today = day("2026-11-24")
    made = {
        name: Rule(name, name, kind, "e", today, (Version(day("2000-01-01"), held, cite),))
        for name, kind, held in (("xx.counting", "counting", counting), ("xx.period", "period", period))
    }
    return Book("xx", made)


def test_a_law_may_count_the_first_day() -> None:
    assert deadline(invented("counted"), "xx.period", start=day("2026-11-23")).due == day("2026-11-27")
    months = invented("counted", unit="month", count=1)
    assert deadline(months, "xx.period", start=day("2026-03-01")).due == day("2026-03-31")
    years = invented("counted", unit="year", count=1)
    assert deadline(years, "xx.period", start=day("2024-02-29")).due == day("2025-02-27")
    stopped = deadline(months, "xx.period", start=day("2026-03-01"), pauses=[Pause("a", day("2026-03-04"))])
    assert stopped.due is None


def test_a_law_may_leave_the_last_day_on_a_holiday() -> None:
    found = deadline(invented(last_day="stays"), "xx.period", start=day("2026-11-21"))
    assert found.due == day("2026-11-26")
    assert (
        "2026-11-26 (Thursday) is a holiday, Thanksgiving Day, but this law does not move"
        in found.as_json()["steps"][4]
    )
    assert deadline(invented(last_day="stays"), "xx.period", start=day("2026-11-22")).due == day("2026-11-27")


def test_one_of_anything_is_singular() -> None:
    found = deadline(invented(count=1), "xx.period", start=day("2026-11-23"))
    assert "The 1 day ends with 2026-11-24 (Tuesday)." in found.as_json()["steps"]
    assert "posted" in names(found)
