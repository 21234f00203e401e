"""Redaction of a decision: by its structure first, by patterns second, the same in every part of it. Pure.

Whatever is withheld once is withheld wherever it stands: names in any spacing and case, numbers, marked words. People
get a name in place of their name (Person A, 甲某), the same throughout one decision. Keys of parties are made anew, so
that no key tells a name. The result keeps, for the officer alone, what was changed where.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from causelist.cases.documents import names, plain
from causelist.cases.documents.known import ASKABLE, PEOPLE, Ask, BadAsk, Doubt, Known, Literal
from causelist.cases.documents.policy import Policy, policy
from causelist.cases.documents.text import DecisionText, Mark, Paragraph, Party, Section, Sum
from causelist.record import redaction as patterns

__all__ = ["ASKABLE", "Ask", "BadAsk", "Change", "Doubt", "Redaction", "Withheld", "redact", "version"]

# Range before, rule, range after.
Range = tuple[int, int, str, int, int]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was withheld, for the public: by which rule, why, in which part; never the words."""

    rule: str
    reason: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """One text before and after, for the officer's eyes. `ranges` rise."""

    place: str
    before: str
    after: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Redaction:
    """A decision as it may be published, and what was done to it. `changes` and `doubts` are not for the public."""

    text: DecisionText
    withheld: tuple[Withheld, ...]
    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    rules: str


def redact(text: DecisionText, *, asks: Sequence[Ask] = (), rules: Policy | None = None) -> Redaction:
    """Withhold from a decision what the policy and the officer withhold. Raises `BadAsk`."""
    return _Redactor(text, tuple(asks), rules or policy()).run()


def version() -> str:
    """Names the very rules applied: twelve hex digits over the policy and the patterns."""
    made = hashlib.sha256(Path(__file__).with_name("policy.yaml").read_bytes())
    made.update(patterns.version().encode())
    return made.hexdigest()[:12]


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    literal: Literal


@dataclass(slots=True)
class _Made:
    text: str
    found: list[tuple[Range, Literal]] = field(default_factory=list)


class _Redactor:
    def __init__(self, text: DecisionText, asks: tuple[Ask, ...], rules: Policy) -> None:
        self.text, self.rules, self.language = text, rules, text.language
        self.known = Known(text, asks, rules)
        self.keys = {party.key: f"p{index}" for index, party in enumerate(text.parties, 1)}
        self.changes: list[Change] = []
        self.doubts: list[Doubt] = []
        self.counts: dict[tuple[str, str, str], int] = {}

    def run(self) -> Redaction:
        """The whole of it."""
        text = self.made_text()
        return Redaction(
            text=text,
            withheld=tuple(Withheld(*key, count) for key, count in self.counts.items()),
            changes=tuple(self.changes),
            doubts=tuple(dict.fromkeys((*self.known.doubts, *self.doubts))),
            rules=version(),
        )

    def made_text(self) -> DecisionText:
        text = self.text
        return replace(
            text,
            title=self.line("title", text.title),
            note=self.line("note", text.note),
            parties=tuple(self.party(party) for party in text.parties),
            sections=tuple(self.section(section) for section in text.sections),
            sums=tuple(self.sum(index, one) for index, one in enumerate(text.sums, 1)),
            terms=tuple(replace(one, against=self.keys.get(one.against, "")) for one in text.terms),
        )

    def party(self, party: Party) -> Party:
        key = self.keys[party.key]
        place = f"parties/{key}"
        hidden = party.kind in PEOPLE
        for rule, value in (("address", party.address), ("identity", party.identity), ("account", party.account)):
            if value and (rule != "address" or hidden):
                self.counts[rule, self.rules.why(rule, self.language), place] = 1
        return Party(
            key=key,
            role=self.line(f"{place}/role", party.role),
            name=self.line(f"{place}/name", party.name),
            kind=party.kind,
            address="" if hidden else self.line(f"{place}/address", party.address),
            of=self.keys.get(party.of, ""),
        )

    def section(self, section: Section) -> Section:
        heading = self.line(f"{section.kind}/heading", section.heading)
        made = [
            self.paragraph(f"{section.kind}/{index}", paragraph)
            for index, paragraph in enumerate(section.paragraphs, 1)
        ]
        return Section(section.kind, heading, tuple(made))

    def sum(self, index: int, one: Sum) -> Sum:
        steps = tuple(self.line(f"sums/{index}/{place}", words) for place, words in enumerate(one.steps, 1))
        return replace(one, against=self.keys.get(one.against, ""), to=self.keys.get(one.to, ""), steps=steps)

    def line(self, place: str, words: str) -> str:
        return self.made(place, words, ()).text if words else ""

    def paragraph(self, place: str, paragraph: Paragraph) -> Paragraph:
        made = self.made(place, paragraph.text, paragraph.marks)
        marks = [
            Mark(row[3], row[4], "withheld", self.keys.get(literal.key, ""), literal.rule)
            for row, literal in made.found
        ]
        ranges = [row for row, _ in made.found]
        for mark in paragraph.marks:
            moved = _moved(ranges, mark.start, mark.end)
            if moved and (mark.kind in self.rules.keep or mark.kind in PEOPLE):
                key = mark.key if mark.kind == "citation" else self.keys.get(mark.key, "")
                marks.append(replace(mark, start=moved[0], end=moved[1], key=key))
        marks.sort(key=lambda mark: (mark.start, mark.end))
        return Paragraph(made.text, tuple(marks), paragraph.form)

    def made(self, place: str, words: str, marks: Sequence[Mark]) -> _Made:
        found = _merged(self.found(place, words, marks))
        made = _Made("")
        parts: list[str] = []
        position = length = 0
        for one in found:
            instead = one.literal.instead
            parts += [words[position : one.start], instead]
            length += one.start - position
            row = (one.start, one.end, one.literal.rule, length, length + len(instead))
            made.found.append((row, one.literal))
            length += len(instead)
            position = one.end
            key = (one.literal.rule, self.safe_reason(one.literal), place)
            self.counts[key] = self.counts.get(key, 0) + 1
        made.text = "".join([*parts, words[position:]])
        self.changes.append(Change(place, words, made.text, tuple(row for row, _ in made.found)))
        return made

    def found(self, place: str, words: str, marks: Sequence[Mark]) -> Iterable[_Found]:
        fold = self.known.fold(words)
        kept = [span for find in (*self.known.kept, *self.known.public) for span in fold.spans(find)]
        found: list[_Found] = []
        for literal in self.known.literals:
            for start, end in fold.spans(literal.find):
                inside = any(first <= start and end <= last for first, last in kept)
                if not inside or literal.rule in self.rules.never_public:
                    found.append(_Found(start, end, literal))
        by_key = {literal.key: literal for literal in reversed(self.known.literals) if literal.key}
        found += [
            _Found(mark.start, mark.end, by_key[mark.key])
            for mark in marks
            if mark.key in by_key and not any(first <= mark.start and mark.end <= last for first, last in kept)
        ]
        for start, end, rule in self.known.pattern_ranges(words):
            marker = self.rules.marker(rule, self.language)
            known = self.known.labelled.get(names.folded(words[start:end]))
            literal = known or Literal(_NOTHING, rule, marker, self.rules.why(rule, self.language))
            found.append(_Found(start, end, literal))
        self.look_twice(place, words, found)
        return found

    def look_twice(self, place: str, words: str, found: Sequence[_Found]) -> None:
        """Parts of names that stand alone are for a person to judge."""
        for party in self.text.parties:
            alone = names.parts_alone(party.name) if party.kind in PEOPLE else None
            for match in alone.finditer(words) if alone else ():
                if not any(one.start <= match.start() and match.end() <= one.end for one in found):
                    self.doubts.append(Doubt("part_of_name", place, match[0]))

    def safe_reason(self, literal: Literal) -> str:
        """A reason is published: what is withheld does not stand in it."""
        reason = plain.line(literal.reason)
        fold = self.known.fold(reason)
        spans = [_Found(start, end, one) for one in self.known.literals for start, end in fold.spans(one.find)]
        for one in reversed(_merged(spans)):
            reason = f"{reason[: one.start]}{one.literal.instead}{reason[one.end :]}"
        return reason


_NOTHING = re.compile(r"(?!)")


def _merged(found: Iterable[_Found]) -> list[_Found]:
    """The ranges in order, joined where they overlap: the one that begins first, or is longer, says what stands there."""
    made: list[_Found] = []
    for one in sorted(found, key=lambda row: (row.start, -row.end)):
        if made and one.start < made[-1].end:
            made[-1] = _Found(made[-1].start, max(made[-1].end, one.end), made[-1].literal)
        else:
            made.append(_Found(one.start, one.end, one.literal))
    return made


def _moved(ranges: Sequence[Range], start: int, end: int) -> tuple[int, int] | None:
    """Where a range stands after the changes; None if one of them touches it."""
    shift = 0
    for first, last, _, _, new_end in ranges:
        if last <= start:
            shift = new_end - last
        elif first < end:
            return None
    return start + shift, end + shift
