"""Bringing the figures up to date: a new snapshot, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from causelist.notices.models import Notice
from causelist.runtime import bulk
from causelist.runtime.locks import serialise
from causelist.statistics import counting
from causelist.statistics.models import MonthlyFigure, Snapshot

KEPT = 3  # snapshots, the newest among them; a page that is being read keeps its own
BATCH = 5000


@transaction.atomic
def refresh() -> Snapshot:
    """Count everything anew. Pages show the new figures from the moment this is committed, and the older until then.

    Memory stays flat over any number of letters. Two at once run one after the other.
    """
    serialise("statistics.refresh")
    as_of = timezone.now()
    last = counting.horizon()
    snapshot = Snapshot.objects.create(as_of=as_of, notices=Notice.objects.filter(pk__lte=last).count())
    for batch in _batches((snapshot.pk, *figure) for figure in counting.count(last)):
        bulk.insert(MonthlyFigure, batch, ["snapshot_id", "metric", "month", "dimension", "value", "count"])
    snapshot.complete = True
    snapshot.save(update_fields=["complete"])
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


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _prune() -> None:
    kept = list(Snapshot.objects.order_by("-as_of", "-pk").values_list("pk", flat=True)[:KEPT])
    old = Snapshot.objects.exclude(pk__in=kept)
    MonthlyFigure.objects.filter(snapshot__in=old).delete()
    old.delete()
