"""Calendars: which days are worked, and what is wrong with a bad file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from causelist.law import RuleFileError, UnknownName
from causelist.law.clock_calendars import (
    WEEKDAYS,
    BeyondCalendar,
    all_calendars,
    calendar_of,
    calendars,
    easter,
    load_calendar,
)
from causelist.law.rule import Certainty


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


HOLIDAYS = {
    "cn": """2026-01-01 2026-01-02 2026-02-16 2026-02-23 2026-04-06 2026-05-05 2026-06-19 2026-09-25 2026-10-07
        2025-01-28 2025-02-04 2025-06-02 2025-10-08 2024-02-12 2024-05-03 2024-06-10 2024-09-16 2024-10-07
        2017-10-04 2015-09-03 2012-01-23 2007-12-31""",
    "us": """2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11
        2026-11-26 2026-12-25 2021-06-18 2021-12-31 2022-12-26 2023-01-02 2032-05-31""",
    "it": """2026-01-06 2026-04-06 2026-04-25 2026-05-01 2026-06-02 2026-08-15 2026-10-04 2026-12-08 2027-10-04
        2011-03-17 2024-04-01 2025-12-26""",
    "eu": "2026-01-01 2026-12-25",
}
WORKED = {
    "cn": """2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10 2025-01-26 2025-02-08 2025-04-27
        2025-09-28 2025-10-11 2024-02-04 2024-02-18 2024-10-12 2026-11-24 2006-12-30""",
    "us": "2020-06-19 2026-11-24 2021-01-20 2026-12-24 2025-12-26",
    "it": "2025-03-17 2026-11-24 2024-10-04 2026-11-04",
    "eu": "2026-04-06 2026-05-01",
}


@pytest.mark.parametrize("name", HOLIDAYS)
def test_holidays_are_no_working_days(name: str) -> None:
    kept = calendar_of(name)
    for text in HOLIDAYS[name].split():
        assert kept.holiday(day(text)), text
        assert not kept.working(day(text)), text


@pytest.mark.parametrize("name", WORKED)
def test_working_days(name: str) -> None:
    for text in WORKED[name].split():
        assert calendar_of(name).working(day(text)), text


def test_a_year_of_china_has_as_many_working_days_as_its_notice_leaves() -> None:
    kept = calendar_of("cn")
    days = [day("2026-01-01") + dt.timedelta(days=step) for step in range(365)]
    assert sum(kept.working(item) for item in days) == 248


def test_a_weekend_that_is_worked_says_so_and_a_year_its_source() -> None:
    kept = calendar_of("cn")
    assert kept.moved(day("2026-02-28"))
    assert not kept.moved(day("2026-02-27"))
    assert kept.source(day("2026-02-28")).certainty is Certainty.VERIFIED
    assert kept.source(day("2012-02-28")).certainty is Certainty.REPORTED
    assert calendar_of("it").source(day("2026-02-28")).law.startswith("Law 260/1949")


@pytest.mark.parametrize("outside", ["2004-12-31", "2027-01-01"])
def test_beyond_its_years_a_calendar_cannot_say(outside: str) -> None:
    kept = calendar_of("cn")
    for ask in (kept.working, kept.holiday, kept.moved):
        with pytest.raises(BeyondCalendar, match=r"from 2005-01-01 to 2026-12-31.*General Office"):
            ask(day(outside))


def test_a_computed_calendar_knows_every_later_year() -> None:
    assert calendar_of("us").span == "from 1998-01-01 on"
    assert calendar_of("us").working(dt.date.max)
    assert not calendar_of("us").unsettled(dt.date.max)
    with pytest.raises(BeyondCalendar):
        calendar_of("us").working(day("1997-12-31"))


def test_easter() -> None:
    assert [easter(year) for year in (1818, 1961, 2000, 2024, 2026, 2038, 2285)] == [
        day("1818-03-22"), day("1961-04-02"), day("2000-04-23"), day("2024-03-31"), day("2026-04-05"),
        day("2038-04-25"), day("2285-03-22"),
    ]  # fmt: skip
    assert all(easter(year).weekday() == WEEKDAYS.index("sunday") for year in range(1583, 3000))


def test_all_calendars_load_and_the_unknown_is_told_the_nearest() -> None:
    assert set(all_calendars()) == set(calendars()) >= {"cn", "eu", "it", "us"}
    with pytest.raises(UnknownName, match="no calendar is called 'usa'"):
        calendar_of("usa")


GOOD = """\
id: xx
title: Somewhere
title_zh: 某地
checked_on: 2026-11-24
since: 2026-01-01
until: 2026-12-31
decides: the gazette
cite: {law: Holidays Act, article: "", certainty: unverified}
weekend: [saturday, sunday]
names: {Feast: 节}
yearly:
  - {name: Last Friday, zh: 五, month: 11, weekday: friday, nth: -1}
  - {name: Last Monday, zh: 一, month: 12, weekday: monday, nth: -1}
  - {name: Old Day, zh: 旧, month: 3, day: 3, until: 2020-01-01}
listed:
  2026:
    cite: {law: Gazette, article: "1", certainty: verified}
    holidays: {Feast: 2026-05-01/2026-05-03}
    work: [2026-05-09]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_calendar_from_a_file(tmp_path: Path) -> None:
    made = load_calendar(written(tmp_path, GOOD))
    holidays = [step for step in range(365) if made.holiday(day("2026-01-01") + dt.timedelta(days=step))]
    assert [day("2026-01-01") + dt.timedelta(days=step) for step in holidays] == [
        day("2026-05-01"), day("2026-05-02"), day("2026-05-03"), day("2026-11-27"),
        day("2026-12-28"),
    ]  # fmt: skip
    assert made.working(day("2026-05-09"))
    assert not made.working(day("2026-05-10"))


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("id: xx", "id: yy", 1, "not the name of the file"),
        ("2026-05-01/2026-05-03", "2026-05-03/2026-05-01", 18, "no holiday"),
        ("2026-05-01/2026-05-03", "2026-05-01/2026-06-03", 18, "no holiday"),
        ("2026-05-01/2026-05-03", "May", 18, "first/last"),
        ("work: [2026-05-09]", "work: [2026-05-02]", 19, "both a holiday and a working day"),
        ("work: [2026-05-09]", "work: [9]", 19, "a day is expected"),
        ("names: {Feast: 节}", "names: {Fest: 节}", 18, "no Chinese"),
        ("nth: -1}", "nth: 9}", 12, "from -1 to 4"),
        ("nth: -1}", "nth: 0}", 12, "1 to 4"),
        ("nth: -1}", "nth: -1, day: 3}", 12, "month and day"),
        ("month: 3, day: 3", "month: 13, day: 3", 14, "from 1 to 12"),
        ("month: 3, day: 3", "month: 2, day: 30", 14, "no day"),
        ("month: 3, day: 3", "month: true, day: 3", 14, "whole number"),
        ("weekend: [saturday", "weekend: [saterday", 9, "one of monday"),
        ('article: "",', "article: 1,", 8, "words are expected"),
        ("certainty: unverified", "certainty: sure", 8, "one of verified"),
        ("since: 2026-01-01", "since: then", 5, "a day is expected"),
        ("until: 2026-12-31", "until: 2025-12-31", 6, "ends before it begins"),
        ("decides: the gazette\n", "", 1, "'decides' is missing"),
        ("decides:", "decide:", 1, "'decides' is missing"),
        ("id: xx", "id: xx\nzone: Mars", 2, "no time zone"),
        ("id: xx", "id: xx\nid: xx", 2, "stands twice"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleFileError, match=what) as caught:
        load_calendar(written(tmp_path, GOOD.replace(old, new)))
    assert caught.value.line == line
