from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from causelist.law import Certainty, Rule, all_law, law_of

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("texts.yaml").read_text(encoding="utf-8"))
TEXTS = {(name, rule.id): rule for name, book in all_law().items() for rule in book if rule.kind == "text"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['day']} {case.get('bill', '')}")
def test_a_text_says_what_stood_on_a_day(case: dict[str, Any]) -> None:
    version = law_of(case["rule"].partition(".")[0], case.get("bill")).on(case["rule"], case["day"])
    assert case.get("says", "") in version.value["text"]
    assert len(version.value.get("items", ())) == case.get("items", len(version.value.get("items", ())))
    assert version.cite.certainty == case["certainty"]


@pytest.mark.parametrize("rule", TEXTS.values(), ids=[" ".join(name) for name in TEXTS])
def test_a_text_in_chinese_is_whole(rule: Rule) -> None:
    for version in rule.versions:
        assert ("text_zh" not in version.value) or rule.title_zh
        assert len(version.value.get("items_zh", ())) in (0, len(version.value.get("items", ())))


def test_what_is_wished_is_never_shown_as_law() -> None:
    for name, book in all_law().items():
        wished = {rule.id for rule in book for version in rule.versions if version.cite.certainty is Certainty.WISH}
        assert bool(wished) == ("+" in name)


def test_a_bill_stands_for_every_day() -> None:
    for name, book in all_law().items():
        for rule in book:
            if rule.versions[-1].cite.certainty is Certainty.WISH:
                assert rule.versions[0].starts.year <= 1990, f"{name}: {rule.id}"
