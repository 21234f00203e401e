from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.core.numbers import BadNumber, PublicNumber, looks_like_number, parse_number

numbers = st.builds(PublicNumber, st.sampled_from(["N", "C", "D"]), st.integers(1900, 2999), st.integers(1, 10**17))


@given(numbers)
def test_a_number_reads_back_as_itself(number: PublicNumber) -> None:
    assert parse_number(str(number)) == number


@given(numbers, st.data())
def test_one_wrong_digit_is_caught(number: PublicNumber, data: st.DataObject) -> None:
    text = str(number)
    places = [index for index, letter in enumerate(text) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    wrong = text[:place] + data.draw(st.sampled_from(sorted(set("0123456789") - {text[place]}))) + text[place + 1 :]
    with pytest.raises(BadNumber):
        parse_number(wrong)


@given(numbers, st.data())
def test_two_swapped_digits_of_the_sequence_are_caught(number: PublicNumber, data: st.DataObject) -> None:
    kind, year, sequence, check = str(number).split("-")
    pairs = [at for at in range(len(sequence) - 1) if sequence[at] != sequence[at + 1]]
    if not pairs:
        return
    at = data.draw(st.sampled_from(pairs))
    swapped = sequence[:at] + sequence[at + 1] + sequence[at] + sequence[at + 2 :]
    with pytest.raises(BadNumber):
        parse_number(f"{kind}-{year}-{swapped}-{check}")


@pytest.mark.parametrize("typed", [" n-2026-4182-6 ", "N–2026–4182–6"])
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert str(parse_number(typed)) == "N-2026-4182-6"


@pytest.mark.parametrize(
    "typed", ["", "N-2026-4182", "2026-4182-6", "N-26-4182-6", "N-2026-0-1", "N-2026-٤-1", "x" * 10_000]
)
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    assert not looks_like_number(typed)
    with pytest.raises(BadNumber, match="N-2026-4182-6"):
        parse_number(typed)
