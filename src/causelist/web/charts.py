"""Charts as numbers that a template draws: columns by month, a line in a table row. Pure geometry, no colours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 760, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 14, 30


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, and what it says."""

    x: float
    y: float
    width: float
    height: float
    month: dt.date
    count: int
    part: bool  # of a month that is not over


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across (with its value) or a label below (with its month)."""

    at: float
    value: int = 0
    month: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart in a box of `width` by `height`."""

    columns: list[Column]
    across: list[Tick]
    below: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM

    @property
    def has_part(self) -> bool:
        """Whether one of the columns is of a month that is not over."""
        return any(column.part for column in self.columns)


def columns(months: Sequence[dt.date], counts: Sequence[int], unfinished: dt.date | None = None) -> Columns:
    """A column for each month, in order. `unfinished` is a month that is not over: its column is drawn as a part."""
    steps = scale(max(counts, default=0))
    highest = steps[-1]
    room = HEIGHT - BOTTOM - TOP
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(months))
    width = min(slot * 0.78, 48)
    drawn = [
        Column(
            x=round(LEFT + slot * index + (slot - width) / 2, 2),
            y=round(TOP + room * (1 - count / highest), 2),
            width=round(width, 2),
            height=round(room * count / highest, 2),
            month=month,
            count=count,
            part=month == unfinished,
        )
        for index, (month, count) in enumerate(zip(months, counts, strict=True))
    ]
    across = [Tick(round(TOP + room * (1 - value / highest), 2), value) for value in steps]
    return Columns(drawn, across, _below(months, slot))


def scale(highest: int) -> list[int]:
    """Round values from 0 to at least `highest`, evenly spaced, five lines or fewer."""
    step = 1
    while step * 4 < highest:
        step = _next(step)
    return [step * index for index in range((max(highest, 1) + step - 1) // step + 1)]


def line(counts: Sequence[int], width: int = 120, height: int = 24) -> str:
    """The points of a small line in a box of that size, for an SVG polyline."""
    highest = max(counts, default=0) or 1
    step = width / max(1, len(counts) - 1)
    return " ".join(
        f"{index * step:.1f},{height - 1 - (height - 2) * count / highest:.1f}" for index, count in enumerate(counts)
    )


def _next(step: int) -> int:
    """The next step of the series 1, 2, 5, 10, 20, 50."""
    return step * 5 // 2 if str(step)[0] == "2" else step * 2


def _below(months: Sequence[dt.date], slot: float) -> list[Tick]:
    every = next((step for step, most in ((1, 12), (3, 40)) if len(months) <= most), 12)
    return [
        Tick(round(LEFT + slot * (index + 0.5), 2), month=month)
        for index, month in enumerate(months)
        if (month.month - 1) % every == 0
    ]
