"""A decision's text as plain values for the store and the API, and back. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any

from causelist.cases.documents.plain import BadText
from causelist.cases.documents.text import Body, Cited, DecisionText, Mark, Paragraph, Party, Section, Sum, Term


def as_json(text: DecisionText) -> dict[str, Any]:
    """Plain values: lists, mappings, words, numbers; dates by ISO 8601, sums as decimal strings."""
    made: dict[str, Any] = asdict(text)
    made["decided"] = text.decided.isoformat() if text.decided else None
    made["published"] = text.published.isoformat() if text.published else None
    for row in made["sums"]:
        row["amount"] = format(row["amount"], "f")
    return made


def from_json(raw: Mapping[str, Any]) -> DecisionText:
    """The text of plain values. Raises `BadText` for what has another shape."""
    try:
        return DecisionText(
            **{name: raw[name] for name in _PLAIN if name in raw},
            body=Body(**raw["body"]),
            decided=_day(raw.get("decided")),
            published=_day(raw.get("published")),
            parties=tuple(Party(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in raw["parties"]),
            sections=tuple(_section(row) for row in raw["sections"]),
            citations=tuple(Cited(**row) for row in raw["citations"]),
            sums=tuple(_sum(row) for row in raw["sums"]),
            terms=tuple(Term(**row) for row in raw["terms"]),
            subjects=tuple(raw.get("subjects", ())),
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise BadText("text", f"it has not the shape of a decision's text ({error})") from None


def canonical(text: DecisionText) -> bytes:
    """The one writing of a text over which digests are made."""
    return json.dumps(as_json(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(text: DecisionText) -> str:
    """SHA-256 of the canonical writing, in hexadecimal digits."""
    return hashlib.sha256(canonical(text)).hexdigest()


_PLAIN = ("number", "identifier", "language", "kind", "title", "case", "status", "version", "note")


def _section(raw: Mapping[str, Any]) -> Section:
    rows = raw["paragraphs"]
    return Section(
        raw["kind"],
        raw["heading"],
        tuple(
            Paragraph(row["text"], tuple(Mark(**mark) for mark in row.get("marks", ())), row.get("form", ""))
            for row in rows
        ),
    )


def _sum(raw: Mapping[str, Any]) -> Sum:
    return Sum(**{**raw, "amount": Decimal(raw["amount"]), "steps": tuple(raw.get("steps", ()))})


def _day(raw: str | None) -> dt.date | None:
    return dt.date.fromisoformat(raw) if raw else None
