"""The background work of this room: sending mail that is owed, and the daily sweep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from causelist.runtime import counters, outbox

DAY = dt.timedelta(days=1)
KEPT = dt.timedelta(days=14)  # what became of a task
_SOON = dt.timedelta(seconds=2)
_beginnings: list[Callable[[], None]] = []


@task()
def send_mail() -> None:
    """Send what is due, and come back when the next attempt is."""
    outbox.send_due()
    due = outbox.next_due()
    if due is not None:
        ask(send_mail, max(due, timezone.now() + _SOON))


@task()
def sweep() -> None:
    """Forget what nobody needs any more: counters, mails and tasks long done, sessions that ended. Once a day."""
    counters.sweep()
    outbox.sweep()
    SessionStore.clear_expired()
    DBTaskResult.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()
    ask(sweep, timezone.now() + DAY)


def wake() -> None:
    """Have the mail that is due sent soon."""
    ask(send_mail, timezone.now())


def on_begin(callback: Callable[[], None]) -> None:
    """Call this when a worker starts, so that another room's background work goes on too. Asked twice is once."""
    if callback not in _beginnings:
        _beginnings.append(callback)


def begin() -> None:
    """Called when a worker starts: what a stopped registry left waiting goes on."""
    due = outbox.next_due()
    if due is not None:
        ask(send_mail, max(due, timezone.now()))
    if not _waiting(sweep).exists():
        ask(sweep, timezone.now())
    for callback in _beginnings:
        callback()


def ask(what: Task[[], None], when: dt.datetime) -> None:
    """Once, however many ask: not where the task already waits for that time or an earlier one."""
    if not _waiting(what).filter(run_after__lte=when).exists():
        what.using(run_after=when).enqueue()


def _waiting(what: Task[[], None]):  # type: ignore[no-untyped-def] # noqa: ANN202 -- the query set of an untyped package
    return DBTaskResult.objects.filter(task_path=what.module_path, status=TaskResultStatus.READY)
