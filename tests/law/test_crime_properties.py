"""What holds for all facts and days: more never helps the accused, an unknown never turns an answer round."""

from __future__ import annotations

import datetime as dt
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from causelist.law import Book, LawError, NotInForce, RuleFileError, UnknownName, law_of
from causelist.law.crime import threshold
from causelist.law.crime_circumstances import names_of, places
from causelist.law.crime_facts import MEASURES, Facts, read_facts
from causelist.law.crime_rules import Acts, acts_of
from causelist.law.files import load_file

DAYS = st.dates(dt.date(1998, 12, 23), dt.date(2030, 1, 1))
COUNTS = st.one_of(
    st.integers(0, 2000),
    st.sampled_from(
        [250, 499, 500, 1000, 5000, 9999, 10000, 25000, 29999, 30000, 50000, 100000, 150000, 300000, 500000]
    ),
)
FACTS = st.dictionaries(st.sampled_from(sorted(MEASURES)), COUNTS, max_size=6)
ACTS = st.sampled_from(["217", "218"])
BILLS = st.sampled_from([None, "iipa-2012"])
READINGS = st.sampled_from(["literal", "measures"])
WEIGHT = {None: 0, "base": 1, "especially_serious": 2}


QUESTIONS = st.fixed_dictionaries({"act": ACTS, "on": DAYS, "facts": FACTS, "reading": READINGS})


@settings(max_examples=300, deadline=None)
@given(QUESTIONS, st.integers(0, 9000), st.sampled_from(sorted(MEASURES)), st.integers(1, 400_000), BILLS)
def test_more_never_makes_met_unmet(
    question: dict[str, Any], later: int, name: str, more: int, bill: str | None
) -> None:
    book, facts = law_of("cn", bill), question["facts"] | {"unit": more % 2}
    question["decided"] = question["on"] + dt.timedelta(days=later)
    before = threshold(book, **question | {"facts": facts})
    after = threshold(book, **question | {"facts": facts | {name: facts.get(name, 0) + more}})
    assert WEIGHT[after.tier] >= WEIGHT[before.tier]
    assert after.met is before.met or after.met is True


@settings(max_examples=300, deadline=None)
@given(QUESTIONS, st.sets(st.sampled_from([*sorted(MEASURES), "unit"]), max_size=3), BILLS)
def test_an_unknown_never_turns_the_answer_round(question: dict[str, Any], unknown: set[str], bill: str | None) -> None:
    book = law_of("cn", bill)
    full = threshold(book, **question)
    hidden = {name: value for name, value in question["facts"].items() if name not in unknown}
    part = threshold(book, **question | {"facts": hidden, "unknown": unknown})
    assert part.met in {full.met, None}
    assert WEIGHT[part.tier] <= WEIGHT[full.tier] <= WEIGHT[part.tier_at_most]
    assert bool(part.missing) == (part.met is None)
    assert set(part.missing) <= unknown
    assert bool(part.tier_missing) == (part.tier != part.tier_at_most == "especially_serious")


@settings(max_examples=200, deadline=None)
@given(ACTS, DAYS, DAYS, FACTS)
def test_the_law_of_the_decision_never_makes_it_graver(
    act: str, on: dt.date, decided: dt.date, facts: dict[str, int]
) -> None:
    book, first, last = law_of("cn"), min(on, decided), max(on, decided)
    own = threshold(book, act, on=first, facts=facts)
    later = threshold(book, act, on=last, facts=facts)
    both = threshold(book, act, on=first, decided=last, facts=facts)
    assert WEIGHT[both.tier] == min(WEIGHT[own.tier], WEIGHT[later.tier])
    assert both.as_json() == threshold(book, act, on=first, decided=last, facts=facts).as_json()


@settings(max_examples=200, deadline=None)
@given(ACTS, DAYS, FACTS, st.sets(st.sampled_from(sorted(MEASURES)), max_size=2))
def test_met_says_no_more_than_its_findings(act: str, on: dt.date, facts: dict[str, int], unknown: set[str]) -> None:
    hidden = {name: value for name, value in facts.items() if name not in unknown}
    answer = threshold(law_of("cn"), act, on=on, facts=hidden, unknown=unknown)
    states = {finding.met for finding in answer.findings}
    assert answer.met is (True if True in states else None if None in states else False)
    grave = {finding.met for finding in answer.graver}
    assert (answer.tier == "especially_serious") == (True in grave)
    for finding in (*answer.findings, *answer.graver):
        assert finding.words
        assert finding.words_zh
        assert finding.template.format(**dict(finding.numbers)) == finding.words
        assert finding.rule in law_of("cn").rules


def test_every_day_of_every_rule_has_one_version_at_most() -> None:
    for rule in law_of("cn").starting("cn.crime."):
        for earlier, later in zip(rule.versions, rule.versions[1:], strict=False):
            last = rule.last_day(earlier)
            assert last is not None
            assert last < later.starts
            assert rule.on(last) is earlier
            assert rule.on(later.starts) is later


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer slows every line; measured without")
def test_twenty_thousand_thresholds_take_less_than_a_second_of_one_core() -> None:
    book, day = law_of("cn"), dt.date(2026, 1, 1)
    facts = {"business": 20_000, "gains": 9_000, "copies": 200, "works": 100, "clicks": 20_000, "members": 100}
    best = min(timed(book, day, facts) for _ in range(3))
    assert best < 1


def timed(book: Book, day: dt.date, facts: dict[str, int]) -> float:
    """Seconds of this process for 20,000 evaluations."""
    start = time.process_time()
    for count in range(20_000):
        threshold(book, "217", on=day, facts=facts | {"downloads": count % 5000})
    return time.process_time() - start


def test_two_books_with_the_same_name_do_not_share_their_digests() -> None:
    book = law_of("cn")
    kept = {rule.id: rule for rule in book if rule.id != "cn.crime.217.copies"}
    other = replace(book, rules=kept)
    facts, day = {"copies": 500}, dt.date(2012, 6, 1)
    assert threshold(book, "217", on=day, facts=facts).met is True
    assert threshold(other, "217", on=day, facts=facts).met is False
    assert acts_of(book, "217") is acts_of(book, "217")
    assert acts_of(book, "217") is not acts_of(other, "217")


def test_a_reading_may_be_asked_of_an_act_without_a_combination() -> None:
    assert list(Acts(law_of("cn"), "218").readings) == ["literal", "measures"]
    answer = threshold(law_of("cn"), "218", on=dt.date(2025, 6, 1), facts={"sales": 100_000}, reading="measures")
    assert answer.met is True


def test_facts_are_told_as_they_were_understood() -> None:
    read = read_facts({"works": "250", "gains": "12.50", "unit": "1"}, ["clicks"])
    assert read == Facts(read.known, frozenset({"clicks"}), (True,))
    assert read.as_json() == {"known": {"works": "250", "gains": "12.50"}, "unknown": ["clicks"]}


def test_places_are_gathered_by_name() -> None:
    book, day = law_of("cn"), dt.date(2012, 6, 1)
    facts = {"server": "Hangzhou", "uploader": " Hangzhou ", "harm": "Beijing"}
    assert places(book, on=day, facts=facts) == {"Hangzhou": ("server", "uploader"), "Beijing": ("harm",)}
    assert "server" in names_of(book, "place", day)
    with pytest.raises(UnknownName, match="did you mean server"):
        places(book, on=day, facts={"servers": "Hangzhou"})
    with pytest.raises(LawError, match="empty"):
        places(book, on=day, facts={"server": " "})


LIMB = """id: xx.crime.217.gains
title: Gains
kind: {kind}
selected_by: day_of_act
checked_on: 2026-11-24
versions:
  - from: 2020-01-01
    value: {value}
    cite: {{law: A law, article: art. 1, certainty: verified}}
"""


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        ("crime_limb", "{any: [{measure: gains}]}", "give either"),
        ("crime_limb", "{any: [{measure: gains, over: 1, at_least: 2}]}", "give either"),
        ("crime_limb", "{any: [{measure: gain, over: 1}]}", "one of"),
        (
            "crime_combination",
            "{readings: {other: {'1': [gains]}}, share: '0.5', needed: 2, graver_times: 5}",
            "'literal'",
        ),
        ("crime_penalty", "{tiers: {basic: {prison_to_years: 3, detention: true, fine: and}}}", "'basic'"),
        ("crime_fine", "{gains_times: [1], business_share: [1, 2], business_only_without_gains: true}", "two ends"),
    ],
)
def test_a_rule_file_with_a_slip_is_refused_with_its_line(tmp_path: Path, kind: str, value: str, wrong: str) -> None:
    path = tmp_path / "gains.yaml"
    path.write_text(LIMB.format(kind=kind, value=value), encoding="utf-8")
    with pytest.raises(RuleFileError, match=wrong) as caught:
        load_file(path, "xx.crime.217.gains")
    assert caught.value.line == 8


def test_a_rule_may_end_without_another(tmp_path: Path) -> None:
    path = tmp_path / "gains.yaml"
    text = LIMB.format(kind="crime_limb", value="{any: [{measure: gains, at_least: 0}]}")
    path.write_text(
        text + "  - {from: 2021-01-01, value: null, cite: {law: A law, article: '2', certainty: verified}}\n"
    )
    rule: Any = load_file(path, "xx.crime.217.gains")
    book = Book("xx", {rule.id: rule})
    answer = threshold(book, "217", on=dt.date(2020, 6, 1), facts={})
    assert answer.met is True
    assert "100 %" in answer.findings[0].words
    with pytest.raises(NotInForce, match="2020-01-01"):
        threshold(book, "217", on=dt.date(2021, 1, 1), facts={})
