"""All rules as the pages list them: by place and group, found by words, the newest changes first."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from causelist.law import Book, Rule, Version, bills, jurisdictions, law_of
from causelist.public.law import values, wording
from causelist.public.law.language import cited, instrument, plain, said


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as a row of a list: what it says on a day, or that it says nothing then."""

    rule: Rule
    version: Version | None  # in force on the day
    bill: str | None = None

    @property
    def title(self) -> str:
        """Its title in the page's language."""
        return said(self.rule.title, self.rule.title_zh)

    @property
    def url(self) -> str:
        """Its page."""
        return rule_url(self.rule.id, self.bill)

    @property
    def brief(self) -> str:
        """What it says, in a few words."""
        return values.brief(self.rule, self.version)

    @property
    def shown(self) -> Version:
        """The version whose source the row names: that of the day, else the first to come or the last there was."""
        return self.version or self.rule.versions[-1]

    @property
    def cite(self) -> str:
        """Its source."""
        return cited(self.shown.cite)


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one group of a place."""

    name: str
    title: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Change:
    """A version that came into force, or a rule that ended: one line of what changed when."""

    day: dt.date
    rule: Rule
    version: Version
    before: Version | None

    @property
    def entry(self) -> Entry:
        """The rule as it was from that day."""
        return Entry(self.rule, self.version)

    @property
    def was(self) -> str:
        """What it said before, in a few words."""
        return values.brief(self.rule, self.before)

    @property
    def ended(self) -> bool:
        """Whether the rule was repealed."""
        return self.version.value is None


@dataclass(frozen=True, slots=True)
class Changed:
    """All that one instrument of a place changed on one day."""

    day: dt.date
    place: str
    cite: str
    telling: list[Change]  # what can be told in a line
    others: list[Change]  # new rules, and those whose words say too little in a line


def by_instrument(found: list[Change]) -> list[Changed]:
    """Changes put together by day and instrument, in the order in which they come."""
    made: dict[tuple[dt.date, str, str], list[Change]] = {}
    for change in found:
        made.setdefault((change.day, change.rule.jurisdiction, change.version.cite.law), []).append(change)
    return [_changed(day, place, law, changes) for (day, place, law), changes in made.items()]


def _changed(day: dt.date, place: str, law: str, found: list[Change]) -> Changed:
    told = [bool(one.was) and one.entry.brief not in ("", one.was) for one in found]
    return Changed(
        day,
        place,
        instrument(law),
        [one for one, tells in zip(found, told, strict=True) if tells],
        [one for one, tells in zip(found, told, strict=True) if not tells],
    )


def places() -> list[str]:
    """Every place with rules, the four of the report's world first."""
    known = jurisdictions()
    first = [code for code in wording.PLACE_ORDER if code in known]
    return first + sorted((code for code in known if code not in first), key=wording.place_name)


def all_bills() -> list[tuple[str, str]]:
    """Every bill with its place."""
    return [(place, bill) for place in places() for bill in bills(place)]


def book_of(place: str, bill: str | None = None) -> Book:
    """The law of a place, under a bill where it has that bill; raises `UnknownName`."""
    return law_of(place, bill or None)


def all_rules() -> Iterator[Rule]:
    """Every rule of every place."""
    for place in places():
        yield from law_of(place)


def rule_url(rule_id: str, bill: str | None = None) -> str:
    """The address of a rule's page."""
    address = reverse("public:law-rule", args=[rule_id.replace(".", "/")])
    return f"{address}?bill={bill}" if bill else address


def groups(rules: Iterable[Rule], day: dt.date, bill: str | None = None) -> list[Group]:
    """Rules in their groups, in the order of the groups; within one by identifier."""
    made: dict[str, list[Entry]] = {name: [] for name in wording.GROUPS}
    for rule in sorted(rules, key=lambda rule: rule.id):
        made[wording.group_of(rule.id)].append(Entry(rule, in_force(rule, day), bill))
    return [Group(name, str(wording.GROUPS[name][0]), entries) for name, entries in made.items() if entries]


def in_force(rule: Rule, day: dt.date) -> Version | None:
    """The version of a rule on a day, or None."""
    for version in reversed(rule.versions):
        if version.starts <= day:
            over = version.value is None or (version.until is not None and version.until < day)
            return None if over else version
    return None


def changes(place: str | None = None, limit: int | None = None, until: dt.date | None = None) -> list[Change]:
    """What changed when, the newest first; of one place, or of all."""
    rules = law_of(place) if place else all_rules()
    found = [
        Change(version.starts, rule, version, rule.versions[index - 1] if index else None)
        for rule in rules
        for index, version in enumerate(rule.versions)
        if until is None or version.starts <= until
    ]
    found.sort(key=lambda change: (change.day, change.rule.id), reverse=True)
    return found[:limit]


def find(words: str, *, place: str = "", certainty: str = "") -> list[Rule]:
    """The rules that hold every word, within whatever the page shows of them."""
    wanted = words.casefold().split()
    return [
        rule
        for rule in all_rules()
        if (not place or rule.jurisdiction == place)
        and (not certainty or any(version.cite.certainty == certainty for version in rule.versions))
        and all(word in _searched(rule) for word in wanted)
    ]


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    """What is searched of each rule: made once, as the law is loaded once."""
    return {rule.id: _text(rule).casefold() for rule in all_rules()}


def _searched(rule: Rule) -> str:
    return _texts()[rule.id]


def _text(rule: Rule) -> str:
    parts = [rule.id, rule.id.replace(".", " ").replace("_", " "), rule.title, rule.title_zh or "", rule.note or ""]
    for version in rule.versions:
        parts += [version.cite.law, version.cite.article, version.note or "", version.cite.note or ""]
        parts += [json.dumps(version.value, ensure_ascii=False, default=str)]
    return " ".join(parts)


def as_json(rule: Rule, bill: str | None = None) -> dict[str, Any]:
    """A rule with all its versions, for machines."""
    return {
        "id": rule.id,
        "title": rule.title,
        "title_zh": rule.title_zh,
        "jurisdiction": rule.jurisdiction,
        "bill": bill,
        "kind": rule.kind,
        "selected_by": rule.selected_by,
        "checked_on": rule.checked_on.isoformat(),
        "note": rule.note,
        "versions": [
            {
                "from": version.starts.isoformat(),
                "until": last.isoformat() if (last := rule.last_day(version)) else None,
                "value": version.value,
                "cite": version.cite.as_json(),
                "note": version.note,
            }
            for version in rule.versions
        ],
    }


def place_counts() -> list[dict[str, Any]]:
    """Every place with how many rules each of its groups has."""
    made = []
    for place in places():
        counts: dict[str, int] = {}
        for rule in law_of(place):
            name = wording.group_of(rule.id)
            counts[name] = counts.get(name, 0) + 1
        found = [(name, str(title), counts[name]) for name, (title, _words) in wording.GROUPS.items() if name in counts]
        made.append({"code": place, "name": wording.place_name(place), "groups": found, "count": sum(counts.values())})
    return made


def title_of(rule: Rule) -> str:
    """A rule's title without marks, for the browser's title."""
    return plain(rule.title, rule.title_zh)
