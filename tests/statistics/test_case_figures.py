from __future__ import annotations

import pytest
from tests.statistics.case_rows import World, at_random
from tests.statistics.recounting import Recount

from causelist.statistics.case_metrics import CASE_METRICS
from causelist.statistics.models import Duration, MonthlyFigure
from causelist.statistics.services import refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.mark.parametrize(("seed", "cases"), [(3, 25), (39, 25), (2012, 110)])
def test_snapshot_is_what_counting_row_by_row_gives(world: World, seed: int, cases: int) -> None:
    at_random(world, seed, cases)
    snapshot = refresh()
    slow = Recount(snapshot.as_of)

    figures = MonthlyFigure.objects.exclude(metric__in=["notices", "places"])
    counted = {(row.metric, row.month, row.dimension, row.value, row.currency): row.count for row in figures.iterator()}
    assert counted == {key: count for key, count in slow.sums.items() if count}
    if cases > 100:
        assert {row.metric for row in figures} == {name for name, one in CASE_METRICS.items() if one.form != "days"}
    lasted = {
        (row.metric, row.month, row.dimension, row.value, row.days, ended): count
        for row in Duration.objects.all()
        for ended, count in ((True, row.ended), (False, row.open))
        if count
    }
    assert lasted == dict(slow.days)
