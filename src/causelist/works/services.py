"""What changes about works."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from django.db import transaction

from causelist.parties.names import fold
from causelist.runtime import bulk
from causelist.runtime.announcements import announce
from causelist.works.models import Work


def work_key(title: str, owner: str) -> str:
    """The same words of the same owner are one work: SHA-256, hex, over both folded. `owner` may be empty."""
    return hashlib.sha256(f"{fold(title)}\n{fold(owner) if owner else ''}".encode(errors="replace")).hexdigest()


def title_key(title: str) -> str:
    """What works of one title share: SHA-256 over the folded title, the first 32 hex digits."""
    return hashlib.sha256(fold(title).encode(errors="replace")).hexdigest()[:32]


@transaction.atomic
def ensure_works(
    described: Collection[tuple[str, str]], *, holders: Mapping[str, int], language: str = "und"
) -> dict[tuple[str, str], int]:
    """The id of the work behind each (description, owner's name); unknown ones are added, unconfirmed, without owner.

    `holders` has the ids of the owners' names. In the order given and in a bounded number of queries. Who owns a work
    is for a person to confirm.
    """
    keys = {pair: work_key(*pair) for pair in described}
    wanted = dict.fromkeys(keys.values())
    known = _ids(list(wanted))
    missing = {key: pair for pair, key in reversed(keys.items()) if key not in known}
    if missing:
        order = [key for key in wanted if key in missing]
        bulk.insert(
            Work,
            [
                (title[:500], key, title_key(title[:500]), holders.get(owner), "", language, False)
                for key in order
                for title, owner in [missing[key]]
            ],
            ["title", "key", "title_key", "holder_id", "kind", "language", "confirmed"],
        )
        added = _ids(order)
        known |= added
        announce("work", sorted(added.values()))
    return {pair: known[key] for pair, key in keys.items()}


def _ids(keys: list[str]) -> dict[str, int]:
    return dict(Work.objects.filter(key__among=keys).values_list("key", "id"))
