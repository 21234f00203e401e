"""A dated rule: its versions, each with its value and its citation together, so that no figure loses its source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from causelist.law.errors import NotInForce


class Certainty(StrEnum):
    """How sure a rule is; shown wherever the rule is."""

    VERIFIED = "verified"  # read in the text of the law
    REPORTED = "reported"  # stated by a source about the law
    UNVERIFIED = "unverified"  # from memory
    WISH = "wish"  # asked for in a bill or a report, never the law


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value stands: instrument, article, address if there is one, and how sure it is."""

    law: str
    article: str
    certainty: Certainty
    url: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        said = f"{self.law}, {self.article}" if self.article else self.law
        return said if self.certainty is Certainty.VERIFIED else f"{said} ({self.certainty})"

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "law": self.law,
            "article": self.article,
            "certainty": str(self.certainty),
            "url": self.url,
            "note": self.note,
            "text": str(self),
        }


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule says from one day on; `value` None: repealed, and nothing in its place."""

    starts: dt.date
    value: Any
    cite: Citation
    until: dt.date | None = None  # the last day; None: until the next version
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its identifier is the path of its file (`cn.ecommerce.reinstatement_wait`)."""

    id: str
    title: str
    kind: str  # what sort of value it holds: see `schema`
    selected_by: str  # the event whose day picks the version
    checked_on: dt.date  # the last day on which somebody confirmed that nothing changed
    versions: tuple[Version, ...]  # oldest first
    title_zh: str | None = None
    note: str | None = None

    @property
    def jurisdiction(self) -> str:
        """Whose law it is: the first part of the identifier."""
        return self.id.partition(".")[0]

    def on(self, day: dt.date) -> Version:
        """The version in force on a day; raises `NotInForce`, saying from when there is one."""
        for index in range(len(self.versions) - 1, -1, -1):
            version = self.versions[index]
            if version.starts <= day:
                if version.value is None or (version.until and version.until < day):
                    raise NotInForce(f"{self.id}: repealed, or nothing in force, on {day}")
                return version
        raise NotInForce(f"{self.id}: not yet in force on {day}; its first version is of {self.versions[0].starts}")

    def last_day(self, version: Version) -> dt.date | None:
        """The last day of a version: its own, or the day before the next; None where it is still in force."""
        if version.until:
            return version.until
        later = [other.starts for other in self.versions if other.starts > version.starts]
        return min(later) - dt.timedelta(days=1) if later else None
