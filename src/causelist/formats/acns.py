"""ACNS: the block of XML that automated notices carry below the letter, read as the senders write it.

Real blocks hold bare ampersands and lie between dashes, so they are read tag by tag and not by an XML parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from causelist.core.elements import Found, Span

LONGEST_BLOCK = 2_000_000
_OPENS, _CLOSES = "<Infringement", "</Infringement>"
_PGP_OPENS, _PGP_CLOSES = "-----BEGIN PGP SIGNATURE", "-----END PGP SIGNATURE-----"
_NOT_LINE_END = re.compile(r"[^\n]+")
_ENTITY = re.compile(r"<Entity>\s*([^<>]{1,200}?)\s*</Entity>")
_TITLE = re.compile(r"<Title>\s*([^<>]{1,300}?)\s*</Title>")
_URL = re.compile(r"<URL(?:_Base)?>\s*([^<>\s]{1,8000})\s*</URL(?:_Base)?>")


@dataclass(frozen=True, slots=True)
class Block:
    """Where a block stands, and what it says of the parties, the works and the addresses."""

    complainant: Found[str] | None
    titles: tuple[Found[str], ...]
    urls: tuple[tuple[int, int], ...]  # spans in the text


def blocks_in(text: str) -> tuple[str, list[Block]]:
    """The text with blocks and signatures blanked out (offsets stay true), and what the blocks say."""
    if _OPENS not in text and _PGP_OPENS not in text:
        return text, []
    blocks: list[Block] = []
    pieces: list[str] = []
    at = 0
    while True:
        start, opens, closes = _next(text, at)
        if start < 0:
            break
        end = text.find(closes, start, start + LONGEST_BLOCK)
        end = len(text) if end < 0 else end + len(closes)
        if opens == _OPENS:
            blocks.append(_block(text, start, end))
        pieces += [
            text[at:start],
            _NOT_LINE_END.sub(lambda line: " " * len(line[0]), text[start:end]),
        ]
        at = end
    pieces.append(text[at:])
    return "".join(pieces), blocks


def _next(text: str, at: int) -> tuple[int, str, str]:
    found = [(text.find(opens, at), opens, closes) for opens, closes in ((_OPENS, _CLOSES), (_PGP_OPENS, _PGP_CLOSES))]
    return min((entry for entry in found if entry[0] >= 0), default=(-1, "", ""))


def _block(text: str, start: int, end: int) -> Block:
    complains = text.find("<Complainant>", start, end)
    serves = text.find("</Complainant>", complains, end) if complains >= 0 else -1
    entity = _ENTITY.search(text, complains, serves) if serves >= 0 else None
    titles = {unescape(match[1]): match for match in reversed(list(_TITLE.finditer(text, start, end)))}
    return Block(
        Found(unescape(entity[1]), Span(*entity.span(1))) if entity else None,
        tuple(Found(title, Span(*match.span(1))) for title, match in reversed(titles.items())),
        tuple(match.span(1) for match in _URL.finditer(text, start, end)),
    )
