"""What an act asks for: kinds of fields, and reading them from a form or from JSON. Pure.

A bad value raises `BadField`, which says which field, what is wrong and how to mend it; the reader changes nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal, InvalidOperation
from functools import cache
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from causelist.cases.pasted import BadTable, read_table
from causelist.core.numbers import BadNumber, parse_number

TITLES = Path(__file__).with_name("field_titles.yaml")
COLUMNS = Path(__file__).with_name("row_columns.yaml")
LONGEST = {"line": 500, "text": 20_000, "email": 254, "number": 40}
LARGEST = 10**18
DEEPEST = 12
LONGEST_PLAIN = 200_000
_CONTROL = frozenset({"Cc", "Cs", "Co", "Cn"})
MOST_ROWS = 5_000
KINDS = frozenset(
    {
        "line", "text", "email", "number", "date", "moment", "count", "positive", "money", "currency", "flag", "choice",
        "id", "ids", "party", "office", "officer", "papers", "rows", "json",
    }
)  # fmt: skip
_CURRENCY = re.compile(r"[A-Z]{3}")
_EMAIL = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,189}\.[^@\s<>,;\".]{1,63}")


class BadField(ValueError):
    """A field that cannot be taken. `field` is its name, in rows "inventory.3.quantity"; `code` is for programs."""

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an act asks for.

    `choices` maps values to (English, Chinese); `columns` are those of rows, where known; `of` the kind of office.
    """

    name: str
    kind: str
    required: bool
    title: str
    title_zh: str
    choices: Mapping[str, tuple[str, str]]
    columns: Mapping[str, Field] = attribute(default_factory=dict)
    of: str = ""


@cache
def _titles() -> Mapping[str, str]:
    return MappingProxyType(yaml.safe_load(TITLES.read_text(encoding="utf-8")))


@cache
def row_columns() -> Mapping[str, Mapping[str, Any]]:
    """The columns of every field that holds rows, as their file has them."""
    return MappingProxyType(yaml.safe_load(COLUMNS.read_text(encoding="utf-8")))


def read_field(name: str, how: str, choices: Mapping[str, Mapping[str, str]]) -> Field:
    """A field as a table writes it: its kind, with "!" where it must be given; "office:court" for an office of a kind."""
    kind, _, of = how.rstrip("!").partition(":")
    if kind not in KINDS:
        raise ValueError(f"{name} has an unknown kind: {kind}")
    given = choices.get(name, {}) if kind == "choice" else {}
    en, _, zh = _titles().get(name, name.replace("_", " ").capitalize()).partition(" / ")
    pairs = {value: (text.partition(" / ")[0], text.partition(" / ")[2]) for value, text in given.items()}
    table = row_columns().get(name, {}) if kind == "rows" else {}
    columns = {
        column: read_field(column, one, table.get("choices", {})) for column, one in table.get("columns", {}).items()
    }
    return Field(name, kind, how.endswith("!"), en, zh or en, MappingProxyType(pairs), MappingProxyType(columns), of)


def read(fields: Mapping[str, Field], data: Mapping[str, Any]) -> dict[str, Any]:
    """Every given field as a value; raises `BadField` for the first that cannot be, or is missing, or is not asked for."""
    if unknown := set(data) - set(fields):
        name = min(unknown)
        known = ", ".join(fields) or "nothing"
        raise BadField(name[:60], "unknown_field", f"This act does not ask for {name[:60]!r}. It asks for: {known}")
    found: dict[str, Any] = {}
    for name, field in fields.items():
        raw = data.get(name)
        if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
            if field.required:
                raise BadField(name, "required", f"{field.title}: this must be given")
            continue
        found[name] = _READERS[field.kind](field, raw)
    return found


def as_json(value: Any) -> Any:
    """A read value as an event keeps it."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return value


def _text(field: Field, raw: Any) -> str:
    if not isinstance(raw, str):
        raise BadField(field.name, "not_text", f"{field.title}: this must be text")
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if any(unicodedata.category(char) in _CONTROL and char not in "\n\t" for char in text):
        raise BadField(field.name, "control_character", f"{field.title}: remove the control characters")
    longest = LONGEST.get(field.kind, LONGEST["line"])
    if len(text) > longest:
        raise BadField(field.name, "too_long", f"{field.title}: at most {longest:,} characters; it has {len(text):,}")
    return text


def _line(field: Field, raw: Any) -> str:
    return " ".join(_text(field, raw).split())


def _email(field: Field, raw: Any) -> str:
    text = _line(field, raw)
    if not _EMAIL.fullmatch(text):
        raise BadField(field.name, "not_email", f"{field.title}: write one mail address, such as name@example.com")
    return text


def _number(field: Field, raw: Any) -> str:
    text = _line(field, raw)
    try:
        number = parse_number(text)
    except BadNumber as error:
        raise BadField(field.name, "bad_number", f"{field.title}: {error}") from error
    if number.kind != "C":
        raise BadField(field.name, "bad_number", f"{field.title}: {number} is not the number of a case (C-…)")
    return str(number)


def _date(field: Field, raw: Any) -> dt.date:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return raw
    try:
        day = dt.date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        raise BadField(field.name, "not_date", f"{field.title}: write a day as 2026-11-24") from None
    if not 1900 <= day.year <= 2200:
        raise BadField(field.name, "not_date", f"{field.title}: {day.year} cannot be meant")
    return day


def _moment(field: Field, raw: Any) -> dt.datetime:
    try:
        moment = raw if isinstance(raw, dt.datetime) else dt.datetime.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        raise BadField(field.name, "not_moment", f"{field.title}: write a time as 2026-11-24T14:30") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    if not 1900 <= moment.year <= 2200:
        raise BadField(field.name, "not_moment", f"{field.title}: {moment.year} cannot be meant")
    return moment.astimezone(dt.UTC)


def count(name: str, title: str, raw: Any, *, least: int = 0) -> int:
    """A whole number; also for the cells of rows. Raises `BadField`."""
    # A flag is no number, nor is half a thing: their text does not read as one.
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)
    try:
        value = int(text.strip().replace(",", ""))
    except ValueError:
        raise BadField(name, "not_count", f"{title}: write a whole number") from None
    if value < least or value > LARGEST:
        raise BadField(
            name, "out_of_range", f"{title}: must be {least} or more, and not above {LARGEST:,}; it is {value}"
        )
    return value


def money(name: str, title: str, raw: Any) -> Decimal:
    """A sum with at most two decimals; also for the cells of rows. Raises `BadField`."""
    try:
        if isinstance(raw, bool | float):
            raw = str(raw)
        value = raw if isinstance(raw, Decimal) else Decimal(str(raw).strip().replace(",", ""))
        exact = value.is_finite() and value == value.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise BadField(name, "not_money", f"{title}: write a sum such as 1250.00") from None
    if not exact or value < 0 or value > LARGEST:
        raise BadField(name, "out_of_range", f"{title}: must not be negative and have at most two decimals")
    return value.quantize(Decimal("0.01"))


def _count(field: Field, raw: Any) -> int:
    return count(field.name, field.title, raw)


def _positive(field: Field, raw: Any) -> int:
    return count(field.name, field.title, raw, least=1)


def _money(field: Field, raw: Any) -> Decimal:
    return money(field.name, field.title, raw)


def _currency(field: Field, raw: Any) -> str:
    text = _line(field, raw).upper()
    if not _CURRENCY.fullmatch(text):
        raise BadField(field.name, "not_currency", f"{field.title}: write the three letters of a currency, such as CNY")
    return text


def _flag(field: Field, raw: Any) -> bool:
    if raw in (True, "true", "on", "1", "yes"):
        return True
    if raw in (False, "false", "off", "0", "no"):
        return False
    raise BadField(field.name, "not_flag", f"{field.title}: yes or no")


def _choice(field: Field, raw: Any) -> str:
    # A table without a list of choices leaves it to the act's effect.
    text = _line(field, raw)
    if field.choices and text not in field.choices:
        raise BadField(field.name, "not_a_choice", f"{field.title}: choose one of: {', '.join(field.choices)}")
    return text


def _id(field: Field, raw: Any) -> int:
    return count(field.name, field.title, raw, least=1)


def _ids(field: Field, raw: Any) -> list[int]:
    rows = raw if isinstance(raw, list | tuple) else [raw]
    if len(rows) > MOST_ROWS:
        raise BadField(field.name, "too_many", f"{field.title}: at most {MOST_ROWS:,} at once")
    return list(dict.fromkeys(_id(field, one) for one in rows))


def _papers(field: Field, raw: Any) -> list[str]:
    rows = raw if isinstance(raw, list | tuple) else str(raw).splitlines()
    return [line for one in rows[:100] if (line := _line(field, one))]


def _rows(field: Field, raw: Any) -> list[dict[str, Any]]:
    """Rows as a list of objects, or as text pasted from a table."""
    if isinstance(raw, str):
        raw = _pasted(field, raw)
    if not isinstance(raw, list) or not all(isinstance(row, Mapping) for row in raw):
        raise BadField(field.name, "not_rows", f"{field.title}: this must be a list of rows")
    if len(raw) > MOST_ROWS:
        raise BadField(field.name, "too_many", f"{field.title}: at most {MOST_ROWS:,} rows at once")
    if not field.columns:
        _check_plain(field, raw)
        return [dict(row) for row in raw]
    return [_row(field, position, row) for position, row in enumerate(raw, 1)]


def _row(field: Field, position: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """One row by its columns; what is wrong is said with the row's number and the column."""
    try:
        return read(field.columns, row)
    except BadField as error:
        raise bad_row(field, position, error.field, error.code, str(error)) from error


def bad_row(field: Field, position: int, column: str, code: str, message: str) -> BadField:
    """What is wrong with a cell of a row, counted from 1."""
    return BadField(f"{field.name}.{position}.{column}", code, f"{field.title}, row {position}: {message}")


def _pasted(field: Field, text: str) -> list[dict[str, str]]:
    names = {name: (name, one.title, one.title_zh) for name, one in field.columns.items()}
    choices = {name: one.choices for name, one in field.columns.items() if one.choices}
    try:
        return read_table(text, names, choices)
    except BadTable as error:
        raise BadField(field.name, "bad_table", f"{field.title}: {error}") from error


def _json(field: Field, raw: Any) -> Any:
    if not isinstance(raw, Mapping):
        raise BadField(field.name, "not_object", f"{field.title}: this must be an object")
    _check_plain(field, raw)
    return dict(raw)


def _check_plain(field: Field, value: Any, depth: int = 0) -> None:
    """What a store keeps as JSON: no control characters, no numbers without end, not nested for ever."""
    if depth > DEEPEST:
        raise BadField(field.name, "too_deep", f"{field.title}: at most {DEEPEST} levels")
    if isinstance(value, str):
        if len(value) > LONGEST_PLAIN or any(
            unicodedata.category(char) in _CONTROL for char in value if char not in "\n\t"
        ):
            raise BadField(
                field.name, "control_character", f"{field.title}: a text is too long or has control characters"
            )
    elif isinstance(value, Mapping):
        for name, one in value.items():
            _check_plain(field, str(name), depth + 1)
            _check_plain(field, one, depth + 1)
    elif isinstance(value, list | tuple):
        for one in value:
            _check_plain(field, one, depth + 1)
    elif isinstance(value, int | float) and not (isfinite(value) and abs(value) <= LARGEST):
        raise BadField(field.name, "out_of_range", f"{field.title}: a number is too large")


_READERS: Mapping[str, Any] = MappingProxyType(
    {
        "line": _line, "text": _text, "email": _email, "number": _number, "date": _date, "moment": _moment,
        "count": _count, "positive": _positive, "money": _money, "currency": _currency, "flag": _flag, "choice": _choice, "id": _id, "ids": _ids, "party": _id,
        "office": _id, "officer": _id, "papers": _papers, "rows": _rows, "json": _json,
    }
)  # fmt: skip
