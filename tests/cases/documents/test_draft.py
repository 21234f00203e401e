from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.documents import sample

from causelist.cases.documents import draft as drafting
from causelist.cases.documents import serial
from causelist.cases.documents.draft import draft
from causelist.cases.documents.plain import BadText
from causelist.cases.documents.text import KINDS, LANGUAGES

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_template_is_filled(kind: str, language: str) -> None:
    made = draft(sample.frame(kind, language), sample.facts(language))
    assert made.complete
    assert drafting.gaps(made.text) == ()
    whole = "\n".join(paragraph.text for paragraph in made.text.paragraphs())
    assert "{" not in whole
    assert "}" not in whole
    assert serial.from_json(serial.as_json(made.text)) == made.text


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_what_is_missing_is_named_and_leaves_a_gap(kind: str, language: str) -> None:
    made = draft(replace(sample.frame(kind, language), citations=(), decided=None), {})
    assert not made.complete
    gaps = drafting.gaps(made.text)
    assert {one.title for one in made.missing} >= set(gaps)
    assert gaps
    assert {one.name for one in made.missing} <= {*drafting.known_facts(), *drafting._FRAME}


def test_both_languages_ask_for_the_same_facts() -> None:
    for kind in KINDS:
        asked = [set(drafting.needed(drafting.template(kind, language))) for language in LANGUAGES]
        assert asked[0] - {"body", "office"} == asked[1] - {"body", "office"}, kind


def test_every_fact_is_used_somewhere() -> None:
    asked = {name for kind, language in EVERY for name in drafting.needed(drafting.template(kind, language))}
    assert asked - drafting._FRAME == set(drafting.known_facts())


def test_what_fills_a_slot_is_no_template_and_no_markup() -> None:
    facts = {**sample.facts("en"), "acts": "He wrote {respondent} and <b>{decided}</b>.", "premises": "{acts}"}
    made = draft(sample.frame("penalty", "en"), facts).text
    words = [paragraph.text for paragraph in made.paragraphs()]
    assert "He wrote {respondent} and <b>{decided}</b>." in words
    assert "On 12 October 2026 officers inspected {acts}." in words


def test_a_party_whose_name_holds_braces_is_named_in_an_order() -> None:
    frame = sample.frame("penalty", "en")
    firm = replace(frame.parties[2], name="Brace {amount} {who}")
    made = draft(replace(frame, parties=(*frame.parties[:2], firm)), sample.facts("en")).text
    assert "Brace {amount} {who} pays a fine of CNY 120,000." in [one.text for one in made.paragraphs()]


def test_names_and_rules_are_marked() -> None:
    made = draft(sample.frame("penalty", "en"), sample.facts("en")).text
    marks = {(one.text[mark.start : mark.end], mark.kind) for one in made.paragraphs() for mark in one.marks}
    assert ("Qiu Ming", "person") in marks
    assert ("Example Tunes Ltd", "firm") in marks
    assert ("Copyright Law (2020), art. 53", "citation") in marks


def test_an_officers_words_take_a_sections_place() -> None:
    made = draft(sample.frame("penalty", "en"), sample.facts("en")).text
    again = drafting.restart(made, {"reasons": "Because Qiu Ming knew.\n\nAnd went on."})
    reasons = next(section for section in again.sections if section.kind == "reasons")
    assert [one.text for one in reasons.paragraphs] == ["Because Qiu Ming knew.", "And went on."]
    assert reasons.paragraphs[0].marks[0].key == "qiu"
    assert [one for one in again.sections if one.kind != "reasons"] == [
        one for one in made.sections if one.kind != "reasons"
    ]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"acst": "x"}, "no template knows this fact"),
        ({"complained_on": "yesterday"}, "write it as 2026-11-24"),
        ({"respondent": "nobody"}, "the key of no party"),
        ({"security": 5000, "applicant": "holder"}, None),
    ],
)
def test_facts_of_another_kind_are_refused(facts: dict[str, object], says: str | None) -> None:
    kind = "penalty" if says else "preservation"
    with pytest.raises(BadText, match=says or "with amount and currency"):
        draft(sample.frame(kind, "en"), facts)
