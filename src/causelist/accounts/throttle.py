"""Slowing down guesses: per mail address and per network address, over every process of the site.

Each attempt is counted before it is looked at, in one statement, so that many at once are no way round a limit.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping

from causelist.runtime import counters

WINDOW = dt.timedelta(minutes=15)
MOST_FOR_ADDRESS = 8  # attempts to sign in for one mail address in a window, a right one begins anew
MOST_FROM_NETWORK = 60  # wrong ones from one network address, which an office may share

LINK_WINDOW = dt.timedelta(hours=1)
MOST_LINKS_FOR_ADDRESS = 3  # mails with a link that one mail address is sent
MOST_LINKS_FROM_NETWORK = 20


def attempt(*, email: str, network: str) -> dt.timedelta:
    """Count an attempt to sign in; how long the person must wait, zero where they need not."""
    limits = {_address(email): MOST_FOR_ADDRESS, _network(network): MOST_FROM_NETWORK}
    return _count(limits, WINDOW)


def ask_for_link(*, email: str, network: str) -> dt.timedelta:
    """Count somebody asking for a link to set a password; how long they must wait, zero where they need not."""
    limits = {
        counters.key_of("link-address", email): MOST_LINKS_FOR_ADDRESS,
        counters.key_of("link-network", network): MOST_LINKS_FROM_NETWORK,
    }
    return _count(limits, LINK_WINDOW)


def forgive(*, email: str, network: str) -> None:
    """Somebody proved to be the person: their address starts anew, and the network loses this one attempt."""
    counters.forget(_address(email))
    counters.take_back(_network(network))


def forget(*, email: str) -> None:
    """Somebody proved to own the mailbox: their address starts anew."""
    counters.forget(_address(email))


def _count(limits: Mapping[str, int], window: dt.timedelta) -> dt.timedelta:
    now = int(time.time())
    until = now + int(window.total_seconds())
    counted = counters.add(dict.fromkeys(limits, until), now=now)
    full = [ends - now for key, (count, ends) in counted.items() if count > limits[key]]
    return dt.timedelta(seconds=max(full, default=0))


def _address(email: str) -> str:
    return counters.key_of("address", email)


def _network(network: str) -> str:
    return counters.key_of("network", network)
