from __future__ import annotations

import errno
import sqlite3

import psycopg
import pytest
from django.db import utils

from causelist.cli import guard
from causelist.config.env import SettingError


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (SettingError("DATABASE_URL", "nonsense", "Unset it"), 2, "causelist: DATABASE_URL: nonsense. Unset it"),
        (utils.OperationalError("database is locked"), 1, "locked by another program"),
        (sqlite3.OperationalError("database or disk is full"), 1, "disk is full: nothing was stored"),
        (utils.OperationalError("unable to open database file"), 1, "CAUSELIST_HOME"),
        (utils.OperationalError("no such table: notices_notice"), 1, "causelist manage migrate"),
        (utils.ProgrammingError('relation "notices_notice" does not exist'), 1, "causelist manage migrate"),
        (utils.OperationalError('connection failed: database "x" does not exist'), 1, "does not exist. Make it"),
        (utils.DatabaseError("file is not a database"), 1, "not an SQLite database"),
        (psycopg.OperationalError("connection refused"), 1, "cannot be reached"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/somewhere"),
            1,
            "/somewhere: No space left on device. Make space",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "/somewhere"), 1, "Check who owns it"),
        (BrokenPipeError(), 0, ""),
        (KeyboardInterrupt(), 130, "stopped"),
        (_caused(utils.OperationalError("sending failed"), OSError(28, "No space left on device")), 1, "disk is full"),
    ],
)
def test_explain_says_what_and_how_to_mend(error: BaseException, status: int, words: str) -> None:
    ending = guard.explain(error)

    assert ending is not None
    assert ending.status == status
    assert words in ending.line
    assert "\n" not in ending.line


def test_explain_leaves_a_defect_of_ours_alone() -> None:
    assert guard.explain(ZeroDivisionError("division by zero")) is None
    assert "CAUSELIST_DEBUG=1" in guard.defect_line(ZeroDivisionError("division by zero"))
