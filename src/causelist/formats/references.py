"""What a letter refers to: earlier notices, tickets, numbers of the registry."""

from __future__ import annotations

import re

from causelist.core.elements import Address, Found, Span
from causelist.formats.questions import Answered
from causelist.formats.sought import Sought

_TICKET = re.compile(
    r"\b(?:ticket|case|reference|request|notice|zendesk|incident)\s*(?:id|no\.?|number|#|ref\.?)*\s*[:#]{1,2}\s*#?([A-Z0-9][A-Z0-9-]{3,30}\d)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\b\d{5,9}\b")
_NUMBER = Sought(r"\b[NCD]-(?:19|20)\d\d-\d+-[0-9A-Z]\b", ("N-19", "N-20", "C-19", "C-20", "D-19", "D-20"), 0)


def references_of(text: str, answered: Answered | None, earlier: tuple[Address, ...]) -> tuple[Found[str], ...]:
    """Addresses of earlier notices in the provider's archive, ticket numbers, and public numbers of the registry."""
    found = [Found(address.url, address.span) for address in earlier]
    for answer in answered.of("ticket") if answered else []:
        found += [Found(match[0], Span(*match.span())) for match in _DIGITS.finditer(text, answer.start, answer.end)]
    if answered is None:
        found += [
            Found(match[1], Span(*match.span(1)))
            for match in _TICKET.finditer(text)
            if match[1][0].isdigit() or "-" in match[1]
        ]
    found += [Found(match[0], Span(*match.span())) for match in _NUMBER.finditer(text)]
    first: dict[str, Found[str]] = {}
    for entry in found:
        first.setdefault(entry.value, entry)
    return tuple(first.values())
