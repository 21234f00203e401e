"""The elements of a notice: what a letter says, each with the span of text it came from.

`formats` produces them, `law` judges whether they are complete, `notices` records them. Nothing here is
trusted: a value is what the letter says, not what is true.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from causelist.core.places import Place

T = TypeVar("T")


class NoticeKind(StrEnum):
    """What a letter is."""

    NOTICE = "notice"
    COUNTER_NOTICE = "counter-notice"
    RETRACTION = "retraction"
    REVERSAL = "reversal"
    COUNTER_NOTICE_RETRACTION = "counter-notice-retraction"
    COUNTER_NOTICE_REVERSAL = "counter-notice-reversal"
    LEGAL_ACTION = "legal-action"
    OTHER = "other"


class Statement(StrEnum):
    """A statement the law may ask of a notice (17 USC 512(c)(3) and (g)(3) and their kin)."""

    GOOD_FAITH = "good_faith"
    ACCURACY = "accuracy"
    AUTHORITY = "authority"
    PERJURY = "perjury"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters `[start, end)` in `Reading.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was read; `span` is None only for what follows from the letter as a whole."""

    value: T
    span: Span | None


@dataclass(frozen=True, slots=True)
class Address:
    """One address as the letter gives it.

    `written` is the text at `span`, untouched; `url` is the same repaired of quotes, brackets and a missing scheme;
    `place` is the unit a provider acts on. `fork` marks a fork named in answer to the forks question.
    """

    written: str
    url: str
    place: Place
    span: Span
    fork: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of one letter. Offsets in every span count characters of `text`."""

    text: str
    kind: Found[NoticeKind]
    shape: str  # "letter", or the id of the form file that matched, e.g. "github-2"
    language: str  # BCP 47: "en", "zh-Hans", "und"
    date: Found[dt.date] | None = None
    sender: Found[str] | None = None
    right_holder: Found[str] | None = None
    works: tuple[Found[str], ...] = ()
    reported: tuple[Address, ...] = ()
    originals: tuple[Address, ...] = ()
    subject: tuple[Address, ...] = ()
    refers_to: tuple[Found[str], ...] = ()
    whole: Found[bool] | None = None  # None: mixed or not said
    forks_named: int | None = None
    circumvention: Found[bool] | None = None
    statements: tuple[Found[Statement], ...] = ()
    remarks: tuple[str, ...] = field(default=())  # what the reader doubted, for a person to check

    @property
    def places(self) -> tuple[Place, ...]:
        """Distinct places of the reported addresses, or of the subject where nothing is reported, in order."""
        addresses = self.reported or self.subject
        return tuple({address.place.key: address.place for address in addresses}.values())

    def as_json(self) -> dict[str, Any]:
        """The public contract of `causelist read --json`, without `path`."""
        return {
            "kind": str(self.kind.value),
            "date": self.date.value.isoformat() if self.date else None,
            "sender": self.sender.value if self.sender else None,
            "right_holder": self.right_holder.value if self.right_holder else None,
            "reported": [address.url for address in self.reported],
            "originals": [address.url for address in self.originals],
            "subject": [address.url for address in self.subject],
            "refers_to": [found.value for found in self.refers_to],
            "places": [place.key for place in self.places],
            "whole": self.whole.value if self.whole else None,
            "forks_named": self.forks_named,
            "circumvention": self.circumvention.value if self.circumvention else None,
            "statements": [str(found.value) for found in self.statements],
            "works": [found.value for found in self.works],
            "shape": self.shape,
            "language": self.language,
            "remarks": list(self.remarks),
        }
