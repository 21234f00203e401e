from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.letters import make_letter

from causelist.runtime.announcements import announce
from causelist.statistics import queries
from causelist.statistics.models import Snapshot
from causelist.statistics.services import refresh
from causelist.statistics.tasks import enqueue_once, refresh_later

pytestmark = pytest.mark.django_db


def run_waiting() -> None:
    """As the worker does with what is due."""
    row = DBTaskResult.objects.get(task_path=refresh_later.module_path)
    context = TaskContext(task_result=row.task_result)  # type: ignore[arg-type]  # as its own worker does
    row.task.call(context)


def test_what_is_announced_is_counted_once_after_it_is_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        announce("notice", [make_letter().pk])
        announce("notice", [make_letter().pk])
        announce("work", [1])
        assert DBTaskResult.objects.count() == 0
    assert DBTaskResult.objects.count() == 1
    assert DBTaskResult.objects.get().run_after > timezone.now()


def test_only_one_refresh_waits_at_a_time() -> None:
    enqueue_once()
    enqueue_once()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status="RUNNING")
    enqueue_once()
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_the_task_counts_what_was_recorded() -> None:
    make_letter()
    enqueue_once()
    run_waiting()
    assert [row.count for row in queries.totals("notices", "month")] == [1]


def test_the_task_rests_where_somebody_has_counted_since() -> None:
    enqueue_once()
    shown = refresh()
    make_letter()
    run_waiting()
    assert queries.as_of() == shown.as_of


def test_a_pass_that_takes_long_rests_longer() -> None:
    shown = refresh()
    Snapshot.objects.filter(pk=shown.pk).update(seconds=60)
    enqueue_once()
    assert DBTaskResult.objects.get().run_after > timezone.now() + dt.timedelta(minutes=9)
