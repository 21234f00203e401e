"""Words as a document may hold them: one normal form, nothing invisible, nothing a renderer could trip over. Pure."""

from __future__ import annotations

import re
import unicodedata

MOST_NAME = 300
MOST_LINE = 1_000
MOST_PARAGRAPH = 20_000
MOST_TEXT = 400_000

# Turns of direction, soft hyphens, byte order marks and the like: they show nothing and can hide a name.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"\n[ \t]*\n\s*")


class BadText(ValueError):
    """Words that no document can hold: the message says which, why, and what may stand there. `field` names them."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


def line(text: str, field: str = "text", most: int = MOST_LINE) -> str:
    """Words on one line. Raises `BadText` when they are longer than `most` characters."""
    made = _SPACES.sub(" ", _clean(text, field, most)).strip()
    _bound(made, field, most)
    return made


def name(text: str, field: str = "name") -> str:
    """The name of a person or a body: one line of at most 300 characters, with a letter or a digit in it."""
    made = line(text, field, MOST_NAME)
    if not any(char.isalnum() for char in made):
        raise BadText(field, "there is no letter and no digit in it; give the name as it is written in the file")
    return made


def paragraphs(text: str, field: str = "text") -> tuple[str, ...]:
    """Free words cut at blank lines; single line ends stay. Raises `BadText` for one that is too long."""
    found = [part.strip("\n ") for part in _BREAK.split(_clean(text, field, MOST_TEXT))]
    made = tuple(part for part in found if part)
    for part in made:
        _bound(part, field, MOST_PARAGRAPH)
    return made


def paragraph(text: str, field: str = "text") -> str:
    """One paragraph; line ends stay, blank lines do not."""
    made = re.sub(r"\n{2,}", "\n", _clean(text, field, MOST_PARAGRAPH)).strip("\n ")
    _bound(made, field, MOST_PARAGRAPH)
    return made


def _clean(text: str, field: str, most: int) -> str:
    if not isinstance(text, str):
        raise BadText(field, f"words are needed, not {type(text).__name__}")
    if len(text) > 4 * max(most, MOST_LINE):
        _bound(text, field, most)
    made = _LINE_ENDS.sub("\n", text)
    made = _CONTROL.sub(" ", _INVISIBLE.sub("", made))
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("\ufffd", made)).replace("\t", " ")


def _bound(text: str, field: str, most: int) -> None:
    if len(text) > most:
        raise BadText(field, f"{len(text):,} characters; the most is {most:,}")
