"""What `causelist bench cases` measures on: a registry that is true, and questions whose two answers agree."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cli.conftest import Run

from causelist.cases import docket, listing, queries
from causelist.cases.models import Case, CaseEvent, Clock
from causelist.cases.publication import view
from causelist.cli.bench_registry import LONG, Registry, fill

COUNT = 2_000


@pytest.fixture
def registry(db: None) -> Registry:
    return fill(COUNT)


def _queries(ask: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert callable(ask)
        ask()
    return len(captured)


def test_registry_is_whole_and_what_is_asked_of_it_costs_what_it_must(registry: Registry) -> None:
    assert Case.objects.count() == COUNT
    long = Case.objects.get(number=registry.long)
    assert CaseEvent.objects.filter(case=long).count() >= LONG
    waiting = Clock.objects.filter(stopped_at__isnull=True).count()
    assert waiting > COUNT // 20

    assert _queries(lambda: view(registry.long)) <= 15
    assert _queries(lambda: queries.list_page(queries.Filters())) <= 4
    office = registry.offices[0].pk
    with CaptureQueriesContext(connection) as captured:
        rows = docket.clocks(registry.officer, [office], docket.Asked())
    assert len(captured) == 1
    assert 20 < len(rows) <= docket.PAGE + 1


def test_printing_cases_holds_two_batches_and_asks_twice_for_each(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "BATCH", 200)

    def peak(limit: int) -> int:
        tracemalloc.start()
        for number, _line in enumerate(listing.lines(queries.Filters(), full=True, now=timezone.now()), 1):
            if number == limit:
                break
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    peak(1)  # what is loaded once
    assert peak(COUNT) < 1.3 * peak(3 * listing.BATCH)
    asked = _queries(lambda: list(listing.lines(queries.Filters(), full=True, now=timezone.now())))
    assert asked <= 2 * (COUNT // listing.BATCH) + 1 + 2  # and the names of the bodies, once


@pytest.mark.slow
def test_every_question_has_two_answers_that_agree(causelist: Run) -> None:
    ran = causelist("bench", "cases", "--count", "10000", "--json", timeout=600)

    assert ran.returncode == 0, ran.stderr
    runs = json.loads(ran.stdout)["runs"]
    assert [run["what"] for run in runs][-2:] == ["publication, PDF included", "sweep of 1,000"]
    assert all(run["ours_ms"] > 0 and run["raw_ms"] > 0 and run["queries"] > 0 for run in runs)
