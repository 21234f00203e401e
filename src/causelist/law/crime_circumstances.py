"""What no number decides: the purpose of profit, who is an accomplice, where the crime took place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from causelist.law.book import Book
from causelist.law.crime_judge import any_state, both
from causelist.law.errors import BadFact, UnknownName
from causelist.law.rule import Citation, Version

TOPICS = ("profit_purpose", "accomplice", "place")
VERDICT = {True: "yes", False: "no", None: "not known"}
VERDICT_ZH = {True: "是", False: "否", None: "不明"}


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One test of a list, and whether it holds; `needed`: without it nothing else counts."""

    name: str
    text: str
    text_zh: str
    met: bool | None
    needed: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "name": self.name,
            "met": self.met,
            "needed": self.needed,
            "words": f"{self.text}: {VERDICT[self.met]}",
            "words_zh": f"{self.text_zh}：{VERDICT_ZH[self.met]}",
        }


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The answer of a list of tests: met if one holds, with all that are needed."""

    topic: str
    on: dt.date
    rule: str
    cite: Citation
    met: bool | None
    findings: tuple[Circumstance, ...]
    note: str | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown tests that would decide."""
        return tuple(item.name for item in self.findings if item.met is None) if self.met is None else ()

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "topic": self.topic,
            "on": self.on.isoformat(),
            "rule": self.rule,
            "met": self.met,
            "findings": [item.as_json() for item in self.findings],
            "missing": list(self.missing),
            "note": self.note,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def circumstances(
    book: Book,
    topic: str,
    *,
    on: dt.date,
    facts: Mapping[str, bool],
    unknown: Collection[str] = (),
) -> Circumstances:
    """Judge one of `TOPICS` by its list of tests; those not given do not hold.

    The names of the tests of a day are told by `names_of`. Raises `UnknownName`, `BadFact` or `NotInForce`.
    """
    rule_id, version = _version(book, topic, on)
    needs, tests = version.value.get("needs", []), version.value["any"]
    names = [item["name"] for item in (*needs, *tests)]
    for name in (*facts, *unknown):
        if name not in names:
            raise UnknownName(f"test of {topic} on {on}", name, names)
    for name in unknown:
        if name in facts:
            raise BadFact(f"{name} is given and said to be unknown; say one of the two")
    states = {name: None if name in unknown else bool(facts.get(name, False)) for name in names}
    met = any_state(states[item["name"]] for item in tests)
    for item in needs:
        met = both(met, states[item["name"]])
    findings = tuple(
        Circumstance(
            item["name"], item["text"].rstrip("."), item.get("text_zh", ""), states[item["name"]], index < len(needs)
        )
        for index, item in enumerate((*needs, *tests))
    )
    return Circumstances(topic, on, rule_id, version.cite, met, findings, version.note)


def names_of(book: Book, topic: str, on: dt.date) -> dict[str, str]:
    """The tests of a topic on a day, by name, in words."""
    _, version = _version(book, topic, on)
    return {item["name"]: item["text"] for item in (*version.value.get("needs", []), *version.value["any"])}


def places(book: Book, *, on: dt.date, facts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Where the crime took place: each place given, with the tests that tie the case to it (`server`, `harm` …)."""
    names = names_of(book, "place", on)
    found: dict[str, tuple[str, ...]] = {}
    for name, where in facts.items():
        if name not in names:
            raise UnknownName(f"test of place on {on}", name, names)
        if not where.strip():
            raise BadFact(f"{name} is empty; name the place or leave it out")
        found[where.strip()] = (*found.get(where.strip(), ()), name)
    return found


def _version(book: Book, topic: str, on: dt.date) -> tuple[str, Version]:
    if topic not in TOPICS:
        raise UnknownName("topic", topic, TOPICS)
    rule_id = f"{book.jurisdiction}.crime.{topic}"
    return rule_id, book.on(rule_id, on)
