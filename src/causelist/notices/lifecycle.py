"""States and moves of notices and of their items: one table each. Pure.

A *notice* is any letter on the record: a notice, a counter-notice, a retraction, a reversal. Its state says what
later letters did to it; the state of each reported address stands on the item.
"""

from __future__ import annotations

from enum import StrEnum


class NoticeState(StrEnum):
    """Where a letter stands."""

    RECORDED = "recorded"  # on the record, nothing since
    CONTESTED = "contested"  # a counter-notice answers it, in whole or in part
    PARTLY_WITHDRAWN = "partly_withdrawn"  # its sender took back part of it
    WITHDRAWN = "withdrawn"  # its sender took all of it back
    REVERSED = "reversed"  # the provider undid what it had done on it


class ItemState(StrEnum):
    """Where one reported address stands."""

    NOTICED = "noticed"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"
    PUT_BACK = "put_back"


NOTICE_MOVES: frozenset[tuple[NoticeState, NoticeState]] = frozenset(
    {
        (NoticeState.RECORDED, NoticeState.CONTESTED),
        (NoticeState.RECORDED, NoticeState.PARTLY_WITHDRAWN),
        (NoticeState.RECORDED, NoticeState.WITHDRAWN),
        (NoticeState.RECORDED, NoticeState.REVERSED),
        (NoticeState.CONTESTED, NoticeState.RECORDED),  # the counter-notice was itself withdrawn
        (NoticeState.CONTESTED, NoticeState.PARTLY_WITHDRAWN),
        (NoticeState.CONTESTED, NoticeState.WITHDRAWN),
        (NoticeState.CONTESTED, NoticeState.REVERSED),
        (NoticeState.PARTLY_WITHDRAWN, NoticeState.CONTESTED),
        (NoticeState.PARTLY_WITHDRAWN, NoticeState.WITHDRAWN),
        (NoticeState.PARTLY_WITHDRAWN, NoticeState.REVERSED),
    }
)

ITEM_MOVES: frozenset[tuple[ItemState, ItemState]] = frozenset(
    {
        (ItemState.NOTICED, ItemState.CONTESTED),
        (ItemState.NOTICED, ItemState.WITHDRAWN),
        (ItemState.NOTICED, ItemState.PUT_BACK),
        (ItemState.CONTESTED, ItemState.NOTICED),
        (ItemState.CONTESTED, ItemState.WITHDRAWN),
        (ItemState.CONTESTED, ItemState.PUT_BACK),
        (ItemState.PUT_BACK, ItemState.NOTICED),  # the reversal was undone
    }
)


class IllegalMove(ValueError):
    """The state does not allow this move."""

    def __init__(self, subject: str, current: str, target: str) -> None:
        super().__init__(f"{subject} is {current}; it cannot become {target}")
        self.current = current
        self.target = target


def check_notice_move(current: NoticeState, target: NoticeState, *, relinked: bool = False) -> None:
    """Raise `IllegalMove` unless a notice may go from `current` to `target`.

    `relinked`: letters taken in later show that what had moved it was about another letter; it may then go anywhere.
    """
    if (current, target) not in NOTICE_MOVES and not (relinked and current != target):
        raise IllegalMove("The notice", current, target)


def check_item_move(current: ItemState, target: ItemState, *, relinked: bool = False) -> None:
    """Raise `IllegalMove` unless an item may go from `current` to `target`; `relinked` as for notices."""
    if (current, target) not in ITEM_MOVES and not (relinked and current != target):
        raise IllegalMove("The item", current, target)
