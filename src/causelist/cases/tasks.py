"""The background work of this room: clocks are told when they fall due, at that moment and not a day later."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from causelist.cases import sweep
from causelist.cases.models import Clock
from causelist.runtime.tasks import ask

AT_LATEST = dt.timedelta(hours=1)  # between two looks, whatever the clocks say
_SOON = dt.timedelta(seconds=2)


@task()
def sweep_clocks() -> None:
    """Tell what has fallen due, and come back when the next clock ends. A failure is no reason not to come back."""
    try:
        sweep.sweep()
    finally:
        _ask_again()


def begin() -> None:
    """Called when a worker starts: what fell due while none ran is told at once."""
    ask(sweep_clocks, timezone.now())


def wake_for(clock: Clock) -> None:
    """A clock was started that ends before the sweep would look again: a service told late, hours instead of days."""
    due = clock.due_at
    if due is not None and due < timezone.now() + AT_LATEST:
        transaction.on_commit(lambda: ask(sweep_clocks, max(due, timezone.now())), robust=True)


def _ask_again() -> None:
    now = timezone.now()
    due = sweep.next_due() or now + AT_LATEST
    ask(sweep_clocks, min(max(due, now + _SOON), now + AT_LATEST))
