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

NUMBER = "N-2026-118-3"
_PLACE = "codehaven.example/pellworm/contour-studio-src"
_ADDRESS = f"https://{_PLACE}"
_API = "https://registry.example/api/v1"
SUMMARY: dict[str, Any] = {
    "number": NUMBER,
    "url": f"https://registry.example/n/{NUMBER}",
    "kind": "notice",
    "state": "recorded",
    "title": "Contour Studio",
    "language": "en",
    "jurisdiction": "us",
    "provider": {"name": "Codehaven", "slug": "codehaven"},
    "senders": [{"name": "Northmere Software GmbH", "slug": "northmere-software-gmbh"}],
    "right_holders": [{"name": "Northmere Software GmbH", "slug": "northmere-software-gmbh"}],
    "dated_on": "2026-03-03",
    "received_on": "2026-03-04",
    "recorded_at": "2026-03-04T09:30:00Z",
    "item_count": 1,
    "place_count": 1,
}
_PUBLISHED = f"Please take down {_ADDRESS}. [withheld: signature]"
NOTICE: dict[str, Any] = {
    **SUMMARY,
    "whole": None,
    "forks_named": None,
    "circumvention": None,
    "statements": ["good_faith", "accuracy"],
    "works": ["Contour Studio"],
    "originals": ["https://contour.northmere.example/"],
    "corrected": ["works"],
    "history": [
        {
            "occurred_at": "2026-03-04T00:00:00Z",
            "recorded_at": "2026-03-04T09:30:00Z",
            "from_state": "",
            "to_state": "recorded",
            "basis": "api",
            "cause": None,
            "items": None,
        }
    ],
    "does": [],
    "undergoes": [],
    "letter": {
        "text": _PUBLISHED,
        "rules": "1",
        "withheld": [{"start": _PUBLISHED.index("["), "end": len(_PUBLISHED), "rule": "signature"}],
        "passages": [
            {
                "field": "reported",
                "index": 0,
                "start": _PUBLISHED.index(_ADDRESS),
                "end": _PUBLISHED.index(_ADDRESS) + len(_ADDRESS),
            }
        ],
    },
    "items": f"{_API}/notices/{NUMBER}/items",
}
ITEM: dict[str, Any] = {
    "position": 0,
    "address": _ADDRESS,
    "host": "codehaven.example",
    "place": _PLACE,
    "place_kind": "path",
    "fork": False,
    "state": "noticed",
    "answer": {"outcome": "refused", "ground": "licensed", "at": "2026-03-05T08:10:00Z"},
}
LISTED: dict[str, Any] = {
    "address": _ADDRESS,
    "listed": True,
    "place": _PLACE,
    "place_kind": "path",
    "host": "codehaven.example",
    "letters": [{"address": _ADDRESS, "state": "noticed", "notice": SUMMARY}],
    "same_place": [],
    "host_addresses": 41,
}
PLACE: dict[str, Any] = {
    "key": _PLACE,
    "kind": "path",
    "host": "codehaven.example",
    "first": "2026-03-04",
    "last": "2026-03-04",
    "letters": 1,
    "items": {"noticed": 1},
    "notices": f"{_API}/notices?place=codehaven.example%2Fpellworm%2Fcontour-studio-src",
}
ORGANISATION: dict[str, Any] = {
    "name": "Codehaven",
    "slug": "codehaven",
    "kind": "service_provider",
    "confirmed": True,
    "region": "US",
    "website": "https://codehaven.example/",
    "hosts": ["codehaven.example"],
    "names": [{"text": "Codehaven", "language": "en", "kind": "official"}],
    "notices": f"{_API}/notices?organisation=codehaven",
    "received": f"{_API}/notices?provider=codehaven",
}
METRICS: dict[str, Any] = {
    "metrics": [
        {
            "name": "notices",
            "title": "Letters recorded",
            "unit": "letters",
            "definition": "Letters on the record, by the month they were received.",
            "by": [{"name": "kind", "title": "kind", "note": ""}],
            "form": "count",
            "share_of": None,
            "series": f"{_API}/statistics/notices",
        }
    ],
    "as_of": "2026-11-24T06:31:00Z",
}
SERIES: dict[str, Any] = {
    "metric": "notices",
    "unit": "letters",
    "definition": "Letters on the record, by the month they were received.",
    "by": "kind",
    "as_of": "2026-11-24T06:31:00Z",
    "months": ["2026-09", "2026-10", "2026-11"],
    "counts": [7, 9, 6],
    "total": 22,
    "rows": [
        {"value": "notice", "label": "notice", "counts": [5, 7, 4], "total": 16},
        {"value": "counter-notice", "label": "counter-notice", "counts": [2, 2, 2], "total": 6},
    ],
    "others": None,
    "currency": None,
    "currencies": [],
    "waiting": None,
    "waiting_by_month": None,
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


UNRECOGNISED: dict[str, Any] = {
    "error": {
        "code": "unrecognised",
        "message": "This does not read like a letter: it is a table, not a letter.",
        "field": "letter",
        "hint": "Check what you send. If it is a letter all the same, send it again with accept_unrecognised.",
    }
}


def operation(*, body: Any = None, answer: Any = None, status: int = 200, refused: Any = None) -> dict[str, Any]:
    """The examples of one operation, as OpenAPI has them."""
    extra: dict[str, Any] = {}
    if body is not None:
        extra["requestBody"] = {"content": {"application/json": {"example": body}}}
    if answer is not None:
        extra["responses"] = {status: {"content": {"application/json": {"example": answer}}}}
    if refused is not None:
        described = {"schema": {"$ref": "#/components/schemas/Error"}, "example": refused}
        response = {"description": "The request is not valid.", "content": {"application/json": described}}
        extra["responses"] = {**extra.get("responses", {}), 422: response}
    return extra
