"""Who may begin to record a letter for an organisation. Whether its works are covered is told when it is recorded."""

from __future__ import annotations

import datetime as dt

from causelist.accounts.models import User
from causelist.parties.models import Organisation
from causelist.parties.permissions import Act, NotAllowed, Reach, is_registry, organisations_for, principals_for


def may_file(reach: Reach) -> bool:
    """Whether a person may record some letter for somebody; costs no query."""
    return reach.registry or bool(reach.own(Act.RECORD) or reach.by_mandate(Act.RECORD))


def files_for(user: User, on: dt.date | None = None) -> list[Organisation]:
    """Organisations a person may record letters for, own ones first, each with its names; a bounded number of queries."""
    own = organisations_for(user, Act.RECORD, on)
    known = {organisation.pk for organisation in own}
    return own + [organisation for organisation in principals_for(user, Act.RECORD, on) if organisation.pk not in known]


def check_begin(user: User, organisation: Organisation, on: dt.date | None = None) -> None:
    """Raise `NotAllowed` unless a person may record some letter for an organisation."""
    if is_registry(user) and organisation.merged_into_id is None:
        return
    if organisation.pk not in {known.pk for known in files_for(user, on)}:
        raise NotAllowed(Act.RECORD)
