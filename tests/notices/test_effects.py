from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.notices.effects import Does, Effect, Step, missing, replay
from causelist.notices.lifecycle import (
    ITEM_MOVES,
    NOTICE_MOVES,
    IllegalMove,
    ItemState,
    NoticeState,
    check_item_move,
    check_notice_move,
)

DAY = dt.date(2025, 1, 1)
ITEMS = {1: "a", 2: "b", 3: "b"}


def effect(does: Does, cause: int, places: str = "", of: int | None = None) -> Effect:
    return Effect(does, cause, DAY + dt.timedelta(days=cause), str(cause), frozenset(places), of)


@pytest.mark.parametrize(
    ("effects", "notice", "items"),
    [
        ([], [], ["", "", ""]),
        ([effect(Does.WITHDRAW, 1)], ["withdrawn"], ["withdrawn"] * 3),
        ([effect(Does.WITHDRAW, 1, "a")], ["partly_withdrawn"], ["withdrawn", "", ""]),
        (
            [effect(Does.WITHDRAW, 1, "a"), effect(Does.WITHDRAW, 2, "b")],
            ["partly_withdrawn", "withdrawn"],
            ["withdrawn"] * 3,
        ),
        ([effect(Does.CONTEST, 1, "b")], ["contested"], ["", "contested", "contested"]),
        ([effect(Does.CONTEST, 1), effect(Does.RELENT, 2, of=1)], ["contested", "recorded"], ["noticed"] * 3),
        (
            [effect(Does.CONTEST, 1), effect(Does.CONTEST, 2), effect(Does.RELENT, 3, of=1)],
            ["contested"],
            ["contested"] * 3,
        ),
        (
            [effect(Does.CONTEST, 1, "a"), effect(Does.PUT_BACK, 2, "a")],
            ["contested", "recorded"],
            ["put_back", "", ""],
        ),
        # Of one day, and the one that undoes sorts first.
        (
            [Effect(Does.CONTEST, 1, DAY, "b"), Effect(Does.RELENT, 2, DAY, "a", of=1)],
            ["contested", "recorded"],
            ["noticed"] * 3,
        ),
        ([effect(Does.PUT_BACK, 1)], ["reversed"], ["put_back"] * 3),
        (
            [effect(Does.PUT_BACK, 1, "a"), effect(Does.WITHDRAW, 2)],
            ["reversed"],
            ["put_back", "withdrawn", "withdrawn"],
        ),
        ([effect(Does.WITHDRAW, 1, "elsewhere")], ["withdrawn"], ["withdrawn"] * 3),
    ],
)
def test_replay(effects: list[Effect], notice: list[str], items: list[str]) -> None:
    course = replay(ITEMS, effects)
    assert [step.state for step in course.notice] == notice
    assert [course.items[item][-1].state if item in course.items else "" for item in ITEMS] == items


@pytest.mark.parametrize(
    ("effects", "states"),
    [
        ([effect(Does.CONTEST, 1), effect(Does.RELENT, 2, of=1)], ["contested", "recorded"]),
        ([effect(Does.WITHDRAW, 1), effect(Does.CONTEST, 2)], ["withdrawn"]),
        ([effect(Does.PUT_BACK, 1)], ["reversed"]),
    ],
)
def test_replay_of_a_letter_without_items(effects: list[Effect], states: list[str]) -> None:
    assert [step.state for step in replay({}, effects).notice] == states


EFFECTS = st.builds(
    effect, st.sampled_from(Does), st.integers(1, 9), st.sampled_from(["", "a", "b", "ab"]), st.integers(1, 9)
)


@given(st.lists(EFFECTS, max_size=8), st.randoms(use_true_random=False))
def test_replay_makes_only_moves_that_are_allowed_in_whatever_order_it_is_told(
    effects: list[Effect], random: object
) -> None:
    effects = list({(each.cause, each.does): each for each in effects}.values())
    course = replay(ITEMS, effects)
    shuffled = list(effects)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    assert replay(ITEMS, shuffled) == course
    for before, step in itertools.pairwise([Step(NoticeState.RECORDED, 0, DAY), *course.notice]):
        check_notice_move(NoticeState(before.state), NoticeState(step.state))
    for steps in course.items.values():
        for before, step in itertools.pairwise([Step(ItemState.NOTICED, 0, DAY), *steps]):
            check_item_move(ItemState(before.state), ItemState(step.state))


def test_missing_goes_on_after_the_rows_there_are() -> None:
    steps = [Step("contested", 1, DAY), Step("withdrawn", 2, DAY)]
    assert missing([("contested", 1)], steps, current="contested", initial="noticed", on=DAY) == [(steps[1], False)]


def test_missing_mends_in_one_step_what_was_otherwise() -> None:
    steps = [Step("withdrawn", 2, DAY)]
    assert missing([("contested", 1)], steps, current="contested", initial="noticed", on=DAY) == [(steps[0], True)]
    back = missing([("contested", 1)], [], current="contested", initial="noticed", on=DAY)
    assert back == [(Step("noticed", None, DAY), True)]
    assert missing([("withdrawn", 1)], steps, current="withdrawn", initial="noticed", on=DAY) == []


@pytest.mark.parametrize(("current", "target"), [*itertools.product(NoticeState, NoticeState)])
def test_every_pair_of_notice_states(current: NoticeState, target: NoticeState) -> None:
    if (current, target) in NOTICE_MOVES:
        check_notice_move(current, target)
    else:
        with pytest.raises(IllegalMove, match="cannot become"):
            check_notice_move(current, target)
    if current != target:
        check_notice_move(current, target, relinked=True)


@pytest.mark.parametrize(("current", "target"), [*itertools.product(ItemState, ItemState)])
def test_every_pair_of_item_states(current: ItemState, target: ItemState) -> None:
    if (current, target) in ITEM_MOVES:
        check_item_move(current, target)
    else:
        with pytest.raises(IllegalMove, match="cannot become"):
            check_item_move(current, target)
