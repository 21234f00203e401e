"""Publication: each room declares what the public may see of its rows; one engine shows exactly that.

A room's `publication.py` holds a `Publication` for each model. Search and statistics subscribe with `on_published`
and are told by `announce`, inside the transaction, what was recorded or moved; no room imports them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from causelist.runtime.announcements import announce, on_published

__all__ = ["NotPublished", "Publication", "announce", "on_published"]

M = TypeVar("M", bound=models.Model)


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
