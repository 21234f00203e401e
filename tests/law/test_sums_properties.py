"""What holds of the sums and terms whatever the facts."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from causelist.law import Book, LawError, RuleFileError, Version, law_of
from causelist.law.damages import damages
from causelist.law.files import load_file
from causelist.law.fines import fine
from causelist.law.limitation import limitation
from causelist.law.remuneration import READINGS, remuneration
from causelist.law.sums import MOST, Range, add_months, add_years, amount, count, money, written
from causelist.law.term import term

CN, US, BILL = law_of("cn"), law_of("us"), law_of("cn", "iipa-2012")
sums = st.decimals(min_value=0, max_value=10**15, places=2)
shares = st.decimals(min_value=0, max_value=1, places=6)
flags = st.sampled_from([True, False, None])
days = st.dates(dt.date(1991, 6, 1), dt.date(2099, 12, 31))
regions = st.sampled_from(["east", "central", "west", "national_special"])


@given(
    st.fixed_dictionaries(
        {"year": st.integers(2010, 2100), "share": shares, "region": regions, "reading": st.sampled_from(READINGS)}
    ),
    sums,
    sums,
)
def test_more_revenue_is_never_less_remuneration(asked: dict[str, Any], revenue: Decimal, more: Decimal) -> None:
    less, greater = (remuneration(CN, revenue=one, **asked).amount for one in (revenue, revenue + more))
    in_the_east = remuneration(CN, revenue=revenue, **(asked | {"region": "east"})).amount
    assert less <= greater
    assert less <= in_the_east


@given(st.integers(2010, 2100), shares, shares)
def test_more_recordings_are_never_a_lower_rate_by_steps(year: int, one: Decimal, two: Decimal) -> None:
    rates = [remuneration(CN, year=year, revenue=1, share=share).rate or 0 for share in sorted((one, two))]
    assert rates == sorted(rates)


@given(days, days, days)
def test_what_is_free_stays_free(died: dt.date, one: dt.date, two: dt.date) -> None:
    answers = [term(CN, kind="literary", author_died=died, on=on).protected for on in sorted((one, two))]
    assert answers != [False, True]


@given(st.dates(dt.date(1950, 1, 1), dt.date(2020, 12, 31)), st.dates(dt.date(1950, 1, 1), dt.date(2020, 12, 31)), days)
def test_a_photograph_that_was_free_in_june_2021_stays_free(published: dt.date, died: dt.date, on: dt.date) -> None:
    before = term(CN, kind="photograph", published=published, author_died=died, on=dt.date(2021, 5, 31))
    after = term(CN, kind="photograph", published=published, author_died=died, on=max(on, dt.date(2021, 6, 1)))
    assert before.protected or not after.protected


@given(days, days)
def test_a_later_death_never_ends_the_term_earlier(one: dt.date, two: dt.date) -> None:
    ends = [term(CN, kind="literary", author_died=died, on=dt.date(2026, 1, 1)).until for died in sorted((one, two))]
    assert all(ends)
    assert str(ends[0]) <= str(ends[1])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2025, 12, 31)), st.dates(dt.date(1900, 1, 1), dt.date(2025, 12, 31)))
def test_bounds_hold_the_day_that_is_found_when_the_missing_fact_is_given(one: dt.date, two: dt.date) -> None:
    created, died = sorted((one, two))
    on = dt.date(2026, 1, 1)
    vague = term(CN, kind="literary", created=created, on=on)
    exact = term(CN, kind="literary", created=created, author_died=died, on=on)
    assert vague.span.least is not None
    assert exact.until is not None
    assert vague.span.least <= exact.until
    assert vague.protected in (None, exact.protected)


@given(
    st.sampled_from([CN, US, BILL]),
    st.fixed_dictionaries(
        {"wilful": flags, "serious": flags, "repeat": flags, "innocent": flags, "loss": st.none() | sums}
    ),
    st.sampled_from((True, False)),
)
def test_what_is_not_known_takes_in_both_answers(book: Book, facts: dict[str, Any], known: Any) -> None:
    asked = {"on": dt.date(2022, 6, 1), "registered": True, **facts}
    wilful, innocent = asked["wilful"], asked["innocent"]
    if wilful and innocent:
        with pytest.raises(LawError):
            damages(book, **asked)
        return
    found = damages(book, **asked)
    assert found.range.most is not None
    assert found.range.least <= found.range.most
    for name in ("wilful", "serious", "repeat", "innocent"):
        if asked[name] is None and not (known and {"wilful": innocent, "innocent": wilful}.get(name)):
            narrower = damages(book, **(asked | {name: known})).range
            assert narrower.most is not None
            assert found.range.least <= narrower.least <= narrower.most <= found.range.most


@given(st.sampled_from([dt.date(2012, 1, 1), dt.date(2014, 1, 1), dt.date(2022, 1, 1)]), sums, sums)
def test_more_business_is_never_a_lower_fine(on: dt.date, business: Decimal, more: Decimal) -> None:
    less, greater = (
        fine(CN, on=on, business=one + 1, public_interest=True).range for one in (business, business + more)
    )
    assert less.weight() <= greater.weight()
    assert fine(CN, on=on, public_interest=True).range.most is None


@given(days, days, sums)
def test_the_law_of_the_decision_is_taken_only_where_it_is_lighter(
    one: dt.date, two: dt.date, business: Decimal
) -> None:
    on, decided = sorted((max(one, dt.date(2002, 9, 15)), max(two, dt.date(2002, 9, 15))))
    chosen = fine(CN, on=on, decided=decided, business=business, public_interest=True).range
    assert chosen.weight() <= fine(CN, on=on, business=business, public_interest=True).range.weight()


@given(days, days, days)
def test_time_that_has_run_out_does_not_come_back(one: dt.date, two: dt.date, three: dt.date) -> None:
    act, earlier, later = sorted((one, two, three))
    answers = [limitation(CN, on=on, act=act, knew=act) for on in (earlier, later)]
    assert [answer.open for answer in answers] != [False, True]
    assert answers[0].last_day is not None
    assert answers[0].last_day > act


@given(st.integers(0, 10**30), st.integers(0, 99))
@settings(max_examples=30)
def test_sums_are_exact_however_large(whole: int, cent: int) -> None:
    value = amount("loss", f"{min(whole, 10**30 - 1)}.{cent:02}")
    assert Decimal(money(value) or "") == value
    assert Decimal(written(value).replace(",", "")) == value


@pytest.mark.parametrize("value", ["", "1e31", "nan", "inf", "-0.01", True, "0x10"])
def test_what_is_no_sum_is_refused(value: Any) -> None:
    with pytest.raises(LawError, match=r"^loss: .+"):
        amount("loss", value)


def test_what_is_as_large_as_may_be_is_taken() -> None:
    assert amount("loss", MOST) == MOST
    assert count("works", "1,000") == 1000


def test_a_period_ends_with_the_month_where_the_day_is_not_there() -> None:
    assert add_years(dt.date(2020, 2, 29), 1) == dt.date(2021, 2, 28)
    assert add_months(dt.date(2025, 11, 30), 3) == dt.date(2026, 2, 28)


def changed(book: Book, rule_id: str, *versions: Version) -> Book:
    """A book in which one rule says something else."""
    return replace(book, rules=book.rules | {rule_id: replace(book.rule(rule_id), versions=versions)})


def test_a_newer_and_lighter_law_decides_and_the_older_stands_beside_it() -> None:
    older = CN.rule("cn.admin.fine.amount").versions[-1]
    lighter = {**older.value, "branches": [{"most": 1000}]}
    newer = replace(older, starts=dt.date(2024, 1, 1), value=lighter)
    book = changed(CN, "cn.admin.fine.amount", older, newer)
    found = fine(book, on=dt.date(2023, 1, 1), decided=dt.date(2024, 1, 1), business=60000, public_interest=True)
    assert found.range == Range(Decimal(0), Decimal(1000))
    assert found.other is not None
    assert (found.other["of"], found.other["most"]) == ("act", "300000")
    assert "lighter" in " ".join(line.words for line in found.steps)


def test_costs_that_a_law_does_not_add_are_left_out() -> None:
    rule = "cn.civil.damages.costs"
    silent = replace(CN.rule(rule).versions[-1], value={"added": False, "text": "none"})
    found = damages(changed(CN, rule, silent), on=dt.date(2022, 1, 1), costs=5)
    assert found.costs is None


def test_a_law_of_the_decision_that_the_facts_do_not_fit_is_not_shown() -> None:
    repealed = replace(CN.rule("cn.civil.damages.punitive").versions[0], starts=dt.date(2024, 1, 1), value=None)
    book = changed(CN, "cn.civil.damages.punitive", CN.rule("cn.civil.damages.punitive").versions[0], repealed)
    asked = {"loss": 5, "wilful": True, "serious": True, "punitive_multiple": 3}
    found = damages(book, on=dt.date(2023, 1, 1), decided=dt.date(2024, 1, 1), **asked)  # type: ignore[arg-type]
    assert found.other is None
    assert found.range.most == 15


RULE = """id: {name}
title: A rule
kind: {kind}
selected_by: day
checked_on: 2026-11-24
versions:
  - from: 2020-01-01
    value: {value}
    cite: {{law: A law, article: art. 1, certainty: unverified}}
"""


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("term", "{pick: first, clocks: [{event: published}]}", "either `years` or `until`"),
        ("term", "{pick: first, clocks: [{event: published, until: soon}]}", "a day is expected"),
        ("term", "{pick: some, clocks: [{event: published, years: 5}]}", "one of first, earliest, latest"),
        ("rate_bands", '{bands: [{below: "0.5", rate: "0.1"}]}', "only the last has no end"),
        ("rate_bands", '{bands: [{below: "0.5", rate: "0.1"}, {below: "0.4", rate: "0.2"}, {rate: 1}]}', "must rise"),
        ("fine", "{currency: CNY, branches: []}", "a list is expected"),
        ("limitation", "{years: -1, starts: act}", "a whole number"),
        ("statutory_damages", "{currency: CNY, least: 1, most: 2, per: song}", "one of case, work, copy, act"),
    ],
)
def test_a_bad_rule_is_refused_with_its_line(tmp_path: Path, kind: str, value: str, said: str) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(RULE.format(name="xx.rule", kind=kind, value=value), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"rule\.yaml:8: ") as caught:
        load_file(path, "xx.rule")
    assert said in str(caught.value)


def test_the_sums_are_quick() -> None:
    started = time.process_time()
    for share in range(500):
        remuneration(CN, year=2012, revenue=10**8, share=Decimal(share) / 500)
        damages(CN, on=dt.date(2022, 1, 1), loss=share)
    assert time.process_time() - started < 2
