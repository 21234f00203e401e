"""Links by which a person sets a password without the old one: signed, for a time, and good once.

Nothing of a link is stored. It carries a fingerprint of the account as it was; setting a password, signing in or
shutting the person out changes the fingerprint, and every link made before is dead.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from causelist.accounts.models import User

_SALT = "causelist.accounts.links"
LONGEST = 400  # characters of a link's token; longer ones are nobody's


class Why(StrEnum):
    """What a link was sent for."""

    FORGOTTEN = "forgotten"
    INVITED = "invited"


HOLDS = {Why.FORGOTTEN: dt.timedelta(hours=2), Why.INVITED: dt.timedelta(days=7)}


def make(user: User, why: Why) -> str:
    """The token of a link: letters, digits, `-`, `_` and `:`."""
    return signing.dumps([user.pk, str(why), _fingerprint(user)], salt=_SALT, compress=False)


def person_of(token: str) -> int | None:
    """The id of the person a token is for; None for one that was not made here or has expired. Costs no query.

    Whether it is still good is for `is_good` to say, on the locked row.
    """
    read = _read(token)
    return read[0] if read else None


def is_good(token: str, user: User) -> bool:
    """Whether a token still opens this account."""
    read = _read(token)
    return bool(read and read[0] == user.pk and user.is_active and constant_time_compare(read[1], _fingerprint(user)))


def _read(token: str) -> tuple[int, str] | None:
    if len(token) > LONGEST:
        return None
    try:
        _pk, why, _mark = signing.loads(token, salt=_SALT)
        pk, _why, mark = signing.loads(token, salt=_SALT, max_age=HOLDS[Why(why)])
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(pk), str(mark)


def _fingerprint(user: User) -> str:
    last = "" if user.last_login is None else user.last_login.replace(microsecond=0).isoformat()
    state = f"{user.pk}:{user.email}:{user.password}:{last}:{user.is_active}"
    return salted_hmac(_SALT, state, algorithm="sha256").hexdigest()[:32]
