"""The requests of acts in cases: a model and an example for each act, made from the tables of the lifecycles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, create_model

from causelist.api.bounds import Day
from causelist.cases import tables
from causelist.cases.fields import LARGEST, LONGEST, MOST_ROWS
from causelist.cases.fields import Field as TableField

# Acts that are not done by anybody's request: the registry's own, and those that follow from another.
_OWN = frozenset({"system"})
ELSEWHERE = frozenset({"complaint.file"})  # `POST /cases`

_Id = Annotated[int, Field(ge=1, le=LARGEST)]
_Text = Annotated[str, StringConstraints(max_length=LONGEST["text"])]
_Line = Annotated[str, StringConstraints(max_length=LONGEST["line"])]
_Sum = Annotated[Decimal, Field(ge=0, le=LARGEST, max_digits=21, decimal_places=2)]
_KINDS: Mapping[str, Any] = {
    "line": _Line,
    "text": _Text,
    "email": Annotated[str, StringConstraints(max_length=LONGEST["email"])],
    "number": Annotated[str, StringConstraints(max_length=LONGEST["number"])],
    "date": Day,
    "moment": AwareDatetime,
    "count": Annotated[int, Field(ge=0, le=LARGEST)],
    "positive": _Id,
    "money": _Sum,
    "currency": Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")],
    "flag": bool,
    "id": _Id,
    "ids": Annotated[list[_Id], Field(max_length=MOST_ROWS)],
    "party": _Id,
    "office": _Id,
    "officer": _Id,
    "papers": Annotated[list[_Line], Field(max_length=100)],
    "json": dict[str, Any],
}
_EXAMPLES: Mapping[str, Any] = {
    "line": "Lantern Market, hall 2",
    "text": "The receipts of three months show it.",
    "email": "office@lantern.example",
    "number": "C-2026-14-0",
    "date": "2026-03-20",
    "moment": "2026-03-20T09:30:00+08:00",
    "count": 3,
    "positive": 3,
    "money": "1250.00",
    "currency": "CNY",
    "flag": True,
    "id": 12,
    "ids": [12],
    "party": 12,
    "office": 12,
    "officer": 12,
    "papers": ["Proof of ownership"],
    "json": {},
}


class ActIn(Schema):
    """What every act's request has."""

    model_config = ConfigDict(extra="forbid")

    seen: Annotated[int, Field(ge=0, le=LARGEST)] | None = Field(
        None,
        description="The newest event you had seen. Where somebody else has moved the subject since, the answer is 409.",
    )


class SubjectRef(Schema):
    """What an act is about."""

    lifecycle: str
    id: int


class ActDone(Schema):
    """The event that records an act, and how things stand now."""

    event: int
    act: str = Field(description="`lifecycle.act` of the tables.")
    subject: SubjectRef
    from_state: str
    to_state: str = Field(description="Empty where the act leaves the state as it is.")
    occurred_at: dt.datetime
    case: str = Field(description="The case's number.")
    stage: str = Field(description="The case's stage now.")
    once: dict[str, str] = Field(description="What is told this once and kept nowhere, such as a party's key.")


def acts() -> list[tables.Act]:
    """Every act that a request can do."""
    return [act for act in tables.all_acts() if act.by - _OWN and act.full_name not in ELSEWHERE]


def model_of(act: tables.Act) -> type[ActIn]:
    """The request of an act."""
    name = _camel(act.lifecycle) + _camel(act.name)
    fields = _fields(f"{name}Fields", name, f"What “{act.title.en}” asks for.", act.fields)
    required = any(field.required for field in act.fields.values())
    parts: dict[str, Any] = {"fields": (fields, ... if required else Field(default_factory=fields))}
    if needs_subject(act):
        parts["subject"] = (
            _Id,
            Field(description=f"The id of the {tables.lifecycle(act.lifecycle).title.en.lower()}."),
        )
    made: type[ActIn] = create_model(
        f"{name}In", __base__=ActIn, __doc__=f"The act “{act.title.en}” ({act.title.zh}).", **parts
    )
    return made


class _Fields(Schema):
    model_config = ConfigDict(extra="forbid")


def needs_subject(act: tables.Act) -> bool:
    """Whether a request says which of several: not where the act makes it, or is about the case itself."""
    return not act.creates and act.lifecycle != "case"


def given(payload: ActIn) -> dict[str, Any]:
    """The fields as the tables' readers take them."""
    found: dict[str, Any] = payload.fields.model_dump(exclude_unset=True)  # type: ignore[attr-defined] # made by `model_of`
    return {name: _raw(value) for name, value in found.items() if value is not None}


def example_of(act: tables.Act) -> dict[str, Any]:
    """A request as the description shows it: everything that must be given."""
    body: dict[str, Any] = {"subject": 12} if needs_subject(act) else {}
    return body | {"fields": {field.name: _example(field) for field in act.fields.values() if field.required}}


def done_example(act: tables.Act) -> dict[str, Any]:
    """An answer as the description shows it."""
    return {
        "event": 481,
        "act": act.full_name,
        "subject": {"lifecycle": act.lifecycle, "id": 12},
        "from_state": act.sources[0] if act.sources else "",
        "to_state": act.to[0] if act.to else "",
        "occurred_at": "2026-03-20T01:30:00Z",
        "case": "C-2026-14-0",
        "stage": "investigation",
        "once": {"key": "ck_…"} if act.full_name == "case.give_key" else {},
    }


def _fields(name: str, owner: str, about: str, asked: Mapping[str, TableField]) -> Any:
    """A model of some fields of the tables."""
    parts: dict[str, Any] = {field.name: _field(owner, field) for field in asked.values()}
    return create_model(name, __base__=_Fields, __doc__=about, **parts)


def _field(owner: str, field: TableField) -> tuple[Any, Any]:
    kind = _kind(owner, field)
    default: Any = ... if field.required else None
    return (kind if field.required else kind | None, Field(default, title=field.title, description=_words(field)))


def _words(field: TableField) -> str:
    text = f"{field.title} ({field.title_zh})."
    if field.kind == "office" and field.of:
        text += f" An office of the kind `{field.of}`."
    if field.choices:
        text += " " + "; ".join(f"`{value}`: {en}" for value, (en, _) in field.choices.items()) + "."
    return text


def _kind(owner: str, field: TableField) -> Any:
    if field.kind == "choice":
        return Literal[tuple(field.choices)] if field.choices else _Line
    if field.kind == "rows":
        if not field.columns:
            return Annotated[list[dict[str, Any]], Field(max_length=MOST_ROWS)]
        name = f"{owner}{_camel(field.name)}Row"
        row = _fields(name, name, f"One row of “{field.title}”.", field.columns)
        return Annotated[list[row], Field(max_length=MOST_ROWS)]  # type: ignore[valid-type] # a model made here
    return _KINDS[field.kind]


def _example(field: TableField) -> Any:
    if field.kind == "choice":
        return next(iter(field.choices), "other")
    if field.kind == "rows":
        return [{column.name: _example(column) for column in field.columns.values() if column.required}]
    return _EXAMPLES[field.kind]


def _raw(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, list):
        return [
            {name: _raw(one) for name, one in row.items() if one is not None} if isinstance(row, dict) else row
            for row in value
        ]
    return value


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
