"""Rows in a form: a table with one more line at a press of a button, or lines pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from django.http import QueryDict

from causelist.cases.fields import Field
from causelist.cases.pasted import BadTable, read_table
from causelist.desk.casework import wording

FIRST = 3
MOST = 200


@dataclass(slots=True)
class Cell:
    """One input of the table."""

    name: str
    column: Field
    value: str
    options: list[tuple[Any, Any]]
    problem: str = ""

    @property
    def label(self) -> str:
        """What its column is called."""
        return wording.field_title(self.column)


@dataclass(slots=True)
class RowTable:
    """The rows of one field. `pasted` is text that was pasted; where the columns are not known, it is all there is."""

    field: Field
    lines: list[list[Cell]] = attribute(default_factory=list)
    pasted: str = ""
    problems: list[str] = attribute(default_factory=list)

    @property
    def title(self) -> str:
        """What the field is called."""
        return wording.field_title(self.field)

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Titles of the columns, and whether each must be given."""
        return [(wording.field_title(one), one.required) for one in self.field.columns.values()]

    @property
    def example(self) -> str:
        """The line of names that pasted text begins with."""
        return ", ".join(self.field.columns)

    def refuse(self, place: str, message: str) -> None:
        """Show what is wrong: beside the cell ("2.quantity", the first line is 1), or above the table."""
        line, _dot, column = place.partition(".")
        if line.isdecimal() and 0 < int(line) <= len(self.lines):
            for cell in self.lines[int(line) - 1]:
                if cell.column.name == column:
                    cell.problem = message
                    return
        self.problems.append(message)


def read(
    one: Field, data: QueryDict | None, options: Mapping[str, list[tuple[Any, Any]]], pressed: str = ""
) -> RowTable:
    """The table of a field as it was typed; `pressed` is the button: "add" for one more line, "paste" to read the text."""
    table = RowTable(one, pasted="" if data is None else data.get(f"{one.name}-pasted", ""))
    typed = [] if data is None else _typed(one, data)
    if pressed == "paste" and table.pasted.strip() and one.columns:
        try:
            typed = [row for row in typed if any(row.values())] + _read_pasted(one, table.pasted)
            table.pasted = ""
        except BadTable as error:
            table.problems.append(str(error))
    wanted = len(typed) + 1 if pressed == "add" or not typed else len(typed)
    if data is None:
        wanted = FIRST
    typed += [{} for _each in range(min(wanted, MOST) - len(typed))]
    table.lines = [
        [
            Cell(
                f"{one.name}-{number}-{column.name}",
                column,
                row.get(column.name, ""),
                wording.field_choices(column) or options.get(column.name, []),
            )
            for column in one.columns.values()
        ]
        for number, row in enumerate(typed)
    ]
    return table


def given(table: RowTable) -> list[dict[str, str]] | str:
    """What the act is given: filled lines, numbered as on the page, or the pasted text."""
    rows = [{cell.column.name: cell.value for cell in line if cell.value} for line in table.lines]
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        return table.pasted
    return rows


def _typed(one: Field, data: QueryDict) -> list[dict[str, str]]:
    try:
        lines = min(int(data.get(f"{one.name}-lines", "0")), MOST)
    except ValueError:
        lines = 0
    return [
        {column: data.get(f"{one.name}-{number}-{column}", "").strip() for column in one.columns}
        for number in range(lines)
    ]


def _read_pasted(one: Field, text: str) -> list[dict[str, str]]:
    names = {name: (name, column.title, column.title_zh) for name, column in one.columns.items()}
    return read_table(text, names, {name: column.choices for name, column in one.columns.items() if column.choices})
