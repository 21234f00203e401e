"""The id of an entry of the index: what kind of thing, of which day, which row. Pure.

Ids of one kind rise with the day and then with the row, so that "newest first" is the index's own order on either
store, a page is a range of ids, and no second table is needed to sort by.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

_DAY = 38  # bits below the day: rows up to 274 billion
_KIND = 60  # bits below the kind
_ROWS = (1 << _DAY) - 1
_DAYS = (1 << (_KIND - _DAY)) - 1


class Kind(IntEnum):
    """What can be found."""

    NOTICE = 1
    ORGANISATION = 2
    WORK = 3
    CASE = 4
    DECISION = 5

    @classmethod
    def named(cls, name: str) -> Kind | None:
        """The kind that services announce under a name; None for one that is not indexed."""
        return cls.__members__.get(name.upper())


def entry_id(kind: Kind, subject: int, on: dt.date | None = None) -> int:
    """The entry of a row; `on` is the day it is sorted by, for what has one."""
    return kind << _KIND | (on.toordinal() if on else 0) << _DAY | subject


def subject_of(entry: int) -> int:
    """The row of an entry."""
    return entry & _ROWS


def kind_of(entry: int) -> Kind:
    """The kind of an entry."""
    return Kind(entry >> _KIND)


def span_of(kind: Kind) -> tuple[int, int]:
    """The lowest and the highest id that an entry of a kind can have."""
    return kind << _KIND, kind << _KIND | _DAYS << _DAY | _ROWS
