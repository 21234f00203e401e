"""Text folded for comparing: case, space, punctuation and markup gone, with the way back to the text.

The same question comes line-wrapped, in bold, with curly quotes, with links inside; folded, all are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

# Markup and addresses are passed over, ideographs are words of their own.
_PASSED = r"</?[a-zA-Z][^<>]{0,400}>|\bhttps?://[^\s<>\"\u4e00-\u9fff]+"
_TOKEN_ASCII = re.compile(_PASSED + "|([a-zA-Z0-9]+)")  # the same, for a text that holds nothing else: twice as fast
_TOKEN = re.compile(
    _PASSED + r"|([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)"
)


class Fold:
    """The folded form of a text: words in lower case, one space before, between and after."""

    __slots__ = ("_original", "_spans", "_token", "_where", "text")

    def __init__(self, text: str) -> None:
        self._original = text
        self._token = _TOKEN_ASCII if text.isascii() else _TOKEN
        words = list(filter(None, self._token.findall(text)))
        self.text = lower(f" {' '.join(words)} " if words else " ")
        self._spans: list[tuple[int, int]] = []  # where the words stand: most letters never ask, so found when asked
        self._where: list[int] = []

    def words(self) -> set[str]:
        """The different words, in lower case."""
        return set(self.text.split())

    def start(self, at: int) -> int:
        """Where in the text the word begins that stands at `at` in the folded form."""
        return self._span(at)[0]

    def end(self, at: int) -> int:
        """Where in the text the word ends that holds the folded character before `at`."""
        return self._span(at - 1)[1]

    def _span(self, at: int) -> tuple[int, int]:
        if not self._spans:
            self._spans = [token.span() for token in self._token.finditer(self._original) if token.lastindex]
            self._where = list(accumulate((end - start + 1 for start, end in self._spans[:-1]), initial=1))
        return self._spans[max(bisect_right(self._where, at) - 1, 0)]


def lower(text: str) -> str:
    """A text in lower case, with every character where it was: `str.lower` lengthens İ and looks around Σ."""
    return text.translate(_LOWER) if "İ" in text or "Σ" in text else text.lower()


class _Lower(dict[int, int]):
    """Lower case one character for one, so that offsets stay true (`str.lower` may lengthen)."""

    def __missing__(self, code: int) -> int:
        char = chr(code).lower()
        self[code] = ord(char) if len(char) == 1 else code
        return self[code]


_LOWER = _Lower()


def folded(phrase: str) -> str:
    """A phrase in folded form, with the spaces around it that make a search for it match whole words."""
    return Fold(phrase).text
