"""Keys for the API: made once, shown once, kept only as a hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import Token, User
from causelist.core.refusal import Refused
from causelist.runtime import audit

MARK = "cl_"  # lets a scanner of leaked secrets know one of ours
LONGEST_LABEL = 100
SHOWN = 10  # characters kept in clear, to tell tokens apart


class Scope(StrEnum):
    """What a token may be used for."""

    READ = "notices:read"  # what its organisation sees
    WRITE = "notices:write"  # take letters in for its organisation
    ANSWER = "notices:answer"  # say what its organisation, a provider, did about reported addresses
    CASES = "cases:read"  # what its organisation sees of cases, beyond what everybody does
    ACT = "cases:write"  # every act in cases that its organisation and its person may do
    COMPLAIN = "cases:complain"  # bring complaints for its organisation, and keep its papers


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token with its secret, which is not kept and cannot be shown again."""

    token: Token
    secret: str


def digest(secret: str) -> str:
    """What is stored of a secret. Its 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def make_token(
    *,
    user: User,
    organisation_id: int,
    label: str,
    scopes: Collection[str],
    by: User,
    expires_at: dt.datetime | None = None,
) -> MadeToken:
    """A token by which a program acts as `user` for one organisation. Who may make one is the caller's check.

    Raises `Refused` for an empty label, no or unknown scopes, or an end that lies in the past.
    """
    label = label.strip()
    if not label or len(label) > LONGEST_LABEL:
        raise Refused(_("Give the token a label of 1 to 100 characters."), code="bad_label", field="label")
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(Scope):
        raise Refused(_("Choose at least one of: %s.") % ", ".join(Scope), code="bad_scopes", field="scopes")
    if expires_at is not None and expires_at <= timezone.now():
        raise Refused(_("The token would already have ended. Choose a later day."), code="past", field="expires_at")
    secret = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        organisation_id=organisation_id,
        label=label,
        prefix=secret[:SHOWN],
        digest=digest(secret),
        scopes=wanted,
        expires_at=expires_at,
    )
    audit.record(by=by, act="accounts.make_token", subject=f"accounts.token:{token.pk}", detail={"scopes": wanted})
    return MadeToken(token, secret)


@transaction.atomic
def revoke_token(*, token_id: int, by: User) -> Token:
    """End a token at once. Doing it twice keeps the first time."""
    token = Token.objects.select_for_update(of=("self",)).get(pk=token_id)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        audit.record(by=by, act="accounts.revoke_token", subject=f"accounts.token:{token.pk}", detail={})
    return token


def authenticate(secret: str) -> Token | None:
    """The live token behind a secret with its user, or None: unknown, ended, revoked, or its person may not sign in.

    Notes the day of use; writes at most once a day for each token.
    """
    token = Token.objects.select_related("user").filter(digest=digest(secret)).first()
    if token is None or not is_live(token) or not token.user.is_active:
        return None
    today = timezone.localdate()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
        token.last_used_on = today
    return token


def is_live(token: Token) -> bool:
    """Whether the token is neither revoked nor past its end."""
    return token.revoked_at is None and (token.expires_at is None or timezone.now() < token.expires_at)


def live_tokens(organisation_id: int) -> int:
    """How many tokens can act for an organisation now."""
    unended = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    return Token.objects.filter(unended, organisation_id=organisation_id, revoked_at__isnull=True).count()


def tokens_of(organisation_id: int) -> list[Token]:
    """Every token of an organisation, newest first, with its person."""
    return list(Token.objects.select_related("user").filter(organisation_id=organisation_id).order_by("-id"))
