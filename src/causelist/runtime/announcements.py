"""Who wants to know what was recorded: services announce, search and statistics subscribe.

No room imports those that want to know. Announcements are made inside the transaction that changed the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

Subscriber = Callable[[str, Sequence[int]], None]

_subscribers: list[Subscriber] = []
_gathered: ContextVar[dict[str, dict[int, None]] | None] = ContextVar("gathered", default=None)


def on_published(callback: Subscriber) -> Subscriber:
    """Call `callback(kind, ids)` whenever rows of a kind ("notice", "organisation", "work") are new or changed.

    A "name" is announced when it has moved to another organisation.
    It runs inside the transaction that changed them: what it writes stands or falls with it. Usable as a decorator;
    subscribing twice is once. An app subscribes in its `ready`.
    """
    if callback not in _subscribers:
        _subscribers.append(callback)
    return callback


def announce(kind: str, ids: Sequence[int]) -> None:
    """Tell the subscribers; called by services, inside their transaction, in bulk."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("what was published is announced inside the transaction that records it")
    if not ids:
        return
    gathered = _gathered.get()
    if gathered is not None:
        gathered.setdefault(kind, {}).update(dict.fromkeys(ids))
        return
    for callback in _subscribers:
        callback(kind, ids)


@contextmanager
def together() -> Iterator[None]:
    """Tell the subscribers once, at the end, of all that is announced inside: for thousands of acts in one transaction."""
    gathered: dict[str, dict[int, None]] = {}
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    for kind, ids in gathered.items():
        announce(kind, list(ids))
