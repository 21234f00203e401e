"""Two kinds of rules: a `period` (how long, from which event, to do what) and a `counting` (how periods are counted)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from causelist.law.errors import LawError
from causelist.law.schema import Spec, flag, join, kind, nothing_or, one_of, whole, words

DAYS = ("calendar_day", "working_day")
LONG = ("month", "year")
SHORT = {"minute": 60, "hour": 3600}  # seconds
UNNUMBERED = ("immediately", "reasonable")  # at once; or timely, promptly, within a reasonable time
UNITS = (*SHORT, *DAYS, *LONG, *UNNUMBERED)
SENSES = ("latest", "earliest", "wait", "keep")


@dataclass(frozen=True, slots=True)
class Period:
    """How long something may take, must wait or must be kept, and the event that starts it."""

    unit: str
    event: str  # the event whose day starts it, as a key: `declaration_forwarded`
    event_words: str
    event_words_zh: str
    act: str  # what is to be done, to wait or to be kept, in words
    act_zh: str
    count: int | None = None  # None: the law gives no number
    sense: str = "latest"  # latest: to be done by then; earliest: not before; wait: only after; keep: at least until
    counted_by: str | None = None  # the rule of kind `counting`; a period without a number needs none
    words: str | None = None  # what the law says where it gives no number
    words_zh: str | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """How a law counts: whether the day and hour of the event count, and what a holiday does to the last day."""

    first_day: str
    hours: str
    last_day: str
    calendar: str
    text: str
    text_zh: str
    posted_in_time: bool = False  # what is posted before the end is in time


@dataclass(frozen=True, slots=True)
class PeriodSpec(Spec):
    """The keys of a period, and that they fit together."""

    def __call__(self, value: Any, where: str) -> None:
        """Check the keys, then that a number goes with a unit that has one, and words with one that has none."""
        Spec.__call__(self, value, where)
        numbered = value["unit"] not in UNNUMBERED
        if numbered != isinstance(value.get("count"), int) or value.get("count") == 0:
            has = "needs a" if numbered else "has no"
            raise LawError(f"{join(where, 'count')}: a period in {value['unit']} {has} number")
        if numbered and "counted_by" not in value:
            raise LawError(f"{where}: the key 'counted_by' is missing: name the rule by which the period is counted")
        if not numbered and "words" not in value:
            raise LawError(f"{where}: the key 'words' is missing: quote what the law says instead of a number")


kind(
    "period",
    PeriodSpec(
        {
            "unit": one_of(*UNITS),
            "event": words,
            "event_words": words,
            "event_words_zh": words,
            "act": words,
            "act_zh": words,
        },
        {
            "count": nothing_or(whole),
            "sense": one_of(*SENSES),
            "counted_by": words,
            "words": words,
            "words_zh": words,
        },
    ),
)
kind(
    "counting",
    Spec(
        {
            "first_day": one_of("not_counted", "counted"),
            "hours": one_of("from_the_instant", "from_the_next_hour"),
            "last_day": one_of("moves", "stays"),
            "calendar": words,
            "text": words,
            "text_zh": words,
        },
        {"posted_in_time": flag},
    ),
)
