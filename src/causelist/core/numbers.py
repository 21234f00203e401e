"""Public numbers: `<kind>-<year>-<sequence>-<check>`, e.g. `N-2026-4182-6`, with no fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Damm's quasigroup of order 10: catches every wrong digit and every swap of two neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_SHAPE = re.compile(r"([A-Z]{1,4})-([0-9]{4})-([1-9][0-9]{0,17})-([0-9])", re.ASCII)
_DASHES = str.maketrans("‐‑‒–—―−－", "--------")


class BadNumber(ValueError):
    """Not a public number: the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """The number of a record. `kind` is N for a notice, C for a case, D for a decision."""

    kind: str
    year: int
    sequence: int

    @property
    def check(self) -> int:
        """The check digit, over kind, year and sequence."""
        state = 0
        for digit in f"{''.join(str(ord(letter)) for letter in self.kind)}{self.year:04d}{self.sequence}":
            state = _DAMM[state][ord(digit) - 48]
        return state

    def __str__(self) -> str:
        return f"{self.kind}-{self.year:04d}-{self.sequence}-{self.check}"


def looks_like_number(text: str) -> bool:
    """Whether somebody who typed `text` meant a public number."""
    return _SHAPE.fullmatch(_fold(text)) is not None


def parse_number(text: str) -> PublicNumber:
    """Read a number as people type it (any case, spaces around, any dash). Raises `BadNumber`."""
    match = _SHAPE.fullmatch(_fold(text))
    if match is None:
        raise BadNumber(f"{text[:60]!r} is not a number of this registry. Numbers look like N-2026-4182-6")
    number = PublicNumber(match[1], int(match[2]), int(match[3]))
    if int(match[4]) != number.check:
        raise BadNumber(f"{text[:60]!r} has a wrong check digit: one of its digits was mistyped. Compare it once more")
    return number


def _fold(text: str) -> str:
    return text.strip().upper().translate(_DASHES)
