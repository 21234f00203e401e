from __future__ import annotations

import datetime as dt

import pytest

from causelist.law import NotInForce, law_of
from causelist.law.grounds import refusal_grounds, silence

CN = law_of("cn")
TODAY = dt.date(2026, 11, 24)


def test_silence_is_unlawful_from_the_day_after_the_fifteenth() -> None:
    # 15 days from Sunday 8 November end with Monday the 23rd.
    before = silence(CN, received=dt.date(2026, 11, 8), on=dt.date(2026, 11, 23))
    after = silence(CN, received=dt.date(2026, 11, 8), on=dt.date(2026, 11, 24))
    assert (before.unlawful, before.since) == (False, dt.date(2026, 11, 24))
    assert (after.unlawful, after.since) == (True, dt.date(2026, 11, 24))
    assert [remedy.until for remedy in before.remedies] == [None, None]


def test_since_2024_reconsideration_comes_before_a_suit() -> None:
    found = silence(CN, received=dt.date(2026, 10, 8), on=TODAY)
    assert found.since == dt.date(2026, 10, 24)
    told = found.as_json()["remedies"]
    assert [(one["id"], one["until"]) for one in told] == [("reconsideration", "2026-12-22"), ("suit", None)]
    older = silence(CN, received=dt.date(2023, 3, 1), on=dt.date(2023, 5, 1))
    assert [remedy.clock for remedy in older.remedies] == [
        "cn.reconsideration.apply_after_silence",
        "cn.admin_suit.after_silence",
    ]


def test_a_moment_late_in_the_evening_belongs_to_the_day_at_the_place() -> None:
    late = dt.datetime(2026, 11, 8, 17, 0, tzinfo=dt.UTC)  # 01:00 on the 9th in China
    assert silence(CN, received=late, on=TODAY).since == dt.date(2026, 11, 25)


def test_the_grounds_say_what_can_be_mended_and_what_is_passed_on() -> None:
    found = refusal_grounds(CN, TODAY)
    told = {one["id"]: one for one in found.as_json()["grounds"]}
    assert told["papers"]["final"] is False
    assert told["no_public_interest"]["final"] is True
    assert told["not_competent"]["instead"] == "cn.admin.forward"
    assert CN.rule("cn.admin.forward").kind == "period"


def test_a_place_without_rules_says_so() -> None:
    with pytest.raises(NotInForce, match="silence is unlawful"):
        silence(law_of("us"), received=TODAY, on=TODAY)
    with pytest.raises(NotInForce, match="grounds on which"):
        refusal_grounds(law_of("us"), TODAY)
