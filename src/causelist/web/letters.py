"""A letter cut into pieces that a template can show: plain words, words a field came from, words that were withheld."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from causelist.web import wording


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the shown text, `[start, end)`.

    `name` is unique in the letter, e.g. "m3"; `field` is an element's name ("sender"), or `WITHHELD`.
    """

    start: int
    end: int
    field: str
    name: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the letter between two edges of marks. `anchor` is set on the first piece of a mark."""

    text: str
    fields: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    anchor: str = ""
    withheld: bool = False

    @property
    def title(self) -> str:
        """What pointing at it says."""
        if self.withheld:
            return ""
        return " · ".join(str(wording.FIELDS.get(field, field)) for field in self.fields)


WITHHELD = "withheld"


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Cut `text` at every edge. Marks may overlap and nest; those outside the text or empty are left out.

    Where several marks begin at the same piece, it is the anchor of the first; the others are given empty anchors
    (`Segment("", anchor=…)`) before it, so that every mark can be linked to.
    """
    held = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(mark.start for mark in held), *(mark.end for mark in held)})
    by_start = sorted(held, key=lambda mark: (mark.start, -mark.end))
    pieces: list[Segment] = []
    active: list[Mark] = []
    position = 0
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        begun: list[str] = []
        while position < len(by_start) and by_start[position].start == start:
            active.append(by_start[position])
            if by_start[position].field != WITHHELD:
                begun.append(by_start[position].name)
            position += 1
        if any(mark.field == WITHHELD for mark in active):
            pieces.append(Segment(text[start:end], withheld=True))
            continue
        fields = tuple(dict.fromkeys(mark.field for mark in active))
        names = tuple(mark.name for mark in active)
        pieces.extend(Segment("", fields, (name,), name) for name in begun[1:])
        pieces.append(Segment(text[start:end], fields, names, begun[0] if begun else ""))
    return pieces
