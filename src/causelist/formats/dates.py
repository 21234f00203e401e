"""The date of a letter: a line that is one, at the head or the foot, or after `Date:`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from causelist.core.elements import Found, Span

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
            r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?[\s.-]{1,3}(?:of\s)?"
            + _MONTH.format("m2")
            + r"[\s,.-]{1,4}"
            + _YEAR.format("y2"),
            _YEAR.format("y3") + r"\s?[-/.年]\s?(?P<m3>\d{1,2})\s?[-/.月]\s?(?P<d3>\d{1,2})日?",
            r"(?P<a4>\d{1,2})(?P<s4>[/.-])(?P<b4>\d{1,2})(?P=s4)" + r"(?P<y4>(?:20)?\d\d)\b",
        )
    ),
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:date|dated|sent|submitted|signed|datum|日期)\b(?: of (?:notice|letter|this notice|submission))?\s*[:：]?\s*\Z|日期\s*[:：]?\s*\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b\.?,?", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?|\b[A-Z]{3,4}\b|[+-]\d{4}", re.IGNORECASE)
HEAD_LINES, FOOT_LINES, LONGEST_LINE = 30, 25, 120


def date_of(text: str) -> Found[dt.date] | None:
    """The date a letter bears; a date within a sentence is no date of the letter."""
    for start, end in _edge_lines(text):
        if end - start > LONGEST_LINE:
            continue
        for match in _DATE.finditer(text, start, end):
            day = _day(match)
            if day and _stands_alone(text, match):
                return Found(day, Span(*match.span()))
    return None


def _edge_lines(text: str) -> Iterator[tuple[int, int]]:
    """The first and the last lines."""
    at = 0
    for _ in range(HEAD_LINES):
        end = text.find("\n", at)
        yield at, end if end >= 0 else len(text)
        if end < 0:
            return
        at = end + 1
    foot: list[tuple[int, int]] = []
    end = len(text)
    while len(foot) < FOOT_LINES and end > at:
        start = max(text.rfind("\n", at, end) + 1, at)
        foot.append((start, end))
        end = start - 1
    yield from reversed(foot)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """A line of its own, with at most a place, a weekday or `Date:` beside it."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    before = text[start : match.start()]
    after = text[match.end() : end if end >= 0 else len(text)]
    if _LABEL.search(before) and len(before) < 60:
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


def _day(match: re.Match[str]) -> dt.date | None:
    for number in "12":
        if match[f"y{number}"]:
            return _valid(int(match[f"y{number}"]), _MONTHS[match[f"m{number}"].lower()], int(match[f"d{number}"]))
    if match["y3"]:
        return _valid(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    year += 2000 if year < 100 else 0
    if match["s4"] == "/" and first <= 12:  # an American provider's forms: month first, unless that cannot be
        return _valid(year, first, second) or _valid(year, second, first)
    return _valid(year, second, first) or _valid(year, first, second)


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
