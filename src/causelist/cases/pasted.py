"""A table that somebody pasted: from a spreadsheet (tabs) or a CSV file, with or without its head line. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

LONGEST = 2_000_000  # characters: far above any inventory
MOST = 5_000


class BadTable(ValueError):
    """Text that cannot be read as the table that was asked for; says where and how to mend it."""


def read_table(
    text: str, names: Mapping[str, tuple[str, ...]], choices: Mapping[str, Mapping[str, tuple[str, str]]] | None = None
) -> list[dict[str, str]]:
    """The rows by column name; empty cells and lines are left out.

    `names` maps each column to what its head may say; without a head line the cells are in the order of `names`.
    `choices` maps columns to their values with what these are called, so that a cell may say "Copies" for "copies".
    """
    if len(text) > LONGEST:
        raise BadTable(f"this is longer than {LONGEST:,} characters; hand it in in parts")
    rows = [row for row in _cells(text) if any(row)]
    if not rows:
        return []
    if not names:
        raise BadTable("this cannot be pasted as a table; give it as a list of rows")
    order = _head(rows[0], names)
    if order is None:
        order = list(names)
    else:
        rows = rows[1:]
    if len(rows) > MOST:
        raise BadTable(f"at most {MOST:,} rows at once; there are {len(rows):,}")
    return [_row(position, row, order, choices or {}) for position, row in enumerate(rows, 1)]


def _cells(text: str) -> list[list[str]]:
    first = text.strip("\r\n").split("\n", 1)[0]
    delimiter = max("\t,;", key=first.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise BadTable(f"this cannot be read as a table ({error})") from error


def _head(row: list[str], names: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """The columns that a head line names; None where the first line is data already."""
    meant = {said.casefold(): name for name, all_said in names.items() for said in (name, *all_said)}
    found = [meant.get(cell.casefold().lstrip("\ufeff")) for cell in row]
    if 2 * sum(name is not None for name in found) <= sum(map(bool, row)):
        return None
    if unknown := [cell for cell, name in zip(row, found, strict=True) if name is None and cell]:
        raise BadTable(f"there is no column {unknown[0][:60]!r}; the columns are: {', '.join(names)}")
    order = [name or "" for name in found]
    if twice := [name for name in order if name and order.count(name) > 1]:
        raise BadTable(f"the column {twice[0]!r} is there twice")
    return order


def _row(
    position: int, row: list[str], order: list[str], choices: Mapping[str, Mapping[str, tuple[str, str]]]
) -> dict[str, str]:
    if any(row[len(order) :]):
        raise BadTable(f"row {position} has more cells than there are columns ({', '.join(filter(None, order))})")
    return {name: _value(cell, choices.get(name, {})) for name, cell in zip(order, row, strict=False) if name and cell}


def _value(cell: str, choices: Mapping[str, tuple[str, str]]) -> str:
    said = {word.casefold(): value for value, words in choices.items() for word in (value, *words)}
    return said.get(cell.casefold(), cell)
