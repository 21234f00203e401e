"""What the rules of the criminal thresholds hold: the schema of each kind, and its digest for fast evaluation.

A *limb* is one way to reach a threshold (gains, business, copies …); a *combination* adds halves of several limbs up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from causelist.law.book import Book
from causelist.law.crime_facts import MEASURES, Number
from causelist.law.errors import NotInForce, UnknownName
from causelist.law.rule import Citation, Rule, Version

ORDER = tuple(MEASURES)
LITERAL = "literal"  # the reading that follows the words


@dataclass(frozen=True, slots=True)
class Line:
    """One measure with its thresholds; `graver` None: the measure has no graver tier."""

    measure: str
    plus: tuple[str, ...]  # measures added to it: stock that is not sold yet and sales
    base: Number
    graver: Number | None
    strict: bool  # "more than", where the law says "at least" otherwise


@dataclass(frozen=True, slots=True)
class Limb:
    """One way to reach the threshold: any of its lines, under its condition if there is one."""

    rule: Rule
    cite: Citation
    lines: tuple[Line, ...]
    condition: tuple[str, Number] | None  # a measure and the least of it (earlier sanctions)

    @property
    def name(self) -> str:
        """The last part of the rule's identifier: `business`."""
        return self.rule.id.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Combination:
    """Several items that reach a share of their thresholds; the limbs here stand at that share already."""

    rule: Rule
    cite: Citation
    items: tuple[tuple[str, tuple[Limb, ...]], ...]  # the label of an item and its limbs
    share: Decimal
    strict: bool
    needed: int


@dataclass(frozen=True, slots=True)
class Digest:
    """All limbs and combinations of an act on a day, for a person or a unit, in one reading."""

    limbs: tuple[Limb, ...]
    combinations: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which limbs count for an act: all below a prefix, or those that another rule names."""

    prefix: str
    article: str  # the rule that makes the act punishable
    named_by: str | None = None
    also: tuple[str, ...] = ()  # rules on what must be shown besides quantities, for a referral


SCOPES = {
    "217": Scope(
        "crime.217.",
        "crime.217.acts",
        also=("crime.217.acts", "crime.217.permission", "crime.profit_purpose", "transfer.suspicion"),
    ),
    "218": Scope(
        "crime.218.",
        "crime.218.acts",
        also=("crime.218.acts", "crime.profit_purpose", "transfer.suspicion"),
    ),
    "217-tpm": Scope(
        "crime.217.",
        "crime.tpm_suppliers",
        named_by="crime.tpm_suppliers",
        also=("crime.tpm_suppliers", "crime.profit_purpose", "transfer.suspicion"),
    ),
}


class Acts:
    """The digests of one act in one book: one for each stretch of days in which nothing changes."""

    def __init__(self, book: Book, act: str) -> None:
        self.book, self.scope = book, SCOPES[act]
        prefix = f"{book.jurisdiction}.{self.scope.prefix}"
        rules = book.starting(prefix)
        self.limb_rules = [rule for rule in rules if rule.kind == "crime_limb"]
        self.combination_rules = [rule for rule in rules if rule.kind == "crime_combination"]
        self.unit_rule = f"{book.jurisdiction}.crime.unit"
        self.readings = {LITERAL: None} | {
            name: None
            for rule in book.starting(f"{book.jurisdiction}.crime.")
            if rule.kind == "crime_combination"
            for version in rule.versions
            for name in (version.value or {"readings": ()})["readings"]
        }
        scope_rules = [book.rule(f"{book.jurisdiction}.{self.scope.named_by}")] if self.scope.named_by else []
        self.changes = changes(
            [*self.limb_rules, *self.combination_rules, *scope_rules, *book.starting(self.unit_rule)]
        )
        self.first = min(rule.versions[0].starts for rule in self.limb_rules)
        self._made: dict[tuple[int, bool, str], Digest] = {}

    def check_punishable(self, day: date) -> None:
        """Raise `NotInForce` where the article itself was not in force on the day of an act."""
        self.book.on(f"{self.book.jurisdiction}.{self.scope.article}", day)

    def also_needed(self, day: date) -> list[tuple[Rule, Version]]:
        """What must be shown besides quantities, as the law of a day has it."""
        names = {f"{self.book.jurisdiction}.{name}": None for name in self.scope.also}
        return in_force((self.book.rules[name] for name in names if name in self.book.rules), day)

    def which_law(self, day: date) -> Version | None:
        """The rule on older and newer law, on the day of a decision."""
        return self.book.maybe(f"{self.book.jurisdiction}.crime.which_law", day)

    def stretch(self, day: date) -> int:
        """The stretch of unchanged law that a day lies in."""
        return bisect_right(self.changes, day) - 1

    def digest(self, day: date, *, unit: bool, reading: str) -> Digest:
        """The law of a day; raises `NotInForce` where there is none."""
        key = (self.stretch(day), unit, reading)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._digest(day, unit=unit, reading=reading)
        return found

    def _digest(self, day: date, *, unit: bool, reading: str) -> Digest:
        version = self.book.maybe(self.unit_rule, day) if unit else None
        times = Decimal(version.value["times"]) if version else Decimal(1)
        named = None
        if self.scope.named_by:
            named = self.book.on(f"{self.book.jurisdiction}.{self.scope.named_by}", day).value["limbs"]
        limbs = [
            _limb(rule, found, unit=unit, times=times)
            for rule, found in in_force(self.limb_rules, day)
            if named is None or rule.id.rpartition(".")[2] in named
        ]
        if not limbs:
            raise NotInForce(
                f"no threshold was in force on {day}; the first is of {self.first}: ask about a day from then on"
            )
        limbs.sort(key=lambda limb: (limb.condition is not None, ORDER.index(limb.lines[0].measure)))
        combinations = [
            _combination(rule, found, limbs, reading) for rule, found in in_force(self.combination_rules, day)
        ]
        return Digest(tuple(limbs), tuple(item for item in combinations if len(item.items) >= item.needed))


class _Held:
    """A book as a key: the same object, not the same contents, and kept alive while its digests are."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.book is self.book


@lru_cache(maxsize=64)
def _acts(held: _Held, act: str) -> Acts:
    if not held.book.starting(f"{held.book.jurisdiction}.{SCOPES[act].prefix}"):
        raise UnknownName("place with criminal thresholds", held.book.jurisdiction, ["cn"])
    return Acts(held.book, act)


def acts_of(book: Book, act: str) -> Acts:
    """The digests of an act; raises `UnknownName` for an act or a place without thresholds."""
    if act not in SCOPES:
        raise UnknownName("act", act, SCOPES)
    return _acts(_Held(book), act)


def changes(rules: Iterable[Rule]) -> list[date]:
    """Every day on which one of some rules begins or ends, rising, with one before them all."""
    days = {date.min}
    for rule in rules:
        for version in rule.versions:
            days.add(version.starts)
            if version.until:
                days.add(version.until + timedelta(days=1))
    return sorted(days)


def in_force(rules: Iterable[Rule], day: date) -> list[tuple[Rule, Version]]:
    """The rules that have a version on a day, with it."""
    found = []
    for rule in rules:
        try:
            found.append((rule, rule.on(day)))
        except NotInForce:
            continue
    return found


def exact(value: Any) -> Number:
    """A number of a rule as a whole number where it is one, else as a decimal."""
    made = Decimal(value)
    return int(made) if made == made.to_integral_value() else made


def _limb(rule: Rule, version: Version, *, unit: bool, times: Decimal) -> Limb:
    value = version.value
    condition = value.get("if")
    return Limb(
        rule,
        version.cite,
        tuple(_line(raw, value.get("graver_times"), unit=unit, times=times) for raw in value["any"]),
        (condition["measure"], exact(condition["at_least"])) if condition else None,
    )


def _line(raw: dict[str, Any], graver_times: Any, *, unit: bool, times: Decimal) -> Line:
    strict = "over" in raw
    base = Decimal(raw["over"] if strict else raw["at_least"]) * Decimal(raw.get("times", 1))
    graver = Decimal(raw["graver"]) if "graver" in raw else None
    if graver is None and graver_times is not None:
        graver = base * Decimal(graver_times)
    if unit and "unit" in raw:
        base = Decimal(raw["unit"])
        graver = Decimal(raw["unit_graver"]) if "unit_graver" in raw else None
    return Line(
        raw["measure"],
        tuple(raw.get("plus", ())),
        exact(base * times),
        None if graver is None else exact(graver * times),
        strict,
    )


def _combination(rule: Rule, version: Version, limbs: list[Limb], reading: str) -> Combination:
    value = version.value
    share, strict = Decimal(value["share"]), value.get("more_than", False)
    named = {limb.name: limb for limb in limbs}
    readings = value["readings"]
    items = []
    for label, names in readings.get(reading, readings[LITERAL]).items():
        halves = tuple(
            _at_share(named[name], share, value["graver_times"], strict=strict) for name in names if name in named
        )
        if halves:
            items.append((str(label), halves))
    return Combination(rule, version.cite, tuple(items), share, strict, value["needed"])


def _at_share(limb: Limb, share: Decimal, graver_times: Any, *, strict: bool) -> Limb:
    lines = tuple(
        Line(
            line.measure,
            line.plus,
            exact(line.base * share),
            exact(line.base * share * Decimal(graver_times)),
            strict,
        )
        for line in limb.lines
    )
    return Limb(limb.rule, limb.cite, lines, limb.condition)
