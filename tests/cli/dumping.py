"""Everything a store holds, but for moments and for the keys that only hold rows together: to compare two stores."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import psycopg

MOMENTS = {"recorded_at", "created_at", "at", "as_of", "occurred_at", "seconds"}
UNORDERED = "statistics_monthlyfigure"  # counted in groups, which PostgreSQL gives in the order that its plan has
ROOMS = ("notices_", "parties_", "works_", "runtime_", "search_", "statistics_")
_KEYS = """
SELECT kcu.table_name, kcu.column_name, ccu.table_name FROM information_schema.table_constraints tc
JOIN information_schema.key_column_usage kcu USING (constraint_name, constraint_schema)
JOIN information_schema.constraint_column_usage ccu USING (constraint_name, constraint_schema)
WHERE tc.constraint_type = 'FOREIGN KEY'
"""
Dump = dict[str, list[tuple[Any, ...]]]


def dump_sqlite(path: Path) -> Dump:
    """Every row as it is, keys and all: on SQLite even they are the same after a kill."""
    with sqlite3.connect(path) as store:
        found = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = sorted(name for (name,) in found if name.startswith(ROOMS))
        return {table: _rows(store, table) for table in tables}


def dump_postgres(url: str) -> Dump:
    """Every row, keys replaced by their rank: a transaction that was killed leaves a gap in PostgreSQL's sequences."""
    with psycopg.connect(url) as store:
        found = store.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = sorted(name for (name,) in found if name.startswith(ROOMS))
        keys = {(table, column): target for table, column, target in store.execute(_KEYS).fetchall()}
        ranks = {
            table: {pk: rank for rank, (pk,) in enumerate(store.execute(_query("id", table)))}
            for table in tables
            if store.execute(
                "SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = 'id'", [table]
            ).fetchone()
        }
        dump: Dump = {}
        for table in tables:
            cursor = store.execute(_query("*", table))
            names = [column.name for column in cursor.description or ()]
            shown = [(name, keys.get((table, name), table if name == "id" else "")) for name in names]
            dump[table] = [
                tuple(
                    ranks[target].get(value, value) if target in ranks else str(value)
                    for (name, target), value in zip(shown, row, strict=True)
                    if name not in MOMENTS
                )
                for row in cursor
            ]
            if table == UNORDERED:
                dump[table] = sorted((row[1:] for row in dump[table]), key=str)
        return dump


def _rows(store: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    names = [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')]
    kept = ", ".join(f'"{name}"' for name in names if name not in MOMENTS)
    return store.execute(_query(kept, table)).fetchall()


def _query(columns: str, table: str) -> str:
    return f'SELECT {columns} FROM "{table}" ORDER BY 1'  # noqa: S608 -- names the store itself gave
