"""A case by its number, for somebody who may know that it is there.

What is absent and what is closed to the one who asks end alike: None, after the same number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from causelist.accounts.models import User
from causelist.cases import relations, visibility
from causelist.cases.models import Case
from causelist.core.numbers import BadNumber, parse_number
from causelist.parties.permissions import Reach

NOBODY = "C-0-0-0"  # no case has this number


@dataclass(frozen=True, slots=True)
class Found:
    """The case, and what the one who asked is to it."""

    case: Case
    relations: relations.Relations


def find(number: str, user: User | None, *, reach: Reach | None = None) -> Found | None:
    """The case where the person may know of it, else None. A number of another scheme is one that no case has."""
    case = Case.objects.select_related("office__body").filter(number=tidy(number)).first()
    found = relations.of(user, case or Case(pk=0), reach=reach)
    if case is None or not visibility.sees("number", found.sight, case.stage, case.confidentiality):
        return None
    return Found(case, found)


def tidy(number: str) -> str:
    """The number of a case as it is written; of what is no number, one that no case has."""
    try:
        return str(parse_number(number))
    except BadNumber:
        return NOBODY
