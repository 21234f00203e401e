"""A rule file that is doubtful in anything is refused, with its line and what to mend; nothing is half loaded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from causelist.law import LawError, NotInForce, RuleFileError, UnknownName, bills, book, jurisdictions, law_of, schema
from causelist.law.files import LARGEST, load_file

GOOD = """id: xx.one
title: One
kind: text
selected_by: day_of_act
checked_on: 2026-11-24
versions:
  - from: 2001-01-01
    value: {text: first}
    cite: {law: A Law, article: art. 1, certainty: verified}
  - from: 2011-01-01
    value: {text: second}
    cite: {law: A Law, article: art. 1, certainty: reported}
"""


def load(tmp_path: Path, text: str | bytes) -> Any:
    path = tmp_path / "one.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_file(path, "xx.one")


def test_a_good_file_is_a_rule(tmp_path: Path) -> None:
    rule = load(tmp_path, GOOD)
    assert (rule.id, rule.jurisdiction, len(rule.versions)) == ("xx.one", "xx", 2)
    assert rule.on(dt.date(2010, 12, 31)).value["text"] == "first"
    assert rule.on(dt.date(2011, 1, 1)).value["text"] == "second"
    assert [rule.last_day(version) for version in rule.versions] == [dt.date(2010, 12, 31), None]


def test_a_repealed_rule_is_not_in_force(tmp_path: Path) -> None:
    rule = load(tmp_path, GOOD.replace("value: {text: second}", "value: null"))
    with pytest.raises(NotInForce, match="repealed"):
        rule.on(dt.date(2012, 1, 1))
    with pytest.raises(NotInForce, match="first version is of 2001-01-01"):
        rule.on(dt.date(2000, 12, 31))
    ended = load(
        tmp_path, GOOD.replace("    value: {text: second}", "    until: 2012-12-31\n    value: {text: second}")
    )
    assert ended.last_day(ended.versions[1]) == dt.date(2012, 12, 31)
    with pytest.raises(NotInForce):
        ended.on(dt.date(2013, 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: xx.one", "id: xx.two", 1, "write xx.one or move the file"),
        ("title: One\n", "title: One\ntitle: Two\n", 3, "'title' stands twice"),
        ("title: One", "titel: One", 2, "'titel' is not known; known are"),
        ("title: One\n", "", 1, "'title' is missing"),
        ("title: One", "title: ''", 2, "words are expected"),
        ("kind: text", "kind: texts", 8, "'texts' is not known; known are"),
        ("checked_on: 2026-11-24", "checked_on: today", 5, "write YYYY-MM-DD"),
        ("from: 2011-01-01", "from: 2001-01-01", 10, "versions must rise"),
        ("from: 2011-01-01", "from: 2011-01-01 10:00:00", 10, "write YYYY-MM-DD"),
        ("    value: {text: first}", "    until: 2011-06-01\n    value: {text: first}", 11, "overlap"),
        ("    value: {text: first}", "    until: 2009-06-01\n    value: {text: first}", 11, "a gap"),
        ("    value: {text: first}", "    until: 2000-06-01\n    value: {text: first}", 8, "ends before it begins"),
        ("{text: first}", "{txt: first}", 8, "'text' is missing"),
        ("{text: first}", "{text: first, txt: more}", 8, "'txt' is not known here"),
        ("{text: first}", "{text: 7}", 8, "words are expected"),
        ("{text: first}", "first", 8, "a mapping is expected"),
        ("{text: first}", "{text: first, items: []}", 8, "a list is expected"),
        ("    cite: {law: A Law, article: art. 1, certainty: verified}\n", "", 7, "'cite' is missing"),
        (", certainty: verified", "", 9, "'certainty' is missing"),
        ("certainty: verified", "certainty: sure", 9, "'sure' is no certainty"),
        ("{law: A Law, article: art. 1, certainty: verified}", "A Law", 9, "a mapping is expected"),
        ("title: One", "title: [", 4, "mend the YAML there"),
        ("title: One", "[a]: One", 2, "a key must be a word or a date"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleFileError) as refused:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert words in str(refused.value)
    assert refused.value.line == line
    assert "one.yaml:" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is empty"),
        ("- 1\n", "a mapping is expected"),
        (b"id: \xff\n", "not UTF-8"),
        ("#" * (LARGEST + 1), "a rule file has at most"),
        (GOOD.partition("  - from")[0].replace("versions:", "versions: []"), "one version at least"),
    ],
)
def test_what_is_no_rule_file_is_refused(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(RuleFileError, match=words):
        load(tmp_path, text)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="cannot be read"):
        load_file(tmp_path / "none.yaml", "xx.none")


def test_a_gap_that_is_explained_is_a_gap(tmp_path: Path) -> None:
    first = "    until: 2009-06-01\n    note: repealed for a while\n    value: {text: first}"
    assert len(load(tmp_path, GOOD.replace("    value: {text: first}", first)).versions) == 2


def test_an_unknown_place_bill_or_rule_is_told_the_nearest() -> None:
    assert {"cn", "eu", "it", "us"} <= set(jurisdictions())
    assert (bills("cn"), bills("us")) == (("iipa-2012",), ())
    with pytest.raises(UnknownName, match="no place is called 'cm'; did you mean"):
        law_of("cm")
    with pytest.raises(UnknownName, match="did you mean iipa-2012"):
        law_of("cn", "iipa-2021")
    with pytest.raises(UnknownName, match=r"did you mean cn\.notice\.form"):
        law_of("cn").rule("cn.notice.from")
    assert law_of("cn").maybe("cn.notice.form", dt.date(1990, 1, 1)) is None


def test_a_place_without_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    with pytest.raises(RuleFileError, match="it holds no rule"):
        book.load_tree(tmp_path, "xx")


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (schema.whole, [0, 7], [-1, True, "7", 1.0]),
        (schema.number, [0, 7, "0.15"], [-1, 0.15, "x", True, None, "NaN", []]),
        (schema.flag, [True, False], [1, "yes", None]),
        (schema.one_of("a", "b"), ["a"], ["c", None]),
        (schema.each(schema.whole), [[1]], [[], 1, ["a"]]),
        (schema.several(schema.whole), [[], [1]], [1, ["a"]]),
        (schema.mapping_of(schema.whole), [{"a": 1}], [{}, 1, {"a": "b"}]),
        (schema.nothing_or(schema.whole), [None, 1], ["a"]),
    ],
)
def test_a_check_takes_what_is_right_and_nothing_else(check: schema.Check, good: list[Any], bad: list[Any]) -> None:
    for value in good:
        check(value, "value")
    for value in bad:
        with pytest.raises(LawError, match=r"^value"):
            check(value, "value")


ELEMENT = {"id": "work", "title": "The work", "article": "art. 1", "any_of": ["works"]}
DUTY = {"words": "Remove it.", "article": "art. 2", "knowledge": True}
LIST = {"document": "notice", "providers": ["hosting"], "elements": [ELEMENT], "duties": [DUTY]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"elements": [{key: value for key, value in ELEMENT.items() if key != "any_of"}]}, "nothing meets 'work'"),
        ({"elements": [{key: value for key, value in ELEMENT.items() if key != "article"}]}, "'article' is missing"),
        ({"elements": [ELEMENT, ELEMENT]}, "'work' stands twice"),
        ({"duties": [{**DUTY, "when": {"found": ["works"]}}, DUTY]}, "no element is called 'works'"),
        ({"duties": [{**DUTY, "when": {"verdict": ["complete"]}}]}, "the last duty must hold for every letter"),
    ],
)
def test_a_list_of_elements_that_does_not_fit_together_is_refused(change: dict[str, Any], words: str) -> None:
    schema.check_value("elements", LIST)
    with pytest.raises(LawError, match=words):
        schema.check_value("elements", LIST | change)
