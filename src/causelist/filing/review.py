"""Between what was read and what a person makes of it: the fields of the review as text to edit, and back. Pure.

`as_typed` fills the form from a reading, `judge` reads the form. A field that says what the letter says is no
correction; one that does not is kept beside what was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from causelist.core.addresses import BadAddress, canonical, is_private, repair
from causelist.core.elements import Found, NoticeKind, Reading, Span, Statement

ADDRESSES = ("reported", "originals", "subject")
LINES = ("works", "refers_to")
TEXTS = ("sender", "right_holder")
TRUTHS = ("whole", "circumvention")
FIELDS = ("kind", "date", *TEXTS, *LINES, *ADDRESSES, *TRUTHS, "forks_named", "statements")

# Kinds that report nothing themselves: what they are about is their subject.
ABOUT_ANOTHER = frozenset(NoticeKind) - {NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER}
MOST_FORKS = 1_000_000
LONGEST_TEXT = 300
LONGEST_WORK = 2000
EARLIEST = dt.date(1900, 1, 1)

NUL = "␀"  # how a NUL character is kept (see filing.services.keep)

Typed = Mapping[str, Any]  # field -> str, or list[str] for statements


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be used. `line` counts from 1 where the field holds a list; `given` is shown back."""

    code: str
    given: str = ""
    line: int = 0
    reason: str = ""


@dataclass(slots=True)
class Judged:
    """What was made of a form: values in the shape of `Reading.as_json`, and problems by field."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)

    def corrections(self, reading: Reading) -> dict[str, Any]:
        """Only the fields that say something else than was read: field -> corrected value."""
        read = reading.as_json()
        return {name: value for name, value in self.values.items() if value != read[name]}


def as_typed(reading: Reading) -> dict[str, Any]:
    """What was read, as it stands in the form before anybody typed."""
    read = reading.as_json()
    typed: dict[str, Any] = {name: "\n".join(_one_line(value) for value in read[name]) for name in (*LINES, *ADDRESSES)}
    for name in TEXTS:
        typed[name] = _one_line(read[name] or "")
    for name in TRUTHS:
        typed[name] = {True: "yes", False: "no", None: ""}[read[name]]
    typed["kind"] = read["kind"]
    typed["date"] = read["date"] or ""
    typed["forks_named"] = "" if read["forks_named"] is None else str(read["forks_named"])
    typed["statements"] = list(read["statements"])
    return typed


def spans_of(reading: Reading) -> dict[str, list[Span]]:
    """The words of the letter that each field came from, in the field's order."""
    single: dict[str, Found[Any] | None] = {
        "kind": reading.kind,
        "date": reading.date,
        "sender": reading.sender,
        "right_holder": reading.right_holder,
        "whole": reading.whole,
        "circumvention": reading.circumvention,
    }
    spans = {name: [found.span] for name, found in single.items() if found is not None and found.span is not None}
    several: dict[str, tuple[Found[Any], ...]] = {
        "works": reading.works,
        "refers_to": reading.refers_to,
        "statements": reading.statements,
    }
    for name, founds in several.items():
        spans[name] = [found.span for found in founds if found.span is not None]
    for name in ADDRESSES:
        spans[name] = [address.span for address in getattr(reading, name)]
    spans["forks_named"] = [address.span for address in reading.reported if address.fork]
    return {name: found for name, found in spans.items() if found}


def judge(typed: Typed, reading: Reading) -> Judged:
    """Read a form. A line the letter itself gave is taken as it is, whatever it is; one that was typed must be good."""
    judged = Judged()
    known = as_typed(reading)
    read = reading.as_json()
    for name in FIELDS:
        given = typed.get(name, [] if name == "statements" else "")
        if _plain(given) == _plain(
            known[name]
        ):  # untouched: exactly what was read, also where the form cannot show all of it
            judged.values[name] = read[name]
            continue
        value, problems = _JUDGES[name](name, given, read)
        if problems:
            judged.problems[name] = problems
        else:
            judged.values[name] = value
    if not judged.problems and not judged.values["reported"] and not judged.values["subject"]:
        kind = NoticeKind(judged.values["kind"])
        if kind is NoticeKind.NOTICE:
            judged.problems["reported"] = [Problem("nothing_reported")]
    return judged


def _kind(_name: str, given: str, _read: Typed) -> tuple[Any, list[Problem]]:
    return (given, []) if given in set(NoticeKind) else (None, [Problem("unknown_kind", given[:60])])


def _date(_name: str, given: str, _read: Typed) -> tuple[Any, list[Problem]]:
    if not given.strip():
        return None, []
    try:
        day = dt.date.fromisoformat(given.strip())
    except ValueError:
        return None, [Problem("bad_date", given[:40])]
    if day < EARLIEST or day > dt.date.today() + dt.timedelta(days=366):  # noqa: DTZ011 -- a year's slack; no zone matters
        return None, [Problem("date_out_of_range", given[:40])]
    return day.isoformat(), []


def _text(_name: str, given: str, _read: Typed) -> tuple[Any, list[Problem]]:
    text = _one_line(given)
    if NUL in text:
        return None, [Problem("nul")]
    if len(text) > LONGEST_TEXT:
        return None, [Problem("too_long", text[:40], reason=str(LONGEST_TEXT))]
    return text or None, []


def _lines(_name: str, given: str, _read: Typed) -> tuple[Any, list[Problem]]:
    values, problems = [], []
    for number, line in _numbered(given):
        if NUL in line:
            problems.append(Problem("nul", line=number))
        elif len(line) > LONGEST_WORK:
            problems.append(Problem("too_long", line[:40], number, str(LONGEST_WORK)))
        else:
            values.append(line)
    return values, problems


def _addresses(name: str, given: str, read: Typed) -> tuple[Any, list[Problem]]:
    values, problems = [], []
    theirs = {_one_line(url): url for url in read[name]}
    for number, line in _numbered(given):
        if line in theirs:
            values.append(theirs[line])
            continue
        url = repair(line)
        try:
            host = canonical(url).host
        except BadAddress as error:
            problems.append(Problem("bad_address", line[:80], number, error.reason))
        else:
            if is_private(host) or "." not in host:
                problems.append(Problem("private_address", line[:80], number))
            else:
                values.append(url)
    return values, problems


def _truth(_name: str, given: str, _read: Typed) -> tuple[Any, list[Problem]]:
    truths = {"yes": True, "no": False, "": None}
    return (truths[given], []) if given in truths else (None, [Problem("unknown_choice", given[:40])])


def _forks(_name: str, given: str, _read: Typed) -> tuple[Any, list[Problem]]:
    text = given.strip()
    if not text:
        return None, []
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_FORKS)) and int(text) <= MOST_FORKS):
        return None, [Problem("bad_count", text[:40])]
    return int(text), []


def _statements(_name: str, given: list[str], _read: Typed) -> tuple[Any, list[Problem]]:
    if unknown := [value for value in given if value not in set(Statement)]:
        return None, [Problem("unknown_choice", unknown[0][:40])]
    return [str(statement) for statement in Statement if statement in given], []


_JUDGES: dict[str, Callable[[str, Any, Typed], tuple[Any, list[Problem]]]] = {
    "kind": _kind,
    "date": _date,
    "forks_named": _forks,
    "statements": _statements,
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(LINES, _lines),
    **dict.fromkeys(ADDRESSES, _addresses),
    **dict.fromkeys(TRUTHS, _truth),
}


def _plain(given: str | list[str]) -> str | list[str]:
    """Apart from line ends, blank lines and order of statements, which a browser may change by itself."""
    return sorted(given) if isinstance(given, list) else "\n".join(line for _number, line in _numbered(given))


def _numbered(given: str) -> list[tuple[int, str]]:
    lines = ((number, _one_line(line)) for number, line in enumerate(given.splitlines(), start=1))
    return [(number, line) for number, line in lines if line]


def _one_line(text: str) -> str:
    return " ".join(text.split())
