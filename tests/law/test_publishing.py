from __future__ import annotations

import datetime as dt

import pytest

from causelist.law import LawError, NotInForce, UnknownName, law_of, schema
from causelist.law.publishing import decision_kinds, withheld

CN = law_of("cn")
TODAY = dt.date(2026, 11, 24)
NEVER_PUBLIC = {"minor", "person_address", "person_id", "account", "trade_secret", "health", "ongoing"}
ALWAYS_PUBLIC = {"firm", "authority", "result"}


@pytest.mark.parametrize("kind", decision_kinds(CN))
def test_what_nobody_may_read_is_withheld_and_what_everybody_may_is_kept(kind: str) -> None:
    found = withheld(CN, TODAY, kind)
    told = found.as_json()
    assert {one["id"] for one in told["withheld"]} >= NEVER_PUBLIC
    assert {one["id"] for one in told["kept"]} >= ALWAYS_PUBLIC
    assert all(one["words_zh"] for one in [*told["withheld"], *told["kept"]])
    for clock in (found.clock, found.withdraw_clock):
        assert clock is None or CN.rule(clock).kind == "period"


def test_a_penalty_is_published_in_twenty_working_days_and_withdrawn_in_three() -> None:
    found = withheld(CN, TODAY, "penalty")
    assert (found.published, found.clock, found.withdraw_clock) == (
        "conditional",
        "cn.penalty.publish",
        "cn.penalty.withdraw_publication",
    )
    assert withheld(CN, dt.date(2015, 1, 1), "penalty").published == "always"


def test_a_settlement_is_counted_and_not_published() -> None:
    found = withheld(CN, TODAY, "settlement")
    assert (found.published, found.clock) == ("never", None)
    assert {point.id for point in withheld(CN, TODAY, "judgment").not_published} >= {"juvenile", "mediated"}


def test_a_slip_is_told() -> None:
    with pytest.raises(UnknownName, match="did you mean judgment"):
        withheld(CN, TODAY, "judgement")
    with pytest.raises(NotInForce, match="not yet in force"):
        withheld(CN, dt.date(2013, 1, 1), "penalty")
    with pytest.raises(NotInForce, match="no rule says what is published"):
        withheld(law_of("us"), TODAY, "judgment")
    value = CN.on("cn.publication.penalty", TODAY).value
    with pytest.raises(LawError, match="'minor' stands twice"):
        schema.check_value("publication", value | {"kept": [{"id": "minor", "words": "x", "words_zh": "x"}]})
