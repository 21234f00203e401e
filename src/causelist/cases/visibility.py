"""Who sees what of a case: the table of `visibility.yaml`, asked field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from causelist.cases.tables import AUDIENCES, Words

PATH = Path(__file__).with_name("visibility.yaml")
TITLES = Path(__file__).with_name("visibility_titles.yaml")
RELATIONS = (
    "public", "complainant", "respondent", "party", "officer", "head", "office", "reader", "other_body", "superior",
    "registry",
)  # fmt: skip
STAGES = ("complaint", "investigation", "decision", "appeal", "enforcement", "closed", "restricted", "sealed")

Table = Mapping[str, Mapping[str, frozenset[str]]]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class VisibilityError(ValueError):
    """The table names a field, relation or stage that is not there; it stops the start."""


@cache
def table() -> Table:
    """For each field and relation, the stages in which it is seen."""
    raw = yaml.load(PATH.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 -- a safe one
    groups: Mapping[str, list[str]] = raw["groups"]
    return MappingProxyType({name: _row(name, given, groups) for name, given in raw["fields"].items()})


@cache
def titles(of: str) -> Mapping[str, Words]:
    """What the table calls its "stages", "relations" and "fields", in both languages."""
    raw: Mapping[str, str] = yaml.load(TITLES.read_text(encoding="utf-8"), Loader=_LOADER)[of]  # noqa: S506 -- a safe one
    parts = {name: text.partition(" / ") for name, text in raw.items()}
    return MappingProxyType({name: Words(en, zh) for name, (en, _, zh) in parts.items()})


def stage_titles() -> Mapping[str, Words]:
    """What the stages of a case are called."""
    return titles("stages")


def stage_of(stage: str, confidentiality: str) -> str:
    """The column of the table: the stage, unless the case is closed to view."""
    return confidentiality if confidentiality in ("restricted", "sealed") else stage


def sees(field: str, relation: str, stage: str, confidentiality: str = "open") -> bool:
    """Whether somebody in this relation sees a field. Raises `VisibilityError` for a field the table does not name."""
    rows = table()
    if field not in rows:
        raise VisibilityError(f"{field} is not in the table of visibility")
    return stage_of(stage, confidentiality) in rows[field][relation]


def audiences(relation: str, stage: str, confidentiality: str = "open") -> frozenset[str]:
    """The audiences of steps ("public", "parties", …) that somebody in this relation belongs to now."""
    return frozenset(name for name in AUDIENCES if sees(f"history_{name}", relation, stage, confidentiality))


def _row(name: str, given: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    of_group = {relation: group for group, members in groups.items() for relation in members}
    if unknown := set(given) - set(RELATIONS) - set(groups):
        raise VisibilityError(f"{name} names an unknown relation: {', '.join(sorted(unknown))}")
    return MappingProxyType(
        {relation: _stages(name, given.get(relation, given.get(of_group.get(relation, "")))) for relation in RELATIONS}
    )


def _stages(name: str, given: Any) -> frozenset[str]:
    if given == "all":
        return frozenset(STAGES)
    if given == "never":
        return frozenset()
    if not isinstance(given, list) or set(given) - set(STAGES):
        raise VisibilityError(f"{name} must say all, never or stages ({', '.join(STAGES)}) for every relation")
    return frozenset(given)
