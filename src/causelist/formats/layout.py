"""Layout: lines and the words around an address that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from causelist.formats.links import Link

# A line that begins like an item of a list.
_ITEM = re.compile(r"\s*(?:[-*+•·>–—●■o]\s|\(?\d{1,3}[.):、]|\(?[a-zA-Z][.)]\s|[ivxIVX]{1,5}[.)]\s|#{1,6}\s|\|)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[.!?](?:[\"'”’)*_]{0,3})\s|[。！？；]|\n[ \t>]*\n")
# What the provider put in the place of something it took out: `[private]`, `[removed by user]`.
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{0,60}\](?!\()")
_BETWEEN = re.compile(r"[ \t]*(?:[,;/&|、，；]|and|or|,\s?and|\)?\s?and\s?\(?|和)?[ \t]*", re.IGNORECASE)
REACH = 400  # how far the words before or after an address can matter


@dataclass(frozen=True, slots=True)
class Line:
    """A line, the addresses in it, and the words that remain without them."""

    start: int
    end: int
    first: int  # index of its first link
    last: int  # one past its last link
    rest: str  # what remains without the links, in lower case

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.first == self.last and not self.rest


class Layout:
    """The lines of a text with its links, and the words around each link."""

    def __init__(self, text: str, links: list[Link]) -> None:
        self.text = text
        self.links = links
        self.lines = _lines(text, links)
        self._runs = _runs(text, links)
        self._link_starts = [link.start for link in links]
        self._starts = [line.start for line in self.lines]

    def line_at(self, at: int) -> int:
        """Index of the line that holds a character."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def lines_in(self, start: int, end: int) -> list[Line]:
        """The lines that a stretch of text touches."""
        return self.lines[self.line_at(start) : self.line_at(max(end - 1, start)) + 1]

    def links_in(self, start: int, end: int) -> tuple[int, int]:
        """The links that begin in a stretch of text, as a range of indexes."""
        return bisect_left(self._link_starts, start), bisect_left(self._link_starts, end)

    def in_item(self, index: int) -> bool:
        """Whether the line that holds a link begins like an item of a list."""
        line = self.lines[self.line_at(self.links[index].start)]
        return _ITEM.match(self.text, line.start, line.end) is not None

    def before(self, index: int, floor: int = 0) -> str:
        """The words of the sentence before a link, without earlier links and not before `floor`."""
        index = self._runs[index]
        link = self.links[index]
        floor = max(link.start - REACH, self.links[index - 1].end if index else 0, floor)
        window = self.text[floor : link.start]
        cut = 0
        for bound in _SENTENCE.finditer(window):
            cut = bound.end()
        return self._unwrapped(window[cut:], backwards=True)

    def after(self, index: int) -> str:
        """The words of the sentence after a link, up to the next link."""
        link = self.links[index]
        ceiling = min(
            link.end + REACH,
            self.links[index + 1].start if index + 1 < len(self.links) else len(self.text),
        )
        window = self.text[link.end : ceiling]
        bound = _SENTENCE.search(window)
        return self._unwrapped(window[: bound.start()] if bound else window, backwards=False)

    def _unwrapped(self, words: str, *, backwards: bool) -> str:
        """Words up to where a line ends on purpose: a new item, a short line, a hard break."""
        if "[" in words:
            words = _PLACEHOLDER.sub(" ", words)
        lines = words.split("\n")
        if len(lines) == 1:
            return words.lower()
        if backwards:
            kept = [lines[-1]]
            for earlier in reversed(lines[:-1]):
                if _ITEM.match(kept[0]) or len(earlier.rstrip()) < 45 or earlier.endswith("  "):
                    break
                kept.insert(0, earlier)
        else:
            kept = [lines[0]]
            for later in lines[1:]:
                if _ITEM.match(later) or kept[-1].endswith("  ") or not kept[-1].strip():
                    break
                kept.append(later)
        return " ".join(kept).lower()


def _runs(text: str, links: list[Link]) -> list[int]:
    """For each link the first of the run it stands in: links with only a comma or `and` between share their words."""
    runs: list[int] = []
    for index, link in enumerate(links):
        previous = links[index - 1] if index else None
        joined = (
            previous is not None
            and link.start - previous.end < 12
            and _BETWEEN.fullmatch(text, previous.end, link.start)
        )
        runs.append(runs[-1] if joined else index)
    return runs


def _lines(text: str, links: list[Link]) -> list[Line]:
    lines: list[Line] = []
    at = index = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        first = index
        rest = raw
        if index < len(links) and links[index].start < end:
            pieces: list[str] = []
            cursor = at
            while index < len(links) and links[index].start < end:
                pieces.append(text[cursor : links[index].start])
                cursor = min(links[index].end, end)
                index += 1
            pieces.append(text[cursor:end])
            rest = " ".join(pieces)
        if "[" in rest:
            rest = _PLACEHOLDER.sub(" ", rest)
        lines.append(Line(at, end, first, index, rest.strip().lower()))
        at = end + 1
    return lines


def wordy(words: str) -> bool:
    """Whether some words say anything, beyond a bullet or a number."""
    return _WORDS.search(words) is not None
