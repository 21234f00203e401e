"""What is to be withheld from a decision: every name, number and passage that goes, with what stands in its place. Pure.

Gathered once from parties, marks, the officer's wishes and the patterns, and then looked for in every part.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from causelist.cases.documents import names
from causelist.cases.documents.policy import Policy
from causelist.cases.documents.text import DecisionText, Party
from causelist.record import redaction as patterns

PEOPLE = ("person", "minor", "official")
ASKABLE = ("secret", "step", "other", "person", "address", "contact", "identity", "account", "keep")


class BadAsk(ValueError):
    """A wish of the officer that the rules do not allow: says which words, why, and what can be done instead."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Words that an officer withholds by a `rule`, or keeps (`keep`), with the reason."""

    words: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at before publishing: `code` for programs, `words` as they stand in the original."""

    code: str  # part_of_name, firm_names_person, authority_names_person, not_found, short_name
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Words withheld wherever they stand; `key` is the party's, or empty."""

    find: re.Pattern[str]
    rule: str
    instead: str
    reason: str
    key: str = ""


class Known:
    """What goes and what stays in one decision. Raises `BadAsk` for a wish that the rules do not allow."""

    def __init__(self, text: DecisionText, asks: tuple[Ask, ...], rules: Policy) -> None:
        self.text, self.asks, self.rules = text, asks, rules
        self.language = text.language
        self.literals: list[Literal] = []
        self.labelled: dict[str, Literal] = {}  # by folded name: one person, one label
        self.doubts: list[Doubt] = []
        self._counters = dict.fromkeys(rules.names["en"], 0)
        self._words = [paragraph.text for paragraph in text.paragraphs()] + [party.name for party in text.parties]
        self._folds: dict[str, names.Folded] = {}
        self._by_pattern: dict[str, list[tuple[int, int, str]]] = {}
        self.kept = [found for ask in asks if ask.rule == "keep" and (found := names.exactly(ask.words))]
        bodies = [text.body.name, text.body.office, text.body.contact]
        bodies += [party.name for party in text.parties if party.kind == "authority"]
        self.public = [found for name in bodies if name and (found := names.exactly(name))]
        firms = [name for party in text.parties if party.kind in {"firm", "judge"} for name in _names(party)]
        self.spared = [found for name in firms if (found := names.exactly(name))]
        self._check()
        self._know_people()
        self._know_fields()
        self._know_asks()
        self._know_firms()
        self._know_marks_and_patterns()

    def _check(self) -> None:
        never = [party for party in self.text.parties if party.kind in self.rules.never_public]
        for ask in self.asks:
            if ask.rule not in ASKABLE:
                raise BadAsk(f"{ask.rule!r} is no rule to withhold or keep by; it is one of {', '.join(ASKABLE)}")
            if not ask.reason.strip():
                raise BadAsk(f"{ask.words[:60]!r}: a reason is needed, and it is published with the decision")
            find = names.exactly(ask.words)
            if find is None:
                raise BadAsk(f"{ask.words[:60]!r}: there is no letter and no digit in these words")
            if ask.rule == "keep":
                if any(_meets(find, name) for party in never for name in _names(party)):
                    raise BadAsk(f"{ask.words[:60]!r} names a minor, whose name is never published")
                if any(_meets(find, value) for party in self.text.parties for value in (party.identity, party.account)):
                    raise BadAsk(f"{ask.words[:60]!r} is the number of a document or an account: never published")
                continue
            bodies = [self.text.body.name, self.text.body.office]
            bodies += [party.name for party in self.text.parties if party.kind in {"authority", "firm"}]
            if any(_meets(find, name) for name in bodies):
                raise BadAsk(
                    f"{ask.words[:60]!r} is in the name of a firm, an authority or its office, which stay public"
                )

    def _know_people(self) -> None:
        for party in self.text.parties:
            if party.kind in PEOPLE:
                literal = self._labelled_as(party.name, party.kind, party.key)
                for alias in party.aliases:
                    self._alias(alias, literal)

    def _labelled_as(self, name: str, kind: str, key: str = "", reason: str = "") -> Literal | None:
        """The one label of a name; None for a name too short to be looked for."""
        known = names.folded(name)
        if known in self.labelled:
            return self.labelled[known]
        find = names.person(name)
        if find is None or len(known.strip()) < 2:
            self.doubts.append(Doubt("short_name", "parties", name))
            if find is None:
                return None
        stems = self.rules.names[self.language]
        made, self._counters[kind] = names.label(self.language, kind, self._counters[kind], self._words, stems)
        literal = Literal(find, kind, made, reason or self.rules.why(kind, self.language), key)
        self.labelled[known] = literal
        self.literals.append(literal)
        return literal

    def _alias(self, alias: str, literal: Literal | None) -> None:
        find = names.person(alias)
        if find and literal:
            self.labelled.setdefault(names.folded(alias), literal)
            self.literals.append(replace(literal, find=find))

    def _know_fields(self) -> None:
        for party in self.text.parties:
            if party.kind in PEOPLE:
                self._know(party.address, "address")
            self._know(party.identity, "identity")
            self._know(party.account, "account")

    def _know_asks(self) -> None:
        for ask in self.asks:
            if ask.rule == "keep":
                if not any(True for text in self._words if _in(names.exactly(ask.words), self.fold(text))):
                    self.doubts.append(Doubt("not_found", "asks", ask.words))
            elif ask.rule == "person":
                self._labelled_as(ask.words, "person", reason=ask.reason)
            else:
                self._know(ask.words, ask.rule, ask.reason)
            if ask.rule != "keep" and not any(_in(names.exactly(ask.words), self.fold(text)) for text in self._words):
                self.doubts.append(Doubt("not_found", "asks", ask.words))

    def _know(self, words: str, rule: str, reason: str = "") -> None:
        """Withhold these words wherever they stand."""
        find = names.exactly(words) if words else None
        if find and not any(one.find.pattern == find.pattern for one in self.literals):
            why = reason or self.rules.why(rule, self.language)
            self.literals.append(Literal(find, rule, self.rules.marker(rule, self.language), why))

    def _know_firms(self) -> None:
        """A firm whose name holds a withheld person's is withheld too, unless the officer keeps it."""
        people = [literal for literal in self.literals if literal.rule in PEOPLE]
        for party in self.text.parties:
            if party.kind == "authority" and any(_in(one.find, self.fold(party.name)) for one in people):
                self.doubts.append(Doubt("authority_names_person", "parties", party.name))
            if party.kind != "firm" or any(_in(find, self.fold(party.name)) for find in self.kept):
                continue
            if any(_in(one.find, self.fold(name)) for one in people for name in _names(party)):
                self.doubts.append(Doubt("firm_names_person", "parties", party.name))
                find = names.exactly(party.name)
                if find:
                    self.spared = [one for one in self.spared if one.pattern != find.pattern]
                for alias in party.aliases:
                    self._alias(alias, self._labelled_as(party.name, "firm", party.key))
                self._labelled_as(party.name, "firm", party.key)

    def _know_marks_and_patterns(self) -> None:
        for paragraph in self.text.paragraphs():
            for mark in paragraph.marks:
                words = paragraph.text[mark.start : mark.end]
                if mark.kind in PEOPLE and not mark.key:
                    self._labelled_as(words, mark.kind)
                elif mark.kind in self.rules.withhold and mark.kind not in (*PEOPLE, "firm"):
                    self._know(words, mark.kind)
        for text in self._all_texts():
            for start, end, rule in self.pattern_ranges(text):
                words = text[start:end]
                if self.is_kept(text, start, end):
                    continue
                if rule == "person":
                    self._labelled_as(words, "person")
                elif len(names.folded(words)) >= 5:
                    self._know(words, rule)

    def _all_texts(self) -> list[str]:
        steps = [step for one in self.text.sums for step in one.steps]
        roles = [party.role for party in self.text.parties]
        heads = [section.heading for section in self.text.sections]
        return [self.text.title, self.text.note, *self._words, *steps, *roles, *heads]

    def pattern_ranges(self, text: str) -> list[tuple[int, int, str]]:
        """What the patterns find in a text: ranges and the rule of the policy that each belongs to."""
        if text not in self._by_pattern:
            spare = [span for find in (*self.spared, *self.public, *self.kept) for span in self.fold(text).spans(find)]
            done = patterns.redact(text, spare=spare, language=self.language)
            self._by_pattern[text] = [
                (start, start + len(text[start:end].rstrip(".,;，。；")), self.rules.patterns.get(rule, "other"))
                for start, end, rule, _, _ in done.withheld
            ]
        return self._by_pattern[text]

    def fold(self, text: str) -> names.Folded:
        """A text as it is compared; each is folded once."""
        if text not in self._folds:
            self._folds[text] = names.Folded(text)
        return self._folds[text]

    def is_kept(self, text: str, start: int, end: int) -> bool:
        """Whether a range lies in words that stay."""
        fold = self.fold(text)
        return any(
            first <= start and end <= last for find in (*self.kept, *self.public) for first, last in fold.spans(find)
        )


def _names(party: Party) -> Collection[str]:
    return (party.name, *party.aliases)


def _in(find: re.Pattern[str] | None, fold: names.Folded) -> bool:
    return find is not None and next(fold.spans(find), None) is not None


def _meets(find: re.Pattern[str], name: str) -> bool:
    """Whether words stand in a name."""
    return bool(name) and _in(find, names.Folded(name))
