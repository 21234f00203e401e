"""Windows: the stretches of a text around given words, so that a costly pattern looks only where it can match."""

from __future__ import annotations

from collections.abc import Iterator


class Flat:
    """A text in lower case on one line, every character where it was, for finding words fast."""

    __slots__ = ("_windows", "text")

    def __init__(self, lowered: str) -> None:
        self.text = lowered.replace("\n", " ")
        self._windows: dict[tuple[tuple[str, ...], int, int], list[tuple[int, int]]] = {}

    def windows(
        self, keys: tuple[str, ...], before: int, after: int, start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        """The stretches within `[start, end)` that hold one of `keys` with its surroundings, in order, not overlapping."""
        wanted = (keys, before, after)
        if wanted not in self._windows:
            self._windows[wanted] = self._all(keys, before, after)
        for first, last in self._windows[wanted]:
            if first >= end:
                return
            if last > start:
                yield max(first, start), min(last, end)

    def _all(self, keys: tuple[str, ...], before: int, after: int) -> list[tuple[int, int]]:
        text = self.text
        hits: list[int] = []
        for key in keys:
            at = text.find(key)
            while at >= 0:
                hits.append(at)
                at = text.find(key, at + len(key))
        hits.sort()
        merged: list[tuple[int, int]] = []
        for hit in hits:
            first, last = max(hit - before, 0), min(hit + after, len(text))
            while first > 0 and text[first - 1] != " " and hit - first < before + 20:  # begin at a word
                first -= 1
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((first, last))
        return merged
