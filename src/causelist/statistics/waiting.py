"""How long things take, those that have not ended counted: the estimate of Kaplan and Meier. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 5  # of fewer nothing is told
_EXACT = 1e-9  # what multiplying may lose: half is half

Counted = tuple[int, int, int]  # days, how many ended then, how many were last seen then without an end


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is told of a group. `median` and `percentile95` are days, None where too many are open to say.

    `hidden`: fewer than five; nothing else is told of them.
    """

    count: int
    open: int
    median: int | None
    percentile95: int | None

    @property
    def hidden(self) -> bool:
        """Whether there are too few to tell."""
        return 0 < self.count < FEWEST


def waiting(counted: Iterable[Counted]) -> Waiting:
    """The median and the 95th percentile: the first day by which half, or 95 of 100, had come to their end.

    Of those who were last seen open on a day, it is known that they took longer; they count among those who still
    waited on that day, and not after it.
    """
    by_day: dict[int, list[int]] = {}
    for days, ended, still in counted:
        row = by_day.setdefault(days, [0, 0])
        row[0] += ended
        row[1] += still
    total = left = sum(ended + still for ended, still in by_day.values())
    without = sum(still for _, still in by_day.values())
    if total < FEWEST:
        return Waiting(total, without, None, None)
    remaining = 1.0
    median: int | None = None
    for days, (ended, still) in sorted(by_day.items()):
        if ended:
            remaining *= (left - ended) / left
        if median is None and remaining <= 0.5 + _EXACT:
            median = days
        if remaining <= 0.05 + _EXACT:
            return Waiting(total, without, median, days)
        left -= ended + still
    return Waiting(total, without, median, None)
