"""What changes about people: making them, signing in, what they set for themselves.

Passwords are in `accounts.passwords`, tokens in `accounts.tokens`.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate as check_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from causelist.accounts import throttle
from causelist.accounts.links import Why
from causelist.accounts.models import Receipts, User
from causelist.accounts.passwords import (
    ask_for_link,
    change_password,
    check_strength,
    send_link,
    set_by_link,
    set_password,
    too_many,
)
from causelist.accounts.tokens import MadeToken, Scope, authenticate, make_token, revoke_token
from causelist.core.refusal import Refused
from causelist.runtime import audit

LONGEST_NAME = 200

__all__ = [
    "MadeToken",
    "Scope",
    "ask_for_link",
    "authenticate",
    "change_password",
    "create_person",
    "make_token",
    "revoke_token",
    "send_link",
    "set_active",
    "set_by_link",
    "set_password",
    "set_preferences",
    "sign_in",
]


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    by: User | None,
    password: str | None = None,
    language: str = "en",
    is_staff: bool = False,
) -> User:
    """A person who may sign in; `is_staff` runs the registry.

    Without a password they cannot until they set one by the link they are sent, if a person made them.
    `by` is None only where no person acts: the demonstration and the first administrator.
    Raises `Refused` for a malformed or known mail address and for a weak password.
    """
    email = email.strip().lower()
    name = name.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(
            _("“%s” is not a mail address. Write it like name@example.com.") % email[:80],
            code="bad_email",
            field="email",
        ) from error
    if password is not None:
        check_strength(password, User(email=email, name=name), field="password")
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email, password, name=name, language=language, is_staff=is_staff, is_superuser=is_staff
            )
    except IntegrityError as error:
        raise Refused(_("There is already a person with this mail address."), code="known", field="email") from error
    audit.record(
        by=by, act="accounts.create_person", subject=f"accounts.user:{user.pk}", detail={"administrator": is_staff}
    )
    if password is None and by is not None:
        send_link(user=user, why=Why.INVITED, by=by)
    return user


def sign_in(*, email: str, password: str, network: str) -> User:
    """The person behind a mail address and password; starting the session is the caller's.

    `network` is the address the request came from. Raises `Refused` with code `wrong` (one text, whatever was wrong,
    so that nobody learns which addresses are known) or `throttled`.
    """
    if wait := throttle.attempt(email=email, network=network):
        raise too_many(wait)
    user = None if "\0" in email + password else check_password(email=email.strip().lower(), password=password)
    if not isinstance(user, User):
        raise Refused(_("Mail address and password do not belong together. Try again."), code="wrong")
    throttle.forgive(email=email, network=network)
    return user


@transaction.atomic
def set_active(*, user: User, active: bool, by: User) -> User:
    """Let a person sign in, or no longer; their sessions and tokens stop at once."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if locked.pk == by.pk and not active:
        raise Refused(_("You cannot shut yourself out. Ask another administrator."), code="yourself")
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    audit.record(by=by, act="accounts.set_active", subject=f"accounts.user:{user.pk}", detail={"active": active})
    return locked


@transaction.atomic
def set_preferences(*, user: User, name: str, language: str, receipts: str, by: User) -> User:
    """How a person is called, in which language they are written to, and which letters they have a receipt for.

    Raises `Refused` for a language the registry does not write, and for no such choice.
    """
    name = " ".join(name.split())
    if "\0" in name or len(name) > LONGEST_NAME:
        raise Refused(_("A name has at most %d characters, on one line.") % LONGEST_NAME, code="bad_name", field="name")
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose one of the languages listed."), code="bad_language", field="language")
    if receipts not in Receipts.values:
        raise Refused(_("Choose for which letters."), code="bad_receipts", field="receipts")
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    locked.name, locked.language, locked.receipts = name, language, receipts
    locked.save(update_fields=["name", "language", "receipts"])
    detail = {"language": language, "receipts": receipts}
    audit.record(by=by, act="accounts.set_preferences", subject=f"accounts.user:{user.pk}", detail=detail)
    return locked
