"""A rule's versions as stretches of a line of time: pure geometry, drawn by a template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 760
AFTER = 0.08  # of the width, for what lies ahead


@dataclass(frozen=True, slots=True)
class Stretch:
    """One version on the line: from `x` for `width`, of 760."""

    x: float
    width: float
    starts: dt.date
    last: dt.date | None
    gone: bool  # repealed in this stretch
    now: bool
    label_at: float  # where the year is written; left out where it would touch the one before
    label: str


def timeline(versions: Sequence[tuple[dt.date, dt.date | None, bool]], today: dt.date) -> list[Stretch]:
    """The stretches of versions given as (first day, last day, repealed), oldest first."""
    first = versions[0][0]
    last = max(today, *(starts for starts, _last, _gone in versions))
    days = max(1, (last - first).days)
    room = WIDTH * (1 - AFTER)

    def at(day: dt.date) -> float:
        return round(room * (day - first).days / days, 1)

    made, labelled = [], -100.0
    for starts, ends, gone in versions:
        x = at(starts)
        end = at(ends) if ends and ends < last else float(WIDTH)
        label = str(starts.year) if x - labelled > 48 else ""
        labelled = x if label else labelled
        now = starts <= today and (ends is None or today <= ends)
        made.append(Stretch(x, round(max(end - x, 3), 1), starts, ends, gone, now, min(x, WIDTH - 40.0), label))
    return made
