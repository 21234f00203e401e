"""The date of a letter: a line that is one, at the head or the foot, or after `Date:`."""

from __future__ import annotations

import datetime as dt
import re

from causelist.core.elements import Found, Span
from causelist.formats.questions import Answered

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb feburary",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_SEP = r"[\s,.]{1,4}"
_DATE = re.compile(
    "|".join(
        (
            _MONTH.format("m1") + r"[\s.]{1,3}(?P<d1>\d{1,2})(?:st|nd|rd|th)?" + _SEP + _YEAR.format("y1"),
            r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?[\s.-]{1,3}(?:day\s)?(?:of\s)?"
            + _MONTH.format("m2")
            + r"[\s,.-]{1,4}"
            + _YEAR.format("y2"),
            _YEAR.format("y3") + r"\s?[-/.年]\s?(?P<m3>\d{1,2})\s?[-/.月]\s?(?P<d3>\d{1,2})日?",
            r"(?<![\w.-])(?P<a4>\d{1,2})(?P<s4>[/.-])(?P<b4>\d{1,2})(?P=s4)" + r"(?P<y4>(?:20)?\d\d)\b(?!-\w)",
        )
    ),
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:date|dated|sent|submitted|signed|executed|datum|日期)\b(?: of (?:notice|letter|this notice|submission))?(?: on)?(?: this)?(?: (?:day|date)(?: of)?,?)?(?: the)?[\s*_]*[:：]?[\s*_]*\Z|日期\s*[:：]?\s*\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b\.?,?", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?|\b[A-Z]{3,4}\b|[+-]\d{4}", re.IGNORECASE)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d\b")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}(?!\d)")
_AMERICAN = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b")
_CLIENT = re.compile(r"\bon behalf of\b", re.IGNORECASE)
HEAD_LINES, FOOT_LINES, LONGEST_LINE = 30, 25, 160


def date_of(text: str, answered: Answered | None = None) -> Found[dt.date] | None:
    """The date a letter bears; a date within a sentence is no date of the letter, nor is one in a form's answers."""
    for start, end in _places(text, answered):
        for year in _YEAR_LIKE.finditer(text, start, end):
            found = _in_line(text, year.start())
            if found:
                return found
    return None


def _places(text: str, answered: Answered | None) -> list[tuple[int, int]]:
    if answered is not None:
        return [(a.start, a.end) for a in answered.answers if a.element in {"preamble", "signature"}]
    head, foot = _edges(text)
    return [(0, head), (max(foot, head), len(text))]


def _in_line(text: str, at: int) -> Found[dt.date] | None:
    """The date in the line that holds a character; a line that is a paragraph bears none."""
    start = text.rfind("\n", max(at - LONGEST_LINE, 0), at) + 1
    end = text.find("\n", at, at + LONGEST_LINE)
    if (start == 0 and at > LONGEST_LINE) or (end < 0 and len(text) - at > LONGEST_LINE):
        return None
    for match in _DATE.finditer(text, start, end if end >= 0 else len(text)):
        day = _day(text, match)
        if day and _stands_alone(text, match):
            return Found(day, Span(*match.span()))
    return None


def _edges(text: str) -> tuple[int, int]:
    at = 0
    for _ in range(HEAD_LINES):
        newline = text.find("\n", at)
        if newline < 0:
            return len(text), len(text)
        at = newline + 1
    back = len(text)
    for _ in range(FOOT_LINES):
        newline = text.rfind("\n", 0, back)
        if newline < 0:
            break
        back = newline
    return at, back


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """A line of its own, with at most a place, a weekday or `Date:` beside it."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    before = text[start : match.start()]
    after = text[match.end() : end if end >= 0 else len(text)]
    label = _LABEL.search(before)
    if label and len(before) < 60 and (len(after.strip()) < 25 or label[0].rstrip(" *_").endswith((":", "："))):
        return True
    after = _TIME.sub("", after).strip(" \t*_.,;)>-|")
    before = _WEEKDAY.sub("", before).strip(" \t*_.,;(>-|\\")
    if len(before) > 40 or len(after) > 25 or before.endswith((" on", " in", " by", " since", " of", " until")):
        return False
    words = before.replace(",", " ").split()
    lowered = [
        word for word in words if word[:1].islower() and word not in {"the", "via", "de", "am", "den", "on", "dated"}
    ]
    return len(words) <= 4 and not lowered and len(after.split()) <= 2


def _day(text: str, match: re.Match[str]) -> dt.date | None:
    for number in "12":
        if match[f"y{number}"]:
            return _valid(
                int(match[f"y{number}"]),
                _MONTHS[match[f"m{number}"].lower()],
                int(match[f"d{number}"]),
            )
    if match["y3"]:
        return _valid(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    year += 2000 if year < 100 else 0
    day_first = _day_first(text, first, second, match["s4"])
    if day_first is None:
        return None
    return _valid(year, second, first) if day_first else _valid(year, first, second)


def _day_first(text: str, first: int, second: int, separator: str) -> bool | None:
    """Whether 04/05/2016 is the fourth of May: by the numbers, by the other dates, by an American address, else None."""
    if first > 12 or second > 12:
        return first > 12
    if first == second or separator == ".":
        return True
    settled = {int(a) > 12 for a, b in _SLASHED.findall(text) if max(int(a), int(b)) > 12}
    if len(settled) == 1:
        return settled.pop()
    american = _AMERICAN.search(text)
    if american is None or _CLIENT.search(text, max(0, american.start() - 200), american.start()):
        return None  # the address of the one that is represented says nothing of the one that writes
    return False


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
