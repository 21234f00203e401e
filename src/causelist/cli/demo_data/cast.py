"""The cast of the demonstration, as `cast.yaml` lists it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who acts; `aliases` are (text, language)."""

    key: str
    name: str
    kind: str
    language: str = "en"
    region: str | None = None
    website: str = ""
    hosts: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    is_person: bool = False

    @property
    def chinese(self) -> bool:
        """Whether it writes in Chinese."""
        return self.language.startswith("zh")

    def name_in(self, *, chinese: bool) -> str:
        """How it signs a letter in that language: its own name where it has none there."""
        if chinese == self.chinese:
            return self.name
        wanted = "zh" if chinese else "en"
        return next((text for text, language in self.aliases if language.startswith(wanted)), self.name)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in; `member` maps an organisation's key to a role."""

    key: str
    name: str
    email: str
    does: str
    language: str = "en"
    staff: bool = False
    member: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """What is copied: owner, where its original is seen, and on which provider (`copied_on`) copies turn up, named `slug`."""

    owner: str
    title: str
    what: str
    at: str
    copied_on: str
    slug: str

    @property
    def chinese(self) -> bool:
        """Whether letters about it are Chinese."""
        return any("\u4e00" <= letter <= "\u9fff" for letter in self.title)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything."""

    regions: tuple[dict[str, str], ...]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    works: tuple[Work, ...]
    mandates: tuple[dict[str, str], ...]
    merges: tuple[dict[str, str], ...]
    mistaken_merges: tuple[dict[str, str], ...]
    handles: tuple[str, ...]


@cache
def load() -> Cast:
    """The cast, read once."""
    raw = yaml.safe_load((FOLDER / "cast.yaml").read_text(encoding="utf-8"))
    return Cast(
        regions=tuple(raw["regions"]),
        organisations={key: _organisation(key, given) for key, given in raw["organisations"].items()},
        people={key: Person(key=key, **given) for key, given in raw["people"].items()},
        works=tuple(Work(**given) for given in raw["works"]),
        mandates=tuple(raw["mandates"]),
        merges=tuple(raw["merges"]),
        mistaken_merges=tuple(raw["mistaken_merges"]),
        handles=tuple(raw["handles"]),
    )


def _organisation(key: str, given: dict[str, Any]) -> Organisation:
    return Organisation(
        key=key,
        **{
            **given,
            "hosts": tuple(given.get("hosts", ())),
            "aliases": tuple((text, language) for text, language in given.get("aliases", ())),
        },
    )
