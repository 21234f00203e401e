"""What changes about people: making them, signing in, passwords. Tokens are in `accounts.tokens`."""

from __future__ import annotations

import math

from django.contrib.auth import authenticate as check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from causelist.accounts import throttle
from causelist.accounts.models import User
from causelist.accounts.tokens import MadeToken, Scope, authenticate, make_token, revoke_token
from causelist.core.refusal import Refused
from causelist.runtime import audit

__all__ = [
    "MadeToken",
    "Scope",
    "authenticate",
    "change_password",
    "create_person",
    "make_token",
    "revoke_token",
    "set_active",
    "set_password",
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
    """A person who may sign in. Without a password they cannot until one is set; `is_staff` runs the registry.

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
        _check_strength(password, User(email=email, name=name), field="password")
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
    return user


def sign_in(*, email: str, password: str, network: str) -> User:
    """The person behind a mail address and password; starting the session is the caller's.

    `network` is the address the request came from. Raises `Refused` with code `wrong` (one text, whatever was wrong,
    so that nobody learns which addresses are known) or `throttled`.
    """
    left = throttle.wait(email=email, network=network)
    if left:
        minutes = math.ceil(left.total_seconds() / 60)
        raise Refused(
            ngettext(
                "Too many attempts. Wait %(minutes)d minute, then try again.",
                "Too many attempts. Wait %(minutes)d minutes, then try again.",
                minutes,
            )
            % {"minutes": minutes},
            code="throttled",
        )
    user = None if "\0" in email + password else check_password(email=email.strip().lower(), password=password)
    if not isinstance(user, User):
        throttle.count_failure(email=email, network=network)
        raise Refused(_("Mail address and password do not belong together. Try again."), code="wrong")
    throttle.forget(email=email)
    return user


@transaction.atomic
def change_password(*, user: User, old: str, new: str, by: User) -> User:
    """A new password for somebody who knows the old one. Raises `Refused` (field `old` or `new`)."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if "\0" in old + new:
        raise Refused(_("A password cannot contain a NUL character."), code="bad_password", field="new")
    if not locked.check_password(old):
        raise Refused(_("That is not your present password."), code="wrong", field="old")
    _check_strength(new, locked, field="new")
    locked.set_password(new)
    locked.save(update_fields=["password"])
    audit.record(by=by, act="accounts.change_password", subject=f"accounts.user:{user.pk}", detail={})
    return locked


@transaction.atomic
def set_password(*, user: User, new: str, by: User | None) -> User:
    """A new password for somebody who need not know the old one; `by` is None only for the demonstration.

    Who may set another's password is the caller's check. Raises `Refused` (field `new`) for a weak one.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _check_strength(new, locked, field="new")
    locked.set_password(new)
    locked.save(update_fields=["password"])
    audit.record(by=by, act="accounts.set_password", subject=f"accounts.user:{user.pk}", detail={})
    return locked


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


def _check_strength(password: str, user: User, *, field: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="weak_password", field=field) from error
