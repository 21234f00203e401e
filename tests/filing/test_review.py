from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from causelist.core.elements import Address, Found, NoticeKind, Reading, Span, Statement
from causelist.core.places import place_of
from causelist.filing.review import FIELDS, Problem, as_typed, judge, spans_of

TEXT = "I act for Example Pictures. https://videos.example.com/watch/88 and http://localhost/x. Good faith."


def address(url: str, *, fork: bool = False) -> Address:
    start = TEXT.index(url)
    return Address(url, url, place_of(url), Span(start, start + len(url)), fork)


READING = Reading(
    text=TEXT,
    kind=Found(NoticeKind.NOTICE, None),
    shape="letter",
    language="en",
    date=Found(dt.date(2026, 11, 24), None),
    right_holder=Found("Example Pictures", Span(10, 26)),
    works=(Found("The Long\nAfternoon", None),),
    reported=(address("https://videos.example.com/watch/88"), address("http://localhost/x", fork=True)),
    forks_named=1,
    statements=(Found(Statement.SIGNATURE, None), Found(Statement.GOOD_FAITH, Span(88, 99))),
)


def typed(**changed: Any) -> dict[str, Any]:
    return {**as_typed(READING), **changed}


def test_untouched_form_corrects_nothing_even_what_the_form_cannot_show_whole() -> None:
    judged = judge(typed(), READING)

    assert judged.problems == {}
    assert judged.corrections(READING) == {}
    assert judged.values["works"] == ["The Long\nAfternoon"]


def test_line_ends_blank_lines_and_order_of_statements_are_no_correction() -> None:
    lines = "\r\n\r\nhttps://videos.example.com/watch/88\r\nhttp://localhost/x\r\n"

    judged = judge(typed(reported=lines, statements=["good_faith", "signature"]), READING)

    assert judged.corrections(READING) == {}


def test_corrections_are_only_the_fields_that_differ() -> None:
    judged = judge(
        typed(
            kind="other",
            date="2026-11-23",
            sender="Alice",
            reported="videos.example.com/watch/89\nhttp://localhost/x",
            whole="yes",
            circumvention="no",
            forks_named="",
            statements=["good_faith"],
        ),
        READING,
    )

    assert judged.problems == {}
    assert judged.corrections(READING) == {
        "kind": "other",
        "date": "2026-11-23",
        "sender": "Alice",
        "reported": ["https://videos.example.com/watch/89", "http://localhost/x"],
        "whole": True,
        "circumvention": False,
        "forks_named": None,
        "statements": ["good_faith"],
    }


@pytest.mark.parametrize(
    ("name", "given", "problem"),
    [
        ("kind", "poem", Problem("unknown_kind", "poem")),
        ("date", "24 November", Problem("bad_date", "24 November")),
        ("date", "1066-10-14", Problem("date_out_of_range", "1066-10-14")),
        ("date", "9999-12-31", Problem("date_out_of_range", "9999-12-31")),
        ("sender", "A␀B", Problem("nul")),
        ("sender", "x" * 301, Problem("too_long", "x" * 40, reason="300")),
        ("works", "fine\n" + "x" * 2001, Problem("too_long", "x" * 40, 2, "2000")),
        ("works", "a\nb␀", Problem("nul", line=2)),
        ("whole", "perhaps", Problem("unknown_choice", "perhaps")),
        ("forks_named", "-1", Problem("bad_count", "-1")),
        ("forks_named", "99999999999999999999", Problem("bad_count", "99999999999999999999")),
        ("forks_named", "٣", Problem("bad_count", "٣")),
        ("statements", ["oath"], Problem("unknown_choice", "oath")),
    ],
)
def test_problem_is_named(name: str, given: Any, problem: Problem) -> None:
    judged = judge(typed(**{name: given}), READING)

    assert judged.problems == {name: [problem]}


@pytest.mark.parametrize("bad", ["http://127.0.0.1/", "http://10.0.0.8/a", "http://[::1]/", "x"])
def test_private_address_is_named_with_its_line(bad: str) -> None:
    judged = judge(typed(subject=f"https://videos.example.com/watch/88\n{bad}"), READING)

    assert judged.problems == {"subject": [Problem("private_address", bad, 2)]}


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "https://" + "x" * 9000 + ".example"])
def test_bad_address_is_named_with_its_line(bad: str) -> None:
    judged = judge(typed(reported=f"https://videos.example.com/watch/88\n{bad}"), READING)

    (problem,) = judged.problems["reported"]
    assert (problem.code, problem.given, problem.line) == ("bad_address", bad[:80], 2)
    assert problem.reason


def test_notice_that_reports_nothing_is_no_notice_yet() -> None:
    assert judge(typed(reported=""), READING).problems == {"reported": [Problem("nothing_reported")]}
    assert judge(typed(reported="", kind="legal-action"), READING).problems == {}


def test_empty_form_is_judged_without_failing() -> None:
    assert set(judge({}, READING).problems) == {"kind"}


def test_spans_lead_to_the_words_of_each_field() -> None:
    words = {name: [TEXT[span.start : span.end] for span in spans] for name, spans in spans_of(READING).items()}

    assert words == {
        "right_holder": ["Example Pictures"],
        "reported": ["https://videos.example.com/watch/88", "http://localhost/x"],
        "forks_named": ["http://localhost/x"],
        "statements": [TEXT[88:99]],
    }


def test_every_field_is_in_the_form() -> None:
    assert set(as_typed(READING)) == set(FIELDS)
