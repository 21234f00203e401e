"""Statements that a letter makes."""

from __future__ import annotations

import re

from causelist.core.elements import Found, Span, Statement

_PATTERNS = (
    (Statement.GOOD_FAITH, re.compile(r"good[- ]faith[\s,]+(?:\w+\s+)?belie[fv]", re.IGNORECASE)),
    (Statement.ACCURACY, re.compile(r"information\s[^.]{0,120}?\bis\s[^.]{0,40}?accurate|accuracy\sof", re.IGNORECASE)),
    (
        Statement.AUTHORITY,
        re.compile(r"authori[sz]ed\s+to\s+act|am\s+the\s+(?:copyright\s+)?owner|\bbehalf\s+of\b", re.IGNORECASE),
    ),
    (Statement.PERJURY, re.compile(r"penalty\s+of\s+perjury|penalties\s+of\s+perjury", re.IGNORECASE)),
    (
        Statement.SIGNATURE,
        re.compile(r"sincerely|regards|signature|signed|sign this request|for your signature|/s/", re.IGNORECASE),
    ),
)


def statements_in(text: str) -> tuple[Found[Statement], ...]:
    """The statements made, each where it stands."""
    found = []
    for statement, pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            found.append(Found(statement, Span(*match.span())))
    return tuple(found)
