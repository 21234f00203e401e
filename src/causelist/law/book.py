"""The law of a place: all its rules, and a bill laid over them if one is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from causelist.law import kinds  # noqa: F401 -- registers the kinds of rules before a file is read
from causelist.law.clock_calendars import all_calendars
from causelist.law.errors import NotInForce, RuleFileError, UnknownName
from causelist.law.files import load_file
from causelist.law.rule import Rule, Version

RULES = Path(__file__).with_name("rules")
BILLS = Path(__file__).with_name("bill_rules")


@dataclass(frozen=True, slots=True)
class Choice:
    """The version that decides, and the other one where a later law might have: both are shown."""

    version: Version
    other: Version | None = None  # of the day of decision, where it differs


@dataclass(frozen=True)
class Book:
    """The rules of one jurisdiction, by identifier; `bill` names what is laid over them."""

    jurisdiction: str
    rules: dict[str, Rule]
    bill: str | None = None

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def rule(self, rule_id: str) -> Rule:
        """One rule; raises `UnknownName` with the nearest."""
        if rule_id not in self.rules:
            wished = [bill for bill in bills(self.jurisdiction) if rule_id in law_of(self.jurisdiction, bill).rules]
            hint = f"it stands in the bill {' and the bill '.join(wished)} only: name the bill" if wished else None
            raise UnknownName("rule", rule_id, self.rules, hint)
        return self.rules[rule_id]

    def on(self, rule_id: str, day: dt.date) -> Version:
        """The version of a rule in force on a day; under a bill, the bill's words stand for every day."""
        return self.rule(rule_id).on(day)

    def maybe(self, rule_id: str, day: dt.date) -> Version | None:
        """The version in force on a day, or None."""
        try:
            return self.on(rule_id, day)
        except NotInForce:
            return None

    def starting(self, prefix: str) -> list[Rule]:
        """The rules whose identifier begins with some words (`cn.crime.217.`)."""
        return [rule for rule in self if rule.id.startswith(prefix)]


def jurisdictions() -> tuple[str, ...]:
    """The places whose law is known, by folder."""
    return tuple(sorted(path.name for path in RULES.iterdir() if path.is_dir() and not path.name.startswith("_")))


def bills(jurisdiction: str) -> tuple[str, ...]:
    """The bills that can be laid over a place's law."""
    folder = BILLS / jurisdiction
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


@lru_cache(maxsize=64)
def law_of(jurisdiction: str, bill: str | None = None) -> Book:
    """All rules of a place; nothing is half loaded: one bad file refuses the whole."""
    if jurisdiction not in jurisdictions():
        raise UnknownName("place", jurisdiction, jurisdictions())
    if bill is None:
        return Book(jurisdiction, load_tree(RULES, jurisdiction))
    if bill not in bills(jurisdiction):
        raise UnknownName("bill", bill, bills(jurisdiction))
    laid_over = load_tree(BILLS / jurisdiction / bill, jurisdiction)
    return Book(jurisdiction, law_of(jurisdiction).rules | laid_over, bill)


def load_tree(root: Path, jurisdiction: str) -> dict[str, Rule]:
    """Every rule below `root/jurisdiction`, by the identifier that its path gives."""
    folder = root / jurisdiction
    found: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.yaml")):
        rule_id = ".".join(path.relative_to(root).with_suffix("").parts)
        found[rule_id] = load_file(path, rule_id)
    if not found:
        raise RuleFileError(folder, 1, "it holds no rule", "add one, or delete the folder")
    return found


def all_law() -> dict[str, Book]:
    """Every place's law, every bill and calendar, loaded: what start-up calls, so that a bad file stops it."""
    all_calendars()
    books = {place: law_of(place) for place in jurisdictions()}
    for place in tuple(books):
        for bill in bills(place):
            books[f"{place}+{bill}"] = law_of(place, bill)
    return books
