"""Patterns that hold one of a few words: where none of the words stands, nothing needs to be tried."""

from __future__ import annotations

import re
from collections.abc import Iterator


class Sought:
    """A pattern of which every match holds one of `keys`, beginning at most `reach` characters into it.

    Looking for plain words is many times faster than trying a pattern at every character. The answers are those of the
    pattern itself, only what lies too far before the first key is passed over.
    """

    __slots__ = ("_keys", "_reach", "pattern")

    def __init__(self, pattern: str, keys: tuple[str, ...], reach: int, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)
        self._keys = keys
        self._reach = reach

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `[start, end)`."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in `[start, end)`, in order."""
        end = len(text) if end is None else min(end, len(text))
        at = start
        # Where each key stands next: looked up again only once it is passed, so the time grows with the text alone.
        ahead = {key: found for key in self._keys if (found := text.find(key, at, end)) >= 0}
        while ahead:
            match = self.pattern.search(text, max(at, min(ahead.values()) - self._reach), end)
            if match is None:
                return
            yield match
            at = max(match.end(), at + 1)
            for key in [key for key, found in ahead.items() if found < at]:
                found = text.find(key, at, end)
                if found < 0:
                    del ahead[key]
                else:
                    ahead[key] = found
