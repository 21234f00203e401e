"""What the value of each kind of rule looks like: one `Spec` per kind, checked when a file is loaded.

A problem is raised as a `LawError` whose message is `path: what is wrong`, the path being that inside the value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from causelist.law.errors import LawError

Check = Callable[[Any, str], None]


@dataclass(frozen=True, slots=True)
class Spec:
    """The keys of a mapping: those it must have and those it may, each with the check of its value."""

    needed: dict[str, Check] = field(default_factory=dict)
    allowed: dict[str, Check] = field(default_factory=dict)

    def __call__(self, value: Any, where: str) -> None:
        """Check a mapping and everything in it."""
        if not isinstance(value, dict):
            raise LawError(f"{where}: a mapping is expected, with {', '.join(self.needed)}")
        for key in self.needed:
            if key not in value:
                raise LawError(f"{where}: the key {key!r} is missing")
        for key, item in value.items():
            check = self.needed.get(key) or self.allowed.get(key)
            if check is None:
                known = ", ".join([*self.needed, *self.allowed])
                raise LawError(f"{join(where, str(key))}: the key {key!r} is not known here; known are {known}")
            check(item, join(where, str(key)))


def join(where: str, key: str) -> str:
    """A path inside a value, one step deeper."""
    return f"{where}.{key}" if where else key


def words(value: Any, where: str) -> None:
    """Text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise LawError(f"{where}: words are expected, not {value!r}")


def whole(value: Any, where: str) -> None:
    """A whole number, nought or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise LawError(f"{where}: a whole number is expected, not {value!r}")


def number(value: Any, where: str) -> None:
    """A number, nought or more; a fraction is written in quotes ("0.15"), so that it stays exact."""
    if isinstance(value, float):
        raise LawError(f"{where}: write the fraction {value!r} in quotes, so that it stays exact")
    try:
        made = None if isinstance(value, bool) else Decimal(value)
    except (ArithmeticError, TypeError, ValueError):
        made = None
    if made is None or not made.is_finite() or made < 0:
        raise LawError(f"{where}: a number is expected, not {value!r}")


def flag(value: Any, where: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise LawError(f"{where}: true or false is expected, not {value!r}")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    names: tuple[str, ...]

    def __call__(self, value: Any, where: str) -> None:
        """Refuse any other."""
        if value not in self.names:
            raise LawError(f"{where}: one of {', '.join(self.names)} is expected, not {value!r}")


@dataclass(frozen=True, slots=True)
class Each:
    """A list that is not empty, each item checked."""

    check: Check

    def __call__(self, value: Any, where: str) -> None:
        """Check every item."""
        if not isinstance(value, list) or not value:
            raise LawError(f"{where}: a list is expected")
        for index, item in enumerate(value):
            self.check(item, join(where, str(index)))


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping from any names, each value checked."""

    check: Check

    def __call__(self, value: Any, where: str) -> None:
        """Check every value."""
        if not isinstance(value, dict) or not value:
            raise LawError(f"{where}: a mapping is expected")
        for key, item in value.items():
            self.check(item, join(where, str(key)))


@dataclass(frozen=True, slots=True)
class NothingOr:
    """None, or what another check accepts."""

    check: Check

    def __call__(self, value: Any, where: str) -> None:
        """Check what is there."""
        if value is not None:
            self.check(value, where)


def one_of(*names: str) -> OneOf:
    """One of some words."""
    return OneOf(names)


def each(check: Check) -> Each:
    """A list that is not empty, each item checked."""
    return Each(check)


def mapping_of(check: Check) -> MappingOf:
    """A mapping from any names, each value checked."""
    return MappingOf(check)


def nothing_or(check: Check) -> NothingOr:
    """None, or what another check accepts."""
    return NothingOr(check)


KINDS: dict[str, Check] = {}


def kind(name: str, check: Check) -> None:
    """Register a kind of rule; each evaluation registers its own beside the code that reads it."""
    KINDS[name] = check


def check_value(name: str, value: Any) -> None:
    """Check the value of a rule of some kind."""
    if name not in KINDS:
        raise LawError(f": the kind {name!r} is not known; known are {', '.join(sorted(KINDS))}")
    KINDS[name](value, "")


# What a rule says that no number holds: a test, a list of cases, a duty.
kind("text", Spec({"text": words}, {"text_zh": words, "items": each(words), "items_zh": each(words)}))
