"""What acts do beyond moving a state: one function for each act that does more, and the only code that knows an act.

An effect gets a `Doing` and may return an `Effect`; it writes the rows of its own subject and nothing else.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from causelist.accounts.models import User
from causelist.cases.models import Case, Office, Track
from causelist.cases.tables import Act


@dataclass(slots=True)
class Doing:
    """An act under way: everything is checked, nothing but the effect's own rows is written yet.

    `subject` is None where the act makes it: the effect then returns it. `data` are the fields as values.
    """

    act: Act
    case: Case
    subject: Any
    track: Track | None
    data: dict[str, Any]
    by: User | None
    relation: str
    at: dt.datetime
    party_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Effect:
    """What an effect says: the subject it made, the state of several that the act leads to, and what the event keeps.

    `also` are further acts to be done in the same transaction: (lifecycle, act, subject id, data). `start_at`: when the
    clocks begin, where not at the act; `rules`: other rules than usual for clocks, by name. `stops` are clocks beyond those
    of the table; `until` are clocks that run to a day which the act itself sets (the end of an order), not the law.
    `office` is where the step was taken, where the track has moved by it. `once` is told to whoever acted, this once, and
    stored nowhere: a secret.
    """

    subject: models.Model | None = None
    to: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    audience: str = ""
    starts: tuple[str, ...] | None = None
    start_at: dt.datetime | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    stops: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, dt.date] = field(default_factory=dict)
    also: tuple[tuple[str, str, int | None, Mapping[str, Any]], ...] = ()
    office: Office | None = None
    once: Mapping[str, Any] = field(default_factory=dict)


EffectFunction = Callable[[Doing], Effect | None]
_effects: dict[str, EffectFunction] = {}


def effect(*names: str) -> Callable[[EffectFunction], EffectFunction]:
    """Let a function be what acts ("complaint.accept") do."""

    def register(function: EffectFunction) -> EffectFunction:
        for name in names:
            if name in _effects and _effects[name] is not function:
                raise RuntimeError(f"two effects for {name}")
            _effects[name] = function
        return function

    return register


def of(act: Act) -> EffectFunction | None:
    """What an act does, or None where it only moves the state."""
    return _effects.get(act.full_name)


def names() -> frozenset[str]:
    """Acts that do more than move a state."""
    return frozenset(_effects)


def load() -> None:
    """Import every module of this package, so that its effects are known."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
