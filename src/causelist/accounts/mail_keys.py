"""Keys by which mail proves who wrote it: part of the registry's address, made once, shown once, kept only as a hash."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import MailKey, User
from causelist.core.refusal import Refused
from causelist.runtime import audit

LONGEST_LABEL = 100
MOST = 20  # live keys of one person
LENGTH = 26  # letters and digits: 130 bits, whatever mail servers do to case


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key with its secret, which is not kept and cannot be shown again."""

    key: MailKey
    secret: str


@transaction.atomic
def make_mail_key(*, user: User, organisation_id: int, label: str, by: User) -> MadeKey:
    """A key by which mail speaks as `user` for one organisation. Who may make one is the caller's check.

    Raises `Refused` for an empty label and for too many keys.
    """
    label = " ".join(label.split())
    if not label or len(label) > LONGEST_LABEL or "\0" in label:
        raise Refused(_("Give the key a label of 1 to 100 characters."), code="bad_label", field="label")
    if user.mail_keys.filter(revoked_at__isnull=True).count() >= MOST:
        raise Refused(_("You have %d keys. Revoke one that you do not use.") % MOST, code="too_many", field="label")
    secret = base64.b32encode(secrets.token_bytes(17)).decode().lower()[:LENGTH]
    key = MailKey.objects.create(
        user=user, organisation_id=organisation_id, label=label, prefix=secret[:4], digest=digest(secret)
    )
    audit.record(by=by, act="accounts.make_mail_key", subject=f"accounts.mailkey:{key.pk}", detail={})
    return MadeKey(key, secret)


@transaction.atomic
def revoke_mail_key(*, key_id: int, user: User, by: User) -> bool:
    """End a person's key at once; whether there was one. Doing it twice keeps the first time."""
    key = MailKey.objects.select_for_update(of=("self",)).filter(pk=key_id, user=user).first()
    if key is not None and key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        audit.record(by=by, act="accounts.revoke_mail_key", subject=f"accounts.mailkey:{key.pk}", detail={})
    return key is not None


def live_key(secret: str) -> MailKey | None:
    """The live key behind a secret with its person; None: unknown, revoked, or its person may not sign in."""
    key = MailKey.objects.select_related("user").filter(digest=digest(secret), revoked_at__isnull=True).first()
    return key if key is not None and key.user.is_active else None


def note_use(key: MailKey) -> None:
    """Note the day of use; writes at most once a day."""
    today = timezone.localdate()
    if key.last_used_on != today:
        MailKey.objects.filter(pk=key.pk).update(last_used_on=today)


def digest(secret: str) -> str:
    """What is stored of a secret. Its 130 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.strip().lower().encode("utf-8", "surrogatepass")).hexdigest()
