"""The review's fields as a page shows them: the input, its words in the letter, what was read, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from causelist.core.elements import Reading, Span
from causelist.desk import wording
from causelist.filing.review import ABOUT_ANOTHER, ADDRESSES, TRUTHS, Judged, Typed, as_typed
from causelist.web import wording as words
from causelist.web.letters import Mark

ORDER = (
    "kind", "date", "sender", "right_holder", "works", "reported", "subject", "originals",
    "whole", "circumvention", "forks_named", "statements", "refers_to",
)  # fmt: skip
WORDS_SHOWN = 3
MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the letter that a field came from, shortened, and where they stand in the page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the review. `control` is one of line, date, lines, select, checks."""

    name: str
    label: str
    help: str
    control: str
    value: Any
    choices: Sequence[tuple[str, Promise | str]]
    rows: int
    words: Sequence[Words]
    more_words: int
    read: str  # what the letter says, where it was changed; else ""
    changed: bool
    problems: Sequence[str]
    quiet: bool  # says nothing and need not for this kind


def fields_of(reading: Reading, typed: Typed, judged: Judged, spans: Mapping[str, Sequence[Span]]) -> list[Field]:
    """Every field in the order of the page."""
    known = as_typed(reading)
    corrected = judged.corrections(reading)
    about_another = typed.get("kind") in ABOUT_ANOTHER
    return [
        Field(
            name=name,
            label=str(wording.FIELDS[name]),
            help=str(wording.HELP.get(name, "")),
            control=_control(name),
            value=typed.get(name, ""),
            choices=_choices(name),
            rows=_rows(str(typed.get(name, ""))),
            words=_words(reading.text, name, spans.get(name, ())),
            more_words=max(0, len(spans.get(name, ())) - WORDS_SHOWN),
            read=_shown(name, known[name]) if name in corrected else "",
            changed=name in corrected,
            problems=[wording.say(problem) for problem in judged.problems.get(name, ())],
            quiet=not typed.get(name) and (name == "subject") is not about_another,
        )
        for name in ORDER
    ]


def anchor(name: str, position: int) -> str:
    """The id, in the page, of a field's n-th words in the letter."""
    return f"w-{name}-{position + 1}"


def marks_of(spans: Mapping[str, Sequence[Span]]) -> list[Mark]:
    """The words of every field, for `web.letters.segments`."""
    return [
        Mark(span.start, span.end, name, anchor(name, position))
        for name, found in spans.items()
        for position, span in enumerate(found)
    ]


def shown_value(name: str, value: Any) -> str:
    """A value of the record (what was read, or what it was corrected to) in words."""
    if value is None or value in ([], ""):
        return ""
    if name == "kind":
        return str(words.KINDS[value])
    if isinstance(value, bool):
        return str(dict(wording.TRUTHS)["yes" if value else "no"])
    if name == "statements":
        return ", ".join(str(words.STATEMENTS[statement]) for statement in value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _shown(name: str, typed: Any) -> str:
    if name in TRUTHS:
        return str(dict(wording.TRUTHS)[typed])
    return shown_value(name, typed)


def _control(name: str) -> str:
    if name in {"works", "refers_to", *ADDRESSES}:
        return "lines"
    if name == "kind" or name in TRUTHS:
        return "select"
    return {"date": "date", "statements": "checks"}.get(name, "line")


def _choices(name: str) -> Sequence[tuple[str, Promise | str]]:
    if name == "kind":
        return list(words.KINDS.items())
    if name == "statements":
        return list(words.STATEMENTS.items())
    return wording.TRUTHS if name in TRUTHS else ()


def _rows(value: str) -> int:
    return min(MOST_ROWS, max(2, value.count("\n") + 2))


def _words(text: str, name: str, spans: Sequence[Span]) -> list[Words]:
    shown = []
    for position, span in enumerate(spans[:WORDS_SHOWN]):
        words = " ".join(text[span.start : span.end].split())
        shown.append(Words(anchor(name, position), words if len(words) <= 60 else words[:57] + "…"))
    return shown
