"""What the operator may set: read from the environment, checked, and refused with a line that says how to mend it."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

PROJECT = Path(__file__).resolve().parents[3]
_SMTP_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class SettingError(SystemExit):
    """A setting that cannot be used: printed as one line, exit status 2."""

    def __init__(self, name: str, problem: str, mend: str) -> None:
        super().__init__(2)
        self.message = f"causelist: {name}: {problem}. {mend}"

    def __str__(self) -> str:
        return self.message


def home() -> Path:
    """The folder for database, evidence and exports: `CAUSELIST_HOME`, or `var/` in the project."""
    given = os.environ.get("CAUSELIST_HOME", "")
    folder = Path(given).expanduser() if given else PROJECT / "var"
    return (Path.cwd() / folder).resolve()


def flag(name: str, *, default: bool) -> bool:
    """A yes-or-no setting."""
    given = os.environ.get(name, "").strip().lower()
    if not given:
        return default
    if given in {"1", "true", "yes", "on"}:
        return True
    if given in {"0", "false", "no", "off"}:
        return False
    raise SettingError(name, f"{given!r} is neither yes nor no", "Use 1 or 0")


def number(name: str, default: int, *, least: int = 0, most: int = 2**31 - 1) -> int:
    """A whole number within bounds."""
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not re.fullmatch(r"[0-9]{1,12}", given) or not least <= int(given) <= most:
        raise SettingError(
            name, f"{given[:40]!r} is not a number from {least} to {most}", f"Leave it out for {default}"
        )
    return int(given)


def words(name: str, default: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database() -> dict[str, Any]:
    """Django's settings for the record store: `DATABASE_URL`, or an SQLite file in `home()`."""
    url = os.environ.get("DATABASE_URL", "").strip()
    mend = "Use postgres://USER:PASSWORD@HOST:PORT/NAME or sqlite:////absolute/path/file.sqlite3, or unset it"
    if not url:
        return sqlite(home() / "causelist.sqlite3")
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
        raise SettingError("DATABASE_URL", f"not understood ({str(error).splitlines()[0]})", mend) from error
    if parsed["ENGINE"].endswith("sqlite3"):
        return sqlite(Path(str(parsed["NAME"])))
    if not parsed["ENGINE"].endswith("postgresql"):
        raise SettingError("DATABASE_URL", "only PostgreSQL and SQLite are served", mend)
    if not parsed.get("NAME"):
        raise SettingError("DATABASE_URL", "it names no database", mend)
    parsed["OPTIONS"] = {**parsed.get("OPTIONS", {}), "connect_timeout": 10}
    return parsed


def sqlite(path: Path) -> dict[str, Any]:
    """One file: readers never wait for the writer (WAL), writers queue for 20 seconds instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def mail(*, demonstration: bool) -> dict[str, Any]:
    """Django's settings for outgoing mail: `EMAIL_URL`, or a folder in a demonstration, or the machine's own server.

    Mails to a folder or the terminal are for demonstrations: a registry whose mails reach nobody would not notice.
    """
    url = os.environ.get("EMAIL_URL", "").strip()
    if not url:
        url = (home() / "mails").as_uri() if demonstration else "smtp://localhost:25"
    mend = "Use smtp://USER:PASSWORD@HOST:25, smtp+starttls://…:587 or smtps://…:465; % and @ in a password as %25, %40"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SettingError("EMAIL_URL", f"not understood ({error})", mend) from error
    backends = "django.core.mail.backends"
    if parts.scheme in {"file", "console"}:
        if not demonstration:
            raise SettingError(
                "EMAIL_URL", f"{parts.scheme}: is for the demonstration, and mails would reach nobody", mend
            )
        if parts.scheme == "console":
            return {"EMAIL_BACKEND": f"{backends}.console.EmailBackend"}
        return {"EMAIL_BACKEND": f"{backends}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme not in _SMTP_PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingError("EMAIL_URL", f"{url.split('@')[-1][:60]!r} is no mail server's address", mend)
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or _SMTP_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def mail_address(name: str, default: str) -> str:
    """A mail address, with or without a name before it."""
    given = os.environ.get(name, "").strip() or default
    address = parseaddr(given)[1]
    if not given.isprintable() or not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
        raise SettingError(name, f"{given[:60]!r} is no mail address", "Write it like Causelist <registry@example.org>")
    return given


def place(name: str, host: str, port: int) -> tuple[str, int]:
    """A host and port to listen on: `127.0.0.1:8025`, `[::1]:8025`, or a port alone."""
    given = os.environ.get(name, "").strip()
    if not given:
        return host, port
    match = re.fullmatch(r"(?:(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):)?([0-9]{1,5})", given)
    if match is None or not 0 < int(match[2]) < 65536:
        raise SettingError(name, f"{given[:60]!r} is no place to listen on", f"Write it like {host}:{port}")
    return (match[1] or host).strip("[]"), int(match[2])


def secret_key() -> str:
    """`CAUSELIST_SECRET_KEY`, or one made once and kept in `home()`, readable by its owner alone."""
    given = os.environ.get("CAUSELIST_SECRET_KEY", "")
    if given:
        return given
    path = home() / "secret-key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _keep_new_key(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SettingError(
            "CAUSELIST_HOME",
            f"{path.parent} cannot be used ({error.strerror})",
            "Point CAUSELIST_HOME at a folder of your own with space left",
        ) from error


def _keep_new_key(path: Path) -> None:
    """Make the key whole under another name first: a process killed here, or two at once, leave no half key."""
    part = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            path.hardlink_to(part)
    finally:
        part.unlink(missing_ok=True)
