"""Append-only tables: the database itself refuses to change or remove their rows."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_FUNCTION = """
CREATE OR REPLACE FUNCTION causelist_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: its rows are never changed or removed', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class AppendOnly(migrations.RunPython):
    """A migration's step that makes tables append-only (no UPDATE, no DELETE) on either store."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

        def make(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
            for table in tables:
                _make(editor, table)

        def drop(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
            for table in tables:
                _drop(editor, table)

        super().__init__(make, drop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in the migration."""
        return (type(self).__name__, list(self.tables), {})


def _make(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION, params=None)  # None: its % are its own
        editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION causelist_append_only()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        editor.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
            f"SELECT RAISE(ABORT, '{table} is append-only: its rows are never changed or removed'); END"
        )


def _drop(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        return
    for act in ("update", "delete"):
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
