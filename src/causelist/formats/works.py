"""The works a letter describes."""

from __future__ import annotations

import re

from causelist.core.elements import Found, Span
from causelist.formats.questions import Answered

LONGEST = 1_000
_LABELLED = re.compile(
    r"^[ \t>*_•-]{0,6}(?:\(?\d{1,2}[.)]\s*)?(?:original work|copyright(?:ed)? work|title(?:s)?(?: of (?:the )?(?:copyrighted )?work)?|work|name of (?:the )?work|"
    r"infringed work|product|book title|作品(?:名称)?|原创作品)\s?[*_]{0,2}\s?[:：][ \t*_]{0,4}(?P<work>[^\n]{2,300})",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(
    r"\b(?:the )?(?:original )?(?:copyrighted|infringed|original|copyright) (?:work|material|content)s?(?: (?:at issue|in question|infringed))? (?:is|are|consists? of) (?P<work>[^\n.]{3,300}(?:\n[^\n.]{1,200}){0,2})",
    re.IGNORECASE,
)


def works_of(text: str, answered: Answered | None) -> tuple[Found[str], ...]:
    """The descriptions of works, in order, each once."""
    found: list[Found[str]] = []
    if answered is not None:
        for answer in answered.of("works"):
            words = " ".join(text[answer.start : min(answer.end, answer.start + LONGEST)].split())
            if words:
                found.append(Found(words, Span(answer.start, min(answer.end, answer.start + LONGEST))))
        return tuple(found)
    for match in _LABELLED.finditer(text):
        found.append(_work(match))
        if len(found) >= 200:
            break
    if not found:
        sentence = _SENTENCE.search(text)
        if sentence:
            found.append(_work(sentence))
    first: dict[str, Found[str]] = {}
    for entry in found:
        if entry.value:
            first.setdefault(entry.value, entry)
    return tuple(first.values())


def _work(match: re.Match[str]) -> Found[str]:
    return Found(" ".join(match["work"].split()).strip(' *_"“”'), Span(*match.span("work")))
