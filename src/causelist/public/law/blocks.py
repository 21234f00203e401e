"""The shapes in which a rule's value is shown: sentences, lists, facts and tables. Templates draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

Words = str | Promise  # a SafeString is a str: what is marked English stays marked


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a value. `shape`: sentence, items, facts or table; only what the shape needs is filled."""

    shape: str
    text: Words = ""
    items: tuple[Words, ...] = ()
    facts: tuple[tuple[Words, Words], ...] = ()
    head: tuple[Words, ...] = ()
    rows: tuple[tuple[Words, ...], ...] = ()
    numbers: frozenset[int] = field(default_factory=frozenset)  # the columns that hold numbers

    @property
    def cells(self) -> list[list[tuple[Words, Words, bool]]]:
        """The rows as (heading of the column, cell, whether it holds a number)."""
        return [
            [(name, cell, index in self.numbers) for index, (name, cell) in enumerate(zip(self.head, row, strict=True))]
            for row in self.rows
        ]


def sentence(text: Words) -> Block:
    """A sentence of its own."""
    return Block("sentence", text=text)


def items(lines: Iterable[Words], text: Words = "") -> Block:
    """A list, with a line before it if there is one."""
    return Block("items", text=text, items=tuple(lines))


def facts(pairs: Iterable[tuple[Words, Words]]) -> Block:
    """Names and what they are."""
    return Block("facts", facts=tuple(pairs))


def table(
    head: Sequence[Words], rows: Iterable[Sequence[Words]], *, numbers: Iterable[int] = (), text: Words = ""
) -> Block:
    """A table whose first column names the row."""
    return Block("table", text=text, head=tuple(head), rows=tuple(map(tuple, rows)), numbers=frozenset(numbers))
