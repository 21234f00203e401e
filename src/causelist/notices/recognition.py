"""Whether a text is a letter at all: folders that are taken in also hold lists, data and explanations. Pure."""

from __future__ import annotations

import json

from causelist.core.elements import Reading, Statement
from causelist.formats.errors import Unreadable

_MEND = "take it out of the folder, or record it by hand if it is a letter after all"


def check_letter(reading: Reading) -> None:
    """Raise `formats.Unreadable` for what no one would call a letter."""
    if reason := doubt(reading):
        raise Unreadable(reason, _MEND)


def doubt(reading: Reading) -> str:
    """Why no one would call it a letter, by its content alone; nothing for a letter.

    One thing that only letters say is enough: an address they are about, a statement, a word for what they are,
    another letter or a work they name. In a table an address will not do, and a sender or a signature only does in
    prose of a language we know.
    """
    if _is_json(reading.text):
        return "it is data (JSON), not a letter"
    said = (
        reading.kind.span
        or reading.refers_to
        or reading.works
        or any(found.value != Statement.SIGNATURE for found in reading.statements)
    )
    signed = reading.language != "und" and (reading.sender or reading.statements)
    if said or signed:
        return ""
    if _is_table(reading.text):
        return "it is a table, not a letter"
    if not reading.reported and not reading.subject:
        return "nothing in it reads like a notice: no address it is about, no sender, no statement"
    return ""


def _is_table(text: str) -> bool:
    """Whether each of its lines, three or more, has the same number of commas, semicolons or tabs."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= 3 and any(
        len(counts := {line.count(sign) for line in lines}) == 1 and counts != {0} for sign in ",;\t"
    )


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
