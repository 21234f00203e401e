from __future__ import annotations

import random

import pytest

from causelist.statistics.waiting import FEWEST, Waiting, waiting


def ended(*days: int) -> list[tuple[int, int, int]]:
    return [(day, 1, 0) for day in days]


@pytest.mark.parametrize(
    ("counted", "median", "percentile"),
    [
        (ended(1, 2, 3, 4, 5), 3, 5),
        (ended(1, 2, 3, 4, 5, 6), 3, 6),
        (ended(7, 7, 7, 7, 7), 7, 7),
        ([(3, 20, 0)], 3, 3),
        ([(1, 19, 0), (40, 1, 0)], 1, 1),  # 95 of 100 had ended by the first day
        ([(1, 18, 0), (40, 2, 0)], 1, 40),
        # Five that are open tell only that they took longer than their age.
        ([(10, 0, 5)], None, None),
        ([(10, 5, 0), (10, 0, 5)], 10, None),
        ([(10, 4, 0), (20, 0, 6)], None, None),
        # Those who were last seen early do not count among those who waited on later days.
        ([(1, 0, 5), (10, 2, 0), (20, 3, 0)], 20, 20),
        # Leaving the open ones out would say 2; that they still wait says 30.
        ([(2, 3, 0), (5, 0, 1), (30, 4, 0)], 30, 30),
    ],
)
def test_median_and_percentile(counted: list[tuple[int, int, int]], median: int | None, percentile: int | None) -> None:
    found = waiting(counted)
    assert (found.median, found.percentile95) == (median, percentile)
    assert found.count == sum(row[1] + row[2] for row in counted)
    assert found.open == sum(row[2] for row in counted)


@pytest.mark.parametrize("count", range(FEWEST))
def test_of_fewer_than_five_nothing_is_told(count: int) -> None:
    found = waiting(ended(*range(count)))
    assert (found.median, found.percentile95, found.hidden) == (None, None, count > 0)


def test_nothing_is_nothing() -> None:
    assert waiting([]) == Waiting(0, 0, None, None)
    assert not waiting([]).hidden


def test_without_open_ones_it_is_the_plain_percentile_in_any_order() -> None:
    chance = random.Random(95)  # noqa: S311 -- the same on every machine
    for size in (5, 20, 99, 100, 1001):
        days = [chance.randrange(60) for _ in range(size)]
        found = waiting([(day, 1, 0) for day in days])
        ordered = sorted(days)
        assert found.median == ordered[(size + 1) // 2 - 1]
        assert found.percentile95 == ordered[-(-size * 95 // 100) - 1]
