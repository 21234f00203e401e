"""`causelist bench law`: judging thresholds, beside the bare comparisons of one article written out by hand."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Sequence
from typing import Any

import click

from causelist.cli.bench import peak_mb, seconds

Case = dict[str, int]
DAY = dt.date(2026, 1, 1)
_SCALE = {"business": 50_000, "gains": 30_000, "copies": 500, "works": 500, "downloads": 10_000, "clicks": 100_000}


def cases(count: int) -> list[Case]:
    """Invented facts, around the thresholds: some none, some a little, some tenfold."""
    chance = random.Random(217)  # noqa: S311 -- the same cases on every machine
    names = list(_SCALE)
    return [
        {
            name: int(_SCALE[name] * chance.choice((0.1, 0.5, 0.9, 1, 4, 12)) * chance.random())
            for name in chance.sample(names, 3)
        }
        for _ in range(count)
    ]


def by_hand(case: Case) -> bool:
    """Art. 217 by the Interpretation of 2025, as one would write it for that day alone, without reasons."""
    business, gains, copies = case.get("business", 0), case.get("gains", 0), case.get("copies", 0)
    works, downloads, clicks = case.get("works", 0), case.get("downloads", 0), case.get("clicks", 0)
    if (
        gains >= 30_000
        or business >= 50_000
        or copies >= 500
        or works >= 500
        or downloads >= 10_000
        or clicks >= 100_000
    ):
        return True
    halves = (business >= 25_000) + (copies >= 250) + (works >= 250 or downloads >= 5_000 or clicks >= 50_000)
    return halves >= 2


def measure(count: int) -> list[dict[str, Any]]:
    """One run: evaluations a second, the bare comparisons, and how long all rules take to load."""
    from causelist.law import all_law, law_of
    from causelist.law.crime import threshold

    started = time.perf_counter()
    all_law()
    loaded = time.perf_counter() - started
    book, asked = law_of("cn"), cases(count)

    def ours() -> list[bool | None]:
        return [threshold(book, "217", on=DAY, facts=case).met for case in asked]

    def raw() -> Sequence[bool | None]:
        return [by_hand(case) for case in asked]

    if ours() != raw():
        raise click.ClickException("the law room and the comparisons by hand do not agree; nothing was measured")
    ours_s, raw_s = seconds(ours), seconds(raw)
    return [
        {
            "store": None,
            "ours_per_s": round(count / ours_s, 1),
            "raw_per_s": round(count / raw_s, 1),
            "ratio": round(raw_s / ours_s, 4),
            "peak_mb": peak_mb(),
            "count": count,
            "load_ms": round(loaded * 1000, 1),
        }
    ]
