from __future__ import annotations

import pytest

from causelist.cases.documents import plain
from causelist.cases.documents.plain import BadText


def test_invisible_signs_and_controls_do_not_stay() -> None:
    assert plain.name("Qiu\u202e\x00 \u200bMing\ufeff") == "Qiu Ming"
    assert plain.paragraphs("one\r\n\r\n\u2029two\x07\nthree") == ("one", "two \nthree")
    assert plain.line("a\tb\n c") == "a b c"
    assert plain.line("\ud800x") == "\ufffdx"


@pytest.mark.parametrize("text", ["", "  ", "\u202e", "<>", "---"])
def test_a_name_needs_a_letter_or_a_digit(text: str) -> None:
    with pytest.raises(BadText, match="no letter"):
        plain.name(text)


def test_what_is_too_long_is_refused_with_both_lengths() -> None:
    with pytest.raises(BadText, match=r"name: 10,000 characters; the most is 300"):
        plain.name("x" * 10_000)
    with pytest.raises(BadText, match="the most is 20,000"):
        plain.paragraphs("x" * 20_001)
    with pytest.raises(BadText, match="words are needed, not int"):
        plain.line(7)  # type: ignore[arg-type]
