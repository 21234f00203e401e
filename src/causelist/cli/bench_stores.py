"""The stores a measurement is made on: fresh ones, their rows, and the fastest way to put rows in without us."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

_ROOMS = ("notices_", "parties_", "works_", "runtime_", "search_", "statistics_")
_MIGRATE = (sys.executable, "-c", "from causelist.cli.main import main; main()", "manage", "migrate", "-v0")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all its rows, in the order of its key."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Store(Protocol):
    """A kind of store."""

    name: str

    def fresh(self, label: str) -> contextlib.AbstractContextManager[dict[str, str]]:
        """The environment of a command that works on a new store with empty tables; gone afterwards."""

    def rows(self, env: dict[str, str]) -> list[Table]:
        """Everything an import wrote."""

    def insert(self, env: dict[str, str], tables: list[Table]) -> float:
        """Seconds it takes to put these rows in, in one transaction, the fastest way the store has."""


class SqliteStore:
    """An SQLite file with the settings we use ourselves."""

    name = "sqlite"

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._template = scratch / "template"
        subprocess.run(_MIGRATE, env=_environment(self._template, ""), check=True)

    @contextlib.contextmanager
    def fresh(self, label: str) -> Iterator[dict[str, str]]:
        """A copy of an empty one."""
        home = self._scratch / f"sqlite-{label}"
        shutil.copytree(self._template, home)
        try:
            yield _environment(home, "")
        finally:
            shutil.rmtree(home)

    def rows(self, env: dict[str, str]) -> list[Table]:
        """Everything in our own tables; of the full-text index what it was given, not how it keeps it."""
        with contextlib.closing(self._open(env)) as store:
            found = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
            virtual = [name for name, made in found if made.upper().startswith("CREATE VIRTUAL")]
            names = [
                name
                for name, _ in found
                if name.startswith(_ROOMS) and not any(name.startswith(f"{index}_") for index in virtual)
            ]
            return [self._table(store, name, virtual=name in virtual) for name in names]

    def insert(self, env: dict[str, str], tables: list[Table]) -> float:
        """`executemany` of prepared rows."""
        with contextlib.closing(self._open(env)) as store:
            started = time.perf_counter()
            store.execute("BEGIN IMMEDIATE")
            for table in tables:
                columns, marks = ", ".join(map(_quoted, table.columns)), ", ".join("?" * len(table.columns))
                query = f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 -- the store's own names
                store.executemany(query, table.rows)
            store.execute("COMMIT")
            return time.perf_counter() - started

    def _open(self, env: dict[str, str]) -> sqlite3.Connection:
        store = sqlite3.connect(Path(env["CAUSELIST_HOME"]) / "causelist.sqlite3", isolation_level=None)
        store.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;")
        return store

    def _table(self, store: sqlite3.Connection, name: str, *, virtual: bool) -> Table:
        info = store.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
        columns = (*(("rowid",) if virtual else ()), *(row[1] for row in info))
        listed = ", ".join(map(_quoted, columns))
        query = f"SELECT {listed} FROM {_quoted(name)} ORDER BY 1"  # noqa: S608 -- the store's own names
        return Table(name, columns, store.execute(query).fetchall())


class PostgresStore:
    """Databases of their own on a PostgreSQL server."""

    name = "postgres"

    def __init__(self, url: str, scratch: Path) -> None:
        self._url = url
        self._scratch = scratch

    @contextlib.contextmanager
    def fresh(self, label: str) -> Iterator[dict[str, str]]:
        """A new database, dropped afterwards."""
        name = f"causelist_bench_{os.getpid()}_{label}"
        with psycopg.connect(self._url, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            env = _environment(self._scratch / name, urlunsplit(urlsplit(self._url)._replace(path=f"/{name}")))
            subprocess.run(_MIGRATE, env=env, check=True)
            yield env
        finally:
            with psycopg.connect(self._url, autocommit=True) as server:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def rows(self, env: dict[str, str]) -> list[Table]:
        """Everything in our own tables, as COPY writes it."""
        with psycopg.connect(env["DATABASE_URL"]) as store:
            found = store.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
            names = [name for (name,) in found.fetchall() if name.startswith(_ROOMS)]
            return [self._table(store, name) for name in names]

    def insert(self, env: dict[str, str], tables: list[Table]) -> float:
        """COPY of what COPY wrote."""
        with psycopg.connect(env["DATABASE_URL"]) as store, store.cursor() as cursor:
            started = time.perf_counter()
            for table in tables:
                copy_in = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table.name))
                with cursor.copy(copy_in) as copy:
                    for (line,) in table.rows:
                        copy.write(line)
            store.commit()
            return time.perf_counter() - started

    def _table(self, store: psycopg.Connection[Any], name: str) -> Table:
        copy_out = sql.SQL("COPY (SELECT * FROM {} ORDER BY 1) TO STDOUT").format(sql.Identifier(name))
        with store.cursor() as cursor, cursor.copy(copy_out) as copy:
            return Table(name, (), [(bytes(line),) for line in copy])


def _environment(home: Path, url: str) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return env | {"CAUSELIST_HOME": str(home)} | ({"DATABASE_URL": url} if url else {})


def _quoted(name: str) -> str:
    return f'"{name}"'
