"""Two states of the law side by side: two days, or a day and a bill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from causelist.law import Book, Rule, Version, law_of
from causelist.public.law import values, wording
from causelist.public.law.blocks import Block
from causelist.public.law.catalogue import Entry, in_force


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: the rule as it stands there, and its version; None: nothing."""

    rule: Rule | None
    version: Version | None
    bill: str | None = None

    @property
    def entry(self) -> Entry | None:
        """As a row of a list."""
        return Entry(self.rule, self.version, self.bill) if self.rule and self.version else None

    @property
    def blocks(self) -> list[Block]:
        """What it says, readably."""
        return values.blocks(self.rule, self.version) if self.rule and self.version else []

    @property
    def brief(self) -> str:
        """What it says in a few words, if they say enough."""
        return values.brief(self.rule, self.version) if self.rule else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule on both sides."""

    rule: Rule
    before: Side
    after: Side

    @property
    def in_brief(self) -> bool:
        """Whether a few words tell the two sides apart."""
        if not self.before.version or not self.after.version:
            return bool(self.before.brief or self.after.brief)
        return bool(self.before.brief and self.after.brief) and self.before.brief != self.after.brief

    @property
    def entry(self) -> Entry:
        """As a row of a list, as the second side has it, or else the first."""
        side = self.after if self.after.version else self.before
        return Entry(side.rule or self.rule, side.version, side.bill)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one group."""

    title: str
    rows: list[Row]


def differences(first: Book, first_day: dt.date, second: Book, second_day: dt.date) -> list[Group]:
    """The rules that say something else on the two sides, in their groups."""
    made: dict[str, list[Row]] = {name: [] for name in wording.GROUPS}
    for row in _rows(first, first_day, second, second_day):
        made[wording.group_of(row.rule.id)].append(row)
    return [Group(str(wording.GROUPS[name][0]), rows) for name, rows in made.items() if rows]


def _rows(first: Book, first_day: dt.date, second: Book, second_day: dt.date) -> Iterator[Row]:
    for rule_id in sorted({*first.rules, *second.rules}):
        before = _side(first, rule_id, first_day)
        after = _side(second, rule_id, second_day)
        if _says(before) != _says(after):
            yield Row(second.rules.get(rule_id) or first.rules[rule_id], before, after)


def _says(side: Side) -> object:
    return side.version.value if side.version else None


def _side(book: Book, rule_id: str, day: dt.date) -> Side:
    rule = book.rules.get(rule_id)
    return Side(rule, in_force(rule, day) if rule else None, book.bill)


@dataclass(frozen=True, slots=True)
class BillRow:
    """One rule of a bill, with the law of the day it was asked for and the law of today."""

    entry: Entry
    blocks: list[Block]
    then: Side
    now: Side


def bill_rows(place: str, bill: str, asked_on: dt.date, today: dt.date) -> list[BillRow]:
    """Every rule that a bill lays over the law, by group."""
    law, laid = law_of(place), law_of(place, bill)
    own = [rule for rule in laid if rule.id not in law.rules or law.rules[rule.id] != rule]
    order = list(wording.GROUPS)
    own.sort(key=lambda rule: (order.index(wording.group_of(rule.id)), rule.id))
    rows = []
    for rule in own:
        version = in_force(rule, today) or rule.versions[-1]
        rows.append(
            BillRow(
                Entry(rule, version, bill),
                values.blocks(rule, version),
                _side(law, rule.id, asked_on),
                _side(law, rule.id, today),
            )
        )
    return rows
