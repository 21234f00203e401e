"""Applies the rules: finds what they withhold, spares the addresses reported, and keeps a map of what moved where."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from causelist.parties.names import looks_like_person
from causelist.record.redaction import checks

RULES = Path(__file__).with_name("rules")
_CHECKS: dict[str, Callable[[str], bool]] = {
    "person": looks_like_person,
    "iban": checks.is_iban,
    "card": checks.is_card,
    "resident_id": checks.is_resident_id,
    "ip": checks.is_ip,
    "phone": checks.is_phone,
    "answer": checks.is_postal_answer,
}
# What others left where they withheld something: not worth withholding again.
_MARKER = re.compile(r"\s*\[[^\[\]]{1,60}\]\W*")
_NUMBER = re.compile(r"\d(?<![A-Za-z0-9_/=#].)")
_EAST = re.compile("[\u2e80-\U0010ffff]")  # Chinese, wide signs: in the words of many patterns, in few letters
# Range in the original, id of the rule, range of the marker in the new text.
Withheld = tuple[int, int, str, int, int]


class RuleFileError(ValueError):
    """A file of rules breaks its own schema; says which and how."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case words that patterns look for; `west` are those of them that a text without Chinese can hold."""

    all: tuple[str, ...]
    west: tuple[str, ...]

    @classmethod
    def of(cls, words: Collection[str]) -> Words:
        """Told apart once, so that no text is searched for what it cannot hold."""
        return cls(tuple(words), tuple(word for word in words if not _EAST.search(word)))


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for, and where: it is tried from every place, unless these narrow it.

    `needs`: only in a text that holds one of these words. `hint`: only in a text where this is found. `at`: only where
    one of these words begins. `lines`: only where a line begins that holds one of these words. `numbers`: only where a
    number begins that is no part of a word or an address.
    """

    find: re.Pattern[str]
    needs: Words
    hint: re.Pattern[str] | None
    at: Words
    lines: Words
    numbers: bool

    def matches(self, sight: Sight) -> Iterable[re.Match[str]]:
        """Every match in a text."""
        if (self.needs.all and not sight.has_any(self.needs)) or (self.hint and not self.hint.search(sight.text)):
            return ()
        if self.numbers:
            return self._matches_at(sight.numbers, sight.text)
        if self.at.all:
            return self._matches_at(sight.places(self.at), sight.text)
        if self.lines.all:
            return self._matches_at(sight.lines(self.lines), sight.text)
        return self.find.finditer(sight.text)

    def _matches_at(self, places: list[int], text: str) -> list[re.Match[str]]:
        found: list[re.Match[str]] = []
        end = -1
        for place in places:
            match = self.find.match(text, place) if place >= end else None
            if match:
                end = match.end()
                found.append(match)
        return found


class Sight:
    """A text with what many patterns ask of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        # A few letters become two in lower case, and would shift every place behind them.
        self.lower = lower if len(lower) == len(text) else "".join(map(_lower_alike, text))
        self._east = not text.isascii() and _EAST.search(text) is not None

    @cached_property
    def numbers(self) -> list[int]:
        """Where numbers begin at which one of the patterns for numbers matches."""
        matches, text = _any_number().match, self.text
        return [place for found in _NUMBER.finditer(text) if matches(text, place := found.start())]

    def has_any(self, words: Words) -> bool:
        """Whether one of these words is in it."""
        return any(word in self.lower for word in self._possible(words))

    def places(self, words: Words) -> list[int]:
        """Where any of these words begin."""
        found: list[int] = []
        for word in self._possible(words):
            place = self.lower.find(word)
            while place >= 0:
                found.append(place)
                place = self.lower.find(word, place + 1)
        return sorted(found)

    def lines(self, words: Words) -> list[int]:
        """Where lines begin that hold any of these words."""
        return sorted({self.text.rfind("\n", 0, place) + 1 for place in self.places(words)})

    def _possible(self, words: Words) -> tuple[str, ...]:
        return words.all if self._east else words.west


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of personal data: how it is recognised and what stands in its place.

    A pattern withholds its group `x`, or the whole match; `check` must then agree.
    """

    id: str
    marker: dict[str, str]  # by language: "en", "zh"
    why: dict[str, str]  # for the privacy page, by language
    patterns: tuple[Pattern, ...]
    check: Callable[[str], bool] | None

    def found(self, sight: Sight) -> Iterator[tuple[int, int]]:
        """Every range of a text that this rule withholds."""
        for pattern in self.patterns:
            group = "x" if "x" in pattern.find.groupindex else 0
            for match in pattern.matches(sight):
                start, end = match.span(group)
                if start == end or _MARKER.fullmatch(sight.text, start, end):
                    continue
                if self.check is None or self.check(sight.text[start:end]):
                    yield start, end


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without what was withheld. `withheld` rises; `rules` is the version of the rules applied."""

    text: str
    withheld: tuple[Withheld, ...]
    rules: str

    def map_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the original text stands in `text`; a withheld part becomes its whole marker."""
        return map_span(self.withheld, start, end)


def redact(
    text: str, *, spare: Collection[tuple[int, int]] = (), persons: Collection[str] = (), language: str = "en"
) -> Redacted:
    """Withhold personal data from `text`.

    `spare` are ranges that stay whatever they look like (the addresses reported); `persons` are names of natural
    persons known to stand in the letter, withheld wherever they do. Markers are Chinese where `language` is.
    """
    ranges = _settled(_matches(text, persons), sorted(spare))
    tongue = "zh" if language.startswith("zh") else "en"
    markers = {rule.id: f"[{_LEAD[tongue]}{rule.marker[tongue]}]" for rule in rules()}
    parts: list[str] = []
    withheld: list[Withheld] = []
    position = length = 0
    for start, end, rule_id in ranges:
        marker = markers[rule_id]
        parts += [text[position:start], marker]
        length += start - position
        withheld.append((start, end, rule_id, length, length + len(marker)))
        length += len(marker)
        position = end
    parts.append(text[position:])
    return Redacted("".join(parts), tuple(withheld), version())


_LEAD = {"en": "withheld: ", "zh": "已隐去："}


def map_span(withheld: Sequence[Sequence[Any]], start: int, end: int) -> tuple[int, int]:
    """`Redacted.map_span` for a stored list of what was withheld."""
    starts = [row[0] for row in withheld]
    return _moved(withheld, starts, start, last=False), _moved(withheld, starts, end, last=True)


def _moved(withheld: Sequence[Sequence[Any]], starts: list[int], position: int, *, last: bool) -> int:
    before = bisect_right(starts, position - 1 if last else position) - 1
    if before < 0:
        return position
    _, end, _, new_start, new_end = withheld[before]
    if position < end or (last and position == end):
        return int(new_end if last else new_start)
    return int(new_end) + position - int(end)


def _matches(text: str, persons: Collection[str]) -> Iterator[tuple[int, int, str]]:
    sight = Sight(text)
    for rule in rules():
        for start, end in rule.found(sight):
            yield start, end, rule.id
    for person in persons:
        if len(person) > 1:
            for match in re.finditer(rf"(?<!\w){re.escape(person)}(?!\w)", text, re.IGNORECASE):
                yield *match.span(), "name"


def _settled(found: Iterator[tuple[int, int, str]], spare: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The ranges in order, without what is spared and without overlaps: of two, the one that begins first stays whole."""
    position = 0
    for start, end, rule_id in sorted(found, key=lambda row: (row[0], -row[1], row[2])):
        for piece_start, piece_end in _without(max(start, position), end, spare):
            yield piece_start, piece_end, rule_id
        position = max(position, end)


def _without(start: int, end: int, spare: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = bisect_right(spare, (start, start))
    for spared_start, spared_end in spare[max(0, first - 1) :]:
        if spared_start >= end or start >= end:
            break
        if spared_end <= start:
            continue
        if spared_start > start:
            yield start, spared_start
        start = spared_end
    if start < end:
        yield start, end


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules in force, by file name. Raises `RuleFileError`."""
    return tuple(_load(path) for path in sorted(RULES.glob("*.yaml")))


@lru_cache(maxsize=1)
def _any_number() -> re.Pattern[str]:
    """All patterns that are tried where numbers begin, as one: most numbers are none of theirs."""
    finds = [pattern.find.pattern for rule in rules() for pattern in rule.patterns if pattern.numbers]
    return re.compile("|".join(f"(?:{find.replace('(?P<x>', '(?:')})" for find in finds), re.MULTILINE)


@lru_cache(maxsize=1)
def version() -> str:
    """Names this very set of rules: twelve hex digits over the files' contents."""
    digest = hashlib.sha256()
    for path in sorted(RULES.glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _load(path: Path) -> Rule:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- both are safe loaders
    if not isinstance(raw, dict) or not {"id", "marker", "why", "patterns"} <= set(raw) <= _KEYS:
        raise RuleFileError(f"{path}: it needs id, marker, why and patterns, and may have check")
    if {*raw["marker"]} != {"en", "zh"} or {*raw["why"]} != {"en", "zh"}:
        raise RuleFileError(f"{path}: marker and why are needed in en and zh")
    if raw.get("check") not in {None, *_CHECKS}:
        raise RuleFileError(f"{path}: check must be one of {', '.join(sorted(_CHECKS))}")
    try:
        patterns = tuple(_pattern(entry) for entry in raw["patterns"])
    except re.error as error:
        raise RuleFileError(f"{path}: {error.pattern!r} is not a regular expression ({error})") from None
    except (KeyError, TypeError) as error:
        raise RuleFileError(
            f"{path}: a pattern needs find, and may have needs, hint, at, lines, numbers ({error})"
        ) from None
    check = _CHECKS[raw["check"]] if raw.get("check") else None
    return Rule(raw["id"], raw["marker"], raw["why"], patterns, check)


_KEYS = {"id", "marker", "why", "patterns", "check"}


def _pattern(raw: dict[str, Any]) -> Pattern:
    if not set(raw) <= {"find", "needs", "hint", "at", "lines", "numbers"}:
        raise KeyError(*sorted(set(raw)))
    numbers = bool(raw.get("numbers"))
    # In a group, because flags for a whole expression would not stay with this one among all for numbers.
    return Pattern(
        re.compile(f"(?:{raw['find']})" if numbers else raw["find"], re.MULTILINE),
        Words.of(raw.get("needs", ())),
        re.compile(raw["hint"]) if "hint" in raw else None,
        Words.of(raw.get("at", ())),
        Words.of(raw.get("lines", ())),
        numbers,
    )


def _lower_alike(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char
