"""Steps of a case in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from causelist.cases import tables
from causelist.cases.fields import Field
from causelist.cases.models import CaseEvent, Office
from causelist.desk.casework import wording

# Kinds of fields that say something by themselves; the others are keys of rows.
_TOLD = {"line", "text", "number", "date", "moment", "count", "money", "flag", "choice", "papers"}
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Step:
    """One event: what, when, by whom (empty where that is not theirs to know), on what ground, and what it said."""

    id: int
    title: str
    occurred_at: dt.datetime
    who: str
    place: Office | None
    basis: str
    to_state: str
    tone: str
    told: list[tuple[str, str]]
    audience: str


def step(event: CaseEvent, *, names_people: bool, is_body: bool) -> Step:
    """An event in words. Only those who look as a body read who of a body's people did it."""
    by_party = event.relation in {"complainant", "respondent", "party"}
    named = event.by is not None and names_people and (is_body or not by_party)
    who = str(event.by) if named else wording.waits_for(event.relation)
    fell_due = event.act == "clock.fell_due"
    title = wording.act_title(event.act)
    if fell_due:
        title = f"{title}: {wording.clock_title(str(event.detail.get('clock', '')))}"
    lifecycle, _dot, name = event.act.partition(".")
    act = tables.act(lifecycle, name)
    return Step(
        event.pk, title, event.occurred_at, "" if fell_due else who,
        None if by_party else event.office,
        event.basis, wording.state_title(lifecycle, event.to_state) if event.to_state else "",
        "late" if fell_due or event.to_state in {"silent", "refused"} else "",
        told(act.fields if act else {}, event.detail), event.audience,
    )  # fmt: skip


def told(fields: Mapping[str, Field], detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the fields of an act were given, as pairs of title and words."""
    return [
        (wording.field_title(field), words)
        for name, field in fields.items()
        if name in detail and field.kind in _TOLD and (words := _words(field, detail[name]))
    ]


def _words(field: Field, value: Any) -> str:
    telling = _TELLING.get(field.kind)
    if telling is None:
        return str(value)[:LONGEST]
    try:
        return telling(field, value)
    except (ValueError, InvalidOperation):  # an older step may hold what would no longer be taken
        return str(value)[:LONGEST]


_TELLING: Mapping[str, Callable[[Field, Any], str]] = MappingProxyType(
    {
        "choice": lambda field, value: dict(wording.field_choices(field)).get(str(value), str(value)),
        "flag": lambda _field, value: _("yes") if value is True else "",
        "papers": lambda _field, value: "; ".join(map(str, value)) if isinstance(value, list) else str(value),
        "money": lambda _field, value: number_format(Decimal(str(value)), 2, force_grouping=True),
        "moment": lambda _field, value: f"{dt.datetime.fromisoformat(str(value)):%Y-%m-%d %H:%M} (UTC)",
    }
)
