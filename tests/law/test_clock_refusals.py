"""What a bad question about a deadline is told."""

from __future__ import annotations

import datetime as dt

import pytest

from causelist.law import BadFact, LawError, UnknownName, law_of
from causelist.law.clock import Extension, Pause, deadline
from causelist.law.clock_calendars import BeyondCalendar

WAIT = "cn.ecommerce.reinstatement_wait"
CN = law_of("cn")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_a_start_without_an_offset_is_refused() -> None:
    with pytest.raises(BadFact, match=r"no offset.*\+08:00"):
        deadline(CN, WAIT, start=dt.datetime(2026, 11, 24, 10))  # noqa: DTZ001 -- that is what is refused
    with pytest.raises(BadFact, match="no offset"):
        deadline(CN, WAIT, start=day("2026-11-24"), pauses=[Pause("a", dt.datetime(2026, 11, 25))])  # noqa: DTZ001
    pause = Pause("a", day("2026-11-25"), dt.datetime(2026, 11, 26))  # noqa: DTZ001
    with pytest.raises(BadFact, match="no offset"):
        deadline(CN, WAIT, start=day("2026-11-24"), pauses=[pause])


def test_hours_need_a_time() -> None:
    with pytest.raises(BadFact, match="give the time too, as 2026-11-24T09:00"):
        deadline(CN, "cn.transfer.hand_over", start=day("2026-11-24"))


def test_an_unknown_rule_is_told_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"cn\.transfer\.head_decides"):
        deadline(CN, "cn.transfer.head_decide", start=day("2026-11-24"))


def test_a_rule_of_a_bill_alone_says_which_bill() -> None:
    with pytest.raises(UnknownName, match="stands in the bill iipa-2012 only"):
        deadline(CN, "cn.notice.takedown_prerelease", start=day("2026-11-24"))


@pytest.mark.parametrize("name", ["", ".", "..", "../../etc/passwd", "cn", "cn.", "cn/notice", "\0", "x" * 5000])
def test_a_name_that_is_no_rule_is_refused(name: str) -> None:
    with pytest.raises(UnknownName, match="no rule is called"):
        deadline(CN, name, start=day("2026-11-24"))


def test_a_rule_that_is_no_period_is_refused() -> None:
    with pytest.raises(UnknownName, match="no period"):
        deadline(CN, "cn.counting.civil", start=day("2026-11-24"))


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadFact, match="before it begins"):
        deadline(CN, WAIT, start=day("2026-11-24"), pauses=[Pause("a", day("2026-11-26"), day("2026-11-25"))])


@pytest.mark.parametrize("count", [0, -1, 10**30])
def test_an_extension_that_cannot_be_is_refused(count: int) -> None:
    with pytest.raises(BadFact, match="cannot be counted"):
        deadline(CN, WAIT, start=day("2026-11-24"), extensions=[Extension("a", count)])


def test_an_unknown_zone_or_calendar_is_refused() -> None:
    for zone in ("Mars/Olympus", "../etc", "Asia"):
        with pytest.raises(LawError, match="no time zone"):
            deadline(CN, WAIT, start=at("2026-11-24T10:00+08:00"), place_zone=zone)
    with pytest.raises(UnknownName, match="no calendar"):
        deadline(CN, WAIT, start=day("2026-11-24"), calendar="mars")


def test_the_end_of_the_calendar_is_told() -> None:
    us = law_of("us")
    with pytest.raises(BadFact, match="after the year 9999"):
        deadline(us, "us.dmca.put_back_latest", start=day("9999-12-20"))
    with pytest.raises(BadFact, match="after the year 9999"):
        deadline(law_of("eu"), "eu.dsa.complaint_access", start=day("9999-08-20"))
    with pytest.raises(BadFact, match="after the year 9999"):
        deadline(law_of("it"), "it.law93.block", start=at("9999-12-31T23:50+00:00"), place_zone="UTC")
    with pytest.raises(BadFact, match="at the end of the calendar"):
        deadline(law_of("it"), "it.law93.block", start=at("9999-12-31T23:50+00:00"))
    pause = Pause("a", day("9999-01-02"), day("9999-12-30"))
    with pytest.raises(BadFact, match="after the year 9999"):
        deadline(law_of("eu"), "eu.dsa.complaint_access", start=day("9999-01-01"), pauses=[pause])
    assert deadline(us, "us.dmca.put_back_earliest", start=day("9999-12-15")).due == day("9999-12-30")


def test_beyond_the_calendar_says_what_would_decide() -> None:
    with pytest.raises(BeyondCalendar) as caught:
        deadline(CN, WAIT, start=day("2027-03-01"))
    assert caught.value.calendar == "cn"
    assert caught.value.day == day("2027-03-16")
    assert "State Council" in caught.value.decides
