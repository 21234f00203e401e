"""One side of `causelist bench import`, in a process of its own: what it did in how many seconds, as JSON."""

from __future__ import annotations

import hashlib
import json
import pickle
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from causelist.cli.django import migrate, start

# What is not a row of the record, or differs from run to run: Django's own tables, and figures with their as-of time.
_LEFT_OUT = ("django_", "auth_", "sqlite_", "search_index_", "statistics_", "accounts_user_")
_TIMES = ("recorded_at", "created_at", "at")


def take_in(folder: str) -> dict[str, Any]:
    """Our side: the import itself."""
    from causelist.cli.importing import WORKERS
    from causelist.cli.importing import take_in as act

    started = time.perf_counter()
    report = act([folder])
    seconds = time.perf_counter() - started
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "new": report.new, "peak_mb": round((own + WORKERS * child) / unit, 1)}


def read(folder: str) -> dict[str, Any]:
    """The first half of the raw side: reading the same letters in the same number of processes, and keeping nothing."""
    from causelist.cli.import_files import batches, walk
    from causelist.cli.import_worker import Task
    from causelist.cli.import_workers import Workers
    from causelist.cli.importing import AHEAD, WORKERS

    started = time.perf_counter()
    waiting: list[Callable[[], Any]] = []
    with Workers(WORKERS) as workers:
        for files in batches(walk([folder])):
            tasks = [
                Task(file.content, file.name, file.entry, file.entry.provider if file.entry else None, None, "")
                for file in files
                if file.refused is None
            ]
            waiting.append(workers.submit(tasks))
            if len(waiting) > AHEAD:
                waiting.pop(0)()
        for wait in waiting:
            wait()
    return {"seconds": time.perf_counter() - started}


def tables() -> list[tuple[str, list[str]]]:
    """Every table of the record with its columns, those that others point at first."""
    from django.apps import apps
    from django.db import connection

    named = [model._meta.db_table for model in apps.get_models()]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        order = [*named, *sorted(present - set(named))]
        found = []
        for table in order:
            if table in present and not table.startswith(_LEFT_OUT):
                columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
                found.append(
                    (table, ["rowid", *columns] if table == "search_index" and "id" not in columns else columns)
                )
    return found


def rows_of(table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as the driver gives them, in order of their first column."""
    from django.db import connection

    connection.ensure_connection()
    assert connection.connection is not None
    cast = [
        f"{column}::text" if table == "search_index" and column == "words" and _postgres() else column
        for column in columns
    ]
    names = ", ".join(f'"{column}"' if column != "rowid" and "::" not in column else column for column in cast)
    cursor = connection.connection.cursor()
    cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY 1')  # noqa: S608 -- names from the schema
    yield from cursor


def _postgres() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


def dump(target: str) -> dict[str, Any]:
    """Put the rows of the record aside, for the raw side to insert."""
    kept = [(table, columns, list(rows_of(table, columns))) for table, columns in tables()]
    Path(target).write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
    return {"rows": sum(len(rows) for _, _, rows in kept)}


def insert(source: str) -> dict[str, Any]:
    """The second half of the raw side: the same rows into the same tables, the fastest way each store has."""
    from django.db import connection

    kept = pickle.loads(Path(source).read_bytes())  # noqa: S301 -- we wrote it a moment ago
    seconds = _insert_postgres(kept) if _postgres() else _insert_sqlite(kept, str(connection.settings_dict["NAME"]))
    return {"seconds": seconds, "rows": sum(len(rows) for _, _, rows in kept)}


def _insert_sqlite(kept: list[tuple[str, list[str], list[tuple[Any, ...]]]], path: str) -> float:
    """Batched inserts in one transaction, with the settings the registry itself uses."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;")
    for table, _, _ in kept:
        if table != "search_index":
            connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 -- what migrations put there comes again
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, columns, rows in kept:
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608 -- as above
    connection.execute("COMMIT")
    return time.perf_counter() - started


def _insert_postgres(kept: list[tuple[str, list[str], list[tuple[Any, ...]]]]) -> float:
    """COPY, in one transaction."""
    from django.db import connection
    from psycopg.types.json import Jsonb

    connection.ensure_connection()
    raw = connection.connection
    assert raw is not None
    ready = [
        (
            table,
            columns,
            [tuple(Jsonb(value) if isinstance(value, dict | list) else value for value in row) for row in rows],
        )
        for table, columns, rows in kept
    ]
    started = time.perf_counter()
    with raw.cursor() as cursor:
        cursor.execute("BEGIN")
        for table, columns, rows in ready:
            if rows:
                names = ", ".join(f'"{column}"' for column in columns)
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)
        cursor.execute("COMMIT")
    return time.perf_counter() - started


def digest() -> dict[str, Any]:
    """A hash of every row of the record but the times at which rows were written."""
    total = hashlib.sha256()
    for table, columns in tables():
        kept = [index for index, column in enumerate(columns) if column not in _TIMES]
        rows = rows_of(table, columns)
        while part := list(islice(rows, 1000)):
            for row in part:
                total.update(repr([table, *(_plain(row[index]) for index in kept)]).encode())
    return {"digest": total.hexdigest()}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview | bytearray) else value


def main() -> None:
    """Do the act that the first argument names."""
    start()
    acts: dict[str, Callable[..., dict[str, Any]]] = {
        "take-in": take_in, "read": read, "dump": dump, "insert": insert, "digest": digest,
    }  # fmt: skip
    if sys.argv[1] == "migrate":
        migrate()
        print(json.dumps({}))
        return
    print(json.dumps(acts[sys.argv[1]](*sys.argv[2:])))


if __name__ == "__main__":
    main()
