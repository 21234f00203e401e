from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from causelist.core.elements import Found, NoticeKind, Reading
from causelist.formats import read
from causelist.law import LawError, NotInForce, UnknownName, law_of
from causelist.law.book import jurisdictions
from causelist.law.complete import Completeness, complete
from causelist.law.letter import Contact
from causelist.law.required import required

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("complete.yaml").read_text(encoding="utf-8"))
DAY = dt.date(2026, 3, 2)


def judged(case: dict[str, Any]) -> Completeness:
    return complete(
        law_of(case["place"]),
        read(case["letter"].encode()),
        on=case["day"],
        document=case.get("document", "notice"),
        provider_kind=case.get("provider", "hosting"),
        contact=Contact(**case.get("contact", {})),
        known=case.get("known"),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_letters_are_judged_by_the_law_of_their_place_and_day(case: dict[str, Any]) -> None:
    made = judged(case)
    answer, expect = made.as_json(), case["expect"]
    for key in ("verdict", "missing", "unknown"):
        if key in expect:
            assert answer[key] == expect[key], [
                (item["id"], item["status"], item["reason"]) for item in answer["elements"]
            ]
    reasons = {item["id"]: item["reason"] for item in answer["elements"] if item["status"] == "defective"}
    for element, words in expect.get("defective", {}).items():
        assert words in reasons[element]
    last = answer["rules"][-1]
    assert expect.get("duty", "") in (last["duty"] or "")
    for key in ("knowledge", "then"):
        assert last[key] == expect.get(key, last[key])
    for key in ("if_there", "if_missing"):
        assert expect.get(key, "") in (last[key] or "")
    assert expect.get("not_asked", []) == made.ids("not_asked")
    assert [rule["rule"] for rule in answer["rules"]] == expect.get("rules", [rule["rule"] for rule in answer["rules"]])


def empty(kind: NoticeKind = NoticeKind.NOTICE) -> Reading:
    return Reading(text="", kind=Found(kind, None), shape="letter", language="und")


def lists() -> list[Any]:
    return [
        pytest.param(rule, version, id=f"{rule.id} {version.starts}")
        for place in jurisdictions()
        for rule in law_of(place)
        if rule.kind == "elements"
        for version in rule.versions
        if version.value is not None
    ]


@pytest.mark.parametrize(("rule", "version"), lists())
def test_nothing_is_asked_that_no_article_asks(rule: Any, version: Any) -> None:
    needed = required(version.value)
    assert all(element.article.strip() for element in needed.elements)
    assert all(duty.article.strip() for duty in needed.duties)
    assert all(element.title_zh for element in needed.elements)
    made = complete(
        law_of(rule.jurisdiction),
        empty(),
        on=version.starts,
        document=needed.document,
        provider_kind=min(needed.providers),
    )
    mine = [item for item in made.elements if item.rule == rule.id]
    assert [item.element.id for item in mine] == [element.id for element in needed.elements]
    assert {item.status for item in mine} <= {"missing"}
    assert all(item.cite.article == item.element.article for item in mine)


def test_what_was_found_is_shown_where_it_stands() -> None:
    case = CASES[0]
    made = judged(case)
    text = read(case["letter"].encode()).text
    assert all(item.status == "found" for item in made.elements)
    shown = {item.element.id: [text[span.start : span.end] for span in item.where] for item in made.elements}
    assert shown["contact"] == ["notices@example.com"]
    assert shown["material"] == ["https://github.com/invented-user/lantern-copy"]
    assert "good faith" in shown["good_faith"][0]
    first = made.as_json()["elements"][0]
    assert first["where"][0]["end"] > first["where"][0]["start"]
    assert first["cite"] == "17 USC, § 512(c)(3)(A)(i)"


def test_a_millionth_address_is_not_shown() -> None:
    lines = "\n".join(f"https://example.org/copies/{number}" for number in range(500))
    made = complete(law_of("us"), read(f"DMCA notice. Infringing:\n{lines}".encode()), on=DAY, document="notice")
    material = next(item for item in made.elements if item.element.id == "material")
    assert len(material.where) == 200


def test_the_kind_that_was_read_decides_unless_another_is_named() -> None:
    assert complete(law_of("us"), empty(NoticeKind.COUNTER_NOTICE), on=DAY).document == "counter-notice"
    with pytest.raises(LawError, match="retraction"):
        complete(law_of("us"), empty(NoticeKind.RETRACTION), on=DAY)
    with pytest.raises(UnknownName, match="did you mean notice"):
        complete(law_of("us"), empty(), on=DAY, document="notices")


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"provider_kind": "hostin"}, UnknownName, "did you mean hosting"),
        ({"provider_kind": "access"}, NotInForce, "kind access"),
        ({"on": dt.date(1990, 1, 1)}, NotInForce, "on 1990-01-01"),
        ({"known": {"signatur": True}}, UnknownName, "did you mean signature"),
    ],
)
def test_a_question_without_an_answer_says_so(wrong: dict[str, Any], error: type[LawError], words: str) -> None:
    with pytest.raises(error, match=words):
        complete(law_of("us"), empty(), **({"on": DAY} | wrong))


def test_what_the_record_knows_beside_the_letter_counts() -> None:
    told = {"accuracy": True, "signature": True, "good_faith": False}
    made = complete(law_of("us"), read(CASES[0]["letter"].encode()), on=DAY, known=told)
    status = {item.element.id: (item.status, [hit.source for hit in item.hits]) for item in made.elements}
    assert status["accuracy"] == ("found", ["record"])
    assert status["good_faith"][0] == "missing"
    assert complete(law_of("us"), empty(), on=DAY, known={"accuracy": False}).ids("missing").count("accuracy") == 1


def test_an_element_not_known_does_not_matter_where_another_is_missing() -> None:
    made = complete(law_of("us"), empty(), on=DAY, known={"signature": None, "perjury": None})
    assert (made.verdict, made.as_json()["complete"]) == ("not", False)
    assert made.ids("unknown") == ["signature"]
    assert made.rules[0].outlook is None


def test_part_of_an_element_not_known_leaves_it_open() -> None:
    case = next(case for case in CASES if case["name"].startswith("Accurate and authorised"))
    made = complete(law_of("us"), read(case["letter"].encode()), on=DAY, known={"perjury": None})
    accuracy = next(item for item in made.elements if item.element.id == "accuracy")
    assert accuracy.status == "unknown"
    assert "penalty of perjury" in accuracy.reasons[0].words
    assert made.verdict is None
    assert made.as_json()["complete"] is None


def test_an_address_for_mail_that_cannot_be_one_is_said() -> None:
    case = CASES[0]
    made = complete(law_of("us"), read(case["letter"].encode()), on=DAY, contact=Contact(email="nobody at example"))
    assert (made.verdict, made.ids("defective")) == ("substantially", ["contact"])
    good = complete(law_of("us"), read(case["letter"].encode()), on=DAY, contact=Contact(email="ada@example.com"))
    assert good.verdict == "complete"


def test_a_date_is_no_telephone_number() -> None:
    made = complete(law_of("us"), read(b"DMCA notice of 2026-03-02 10:11, call 2026."), on=DAY)
    assert "contact" in made.ids("missing")


def test_saying_more_never_takes_anything_away() -> None:
    """A letter with a line added lacks no element that it had before."""
    lines = CASES[0]["letter"].splitlines()
    before: set[str] = set(complete(law_of("us"), empty(), on=DAY).ids("missing"))
    for count in range(1, len(lines) + 1):
        made = complete(law_of("us"), read("\n".join(lines[:count]).encode()), on=DAY, document="notice")
        assert set(made.ids("missing")) <= before
        before = set(made.ids("missing"))
    assert not before


@pytest.mark.parametrize(("rule", "version"), lists())
def test_the_clocks_that_a_letter_starts_are_rules(rule: Any, version: Any) -> None:
    book = law_of(rule.jurisdiction)
    named = {name for duty in required(version.value).duties for name in duty.then}
    assert [name for name in sorted(named) if name not in book.rules] == []
