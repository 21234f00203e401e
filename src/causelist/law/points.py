"""Points of law: one thing a rule says, in English and Chinese, with the article that says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from causelist.law.errors import LawError
from causelist.law.schema import Spec, join, words

POINT = Spec({"id": words, "words": words, "words_zh": words}, {"article": words})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a rule says; `article` None: it stands in the article of the whole rule."""

    id: str
    words: str
    words_zh: str
    article: str | None = None

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {"id": self.id, "words": self.words, "words_zh": self.words_zh, "article": self.article}


def points(raw: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    """Points from a rule's value."""
    return tuple(Point(one["id"], one["words"], one["words_zh"], one.get("article")) for one in raw)


def named_once(value: Any, where: str) -> None:
    """Refuse a list of points in which an id stands twice."""
    seen: set[str] = set()
    for index, one in enumerate(value):
        if one["id"] in seen:
            raise LawError(f"{join(where, str(index))}: the id {one['id']!r} stands twice")
        seen.add(one["id"])
