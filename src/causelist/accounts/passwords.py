"""What changes about passwords: changed by who knows the old one, set by a link, set by who runs the registry.

A session holds a mark of the password it was begun under, so that every session of an account ends when it changes.
"""

from __future__ import annotations

import datetime as dt
import math
import uuid

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from causelist.accounts import links, mails, throttle
from causelist.accounts.links import Why
from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.runtime import audit, outbox

LONGEST_EMAIL = 254


def ask_for_link(*, email: str, network: str) -> None:
    """Somebody forgot their password: a mail with a link goes out if there is an account to send it to.

    The same is done and said whether there is one or not, in the same time: who has the address is only looked up when
    the mail is made. Raises `Refused` (code `throttled`) for the fourth time in an hour for one address.
    """
    if wait := throttle.ask_for_link(email=email, network=network):
        raise too_many(wait)
    address = email.strip().lower()
    if "\0" in address or not 0 < len(address) <= LONGEST_EMAIL:
        return
    with transaction.atomic():
        _owe_link(address, Why.FORGOTTEN)


@transaction.atomic
def send_link(*, user: User, why: Why, by: User) -> None:
    """Somebody who runs the registry has a person sent a link to set their password; who may is the caller's check.

    Raises `Refused` for a person who may not sign in.
    """
    if not user.is_active:
        raise Refused(_("They may not sign in. Let them in first."), code="inactive")
    _owe_link(user.email, why)
    audit.record(by=by, act="accounts.send_link", subject=f"accounts.user:{user.pk}", detail={"why": str(why)})


@transaction.atomic
def set_by_link(*, token: str, new: str) -> User:
    """Set the password of the person a link was sent to; all their sessions end, and the link with them.

    Raises `Refused`: code `dead` for a link that was used, has ended or never was; field `new` for a weak password.
    """
    pk = links.person_of(token)
    locked = User.objects.select_for_update(of=("self",)).filter(pk=pk).first() if pk else None
    if locked is None or not links.is_good(token, locked):
        raise Refused(
            _("This link no longer works: it was used, or it has ended. Ask for another."), code="dead", field="link"
        )
    check_strength(new, locked, field="new")
    locked.set_password(new)
    locked.save(update_fields=["password"])
    throttle.forget(email=locked.email)
    audit.record(by=locked, act="accounts.set_by_link", subject=f"accounts.user:{locked.pk}", detail={})
    _tell(locked)
    return locked


@transaction.atomic
def change_password(*, user: User, old: str, new: str, by: User) -> User:
    """A new password for somebody who knows the old one. Raises `Refused` (field `old` or `new`)."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if "\0" in old or not locked.check_password(old):
        raise Refused(_("That is not your present password."), code="wrong", field="old")
    check_strength(new, locked, field="new")
    locked.set_password(new)
    locked.save(update_fields=["password"])
    audit.record(by=by, act="accounts.change_password", subject=f"accounts.user:{user.pk}", detail={})
    _tell(locked)
    return locked


@transaction.atomic
def set_password(*, user: User, new: str, by: User | None) -> User:
    """A new password for somebody who need not know the old one; `by` is None only for the demonstration.

    Who may set another's password is the caller's check. Raises `Refused` (field `new`) for a weak one.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    check_strength(new, locked, field="new")
    locked.set_password(new)
    locked.save(update_fields=["password"])
    audit.record(by=by, act="accounts.set_password", subject=f"accounts.user:{user.pk}", detail={})
    return locked


def check_strength(password: str, user: User, *, field: str) -> None:
    """Raise `Refused` for a password that is too easily guessed or cannot be kept."""
    if "\0" in password:
        raise Refused(_("A password cannot contain a NUL character."), code="bad_password", field=field)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="weak_password", field=field) from error


def too_many(wait: dt.timedelta) -> Refused:
    """What is said of too many attempts."""
    minutes = math.ceil(wait.total_seconds() / 60)
    return Refused(
        ngettext(
            "Too many attempts. Wait %(minutes)d minute, then try again.",
            "Too many attempts. Wait %(minutes)d minutes, then try again.",
            minutes,
        )
        % {"minutes": minutes},
        code="throttled",
    )


def _owe_link(email: str, why: Why) -> None:
    outbox.queue(key=f"link:{uuid.uuid4()}", kind=mails.LINK, detail={"email": email, "why": str(why)})


def _tell(user: User) -> None:
    outbox.queue(key=f"changed:{uuid.uuid4()}", kind=mails.CHANGED, detail={"user": user.pk})
