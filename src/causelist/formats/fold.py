"""Text folded for comparing: case, space, punctuation and markup gone, with the way back to the text.

The same question comes line-wrapped, in bold, with curly quotes, with links inside; folded, all are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

# Markup and addresses are passed over, ideographs are words of their own.
_TOKEN = re.compile(
    r"</?[a-zA-Z][^<>]{0,400}>|\bhttps?://[^\s<>\"\u4e00-\u9fff]+"
    r"|([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)"
)


class Fold:
    """The folded form of a text: words in lower case, one space before, between and after."""

    __slots__ = ("_ends", "_starts", "_where", "text")

    def __init__(self, text: str) -> None:
        tokens = [token for token in _TOKEN.finditer(text) if token.lastindex]
        words = [token[1] for token in tokens]
        joined = f" {' '.join(words)} " if words else " "
        self.text = lower(joined)
        self._starts = [token.start() for token in tokens]
        self._ends = [token.end() for token in tokens]
        self._where = list(accumulate((len(word) + 1 for word in words[:-1]), initial=1)) if words else [1]

    def start(self, at: int) -> int:
        """Where in the text the word begins that stands at `at` in the folded form."""
        return self._starts[max(bisect_right(self._where, at) - 1, 0)]

    def end(self, at: int) -> int:
        """Where in the text the word ends that holds the folded character before `at`."""
        return self._ends[max(bisect_right(self._where, at - 1) - 1, 0)]


def lower(text: str) -> str:
    """A text in lower case, with every character where it was (`str.lower` may lengthen it)."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


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
