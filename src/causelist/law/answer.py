"""An answer and why: findings, each with the rule, the fact, the arithmetic in words and the source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from causelist.law.rule import Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of an answer; `met` None: it cannot be said, because the fact is not known."""

    rule: str
    cite: Citation
    words: str  # the arithmetic, as one would tell it
    measure: str | None = None
    fact: Decimal | None = None
    threshold: Decimal | None = None
    met: bool | None = None

    @property
    def share(self) -> Decimal | None:
        """How much of the threshold the fact is, 1 being all of it."""
        if self.fact is None or not self.threshold:
            return None
        return (self.fact / self.threshold).quantize(Decimal("0.0001"))

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "measure": self.measure,
            "fact": plain(self.fact),
            "threshold": plain(self.threshold),
            "share": plain(self.share),
            "met": self.met,
            "words": self.words,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def plain(value: Decimal | None) -> int | float | str | None:
    """A number for JSON: whole numbers as such, others as they are written."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
