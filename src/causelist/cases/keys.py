"""Keys that let a party see its case without an account: made once, told once, kept only as a hash."""

from __future__ import annotations

import secrets

from django.utils import timezone

from causelist.accounts.models import User
from causelist.accounts.tokens import digest
from causelist.cases import services
from causelist.cases.access import tidy
from causelist.cases.models import AccessKey, Case, CaseParty, Subscription

MARK = "ck_"  # lets a scanner of leaked secrets know one of ours


def give(*, case: Case, party_id: int, by: User) -> str:
    """A new key for a party of a case, by an officer of it; the only time it is told. Raises as `services.act`."""
    event = services.act(case_id=case.pk, lifecycle="case", act="give_key", data={"party": party_id}, by=by)
    return str(event.once["key"])


def make(party: CaseParty, *, by: User | None) -> str:
    """A key's row and its secret; older keys of the party end. Called by the effect of the act."""
    AccessKey.objects.filter(party=party, revoked_at__isnull=True).update(revoked_at=timezone.now())
    # Whoever had the old key may have had mail sent as this party.
    Subscription.objects.filter(party=party, ended_at__isnull=True).update(ended_at=timezone.now())
    secret = MARK + secrets.token_urlsafe(24)
    AccessKey.objects.create(party=party, digest=digest(secret), made_by=by)
    return secret


def holder(number: str, secret_digest: str) -> CaseParty | None:
    """The party of the case of this number whose live key has this hash, or None. One query whatever is asked."""
    found = (
        AccessKey.objects.select_related("party")
        .filter(digest=secret_digest, revoked_at__isnull=True, party__case__number=tidy(number))
        .first()
    )
    return found.party if found else None


def used(secret_digest: str) -> None:
    """Note that a key was used today."""
    AccessKey.objects.filter(digest=secret_digest).update(last_used_on=timezone.localdate())


def party_of(case: Case, secret: str) -> CaseParty | None:
    """The party of a case whose live key this is, or None. One query whatever is asked."""
    found = (
        AccessKey.objects.select_related("party__name__organisation")
        .filter(digest=digest(secret), revoked_at__isnull=True, party__case=case)
        .first()
    )
    return found.party if found else None
