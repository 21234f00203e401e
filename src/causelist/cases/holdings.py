"""How much of a seized thing is still there, and what may be done with it. Pure.

Kinds of dispositions: "moved" (to another store) leaves everything as it is; "confiscated" makes it the state's and
leaves it there; "returned", "destroyed", "sold" and "handed_over" take it away. Nothing is ever done with more than is there, and what
was confiscated is not returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GONE = ("returned", "destroyed", "sold", "handed_over")
KINDS = ("moved", "confiscated", *GONE)


class TooMuch(ValueError):
    """More was to be done with a thing than is there; `left` is how much it may be at most."""

    def __init__(self, left: int) -> None:
        super().__init__(f"at most {left} are left for this")
        self.left = left


@dataclass(frozen=True, slots=True)
class Holding:
    """One line of an inventory: how much was taken, and how much of it each kind of disposition has had."""

    taken: int
    returned: int = 0
    destroyed: int = 0
    sold: int = 0
    handed_over: int = 0
    confiscated: int = 0
    owned: int = 0  # what is there and was confiscated

    @property
    def held(self) -> int:
        """What is still there."""
        return self.taken - self.returned - self.destroyed - self.sold - self.handed_over

    def most(self, kind: str) -> int:
        """How much may be done in this way now."""
        return self.held - self.owned if kind in ("returned", "confiscated") else self.held

    def after(self, kind: str, quantity: int) -> Holding:
        """What stands after a disposition. Raises `TooMuch`."""
        if kind not in KINDS or quantity < 1:
            raise ValueError(f"{kind} of {quantity} is no disposition")
        if quantity > self.most(kind):
            raise TooMuch(self.most(kind))
        if kind == "moved":
            return self
        counts = {name: getattr(self, name) for name in ("confiscated", *GONE)}
        counts[kind] += quantity
        owned = self.owned + quantity if kind == "confiscated" else self.owned
        if kind not in {"confiscated", "returned"}:  # what was confiscated goes first; nothing of it is returned
            owned = max(0, owned - quantity)
        return Holding(self.taken, **counts, owned=owned)


def holding(taken: int, dispositions: Iterable[tuple[str, int]]) -> Holding:
    """What stands after dispositions that were recorded, in the order in which they were."""
    now = Holding(taken)
    for kind, quantity in dispositions:
        now = now.after(kind, quantity)
    return now
