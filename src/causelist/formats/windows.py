"""Windows: the stretches of a text around given words, so that a costly pattern looks only where it can match."""

from __future__ import annotations

from collections.abc import Iterator


class Flat:
    """A text in lower case on one line, every character where it was, for finding words fast."""

    __slots__ = ("_found", "_windows", "text")

    def __init__(self, lowered: str) -> None:
        self.text = lowered.replace("\n", " ")
        self._found: dict[str, list[int]] = {}
        self._windows: dict[tuple[tuple[str, ...], int, int], list[tuple[int, int]]] = {}

    def windows(
        self, keys: tuple[str, ...], before: int, after: int, start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        """The stretches within `[start, end)` that hold one of `keys` with its surroundings, in order, not overlapping."""
        for first, last in self.all(keys, before, after):
            if first >= end:
                return
            if last > start:
                yield max(first, start), min(last, end)

    def all(self, keys: tuple[str, ...], before: int, after: int) -> list[tuple[int, int]]:
        """The stretches of the whole text that hold one of `keys` with its surroundings, looked for once."""
        wanted = (keys, before, after)
        known = self._windows.get(wanted)
        if known is None:
            known = self._windows[wanted] = self._all(keys, before, after)
        return known

    def _all(self, keys: tuple[str, ...], before: int, after: int) -> list[tuple[int, int]]:
        text = self.text
        hits = sorted(at for key in keys for at in self._places_of(key))
        merged: list[tuple[int, int]] = []
        for hit in hits:
            first, last = max(hit - before, 0), min(hit + after, len(text))
            if not merged or first > merged[-1][1]:
                floor = max(hit - before - 20, 0)
                space = text.rfind(" ", floor, first)
                first = space + 1 if space >= 0 else floor  # begin at a word
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((first, last))
        return merged

    def _places_of(self, key: str) -> list[int]:
        """Where a word stands, looked for once: many patterns wait for the same words."""
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = []
            at = self.text.find(key)
            while at >= 0:
                known.append(at)
                at = self.text.find(key, at + len(key))
        return known
