"""Several acts: those that nobody has dealt with yet are added up before they are measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from causelist.law.book import Book
from causelist.law.crime import threshold
from causelist.law.crime_facts import MEASURES, UNIT, Given, Number, number_of, read_facts
from causelist.law.crime_sentence import ARTICLES
from causelist.law.errors import BadFact, NotInForce, UnknownName
from causelist.law.rule import Citation, Version


@dataclass(frozen=True, slots=True)
class Act:
    """One act with its quantities; `dealt_with`: an authority or a court has punished it already."""

    on: dt.date
    facts: Mapping[str, Given]
    dealt_with: bool = False
    prosecutable: bool | None = None  # None: reckoned from its day


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one act, with the reason and the source of the reason."""

    act: Act
    counted: bool
    words: str
    words_zh: str
    cite: Citation

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "on": self.act.on.isoformat(),
            "counted": self.counted,
            "words": self.words,
            "words_zh": self.words_zh,
            "cite": str(self.cite),
        }


@dataclass(frozen=True, slots=True)
class Accumulation:
    """The facts that all counted acts make together, to be put to `threshold`; `on` is the day of the last of them."""

    rule: str
    cite: Citation
    on: dt.date | None  # None: no act counts
    facts: dict[str, Number]
    acts: tuple[Told, ...]
    apart: tuple[str, ...]  # measures that the rule does not add up: the largest of one act stands

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "on": self.on.isoformat() if self.on else None,
            "facts": {name: str(value) for name, value in self.facts.items()},
            "acts": [item.as_json() for item in self.acts],
            "apart": list(self.apart),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def accumulate(book: Book, act: str, acts: Sequence[Act], *, opened: dt.date, continuing: bool = False) -> Accumulation:
    """Add up the acts not dealt with, by the rule of the day of the last one.

    `opened` is the day on which the case was opened, up to which the period of prosecution runs; in a `continuing`
    series it begins with the last act. A later crime that interrupts the period is not looked for.
    """
    if act not in ARTICLES:
        raise UnknownName("act", act, ARTICLES)
    if not acts:
        raise BadFact("no act is given; give one at least")
    last = max(item.on for item in acts)
    if opened < last:
        raise BadFact(f"the case was opened on {opened}, before the act of {last}; give a later day")
    rule_id = f"{book.jurisdiction}.crime.accumulation"
    version = book.on(rule_id, last)
    told = tuple(
        _told(book, act, item, version=version, last=last, opened=opened, continuing=continuing)
        for item in sorted(acts, key=lambda item: item.on)
    )
    counted = [item.act for item in told if item.counted]
    facts, apart = _sums(counted, version.value["measures"])
    return Accumulation(rule_id, version.cite, max((item.on for item in counted), default=None), facts, told, apart)


def _told(
    book: Book, act: str, item: Act, *, version: Version, last: dt.date, opened: dt.date, continuing: bool
) -> Told:
    if item.dealt_with:
        return Told(item, False, "It was punished already, so it does not count.", "已经处理，不再累计。", version.cite)
    within = version.value.get("violations_within_years")
    crime = bool(within) and _is_crime(book, act, item)
    if within and not crime and years_after(item.on, within) < last:
        words = f"By itself it is no crime, and it lies more than {within} years before the last act."
        return Told(item, False, words, f"本身不构成犯罪，且早于最后一次行为{within}年以上。", version.cite)
    if item.prosecutable is not None:
        words, words_zh = ("It can still be prosecuted, as is said.", "仍应追诉（依所述）。")
        if not item.prosecutable:
            words, words_zh = ("It can no longer be prosecuted, as is said.", "已不应追诉（依所述）。")
        return Told(item, item.prosecutable, words, words_zh, version.cite)
    if not (version.value["prosecutable"] or crime):
        return Told(item, True, "It was not dealt with, so it counts.", "未经处理，累计计算。", version.cite)
    return _by_period(book, act, item, start=last if continuing else item.on, opened=opened)


def _by_period(book: Book, act: str, item: Act, *, start: dt.date, opened: dt.date) -> Told:
    """Whether the period of prosecution of the base tier has passed."""
    limit = book.on(f"{book.jurisdiction}.crime.prosecution_limit", item.on)
    penalty = book.on(f"{book.jurisdiction}.crime.{ARTICLES[act]}.penalty", item.on)
    heaviest = penalty.value["tiers"]["base"]["prison_to_years"]
    years = next(
        step["years"]
        for step in limit.value["steps"]
        if "prison_below_years" not in step or heaviest < step["prison_below_years"]
    )
    ends = years_after(start, years)
    open_ = opened <= ends
    words = f"At most {heaviest} years' prison, so {years} years from {start}: until {ends}; the case was opened on {opened}."
    words_zh = f"法定最高刑{heaviest}年，追诉期限{years}年，自{start}起至{ends}；立案日{opened}。"
    return Told(item, open_, words, words_zh, limit.cite)


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _is_crime(book: Book, act: str, item: Act) -> bool:
    try:
        return threshold(book, act, on=item.on, facts=item.facts).met is True
    except NotInForce:
        return False


def _sums(acts: Sequence[Act], added: Sequence[str]) -> tuple[dict[str, Number], tuple[str, ...]]:
    facts: dict[str, Number] = {}
    apart: dict[str, None] = {}
    units = {read_facts(item.facts).units for item in acts}
    if len(units) > 1:
        raise BadFact("some acts are a unit's and some a person's; add up those of one of them")
    for item in acts:
        for name, value in item.facts.items():
            if name == UNIT:
                facts[UNIT] = int(read_facts(item.facts).units[0])
                continue
            number = number_of(name, value, money=MEASURES[name].money)
            if name in added:
                facts[name] = facts.get(name, 0) + number
            else:
                facts[name] = max(facts.get(name, 0), number)
                apart[name] = None
    return facts, tuple(apart)
