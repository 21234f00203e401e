"""Who may record a letter for whom: one's own organisation, or a principal whose mandate covers the letter's works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from causelist.accounts.models import User
from causelist.parties import names, permissions, queries
from causelist.parties.models import Organisation, Role
from causelist.parties.permissions import BY_MANDATE, Act, NotAllowed
from causelist.works.mandates import works_under


def check_file(user: User, organisation: Organisation, titles: Collection[str] = (), on: dt.date | None = None) -> None:
    """Raise `NotAllowed` unless a person may record a letter about works of these titles for an organisation.

    A mandate on listed works covers a letter that describes at least one work, all of them listed (case, width and
    punctuation apart). `on` is the day it is recorded: today unless said.
    """
    if not can_file(user, organisation, titles, on):
        raise NotAllowed(Act.RECORD)


def can_file(user: User, organisation: Organisation, titles: Collection[str] = (), on: dt.date | None = None) -> bool:
    """Whether `check_file` would pass."""
    day = on or timezone.localdate()
    if permissions.can_act(user, Act.RECORD, organisation, day):
        return True
    described = {names.fold(title) for title in titles if title.strip()}
    if not described:
        return False
    filers = [Role(role) for role, acts in BY_MANDATE.items() if Act.RECORD in acts]
    agents = queries.memberships_in_force(user, day).filter(role__in=filers).values_list("organisation", flat=True)
    mandates = queries.mandates_in_force(day).filter(principal=organisation, agent__in=set(agents), all_works=False)
    listed = works_under(list(mandates.values_list("pk", flat=True)))
    return any(described <= {names.fold(work.title) for work in works} for works in listed.values())
