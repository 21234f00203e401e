from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from causelist.core.elements import Span
from causelist.desk.letter import Piece, pieces


def test_pieces_mark_overlapping_fields() -> None:
    spans = {"works": [Span(2, 6)], "reported": [Span(4, 8), Span(8, 9)]}

    assert pieces("0123456789", spans) == [
        Piece("01"),
        Piece("23", ("works",), ("w-works-1",)),
        Piece("45", ("works", "reported"), ("w-reported-1",)),
        Piece("67", ("reported",)),
        Piece("8", ("reported",), ("w-reported-2",)),
        Piece("9"),
    ]


def test_pieces_of_nothing() -> None:
    assert pieces("", {"works": [Span(0, 3)]}) == []
    assert pieces("abc", {}) == [Piece("abc")]


@given(
    st.text(max_size=30),
    st.dictionaries(
        st.sampled_from(["works", "reported", "sender"]),
        st.lists(st.builds(Span, st.integers(-3, 33), st.integers(-3, 33)), max_size=4),
    ),
)
def test_pieces_joined_are_the_text_and_ids_are_unique(text: str, spans: dict[str, list[Span]]) -> None:
    cut = pieces(text, spans)

    ids = [place for piece in cut for place in piece.ids]
    assert "".join(piece.text for piece in cut) == text
    assert len(ids) == len(set(ids))
    assert all(piece.text for piece in cut)
