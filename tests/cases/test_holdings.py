from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.cases.holdings import GONE, KINDS, Holding, TooMuch, holding

STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 60)), max_size=30)


@given(taken=st.integers(1, 100), steps=STEPS)
def test_never_more_is_disposed_of_than_was_taken(taken: int, steps: list[tuple[str, int]]) -> None:
    now, done = Holding(taken), []
    for kind, quantity in steps:
        most = now.most(kind)
        if quantity > most:
            with pytest.raises(TooMuch) as refused:
                now.after(kind, quantity)
            assert refused.value.left == most
            continue
        now = now.after(kind, quantity)
        done.append((kind, quantity))
        assert 0 <= now.owned <= now.held <= taken
    gone = sum(quantity for kind, quantity in done if kind in GONE)
    assert now.held == taken - gone
    assert now.confiscated + now.returned <= taken  # what was confiscated is not returned
    assert holding(taken, done) == now  # the rows alone say the same


@given(taken=st.integers(1, 100), steps=STEPS, kind=st.sampled_from(KINDS))
def test_all_that_is_left_can_be_disposed_of(taken: int, steps: list[tuple[str, int]], kind: str) -> None:
    now = Holding(taken)
    for step, quantity in steps:
        if quantity <= now.most(step):
            now = now.after(step, quantity)
    most = now.most(kind)
    if most:
        after = now.after(kind, most)
        assert after.most(kind) == (most if kind == "moved" else 0)


@pytest.mark.parametrize(("kind", "quantity"), [("lost", 1), ("returned", 0), ("returned", -3)])
def test_what_is_no_disposition_is_an_error_of_the_program(kind: str, quantity: int) -> None:
    with pytest.raises(ValueError, match="no disposition"):
        Holding(5).after(kind, quantity)
