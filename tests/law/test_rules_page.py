"""The page of rules that the reference is made of."""

import datetime as dt

from causelist.law import Book, Certainty, Citation, Rule, Version, law_of
from causelist.law.rules_page import rules_page


def _rule(*values: object) -> Rule:
    cite = Citation("Example Law", "art. 1", Certainty.UNVERIFIED)
    versions = tuple(
        Version(dt.date(2000 + index, 1, 1), value, cite, note="as told" if index == 0 else None)
        for index, value in enumerate(values)
    )
    return Rule("xx.a.b", "A rule", "text", "day_of_act", dt.date(2026, 1, 1), versions, "规则", "A note.")


def test_a_rule_stands_with_its_versions_newest_first_and_how_sure_they_are() -> None:
    rule = _rule(
        5, {"text": "Words", "text_zh": "词", "items": ["one"], "tiers": [{"a": 1, "a_zh": 2}, ["b", "c"]]}, None
    )
    page = rules_page(Book("xx", {rule.id: rule}))
    assert page.startswith("# Rules: xx\n\n1 rules")
    assert page.index("from 2002-01-01**") < page.index("from 2001-01-01 to 2001-12-31**")
    for line in (
        "## A rule (规则)",
        "A note.",
        "  - repealed",
        "  - text: Words",
        "    - one",
        "    - a: 1",
        "    - b, c",
        "  - 5",
        "note: as told",
    ):
        assert line in page
    assert "词" not in page
    assert "(unverified)" in page


def test_only_some_rules_of_a_bill() -> None:
    page = rules_page(law_of("cn", "iipa-2012"), {"cn.notice.takedown"})
    assert page.startswith("# Rules: cn, under the bill iipa-2012")
    assert page.count("\n## ") == 1
