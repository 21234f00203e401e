"""The examples that the API's description shows: one invented letter, and what is answered about it."""

from __future__ import annotations

from typing import Any

LETTER = """To the copyright agent of Codehaven,

I write for Northmere Software GmbH. A user has published our program without our leave:

https://codehaven.example/pellworm/contour-studio-src

I have a good faith belief that this use is not authorized by the copyright owner, its agent, or the law.
The information in this notice is accurate, and under penalty of perjury, I am authorized to act for the owner.

Judith Amsel, Northmere Software GmbH
3 March 2026
"""

UNDERSTOOD: dict[str, Any] = {
    "kind": "notice",
    "date": "2026-03-03",
    "sender": "Northmere Software GmbH",
    "right_holder": "Northmere Software GmbH",
    "reported": ["https://codehaven.example/pellworm/contour-studio-src"],
    "originals": [],
    "subject": [],
    "refers_to": [],
    "places": ["codehaven.example/pellworm/contour-studio-src"],
    "whole": None,
    "forks_named": None,
    "circumvention": None,
    "statements": ["good_faith", "accuracy", "authority", "perjury"],
    "works": ["Contour Studio"],
    "shape": "letter",
    "language": "en",
    "remarks": [],
}

NUMBER = "N-2026-118-5"
SUMMARY: dict[str, Any] = {
    "number": NUMBER,
    "url": f"https://registry.example/n/{NUMBER}",
    "kind": "notice",
    "state": "recorded",
    "title": "Contour Studio",
    "language": "en",
    "provider": {"slug": "codehaven", "name": "Codehaven"},
    "dated_on": "2026-03-03",
    "received_on": "2026-03-04",
    "items": 1,
    "places": 1,
}
ERROR: dict[str, Any] = {
    "error": {
        "code": "invalid",
        "message": "received_from: a day is written YYYY-MM-DD, like 2026-11-24",
        "field": "received_from",
    }
}


_reported = UNDERSTOOD["reported"][0]
PASSAGE: dict[str, Any] = {
    "field": "reported",
    "value": _reported,
    "start": LETTER.index(_reported),
    "end": LETTER.index(_reported) + len(_reported),
}


def operation(*, body: Any = None, answer: Any = None, status: int = 200) -> dict[str, Any]:
    """The examples of one operation, as OpenAPI has them."""
    extra: dict[str, Any] = {}
    if body is not None:
        extra["requestBody"] = {"content": {"application/json": {"example": body}}}
    if answer is not None:
        extra["responses"] = {status: {"content": {"application/json": {"example": answer}}}}
    return extra
