"""Known archive layouts: what a letter's path in one says about it. Layouts are data (`layouts/*.yaml`). Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from causelist.core.elements import NoticeKind

LAYOUTS = Path(__file__).with_name("layouts")
_EXTENSION = re.compile(r"\.(?:md|markdown|txt|text|eml)$", re.IGNORECASE)
_NOT_NAME = re.compile(r"[^\w]+|_+")
_KEYS = {"id", "provider", "marker", "path", "reference", "kinds"}


class LayoutFileError(ValueError):
    """A layout's file breaks its own schema; says which and how."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One known layout: whose it is, how its paths read, and which endings of names say what a letter is."""

    id: str
    provider: str
    marker: str
    path: re.Pattern[str]
    reference: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], NoticeKind], ...]

    def recognised_in(self, letters: Iterable[bytes]) -> bool:
        """Whether folders of this shape hold this archive: half of some of their letters or more name its provider."""
        named = [self.marker.encode() in letter.lower() for letter in letters]
        return bool(named) and 2 * sum(named) >= len(named)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a path says.

    `root` is the folder that holds the years, `key` how other letters name this one, `series` what the letters of
    one sender about one matter share, `kind` None where the name does not say.
    """

    layout: str
    provider: str
    root: str
    identity: str
    received_on: dt.date
    kind: NoticeKind | None
    key: str
    series: str


def entry_of(path: str) -> Entry | None:
    """What a path (with `/` between its parts) says, where it has the shape of a known layout."""
    for layout in layouts():
        match = layout.path.search(path)
        day = match and _day(match)
        if match and day:
            kind, bare = _kind(layout, match["name"])
            return Entry(
                layout=layout.id,
                provider=layout.provider,
                root=path[: match.start("path")],
                identity=f"path:{layout.id}/{match['path']}",
                received_on=day,
                kind=kind,
                key=_key(layout.id, f"{match['date']}-{match['name']}"),
                series=_key(layout.id, bare),
            )
    return None


def keys_named(text: str) -> list[str]:
    """The keys of letters in known archives that a letter names: in links, or as bare file names."""
    return [
        _key(layout.id, _EXTENSION.sub("", unquote(match["name"]).rstrip(".,;:")))
        for layout in layouts()
        for match in layout.reference.finditer(text)
    ]


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    """Every known layout, by file name. Raises `LayoutFileError`."""
    return tuple(_load(path) for path in sorted(LAYOUTS.glob("*.yaml")))


def layout_named(layout_id: str) -> Layout:
    """The layout with this id."""
    return next(layout for layout in layouts() if layout.id == layout_id)


def _day(match: re.Match[str]) -> dt.date | None:
    """The day in the name; where the folders say another year or month, they win."""
    try:
        named = dt.date.fromisoformat(match["date"])
    except ValueError:
        return None
    year, month = int(match["year"]), int(match["month"] or named.month)
    return dt.date(year, month, min(named.day, calendar.monthrange(year, month)[1]))


def _kind(layout: Layout, name: str) -> tuple[NoticeKind | None, str]:
    """The kind that the name's ending says, and the name without it."""
    for ending, kind in layout.kinds:
        match = ending.search(name)
        if match and match.start():
            return kind, name[: match.start()]
    return None, name


def _key(layout_id: str, name: str) -> str:
    return f"{layout_id}/{_NOT_NAME.sub('-', name.lower()).strip('-')}"[:300]


def _load(path: Path) -> Layout:
    raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != _KEYS:
        raise LayoutFileError(f"{path}: it needs exactly {', '.join(sorted(_KEYS))}")
    try:
        kinds = tuple(
            (re.compile(rf"[-_. ](?:{entry['ending']})(?:[-_ ]?\d+)?[-_ ]*$", re.IGNORECASE), NoticeKind(entry["kind"]))
            for entry in raw["kinds"]
        )
        return Layout(
            raw["id"],
            raw["provider"],
            raw["marker"].lower(),
            re.compile(raw["path"]),
            re.compile(raw["reference"]),
            kinds,
        )
    except (re.error, KeyError, ValueError) as error:
        raise LayoutFileError(f"{path}: {error}") from None
