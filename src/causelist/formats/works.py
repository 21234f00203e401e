"""The works a letter says are infringed: a title or the first sentence of each description."""

from __future__ import annotations

import re

from causelist.core.elements import Found, Span
from causelist.formats.questions import Answered

LONGEST = 240  # characters of one description
MOST = 200  # works of one letter
_LABELLED = re.compile(
    r"^[ \t>*_•-]{0,6}(?:\(?\d{1,2}[.)]\s*)?(?:original work|copyright(?:ed)? works?|titles?(?: of (?:the )?(?:copyrighted )?work)?|work"
    r"|name of (?:the )?work|infringed work|product|book title|作品(?:名称)?|软件名称|权利作品|原创作品)\s?[*_]{0,2}\s?[:：][ \t*_]{0,4}(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_INTRODUCED = re.compile(
    r"\b(?:the )?(?:original )?(?:copyrighted|infringed|original|copyright) (?:work|material|content)s?"
    r"(?: (?:at issue|in question|infringed|that (?:has|have) been infringed))? (?:is|are|consists? of)[ \n:]{1,3}(?=\S)"
    r"|\b(?:work|book|game|software|product|font|program|plugin|theme|app|library) (?:entitled|titled) (?=\S)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\s*_>#\"“”'‘’(\[\]:：.;,-]*(?:(?:the\s)?(?:original\s)?(?:copyrighted\s)?works?\s(?:is|are|consists?\sof)\s)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)\S+|\[(?:private|redacted|invalid)[^\]\n]{0,40}\](?:\([^)\s]*\))?",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s|$)|[。！？]|\n[ \t]*\n|\n[ \t]*(?:[-*•]|\d{1,2}[.)])\s")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = re.compile(r"(?:yes|no|n/?a|none|see (?:above|below)|same|unknown)\W*\Z", re.IGNORECASE)


def works_of(text: str, answered: Answered | None) -> tuple[Found[str], ...]:
    """The works described in words, in order, each once."""
    if answered is not None:
        described = (_described(text, answer.start, answer.end) for answer in answered.of("works"))
        return tuple(found for found in described if found)[:1]
    works: dict[str, Found[str]] = {}
    for label in _LABELLED.finditer(text):
        end = text.find("\n", label.end())
        found = _described(text, label.end(), end if end >= 0 else len(text))
        if found and len(works) < MOST:
            works.setdefault(found.value.casefold(), found)
    if not works:
        introduced = _INTRODUCED.search(text)
        found = (
            _described(text, introduced.end(), min(len(text), introduced.end() + 2 * LONGEST)) if introduced else None
        )
        return (found,) if found else ()
    return tuple(works.values())


def _described(text: str, start: int, end: int) -> Found[str] | None:
    """The first sentence with words in a stretch of text; an address alone describes nothing."""
    while True:
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead else start
        address = _ADDRESS.match(text, start, end)
        if address is None:
            break
        start = address.end()
    bound = _END.search(text, start, end)
    stop = bound.start() if bound else end
    if stop - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        stop = space if space > start else start + LONGEST
    kept = text[start:stop].rstrip(' \t\r\n*_#:,;"“”’)-')
    if not _WORD.search(_ADDRESS.sub("", kept)) or _EMPTY.match(kept):
        return None
    return Found(" ".join(kept.split()), Span(start, start + len(kept)))
