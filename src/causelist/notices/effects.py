"""What later letters do to a notice and its items, replayed in the order in which they happened. Pure.

The same letters give the same states whatever the order in which they were taken in: states are always what a replay
from the beginning gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from causelist.notices.lifecycle import ItemState, NoticeState


class Does(StrEnum):
    """What a letter does to the one it is linked to."""

    CONTEST = "contest"  # a counter-notice
    WITHDRAW = "withdraw"  # a retraction
    PUT_BACK = "put_back"  # a reversal
    RELENT = "relent"  # the counter-notice `of` was itself taken back or reversed


@dataclass(frozen=True, slots=True)
class Effect:
    """One later letter's doing.

    `cause` is its id, `order` sorts letters of one day, `places` are those it is about (none: all), `of` is the
    counter-notice that a RELENT undoes.
    """

    does: Does
    cause: int
    on: dt.date
    order: str
    places: frozenset[str] = frozenset()
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A state reached, and the letter that led there (None: that an earlier move was about another letter)."""

    state: str
    cause: int | None
    on: dt.date


@dataclass(slots=True)
class Course:
    """Every state a notice and each of its items went through after they were recorded, in order."""

    notice: list[Step] = field(default_factory=list)
    items: dict[int, list[Step]] = field(default_factory=dict)


def replay(items: Mapping[int, str], effects: Sequence[Effect]) -> Course:
    """Play the effects on a notice with these items (id -> place)."""
    course = Course()
    states = dict.fromkeys(items, ItemState.NOTICED)
    contested_by: dict[int, set[int]] = {item: set() for item in items}
    bare = NoticeState.RECORDED  # the state of a letter without items
    current = NoticeState.RECORDED
    for effect in sorted(effects, key=_order):
        touched = [item for item, place in items.items() if place in effect.places]
        for item in touched or items:
            after = _item_after(effect, states[item], contested_by[item])
            if after != states[item]:
                states[item] = after
                course.items.setdefault(item, []).append(Step(after, effect.cause, effect.on))
        bare = _bare_after(effect, bare)
        reached = _summed_up(states) if items else bare
        if reached != current:
            current = reached
            course.notice.append(Step(reached, effect.cause, effect.on))
    return course


def _order(effect: Effect) -> tuple[dt.date, bool, str, Does]:
    """By day; a counter-notice and what undoes it may be of one day, and nothing is undone before it was done."""
    return effect.on, effect.does == Does.RELENT, effect.order, effect.does


def missing(
    walked: Sequence[tuple[str, int]], steps: Sequence[Step], *, current: str, initial: str, on: dt.date
) -> list[tuple[Step, bool]]:
    """The steps that have no row yet, after the rows there are (`walked`: state and cause of each, in order).

    Rows are never changed. Where letters taken in later show a course that does not go on from the rows, one step
    leads from `current` to the end of the course; it is marked True. `on` dates it where no letter does.
    """
    if list(walked) == [(step.state, step.cause) for step in steps[: len(walked)]]:
        return [(step, False) for step in steps[len(walked) :]]
    end = steps[-1] if steps else Step(initial, None, on)
    return [] if end.state == current else [(end, True)]


def _item_after(effect: Effect, state: ItemState, contested_by: set[int]) -> ItemState:
    if state == ItemState.WITHDRAWN:
        return state
    if effect.does == Does.CONTEST:
        if state in {ItemState.NOTICED, ItemState.CONTESTED}:
            contested_by.add(effect.cause)
            return ItemState.CONTESTED
    elif effect.does == Does.RELENT:
        contested_by.discard(effect.of or 0)
        if not contested_by and state == ItemState.CONTESTED:
            return ItemState.NOTICED
    elif effect.does == Does.PUT_BACK:
        return ItemState.PUT_BACK
    elif state != ItemState.PUT_BACK:
        return ItemState.WITHDRAWN
    return state


_BARE = {
    Does.CONTEST: NoticeState.CONTESTED,
    Does.WITHDRAW: NoticeState.WITHDRAWN,
    Does.PUT_BACK: NoticeState.REVERSED,
    Does.RELENT: NoticeState.RECORDED,
}


def _bare_after(effect: Effect, state: NoticeState) -> NoticeState:
    if state in {NoticeState.WITHDRAWN, NoticeState.REVERSED}:
        return state
    return _BARE[effect.does]


def _summed_up(states: Mapping[int, ItemState]) -> NoticeState:
    """A notice's state by those of its items: what is open before what is done."""
    found = set(states.values())
    if found == {ItemState.WITHDRAWN}:
        return NoticeState.WITHDRAWN
    if found <= {ItemState.PUT_BACK, ItemState.WITHDRAWN}:
        return NoticeState.REVERSED
    if ItemState.CONTESTED in found:
        return NoticeState.CONTESTED
    if ItemState.WITHDRAWN in found:
        return NoticeState.PARTLY_WITHDRAWN
    return NoticeState.RECORDED
