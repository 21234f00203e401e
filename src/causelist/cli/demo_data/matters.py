"""What the demonstration's complaints are about: kinds of targets, invented firms and people, one city or the other."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from causelist.cases.complaining import NewTarget

CITIES = ("dengcheng", "zhougang")
# Kind of the law, industry, what the case is called, what one target of it is called.
KINDS: tuple[tuple[str, str, str, str], ...] = (
    ("stall", "film", "Copied discs on {place}", "Stall {n}, {place}"),
    ("shop", "music", "Unlicensed recordings in a shop at {place}", "Shop {n}, {place}"),
    ("listing", "books", "Scanned textbooks on a marketplace", "https://market.example/item/{n}"),
    ("website", "film", "Unlicensed streams on a site", "https://streams-{n}.example/watch"),
    ("website", "music", "Unlicensed music downloads on a site", "https://tunes-{n}.example/songs"),
    ("plant", "film", "Discs pressed without a licence", "Plant {n}, {place}"),
    ("warehouse", "books", "A store of copied books", "Warehouse {n}, {place}"),
    ("copy_shop", "books", "Whole books copied near a university", "Copy shop {n}, {place}"),
    ("cinema", "film", "Recording in a cinema", "Screen {n}, {place}"),
    ("cafe", "games", "Unlicensed games in an internet café", "Café {n}, {place}"),
    ("venue", "music", "Music played without a licence", "Karaoke hall {n}, {place}"),
    ("computer", "software", "Unlicensed programs in an office", "Office floor {n}, {place}"),
    ("device", "games", "Devices that get round protection", "Counter {n}, {place}"),
    ("broadcast", "broadcast", "Recordings broadcast without payment", "Channel {n}"),
    ("signal", "broadcast", "Pay television passed on", "Cable network {n}, {place}"),
)
PLACES = (
    "Lantern Market",
    "Old Harbour Street",
    "Mulberry Lane",
    "the Eastern Arcade",
    "Station Road",
    "Cloud Terrace",
)
FIRST = ("Amber", "Birch", "Copper", "Dune", "Ember", "Fern", "Granite", "Heron", "Indigo", "Juniper", "Kelp", "Larch")
SECOND = ("Trading", "Media", "Networks", "Retail", "Print", "Disc", "Leisure", "Systems")
ZH_FIRST = ("云帆", "青岚", "远桥", "松涛", "明渠", "南屿", "白榆", "星渡")
ZH_SECOND = ("商贸有限公司", "网络科技有限公司", "文化传播有限公司", "图文店")
SURNAMES, GIVEN = ("Wexley", "Orlan", "Tarvin", "Brisk", "Mallory"), ("Ansel", "Bruna", "Cato", "Delia", "Edda")


@dataclass(frozen=True, slots=True)
class Matter:
    """One complaint's subject: where, of what kind, against whom, when."""

    city: str
    kind: str
    industry: str
    title: str
    targets: tuple[NewTarget, ...]
    respondent: str
    is_person: bool
    filed_at: dt.datetime
    copies: int
    price: int


def respondents() -> list[tuple[str, bool]]:
    """Names of those complained of, and whether each is a natural person."""
    firms = [(f"{one} {two}", False) for one in FIRST for two in SECOND[:3]]
    firms += [(f"{one}{two}", False) for one in ZH_FIRST for two in ZH_SECOND[:2]]
    return firms + [(f"{given} {surname}", True) for surname, given in zip(SURNAMES, GIVEN, strict=True)]


def matter(number: int, filed_at: dt.datetime, dice: random.Random, *, person: bool = False) -> Matter:
    """The matter of a number; the same for the same dice. `person`: against a natural person, who can go to prison."""
    kind, industry, title, target = KINDS[number % len(KINDS)]
    place = PLACES[dice.randrange(len(PLACES))]
    names = [one for one in respondents() if one[1]] if person else respondents()
    respondent, is_person = names[dice.randrange(len(names))]
    count = 1 + (dice.randrange(6) if kind in ("listing", "website", "stall", "shop") else 0)
    return Matter(
        city=CITIES[dice.random() < 0.4],
        kind=kind,
        industry=industry,
        title=title.format(place=place),
        targets=tuple(_target(kind, target, place, number * 10 + index) for index in range(count)),
        respondent=respondent,
        is_person=is_person,
        filed_at=filed_at,
        copies=dice.choice((40, 120, 260, 510, 900, 1900)),
        price=dice.choice((5, 8, 12, 30)),
    )


def _target(kind: str, text: str, place: str, number: int) -> NewTarget:
    written = text.format(n=number, place=place)
    if written.startswith("https://"):
        return NewTarget(kind, written, address=written, place=written.removeprefix("https://").split("/")[0])
    return NewTarget(kind, written)


def fill(given: Mapping[str, object], words: Mapping[str, object]) -> dict[str, object]:
    """What a step is given, its "@…" words filled in."""
    return {name: words.get(value, value) if isinstance(value, str) else value for name, value in given.items()}


def spread(total: int, shares: Sequence[tuple[str, int]]) -> list[str]:
    """`total` names in proportion to their shares, each as evenly over the year as can be."""
    whole = sum(share for _name, share in shares)
    owed = dict.fromkeys((name for name, _share in shares), 0.0)
    found = []
    for _step in range(total):
        for name, share in shares:
            owed[name] += share / whole
        best = max(owed, key=lambda name: owed[name])
        owed[best] -= 1
        found.append(best)
    return found
