from __future__ import annotations

import datetime as dt

import pytest

from causelist.law import takedown

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("place", "kind", "rule"),
    [
        ("cn", "file", "cn.cloud_disk.takedown"),
        ("cn", "listing", "cn.ecommerce.takedown"),
        ("cn", "video", "cn.notice.takedown"),
        ("CN-31", "video", "cn.notice.takedown"),
        ("us", "file", "us.dmca.takedown"),
        ("it", "page", "eu.dsa.decide_notice"),
        ("xx", "page", None),
        ("", "page", None),
    ],
)
def test_the_most_particular_rule_governs(place: str, kind: str, rule: str | None) -> None:
    assert takedown.rule_for(place, kind) == rule


def test_a_period_with_a_number_gives_the_whole_day_of_receipt_to_the_provider() -> None:
    found = takedown.overdue("cn.cloud_disk.takedown", DAY)
    assert found.certainty == "fixed"
    assert found.complain_from == dt.date(2026, 11, 22)  # 24 hours from the end of the 20th end with the 21st
    assert isinstance(found.due, dt.datetime)


@pytest.mark.parametrize(
    ("rule", "certainty", "words"),
    [("cn.notice.takedown", "at_once", "immediately"), ("us.dmca.takedown", "open", "expeditiously")],
)
def test_without_a_number_silence_may_be_complained_of_the_day_after(rule: str, certainty: str, words: str) -> None:
    found = takedown.overdue(rule, DAY)
    assert (found.certainty, found.due, found.words) == (certainty, None, words)
    assert found.complain_from == DAY + dt.timedelta(days=1)


@pytest.mark.parametrize("rule", ["cn.cloud_disk.takedown", "in.copyright_rules.takedown", "cn.notice.takedown"])
def test_the_last_day_of_receipt_is_the_one_whose_silence_is_overdue_today(rule: str) -> None:
    last = takedown.complainable_until(rule, DAY)
    assert last is not None
    assert takedown.overdue(rule, last).complain_from <= DAY
    assert takedown.overdue(rule, last + dt.timedelta(days=1)).complain_from > DAY


def test_before_a_rule_was_law_nothing_is_overdue_by_it() -> None:
    assert takedown.complainable_until("cn.cloud_disk.takedown", dt.date(2010, 1, 1)) is None
