"""A party's key: given out once by the office, kept as a hash, and good for looking at one case as that party."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from causelist.accounts.models import User
from causelist.cases.models import AccessKey, CaseParty

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no letters that are read for figures
GROUPS, GROUP = 5, 5  # 125 bits


def digest_of(key: str) -> str:
    """As a key is kept: what people add in typing (spaces, hyphens, small letters) changes nothing."""
    plain = "".join(char for char in key.upper() if char.isalnum())
    return hashlib.sha256(f"case key:{plain}".encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def give(*, party: CaseParty, by: User | None) -> str:
    """A new key for a party, which replaces its older ones. It is shown this once."""
    AccessKey.objects.filter(party=party, revoked_at__isnull=True).update(revoked_at=timezone.now())
    key = "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    AccessKey.objects.create(party=party, digest=digest_of(key), made_by=by)
    return key


def holder(number: str, digest: str) -> CaseParty | None:
    """The party of this case whose key has this hash, if it is good; always one query."""
    row = (
        AccessKey.objects.filter(digest=digest, party__case__number=number, revoked_at__isnull=True)
        .select_related("party")
        .first()
    )
    return row.party if row else None


def used(digest: str) -> None:
    """Note that a key was used today."""
    AccessKey.objects.filter(digest=digest).update(last_used_on=timezone.localdate())
