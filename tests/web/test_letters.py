"""A letter cut into pieces."""

from __future__ import annotations

import pytest

from causelist.web.letters import WITHHELD, Mark, Segment, segments

TEXT = "I act for Example Pictures today."


def test_segments_plain_text_is_one_piece() -> None:
    assert segments(TEXT, []) == [Segment(TEXT)]


def test_segments_mark_with_words_around() -> None:
    pieces = segments(TEXT, [Mark(10, 26, "right_holder", "m1")])

    assert pieces == [
        Segment("I act for "),
        Segment("Example Pictures", ("right_holder",), ("m1",), "m1"),
        Segment(" today."),
    ]


def test_segments_overlapping_marks_keep_every_letter_and_anchor() -> None:
    marks = [Mark(2, 26, "statements", "m1"), Mark(10, 26, "right_holder", "m2"), Mark(10, 17, "works", "m3")]

    pieces = segments(TEXT, marks)

    assert "".join(piece.text for piece in pieces) == TEXT
    assert sorted(piece.anchor for piece in pieces if piece.anchor) == ["m1", "m2", "m3"]
    assert next(piece for piece in pieces if piece.text == "Example").marks == ("m1", "m2", "m3")


def test_segments_withheld_wins_over_marks() -> None:
    pieces = segments(TEXT, [Mark(0, 33, "sender", "m1"), Mark(10, 26, WITHHELD, "name")])

    assert [piece.text for piece in pieces if piece.withheld] == ["Example Pictures"]


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 3), (30, 99)])
def test_segments_mark_outside_the_text_is_left_out(start: int, end: int) -> None:
    assert segments(TEXT, [Mark(start, end, "sender", "m1")]) == [Segment(TEXT)]
