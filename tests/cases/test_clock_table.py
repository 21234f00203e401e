"""The table of clocks names rules that are periods of their place."""

from __future__ import annotations

import pytest

from causelist.cases.tables import clock_kinds
from causelist.law import law_of

NAMED = [(name, place, rule) for name, kind in clock_kinds().items() for place, rule in kind.rules.items()]


@pytest.mark.parametrize(("name", "place", "rule"), NAMED, ids=[f"{name} {place}" for name, place, _ in NAMED])
def test_a_clock_has_a_period_of_its_place(name: str, place: str, rule: str) -> None:
    found = law_of(place).rule(rule)
    assert (found.kind, found.jurisdiction) == ("period", place)
