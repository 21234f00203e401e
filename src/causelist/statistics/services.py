"""Bringing the figures up to date: a new snapshot, whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from causelist.cases.models import Case
from causelist.notices.models import Notice
from causelist.runtime import bulk
from causelist.runtime.locks import serialise
from causelist.statistics import case_counting, counting
from causelist.statistics.models import Duration, MonthlyFigure, Snapshot

KEPT = 3  # snapshots, the newest among them; a page that is being read keeps its own
BATCH = 5000
_FIGURE = ["snapshot_id", "metric", "month", "dimension", "value", "count"]
_CASE_FIGURE = ["snapshot_id", "metric", "month", "dimension", "value", "currency", "count"]
_DURATION = ["snapshot_id", "metric", "month", "dimension", "value", "days", "ended", "open"]


@transaction.atomic
def refresh() -> Snapshot:
    """Count everything anew. Pages show the new figures from the moment this is committed, and the older until then.

    Memory stays flat over any number of letters and cases. Two at once run one after the other.
    """
    serialise("statistics.refresh")
    as_of, began = timezone.now(), time.monotonic()
    last = counting.horizon()
    cases, sealed = case_counting.how_many(Case.objects.all())
    snapshot = Snapshot.objects.create(
        as_of=as_of, notices=Notice.objects.filter(pk__lte=last).count(), cases=cases, sealed=sealed
    )
    _write(MonthlyFigure, _FIGURE, snapshot, counting.count(last))
    _write(MonthlyFigure, _CASE_FIGURE, snapshot, case_counting.count(as_of))
    _write(Duration, _DURATION, snapshot, case_counting.durations(as_of))
    snapshot.complete, snapshot.seconds = True, time.monotonic() - began
    snapshot.save(update_fields=["complete", "seconds"])
    _prune()
    return snapshot


def catch_up(*, changed: bool) -> Snapshot | None:
    """Count anew if something `changed`, or if the newest figures were made of another number of letters.

    So that whoever was stopped after recording and before counting finds it done by the next run; None if not needed.
    """
    newest = Snapshot.objects.filter(complete=True).order_by("-as_of", "-pk").values_list("notices", flat=True).first()
    if not changed and newest == Notice.objects.count():
        return None
    return refresh()


def _write(model: type[Model], columns: list[str], snapshot: Snapshot, rows: Iterable[tuple[Any, ...]]) -> None:
    for batch in _batches((snapshot.pk, *row) for row in rows):
        bulk.insert(model, batch, columns)


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _prune() -> None:
    kept = list(Snapshot.objects.order_by("-as_of", "-pk").values_list("pk", flat=True)[:KEPT])
    old = Snapshot.objects.exclude(pk__in=kept)
    MonthlyFigure.objects.filter(snapshot__in=old).delete()
    Duration.objects.filter(snapshot__in=old).delete()
    old.delete()
