"""What changes about works."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from django.db import transaction

from causelist.parties.names import fold
from causelist.runtime import bulk
from causelist.runtime.announcements import announce
from causelist.works.models import Work


def work_key(title: str, owner: str) -> str:
    """The same words of the same owner are one work: SHA-256, hex, over both folded. `owner` may be empty."""
    return hashlib.sha256(f"{fold(title)}\n{fold(owner) if owner else ''}".encode(errors="replace")).hexdigest()


@transaction.atomic
def ensure_works(described: Collection[tuple[str, str]], language: str = "und") -> dict[tuple[str, str], int]:
    """The id of the work behind each (description, owner's name); unknown ones are added, unconfirmed, without owner.

    In the order given and in a bounded number of queries. Who owns a work is for a person to confirm.
    """
    keys = {pair: work_key(*pair) for pair in described}
    wanted = dict.fromkeys(keys.values())
    known = _ids(list(wanted))
    missing = {key: title for (title, _), key in reversed(keys.items()) if key not in known}
    if missing:
        order = [key for key in wanted if key in missing]
        bulk.insert(
            Work,
            [(missing[key][:500], key, "", language, False) for key in order],
            ["title", "key", "kind", "language", "confirmed"],
        )
        added = _ids(order)
        known |= added
        announce("work", sorted(added.values()))
    return {pair: known[key] for pair, key in keys.items()}


def _ids(keys: list[str]) -> dict[str, int]:
    return dict(Work.objects.filter(key__among=keys).values_list("key", "id"))
