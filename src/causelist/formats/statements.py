"""The statements the law asks for, as a letter makes them."""

from __future__ import annotations

import re
from itertools import islice

from causelist.core.elements import Found, Span, Statement
from causelist.formats.questions import Answered
from causelist.formats.sought import Sought

_GOOD_FAITH = Sought(r"\bgood[\s-]{1,3}faith\b|\bbelieve\s+in\s+good\s+faith|善意", ("faith", "善意"), 200)
_ACCURACY = Sought(
    r"\binformation\s[^.]{0,160}?\b(?:is|are)\s[^.]{0,60}?\b(?:accurate|correct|true)\b|\baccuracy\s+of|\baccurate\b|\btrue\s+and\s+correct|(?:信息|内容)[^。]{0,20}(?:真实|准确)",
    ("accura", "correct", "true", "真实", "准确"),
    300,
)
_AUTHORITY = re.compile(
    r"\bauthori[sz]ed\s+(?:\w+\s+){0,3}?(?:to\s+(?:act|make|speak|submit|represent)|by|agent|representative|on\s+behalf)|\b(?:i\s+am|i['’]m|we\s+are|as|am)\s+(?:\w+\s+){0,3}?(?:copyright\s+|legal\s+|rightful\s+)?(?:owner|holder|author)"
    r"|\bon\s+(?:the\s+)?behalf\s+of|\bown(?:s|ers?)?\s+(?:of\s+)?(?:the\s+)?copyright|权利人|授权(?:代表|代理)",
)
_PERJURY = Sought(r"\bperjury\b|\bsworn\s+statement|伪证", ("perjury", "sworn", "伪证"), 0)
_SIGNATURE = Sought(
    r"\bsincerely\b|\bregards\b|\bsignature\b|\bsigned\b|\byours\s+(?:truly|faithfully)|\b(?:faith|truth)fully\b|\brespectfully\b|/s/|^[ \t*_>]{0,8}(?:cheers|best|thanks|thank[ \t]+you)[,.!]?[ \t]{0,8}$|此致|签名|签字|盖章",
    (
        "sincerely",
        "regards",
        "signature",
        "signed",
        "yours",
        "faithfully",
        "truthfully",
        "respectfully",
        "/s/",
        "cheers",
        "best",
        "thank",
        "此致",
        "签名",
        "签字",
        "盖章",
    ),
    10,
    re.MULTILINE,
)
_LAST_LINE_NAME = re.compile(
    r"(?:^|\n)[ \t>*_~–—-]*(?:\[(?:private|redacted)\]|[a-z][\w.'’-]+(?: [a-z][\w.'’-]+){1,3})[ \t,.|*_]*(?:\n[^\n]{0,80}){0,6}\s*\Z"
)

# What follows "contact us:" is an address.
_TO_BE_REACHED = re.compile(r"\bcontact(?:ed)?\b[^\n]{0,30}:\s*\Z|\bcontact(?:ed)?\b[^\n]{0,30}:\s*(?=\n)")
_NAMED = Sought(r"\bname(?: and title)?\s?:[ \t]{0,4}\[(?:private|redacted)\]", ("name",), 0)


def statements_in(text: str, answered: Answered | None, *, notice: bool) -> tuple[Found[Statement], ...]:
    """The statements made in a text in lower case, each where it stands."""
    found: list[Found[Statement]] = []
    for statement, pattern in (
        (Statement.GOOD_FAITH, _GOOD_FAITH),
        (Statement.ACCURACY, _ACCURACY),
        (Statement.AUTHORITY, _AUTHORITY),
        (Statement.PERJURY, _PERJURY),
    ):
        match = pattern.search(text)
        if match:
            found.append(Found(statement, Span(*match.span())))
    signed = _signature(text, answered)
    if signed:
        found.append(Found(Statement.SIGNATURE, signed))
    return tuple(found)


def _signature(text: str, answered: Answered | None) -> Span | None:
    if answered is not None:
        answers = answered.of("signature")
        return Span(answers[0].start, answers[0].end) if answers else None
    closings = [*_SIGNATURE.finditer(text, max(0, len(text) - 1_500))] or [*islice(_SIGNATURE.finditer(text), 1)]
    if closings:
        return Span(*closings[-1].span())
    tail = _LAST_LINE_NAME.search(text, max(0, len(text) - 600))
    if tail and not _TO_BE_REACHED.search(text, max(0, tail.start() - 60), tail.start() + 1):
        return Span(tail.start(), len(text))
    named = _NAMED.search(text)
    return Span(*named.span()) if named else None
