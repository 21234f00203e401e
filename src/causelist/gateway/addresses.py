"""The registry's address for complaints, and the secret part by which its owner proves who writes."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings

from causelist.accounts.mail_keys import LENGTH, live_key
from causelist.accounts.models import MailKey


def is_ours(address: str) -> bool:
    """Whether mail to an address is taken in: the registry's own, with or without a key."""
    local, _at, host = settings.MAIL_ADDRESS.lower().rpartition("@")
    given, _at, where = address.strip().lower().rpartition("@")
    return where == host and given.partition("+")[0] == local


def key_of(recipients: Collection[str]) -> MailKey | None:
    """The live key in the first address that has one. An unknown or revoked one is as none."""
    for address in recipients:
        secret = address.strip().lower().rpartition("@")[0].partition("+")[2]
        if len(secret) == LENGTH and (key := live_key(secret)) is not None:
            return key
    return None


def with_key(secret: str) -> str:
    """The whole address with a key in it."""
    local, _at, host = settings.MAIL_ADDRESS.rpartition("@")
    return f"{local}+{secret}@{host}"
