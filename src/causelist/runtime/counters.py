"""Counting over every process of the registry, for limits: one statement, right however many count at once.

A window begins with the first count and ends at its `until`; the next count begins another.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Lock

from django.db import OperationalError, connection

from causelist.runtime.models import Counter

_PATIENCE = 50  # milliseconds that counting waits for another writer on SQLite
_KEPT = 10_000  # counters that a process keeps for itself, at most

_own: dict[str, tuple[int, int]] = {}  # key -> (until, count), while the store is busy
_lock = Lock()


def key_of(kind: str, value: str) -> str:
    """A counter's name: whatever was typed, only its hash is kept."""
    return hashlib.sha256(f"{kind}:{value.strip().lower()}".encode("utf-8", "surrogatepass")).hexdigest()


def add(windows: Mapping[str, int], *, now: int | None = None) -> dict[str, tuple[int, int]]:
    """Count once for each key and say where it stands: key -> (count, until, in seconds since 1970).

    `windows` gives for each key when a window that begins now would end. One statement for all of them. Counting never
    waits long: where SQLite has another writer just now, this process counts for itself.
    """
    moment = int(time.time()) if now is None else now
    ordered = sorted(windows)  # always in one order, so that two cannot wait for each other in a ring
    table = connection.ops.quote_name(Counter._meta.db_table)  # noqa: SLF001 -- Django documents _meta
    statement = (
        f"INSERT INTO {table} AS had (key, until, count) VALUES {', '.join(['(%s, %s, 1)'] * len(ordered))}"  # noqa: S608 -- our own table
        " ON CONFLICT (key) DO UPDATE SET"
        " count = CASE WHEN had.until <= %s THEN 1 ELSE had.count + 1 END,"
        " until = CASE WHEN had.until <= %s THEN excluded.until ELSE had.until END"
        " RETURNING key, count, until"
    )
    parameters = [value for key in ordered for value in (key, windows[key])]
    try:
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, moment, moment])
            return {str(key): (int(count), int(until)) for key, count, until in cursor.fetchall()}
    except OperationalError:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            raise
        return {key: _count_alone(key, windows[key], moment) for key in ordered}


def forget(*keys: str) -> None:
    """Begin anew: what was counted under these keys no longer holds."""
    Counter.objects.filter(key__in=keys).delete()
    with _lock:
        for key in keys:
            _own.pop(key, None)


def take_back(key: str) -> None:
    """One less: what was counted turned out to be well."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Counter._meta.db_table)  # noqa: SLF001 -- Django documents _meta
        cursor.execute(f"UPDATE {table} SET count = count - 1 WHERE key = %s AND count > 0", [key])  # noqa: S608 -- our own table


def sweep() -> int:
    """Drop the counters whose window is over; how many."""
    return Counter.objects.filter(until__lte=int(time.time())).delete()[0]


def _count_alone(key: str, until: int, now: int) -> tuple[int, int]:
    with _lock:
        if len(_own) >= _KEPT:
            _own.clear()
        ends, count = _own.get(key, (0, 0))
        _own[key] = (until, 1) if ends <= now else (ends, count + 1)
        ends, count = _own[key]
        return count, ends


@contextmanager
def _impatient() -> Iterator[None]:
    """On SQLite, wait a moment for another writer instead of the twenty seconds that acts on the record may wait."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    connection.connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        yield
    finally:
        with suppress(OperationalError):
            connection.connection.execute(f"PRAGMA busy_timeout = {usual}")
