"""Bulk writes behind one function: COPY on PostgreSQL, batched inserts on SQLite.

The one place where the ORM is too slow; called by services inside their transaction.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` primary keys for rows that other rows of the same transaction will point at, rising.

    SQLite has one writer at a time, so the next free ones are ours; PostgreSQL gives them from the sequence.
    """
    if not count:
        return []
    table = model._meta.db_table  # noqa: SLF001 -- Django documents _meta
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return sorted(row[0] for row in cursor.fetchall())
        # AUTOINCREMENT: a number once given is not given again, even when its row is gone.
        cursor.execute(
            f"SELECT MAX(COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0),"  # noqa: S608 -- our own table
            f" COALESCE((SELECT MAX(id) FROM {connection.ops.quote_name(table)}), 0))",
            [table],
        )
        last = int(cursor.fetchone()[0])
    return list(range(last + 1, last + count + 1))


def insert(model: type[models.Model], rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> int:
    """Insert `rows` (values in the order of `columns`, which are column names); returns how many.

    Values are Python's: dates, aware datetimes, bytes, and what JSON can say for a JSON field. Columns left out get
    the database's own default. No model signals, no validation beyond the database's constraints.
    """
    rows = rows if isinstance(rows, list) else list(rows)
    if not rows:
        return 0
    adapters = _adapters(model, tuple(columns), connection.vendor)
    if any(adapters):
        rows = [
            [adapt(value) if adapt and value is not None else value for adapt, value in zip(adapters, row, strict=True)]
            for row in rows
        ]
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 -- Django documents _meta
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django does not know of COPY, and would not make its own errors of the driver's.
            with connection.wrap_database_errors, cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 -- our own columns
    return len(rows)


def analyse() -> None:
    """Have PostgreSQL look at what its tables hold now; call it after a large insert, outside a transaction.

    Else its planner goes by what was there before until the server gets round to it. SQLite's needs no telling.
    """
    if connection.vendor == "postgresql":
        # By name: without names it also looks at the server's own tables, which takes as long again.
        tables = connection.introspection.table_names()
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


@lru_cache(maxsize=64)
def _adapters(
    model: type[models.Model], columns: tuple[str, ...], vendor: str
) -> tuple[Callable[[Any], Any] | None, ...]:
    """What each column's values must go through on their way to the store; None where they go as they are."""
    fields = {field.column: field for field in model._meta.concrete_fields}  # noqa: SLF001 -- Django documents _meta
    return tuple(_adapter(fields[column], vendor) for column in columns)


def _adapter(field: models.Field[Any, Any], vendor: str) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.CharField):
        return str  # an enum's member is a str that drivers do not all know
    if vendor != "sqlite":
        return None
    if isinstance(field, models.DateTimeField):
        return _sqlite_moment
    if isinstance(field, models.DateField):
        return dt.date.isoformat
    return None


def _json(value: Any) -> str:
    return value.text if isinstance(value, Raw) else json.dumps(value)


class Raw:
    """JSON that is written down already."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _sqlite_moment(value: dt.datetime) -> str:
    """As Django stores moments in SQLite: UTC, without the zone."""
    return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ")
