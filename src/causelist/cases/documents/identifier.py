"""The identifier by which a decision is cited, in the shape of ECLI: `ECLI:CN:NPCA:2026:D4182.6`. Pure.

Five parts: the word ECLI, the country, the code of the body (a letter, then up to six letters or digits), the year of
the decision, and an ordinal of up to 25 letters, digits and dots. The ordinal is made from the decision's number, so
that one leads to the other; where the number is of another year than the decision, the ordinal says of which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from causelist.core.numbers import BadNumber, PublicNumber, parse_number

_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,6}", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_ORDINAL = re.compile(r"[A-Z0-9.]{1,25}", re.ASCII)
_OURS = re.compile(r"([A-Z]{1,4})(?:([0-9]{4})\.)?([1-9][0-9]*)\.([0-9])", re.ASCII)


class BadIdentifier(ValueError):
    """Not an identifier of this shape: the message says which part is wrong and what it may be."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """The five parts, without the first, which is always ECLI. Raises `BadIdentifier`."""

    country: str
    code: str
    year: int
    ordinal: str

    def __post_init__(self) -> None:
        _part(_COUNTRY, self.country, "country", "two capital letters, such as CN")
        _part(_CODE, self.code, "code of the body", "a capital letter, then up to six capital letters or digits")
        _part(_YEAR, f"{self.year:04d}", "year", "four digits")
        _part(_ORDINAL, self.ordinal, "ordinal", "up to 25 capital letters, digits and dots")

    def __str__(self) -> str:
        return f"ECLI:{self.country}:{self.code}:{self.year:04d}:{self.ordinal}"

    @property
    def number(self) -> str | None:
        """The decision's number in this registry; None where the ordinal is somebody else's."""
        match = _OURS.fullmatch(self.ordinal)
        if match is None:
            return None
        number = PublicNumber(match[1], int(match[2] or self.year), int(match[3]))
        return str(number) if number.check == int(match[4]) else None


def make(*, country: str, code: str, year: int, number: str) -> Identifier:
    """The identifier of a decision by its number and the year it was decided in. Raises `BadIdentifier`."""
    try:
        parsed = parse_number(number)
    except BadNumber as error:
        raise BadIdentifier(str(error)) from None
    of_year = "" if parsed.year == year else f"{parsed.year:04d}."
    ordinal = f"{parsed.kind}{of_year}{parsed.sequence}.{parsed.check}"
    return Identifier(country.strip().upper(), code.strip().upper(), year, ordinal)


def parse(text: str) -> Identifier:
    """Read an identifier as people type it, in any case. Raises `BadIdentifier`."""
    parts = text.strip().upper().split(":")
    if len(parts) != 5 or parts[0] != "ECLI":
        raise BadIdentifier(
            f"{text[:80]!r} has not the five parts of an identifier; it looks like ECLI:CN:NPCA:2026:D4182.6"
        )
    _part(_YEAR, parts[3], "year", "four digits")
    return Identifier(parts[1], parts[2], int(parts[3]), parts[4])


def _part(shape: re.Pattern[str], text: str, name: str, may_be: str) -> None:
    if not shape.fullmatch(text):
        raise BadIdentifier(f"the {name} {text[:40]!r} of the identifier is not {may_be}")
