"""Who may do what to a letter follows the organisations: merged, split, given a mandate."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from causelist.notices import services
from causelist.parties.models import OrganisationName


def follow(kind: str, ids: Sequence[int]) -> None:
    """Something about organisations has changed; subscribes to announcements.

    After the transaction, because letters are recorded under a lock of their own: who holds an organisation must not
    wait for it.
    """
    if kind == "organisation":
        transaction.on_commit(lambda: _reconsider(list(ids), moved=False), robust=True)
    elif kind == "name":
        transaction.on_commit(lambda: _reconsider(_organisations(ids), moved=True), robust=True)


def _organisations(names: Sequence[int]) -> list[int]:
    return sorted(set(OrganisationName.objects.filter(pk__in=names).values_list("organisation", flat=True)))


def _reconsider(organisations: list[int], *, moved: bool) -> None:
    services.reconsider(organisations=organisations, moved=moved)
