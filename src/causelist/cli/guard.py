"""What went wrong, said in one line: no command ends in a traceback over something an operator can mend.

`explain` turns an exception into a line and an exit status; `Main` in `cli.main` prints it. Nothing here imports
Django: its errors are known by name, and only when a command has loaded it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

INTERRUPTED = 130  # what a shell expects after Ctrl-C


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ends: the exit status, and the line for standard error ("" for none)."""

    status: int
    line: str


# Words in what a database says, and what they mean to an operator. The first match counts.
_STORE_SAYS: tuple[tuple[str, str], ...] = (
    (
        "database is locked",
        "the database is locked by another program. Wait until it is done, or stop it, then run this again",
    ),
    ("database table is locked", "the database is locked by another program. Wait until it is done, then try again"),
    ("disk is full", "the disk is full: nothing was stored. Make space, then run this again"),
    ("no space left", "the disk is full: nothing was stored. Make space, then run this again"),
    (
        "unable to open database file",
        "the database file cannot be opened. Check that the folder in CAUSELIST_HOME or DATABASE_URL exists and is yours",
    ),
    ("readonly database", "the database cannot be written. Check who owns the file and its folder (CAUSELIST_HOME)"),
    ("file is not a database", "the database file is not an SQLite database. Point CAUSELIST_HOME elsewhere"),
    ("malformed", "the database file is damaged. Restore it from a backup"),
    (
        "disk i/o error",
        "the disk does not take or give the database's data. Check the disk and the folder CAUSELIST_HOME",
    ),
    (
        "no such table",
        "the database has not been made yet or is older than this program. Run: causelist manage migrate",
    ),
    (
        "no such column",
        "the database is older than this program. Run: causelist manage migrate",
    ),
    (
        "relation",
        "the database has not been made yet or is older than this program. Run: causelist manage migrate",
    ),
    (
        "password authentication failed",
        "the database refuses the user or the password in DATABASE_URL. Correct them",
    ),
    ("no password supplied", "the database asks for a password. Put one into DATABASE_URL"),
    ("does not exist", "the database, user or table named in DATABASE_URL does not exist. Make it or name another"),
    ("connection", "the database server in DATABASE_URL cannot be reached. Check host and port, and that it runs"),
    ("could not translate host name", "the host in DATABASE_URL is not known. Correct its name"),
    ("resolve host", "the host in DATABASE_URL is not known. Correct its name"),
    ("too many clients", "the database server takes no more connections. Wait, or raise its max_connections"),
    ("canceling statement due to lock timeout", "another program holds the rows that are needed. Try again later"),
)


def explain(error: BaseException) -> Ending | None:
    """The ending for an error that is an operator's to mend; None for one that is a defect of ours."""
    if isinstance(error, KeyboardInterrupt):
        return Ending(INTERRUPTED, "causelist: stopped. What was finished is stored; run it again to go on")
    if isinstance(error, SystemExit) and hasattr(error, "message"):  # SettingError, with its own line
        return Ending(2, _one_line(str(error.message)))
    if isinstance(error, BrokenPipeError):  # `causelist … | head`: whoever read us has read enough
        return Ending(0, "")
    if isinstance(error, OSError):
        return Ending(1, _system_line(error))
    if _is_store_error(error):
        return Ending(1, store_line(error))
    return Ending(1, _one_line(f"causelist: a file of the law cannot be trusted: {error}")) if _is_law(error) else None


def _is_law(error: BaseException) -> bool:
    """Whether a rule file cannot be trusted; known by its name, for reading the law's room would slow every start."""
    return any(kind.__name__ == "RuleFileError" for kind in type(error).__mro__)


def store_line(error: BaseException) -> str:
    """One line for what a database says."""
    said = " ".join(str(link) for link in _chain(error)).lower()
    for words, meaning in _STORE_SAYS:
        if words in said:
            return f"causelist: {meaning} ({_short(error)})"
    return f"causelist: the database refused ({_short(error)}). What was finished is stored"


def defect_line(error: BaseException) -> str:
    """One line for an error nobody foresaw."""
    return (
        f"causelist: this should not have happened ({type(error).__name__}: {_short(error)}). "
        "Set CAUSELIST_DEBUG=1 and run it again to see where, and report it"
    )


def _is_store_error(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) or any(
        kind.__name__ in {"OperationalError", "ProgrammingError", "InterfaceError", "DatabaseError"}
        and kind.__module__.partition(".")[0] in {"django", "psycopg"}
        for kind in type(error).__mro__
    )


def _system_line(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error)
    mend = {
        errno.ENOSPC: "Make space, then run this again; what was finished is stored",
        errno.EDQUOT: "Make space, then run this again; what was finished is stored",
        errno.EACCES: "Check who owns it and its folder",
        errno.EPERM: "Check who owns it and its folder",
        errno.EROFS: "Point CAUSELIST_HOME at a folder that can be written",
        errno.EMFILE: "Raise the limit of open files (ulimit -n)",
    }.get(error.errno or 0, "Check the path and the disk")
    return _one_line(f"causelist: {where}{reason}. {mend}")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__


def _short(error: BaseException) -> str:
    """What the error itself says, in its last telling line: psycopg puts hints and carets below, trials above."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return _one_line(lines[0])[:200] if lines else type(error).__name__


def _one_line(text: str) -> str:
    return " ".join(text.split())


def wants_traceback() -> bool:
    """Whether the person at the keyboard asked to see where it broke."""
    return os.environ.get("CAUSELIST_DEBUG", "").strip().lower() in {"1", "true", "yes", "on"}
