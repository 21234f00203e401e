"""The full-text index: FTS5 on SQLite, a `tsvector` with GIN on PostgreSQL, behind one interface.

Both hold for each entry its words and answer which entries have all of some words. They cut nothing and rank
nothing: the words come from `analysis`, the order from the entry's id. Positions are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

TABLE = "search_index"

# `detail=none, columnsize=0`: neither positions nor lengths are kept, which halves what an entry costs to write.
_MAKE_SQLITE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, detail=none, columnsize=0, tokenize=\"ascii tokenchars '.-'\")",
)
# The planner must know what it does: which words are common (for those the newest entries are walked, for others the
# index is asked), and what reading an entry costs, which it cannot see where words lie outside the table.
_MAKE_POSTGRESQL = (
    f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    f"ALTER TABLE {TABLE} ALTER COLUMN words SET STATISTICS 500",
    f"ALTER TABLE {TABLE} ALTER COLUMN words SET STORAGE MAIN",
    f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What `put` wrote: entries that were not there, and entries that had other words."""

    new: list[int]
    changed: list[int]


def _on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def make(_apps: Any, editor: Any) -> None:
    """Make the index; called by the migration."""
    for statement in _MAKE_POSTGRESQL if editor.connection.vendor == "postgresql" else _MAKE_SQLITE:
        editor.execute(statement)


def drop(_apps: Any, editor: Any) -> None:
    """Undo `make`."""
    editor.execute(f"DROP TABLE {TABLE}")


def put(rows: Iterable[tuple[int, str]]) -> Written:
    """Store the words of entries (id, words with spaces between), known or not.

    What is there already with the same words is left alone. Four queries at most, however many rows.
    """
    wanted = dict(rows)
    if not wanted:
        return Written([], [])
    present = _present(wanted)
    # By rising id: the index of either store takes them fastest so.
    new = [entry for entry in sorted(wanted) if entry not in present]
    changed = [entry for entry, same in sorted(present.items()) if not same]
    remove(changed)
    _insert([(entry, wanted[entry]) for entry in sorted(new + changed)])
    return Written(new, changed)


def among(entries: Sequence[int]) -> list[int]:
    """Those of these entries that are there."""
    if not entries:
        return []
    with connection.cursor() as cursor:
        if _on_postgresql():
            cursor.execute(f"SELECT id FROM {TABLE} WHERE id = ANY(%s)", [list(entries)])  # noqa: S608 -- our own table
        else:
            cursor.execute(
                f"SELECT rowid FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608 -- our own table
                [json.dumps(list(entries))],
            )
        return sorted(int(row[0]) for row in cursor.fetchall())


def remove(entries: Iterable[int]) -> None:
    """Forget entries; those that are not there are no matter."""
    gone = list(entries)
    if not gone:
        return
    with connection.cursor() as cursor:
        if _on_postgresql():
            cursor.execute(f"DELETE FROM {TABLE} WHERE id = ANY(%s)", [gone])  # noqa: S608 -- our own table
        else:
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608 -- our own table
                [json.dumps(gone)],
            )


def clear() -> None:
    """Forget everything."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}" if _on_postgresql() else f"DELETE FROM {TABLE}")  # noqa: S608 -- our own table


def entries(after: int, limit: int) -> list[int]:
    """The ids of entries beyond `after`, rising."""
    key = "id" if _on_postgresql() else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM {TABLE} WHERE {key} > %s ORDER BY {key} LIMIT %s",  # noqa: S608 -- our own table
            [after, limit],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def find(words: Sequence[str], spans: Sequence[tuple[int, int, int]]) -> list[int]:
    """The entries that have all of `words` (one ending in `*` stands for every word that begins so), highest id first.

    Each span is (lowest id, highest id, how many at most). One query. No words find nothing.
    """
    if not words or not spans:
        return []
    if _on_postgresql():
        part = f"(SELECT id FROM {TABLE} WHERE words @@ %s::tsquery AND id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s)"  # noqa: S608 -- our own table
        query = " & ".join(_lexeme(word) for word in words)
    else:
        part = (
            f"SELECT * FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid BETWEEN %s AND %s"  # noqa: S608 -- our own table
            " ORDER BY rowid DESC LIMIT %s)"
        )
        query = " AND ".join(_string(word) for word in words)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([part] * len(spans)), [value for span in spans for value in (query, *span)])
        return sorted((int(row[0]) for row in cursor.fetchall()), reverse=True)


def _lexeme(word: str) -> str:
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"


def _string(word: str) -> str:
    return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'


def _present(rows: dict[int, str]) -> dict[int, bool]:
    """Of these entries those that are there, and whether with just these words."""
    if _on_postgresql():
        # Asked for by id first: mostly none is there, and then no words need go to the server to be compared.
        there = among(list(rows))
        if not there:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT old.id, old.words = new.words::tsvector FROM {TABLE} old"  # noqa: S608 -- our own table
                " JOIN unnest(%s::bigint[], %s::text[]) AS new(id, words) ON new.id = old.id",
                [there, [rows[entry] for entry in there]],
            )
            return dict(cursor.fetchall())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, words FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608 -- our own table
            [json.dumps(list(rows))],
        )
        return {entry: words == rows[entry] for entry, words in cursor.fetchall()}


def _insert(rows: list[tuple[int, str]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if _on_postgresql():
            # Words with spaces between are just how PostgreSQL writes a tsvector; it sorts them itself.
            # Django does not know of COPY, and would not make its own errors of the driver's.
            with connection.wrap_database_errors, cursor.cursor.copy(f"COPY {TABLE} (id, words) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s)", rows)  # noqa: S608 -- our own table
