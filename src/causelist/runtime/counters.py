"""Counting over every process of the registry, for limits: one statement, right however many count at once.

A window begins with the first count and ends at its `until`; the next count begins another.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Lock

from django.db import OperationalError, connection

from causelist.runtime.models import Counter

_PATIENCE = 250  # milliseconds that counting waits for another writer on SQLite
_KEPT = 10_000  # counters that a process remembers, at most

_known: dict[str, tuple[int, int]] = {}  # key -> (until, count), as the store said last and we counted since
_owed: dict[str, tuple[int, int]] = {}  # key -> (until, how many), counted while the store was busy
_lock = Lock()


def key_of(kind: str, value: str) -> str:
    """A counter's name: whatever was typed, only its hash is kept."""
    return hashlib.sha256(f"{kind}:{value.strip().lower()}".encode("utf-8", "surrogatepass")).hexdigest()


def add(windows: Mapping[str, int], *, now: int | None = None) -> dict[str, tuple[int, int]]:
    """Count once for each key and say where it stands: key -> (count, until, in seconds since 1970).

    `windows` gives for each key when a window that begins now would end. One statement for all of them. Counting never
    waits long: where SQLite has another writer just now, this process goes on from what it knows, and tells the store
    the next time.
    """
    moment = int(time.time()) if now is None else now
    ordered = sorted(windows)  # always in one order, so that two cannot wait for each other in a ring
    table = connection.ops.quote_name(Counter._meta.db_table)  # noqa: SLF001 -- Django documents _meta
    statement = (
        f"INSERT INTO {table} AS had (key, until, count) VALUES {', '.join(['(%s, %s, %s)'] * len(ordered))}"  # noqa: S608 -- our own table
        " ON CONFLICT (key) DO UPDATE SET"
        " count = CASE WHEN had.until <= %s THEN excluded.count ELSE had.count + excluded.count END,"
        " until = CASE WHEN had.until <= %s THEN excluded.until ELSE had.until END"
        " RETURNING key, count, until"
    )
    owed = _take_owed(ordered, moment)
    parameters = [value for key in ordered for value in (key, windows[key], owed[key] + 1)]
    try:
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, moment, moment])
            counted = {str(key): (int(count), int(until)) for key, count, until in cursor.fetchall()}
    except OperationalError:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            raise
        return {key: _count_alone(key, windows[key], owed[key] + 1, moment) for key in ordered}
    with _lock:
        _remember(_known, {key: (until, count) for key, (count, until) in counted.items()})
    return counted


def forget(*keys: str) -> None:
    """Begin anew: what was counted under these keys no longer holds."""
    Counter.objects.filter(key__in=keys).delete()
    with _lock:
        for key in keys:
            _known.pop(key, None)
            _owed.pop(key, None)


def take_back(key: str) -> None:
    """One less: what was counted turned out to be well."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Counter._meta.db_table)  # noqa: SLF001 -- Django documents _meta
        cursor.execute(f"UPDATE {table} SET count = count - 1 WHERE key = %s AND count > 0", [key])  # noqa: S608 -- our own table


def sweep() -> int:
    """Drop the counters whose window is over; how many."""
    return Counter.objects.filter(until__lte=int(time.time())).delete()[0]


def _take_owed(keys: Iterable[str], now: int) -> dict[str, int]:
    """What was counted for open windows while the store was busy, and is now to be told."""
    with _lock:
        owed = {key: _owed.pop(key, (0, 0)) for key in keys}
    return {key: count if until > now else 0 for key, (until, count) in owed.items()}


def _count_alone(key: str, until: int, owed: int, now: int) -> tuple[int, int]:
    """Count on from what is known; `owed` is how many, this one included, the store has still to be told."""
    with _lock:
        ends, count = _known.get(key, (0, 0))
        if ends <= now:
            ends, count = until, 0
        _remember(_known, {key: (ends, count + 1)})
        _remember(_owed, {key: (ends, owed + _owed.get(key, (0, 0))[1])})
        return count + 1, ends


def _remember(where: dict[str, tuple[int, int]], what: Mapping[str, tuple[int, int]]) -> None:
    if len(where) >= _KEPT:
        where.clear()
    where.update(what)


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
