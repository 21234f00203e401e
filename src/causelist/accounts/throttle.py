"""Slowing down guesses at passwords: per mail address and per network address, over every process of the site."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from causelist.accounts.models import SignInFailures

WINDOW = dt.timedelta(minutes=15)
MOST_FOR_ADDRESS = 8  # wrong passwords for one mail address in a window
MOST_FROM_NETWORK = 60  # from one network address, which an office may share


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value.strip().lower()}".encode("utf-8", "surrogatepass")).hexdigest()


def _keys(email: str, network: str) -> dict[str, int]:
    return {_key("address", email): MOST_FOR_ADDRESS, _key("network", network): MOST_FROM_NETWORK}


def wait(*, email: str, network: str) -> dt.timedelta:
    """How long signing in must wait for this pair; zero when it need not."""
    limits = _keys(email, network)
    now = timezone.now()
    rows = SignInFailures.objects.filter(key__in=limits, since__gt=now - WINDOW)
    full = [row.since + WINDOW - now for row in rows if row.count >= limits[row.key]]
    return max(full, default=dt.timedelta())


@transaction.atomic
def count_failure(*, email: str, network: str) -> None:
    """One more failure for both; a window that has passed starts anew. Old rows are swept on the way."""
    now = timezone.now()
    SignInFailures.objects.filter(since__lte=now - WINDOW).delete()
    for key in sorted(_keys(email, network)):  # always in the same order, so that two sign-ins cannot deadlock
        row, _ = SignInFailures.objects.select_for_update().get_or_create(key=key, defaults={"since": now})
        row.count += 1
        row.save(update_fields=["count"])


def forget(*, email: str, networks: Iterable[str] = ()) -> None:
    """Somebody proved to be the person: their address starts anew (the network keeps its count)."""
    keys = [_key("address", email), *(_key("network", network) for network in networks)]
    SignInFailures.objects.filter(key__in=keys).delete()
