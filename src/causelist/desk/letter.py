"""A letter cut into pieces by the fields whose words it holds, for a page to mark. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from causelist.core.elements import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter. `fields` whose words it holds (none: plain text); `ids` of the places that begin here."""

    text: str
    fields: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def anchor(field: str, position: int) -> str:
    """The id, in the page, of a field's n-th words in the letter."""
    return f"w-{field}-{position + 1}"


def pieces(text: str, spans: Mapping[str, Sequence[Span]]) -> list[Piece]:
    """The letter in order; joined, the pieces are the text. Spans may overlap; those outside the text are cut to it."""
    begins: dict[int, list[tuple[str, str]]] = {}
    ends: dict[int, list[str]] = {}
    for field, found in spans.items():
        for position, span in enumerate(found):
            start, end = max(0, span.start), min(len(text), span.end)
            if start < end:
                begins.setdefault(start, []).append((field, anchor(field, position)))
                ends.setdefault(end, []).append(field)
    cuts = sorted({0, len(text), *begins, *ends})
    open_: dict[str, int] = {}
    cut: list[Piece] = []
    for start, end in pairwise(cuts):
        for field in ends.get(start, ()):
            open_[field] -= 1
        for field, _id in begins.get(start, ()):
            open_[field] = open_.get(field, 0) + 1
        fields = tuple(field for field, count in open_.items() if count)
        cut.append(Piece(text[start:end], fields, tuple(place for _field, place in begins.get(start, ()))))
    return cut
