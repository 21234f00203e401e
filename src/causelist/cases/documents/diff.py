"""What redaction, or a correction, changes: pairs of texts with their ranges, and a digest to confirm. Pure.

An officer publishes by confirming the digest of the very difference that was shown; another text, another wish or
another rule makes another digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from causelist.cases.documents import serial
from causelist.cases.documents.redact import Redaction
from causelist.cases.documents.text import DecisionText

_WORDS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: as it is, or changed by a rule (`rule` says which; empty: not changed)."""

    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One text as it is and as it will be. `place` is its path; `changed`: they differ."""

    place: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All pairs in the order of the text, how many ranges differ, and the digest that an officer confirms."""

    pairs: tuple[Pair, ...]
    changes: int
    digest: str

    def changed(self) -> tuple[Pair, ...]:
        """Only what differs."""
        return tuple(pair for pair in self.pairs if pair.changed)


def of_redaction(original: DecisionText, redaction: Redaction) -> Difference:
    """The original beside what is published of it."""
    pairs = tuple(
        Pair(
            change.place,
            tuple(_pieces(change.before, [(start, end, rule) for start, end, rule, _, _ in change.ranges])),
            tuple(_pieces(change.after, [(start, end, rule) for _, _, rule, start, end in change.ranges])),
            bool(change.ranges),
        )
        for change in redaction.changes
        if change.before
    )
    parts = [serial.digest(original), serial.digest(redaction.text), redaction.rules]
    parts += [f"{one.rule}\t{one.reason}\t{one.place}\t{one.count}" for one in redaction.withheld]
    made = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    return Difference(pairs, sum(len(change.ranges) for change in redaction.changes), made)


def of_versions(earlier: DecisionText, later: DecisionText) -> Difference:
    """Two wordings of one decision, paragraph by paragraph, word by word."""
    before, after = _lines(earlier), _lines(later)
    matcher = SequenceMatcher(None, [words for _, words in before], [words for _, words in after], autojunk=False)
    pairs: list[Pair] = []
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        for step in range(max(last - first, new_last - new_first)):
            old = before[first + step] if first + step < last else None
            new = after[new_first + step] if new_first + step < new_last else None
            pairs.append(_pair(old, new, same=tag == "equal"))
    made = hashlib.sha256(f"{serial.digest(earlier)} {serial.digest(later)}".encode()).hexdigest()
    return Difference(tuple(pairs), sum(pair.changed for pair in pairs), made)


def _lines(text: DecisionText) -> list[tuple[str, str]]:
    made = [("title", text.title)]
    for section in text.sections:
        made.append((f"{section.kind}/heading", section.heading))
        made += [(f"{section.kind}/{index}", one.text) for index, one in enumerate(section.paragraphs, 1)]
    made += [(f"sums/{index}", f"{one.kind} {one.amount:f} {one.currency}") for index, one in enumerate(text.sums, 1)]
    made += [
        (f"terms/{index}", f"{one.kind} {one.months} {one.suspended_months}") for index, one in enumerate(text.terms, 1)
    ]
    return [(place, words) for place, words in made if words]


def _pair(old: tuple[str, str] | None, new: tuple[str, str] | None, *, same: bool) -> Pair:
    place = new[0] if new else old[0] if old else ""
    before, after = (old[1] if old else ""), (new[1] if new else "")
    if same:
        return Pair(place, (Piece(before),), (Piece(after),), changed=False)
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    old_pieces: list[Piece] = []
    new_pieces: list[Piece] = []
    for tag, first, last, new_first, new_last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        rule = "" if tag == "equal" else "changed"
        if last > first:
            old_pieces.append(Piece("".join(left[first:last]), rule))
        if new_last > new_first:
            new_pieces.append(Piece("".join(right[new_first:new_last]), rule))
    return Pair(place, tuple(old_pieces), tuple(new_pieces), changed=True)


def _pieces(text: str, ranges: list[tuple[int, int, str]]) -> Iterator[Piece]:
    position = 0
    for start, end, rule in ranges:
        if start > position:
            yield Piece(text[position:start])
        yield Piece(text[start:end], rule)
        position = end
    if position < len(text):
        yield Piece(text[position:])
