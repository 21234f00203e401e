"""Publication: each room declares what the public may see of its rows; one engine shows exactly that.

A room's `publication.py` holds a `Publication` for each model. Search and statistics subscribe with `on_published`
and are told by `announce`, inside the transaction, what was recorded or moved; no room imports them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models, transaction

M = TypeVar("M", bound=models.Model)
Subscriber = Callable[[str, Sequence[int]], None]


class NotPublished(LookupError):
    """A field that the allow-list does not name was asked for."""


@dataclass(frozen=True, slots=True)
class Publication(Generic[M]):
    """The allow-list of a model: what is shown under which name, and how. What it does not name is not public.

    A `field` is the name of an attribute shown as it is, or a function of the row.
    """

    model: type[M]
    fields: Mapping[str, str | Callable[[M], Any]]

    def publish(self, row: M) -> dict[str, Any]:
        """Everything the public may see of one row, as plain values. Prefetch what the functions follow."""
        return {name: self._shown(row, how) for name, how in self.fields.items()}

    def show(self, row: M, name: str) -> Any:
        """One published value. Raises `NotPublished`."""
        if name not in self.fields:
            raise NotPublished(f"{name} of {self.model.__name__} is not published")
        return self._shown(row, self.fields[name])

    def _shown(self, row: M, how: str | Callable[[M], Any]) -> Any:
        return getattr(row, how) if isinstance(how, str) else how(row)


_subscribers: list[Subscriber] = []


def on_published(callback: Subscriber) -> Subscriber:
    """Call `callback(kind, ids)` whenever rows of a kind ("notice", "organisation", "work") are new or changed.

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
    if ids:
        for callback in _subscribers:
            callback(kind, ids)
