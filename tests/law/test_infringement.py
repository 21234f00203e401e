from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from causelist.law import LawError, all_law, law_of, schema
from causelist.law.infringement import TRACKS, Asked, asked_of, kinds_of

TODAY = dt.date(2026, 11, 24)
CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("infringement.yaml").read_text(encoding="utf-8"))
KINDS = {
    "app", "broadcast", "cafe", "cinema", "computer", "copy_shop", "device", "listing", "plant", "shop", "signal",
    "stall", "venue", "warehouse", "website",
}  # fmt: skip
ASKED = [asked for book in all_law().values() if book.bill is None for asked in kinds_of(book, TODAY)]


def ids(asked: Asked, name: str) -> set[str]:
    return {one["id"] for one in asked.as_json()[name]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['place']} {case['kind']} {case['day']}")
def test_a_kind_of_place_is_asked_what_the_law_of_the_day_asks(case: dict[str, Any]) -> None:
    book = law_of(case["place"])
    if "error" in case:
        with pytest.raises(LawError, match=case["error"]):
            asked_of(book, case["kind"], case["day"])
        return
    asked = asked_of(book, case["kind"], case["day"])
    assert asked.where == case["where"]
    assert list(asked.tracks()) == case["tracks"]
    assert asked.public_interest_needed == case["public_interest"]
    assert all(set(named) <= ids(asked, name) for name, named in case["has"].items())
    assert not any(set(named) & ids(asked, name) for name, named in case.get("hasnt", {}).items())
    assert len(asked.minimum) == case.get("minimum", len(asked.minimum))


def test_china_knows_every_kind_of_the_report() -> None:
    assert {asked.kind for asked in kinds_of(law_of("cn"), TODAY)} == KINDS


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.rule)
def test_what_is_asked_is_whole_in_both_languages_and_rests_on_rules_that_are(asked: Asked) -> None:
    told = asked.as_json()
    book = law_of(asked.rule.partition(".")[0])
    assert asked.title_zh
    assert set(asked.tracks()) <= set(TRACKS)
    named = [*asked.rules, *(rule for along in (*asked.remedies, *asked.minimum) for rule in along.rules)]
    assert all(book.maybe(rule, TODAY) for rule in named)
    for name in ("rights", "acts", "shown", "liable", "competent", "remedies", "minimum"):
        assert all(one["words"] and any("\u4e00" <= sign <= "\u9fff" for sign in one["words_zh"]) for one in told[name])


def test_an_id_stands_once_in_a_list() -> None:
    value = law_of("cn").on("cn.infringement.cinema", TODAY).value
    with pytest.raises(LawError, match=r"rights\.2: the id 'projection' stands twice"):
        schema.check_value("infringement", value | {"rights": [*value["rights"], value["rights"][0]]})
