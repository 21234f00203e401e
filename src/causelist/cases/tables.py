"""The lifecycles of a case as data: states, acts, who may, what an act asks for, which clocks it moves. Pure.

`lifecycles/*.yaml` hold them; forms, API, permissions, diagrams and tests are made from what this module reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from causelist.cases.fields import Field, read_field

FOLDER = Path(__file__).with_name("lifecycles")
CLOCKS = Path(__file__).with_name("clocks.yaml")
# What a person may be to a case (see `relations`), and the registry's own sweep.
RELATIONS = (
    "complainant", "respondent", "party", "officer", "office", "reader", "head", "other_body", "superior", "registry",
    "system",
)  # fmt: skip
AUDIENCES = ("public", "parties", "asker", "bodies", "office")
STAGES = ("complaint", "investigation", "decision", "appeal", "enforcement", "closed")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TableError(ValueError):
    """A table contradicts itself; says which file and how. It stops the start."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something's name in the two languages of the site."""

    en: str
    zh: str

    def in_(self, language: str) -> str:
        """The one for a language code."""
        return self.zh if language.startswith("zh") and self.zh else self.en


@dataclass(frozen=True, slots=True)
class State:
    """Where a subject stands: whom it waits for (a relation), what comes next, which stage of the case it means."""

    name: str
    title: Words
    stage: str
    waits_for: str
    next: Words
    ended: bool


@dataclass(frozen=True, slots=True)
class Act:
    """Something done in a case. `creates`: it makes a new subject. `to` empty: the state stays."""

    lifecycle: str
    name: str
    title: Words
    sources: tuple[str, ...]
    to: tuple[str, ...]
    by: frozenset[str]
    fields: Mapping[str, Field]
    stops: Mapping[str, str]
    starts: tuple[str, ...]
    audience: str
    hands_on: bool  # the subject goes to another body; the one it leaves stays one of the case's bodies

    @property
    def full_name(self) -> str:
        """As events and addresses have it."""
        return f"{self.lifecycle}.{self.name}"

    @property
    def creates(self) -> bool:
        """Whether it makes its subject."""
        return not self.sources


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """One table."""

    id: str
    title: Words
    states: Mapping[str, State]
    acts: Mapping[str, Act]
    hearing_rules: Mapping[str, str]  # by jurisdiction: the time between telling the parties and the hearing
    after_hearing: frozenset[str]  # acts that are not done before the hearing where there is such a rule

    def open_acts(self, state: str) -> list[Act]:
        """What may be done in a state, whoever asks."""
        return [act for act in self.acts.values() if state in act.sources]


@dataclass(frozen=True, slots=True)
class ClockKind:
    """A clock by name: who must act, and which rule of each jurisdiction gives its length ("" none).

    `audience` is who may know that it runs, as of a step.
    """

    name: str
    title: Words
    waits_for: str
    rules: Mapping[str, str]
    audience: str


@cache
def lifecycles() -> Mapping[str, Lifecycle]:
    """All tables, read once."""
    found = (_lifecycle(path) for path in sorted(FOLDER.glob("*.yaml")))
    return MappingProxyType({table.id: table for table in found})


@cache
def clock_kinds() -> Mapping[str, ClockKind]:
    """All clocks, read once."""
    raw = yaml.load(CLOCKS.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 -- a safe one
    return MappingProxyType(
        {
            name: ClockKind(
                name, _both(given["title"]), given["waits_for"], MappingProxyType(given.get("rules", {})),
                given.get("audience", "public"),
            )
            for name, given in raw.items()
        }
    )  # fmt: skip


def lifecycle(name: str) -> Lifecycle:
    """One table. Raises `KeyError`."""
    return lifecycles()[name]


def act(lifecycle_id: str, name: str) -> Act | None:
    """One act, or None."""
    table = lifecycles().get(lifecycle_id)
    return None if table is None else table.acts.get(name)


def all_acts() -> list[Act]:
    """Every act of every table."""
    return [one for table in lifecycles().values() for one in table.acts.values()]


@cache
def handing_on() -> tuple[str, ...]:
    """The full names of acts by which something goes to another body."""
    return tuple(one.full_name for one in all_acts() if one.hands_on)


def check() -> None:
    """Raise `TableError` for a table that names a state, relation, clock or audience that is not there."""
    clocks = clock_kinds()
    for one in all_acts():
        table = lifecycles()[one.lifecycle]
        for what, given, known in (
            ("state", {*one.sources, *one.to}, table.states),
            ("relation", one.by, RELATIONS),
            ("clock", {*one.stops, *one.starts}, clocks),
            ("audience", {one.audience}, AUDIENCES),
        ):
            if unknown := set(given) - set(known):
                raise TableError(f"{one.full_name} names an unknown {what}: {', '.join(sorted(unknown))}")
        if one.creates and len(one.to) != 1:
            raise TableError(f"{one.full_name} makes its subject and must say the one state it begins in")
    for clock in clocks.values():
        if clock.audience not in AUDIENCES:
            raise TableError(f"the clock {clock.name} has an unknown audience: {clock.audience}")
    for table in lifecycles().values():
        _check_table(table)


def _check_table(table: Lifecycle) -> None:
    if missing := set(table.after_hearing) - set(table.acts):
        raise TableError(f"{table.id} has a hearing before an unknown act: {', '.join(sorted(missing))}")
    for state in table.states.values():
        if state.stage and state.stage not in STAGES:
            raise TableError(f"{table.id}: {state.name} has an unknown stage {state.stage}")


def _lifecycle(path: Path) -> Lifecycle:
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 -- a safe one
    shared = raw.get("choices", {})
    return Lifecycle(
        id=raw["id"],
        title=_words(raw),
        states=MappingProxyType({name: _state(name, given) for name, given in raw["states"].items()}),
        acts=MappingProxyType({name: _act(raw["id"], name, given, shared) for name, given in raw["acts"].items()}),
        hearing_rules=MappingProxyType(dict(raw.get("hearing", {}).get("rules", {}))),
        after_hearing=frozenset(raw.get("hearing", {}).get("before", ())),
    )


def _state(name: str, given: Mapping[str, Any]) -> State:
    return State(
        name=name,
        title=_words(given),
        stage=given.get("stage", ""),
        waits_for=given.get("waits_for", ""),
        next=Words(given.get("next", ""), given.get("next_zh", "")),
        ended=given.get("ended", False),
    )


def _act(lifecycle_id: str, name: str, given: Mapping[str, Any], shared: Mapping[str, Any]) -> Act:
    choices = {**shared, **given.get("choices", {})}
    to = given.get("to", ())
    return Act(
        lifecycle=lifecycle_id,
        name=name,
        title=_words(given),
        sources=tuple(given.get("from", ())),
        to=(to,) if isinstance(to, str) else tuple(to),
        by=frozenset(given["by"]),
        fields=MappingProxyType(
            {field: read_field(field, how, choices) for field, how in given.get("fields", {}).items()}
        ),
        stops=MappingProxyType(dict(given.get("stops", {}))),
        starts=tuple(given.get("starts", ())),
        audience=given["audience"],
        hands_on=given.get("hands_on", False),
    )


def _words(given: Mapping[str, Any]) -> Words:
    return Words(given["title"], given["title_zh"])


def _both(text: str) -> Words:
    en, _, zh = text.partition(" / ")
    return Words(en, zh)
