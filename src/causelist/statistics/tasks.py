"""Figures follow the record a moment later, in the background, once for however many changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from causelist.statistics import services
from causelist.statistics.queries import as_of, newest

WAIT = dt.timedelta(seconds=5)  # so that a run of changes is counted once
SHARE = 10  # a pass over a large record rests this many times as long as the last one took


@task(takes_context=True)
def refresh_later(context: TaskContext) -> None:
    """Count anew, unless somebody has since this was asked for, as `import` does at its end."""
    made = as_of()
    asked = context.task_result.enqueued_at
    if made is None or asked is None or made < asked:
        services.refresh()


def follow(kind: str, ids: Sequence[int]) -> None:
    """Something figures are made of has changed; subscribes to announcements."""
    if kind != "work":
        # A figure that is late is no reason to lose what was recorded: a failure here is logged, no more.
        transaction.on_commit(enqueue_once, robust=True)


def enqueue_once() -> None:
    """Ask for a refresh, unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=refresh_later.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        shown = newest()
        rest = dt.timedelta(seconds=SHARE * shown.seconds) if shown else WAIT
        refresh_later.using(run_after=timezone.now() + max(WAIT, rest)).enqueue()
