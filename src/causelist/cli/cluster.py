"""A throw-away PostgreSQL cluster on loopback, for tests and measurements. Never run as root: PostgreSQL refuses."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Where packages put the server programs when they are not on PATH.
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/pgsql/bin")
_OLDEST = 15


class NoCluster(RuntimeError):
    """No cluster can be started here; the message says why and what would help."""


def find_binaries() -> Path:
    """The folder with `initdb` and `pg_ctl` of the newest PostgreSQL found. Raises `NoCluster`."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    for pattern in _PLACES:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists() and _version(folder) >= _OLDEST:
            return folder
    raise NoCluster(
        f"no PostgreSQL {_OLDEST} or newer server programs found; install the package postgresql, or set DATABASE_URL"
    )


def _version(folder: Path) -> int:
    """The major version of the programs in `folder`, 0 where it cannot be told."""
    try:
        said = subprocess.run([str(folder / "pg_ctl"), "--version"], capture_output=True, text=True, check=True).stdout
        return int(said.split()[2].split(".")[0])  # "pg_ctl (PostgreSQL) 15.18 …"
    except (OSError, ValueError, IndexError, subprocess.CalledProcessError):
        return 0


def _owner() -> str | None:
    """The user the server runs as: another than root when we are root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoCluster("this is root and there is no user postgres or nobody to run PostgreSQL as")


def free_port() -> int:
    """A port on loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster, give its `DATABASE_URL`, and leave nothing behind.

    `durable` keeps fsync on, as a measurement should; tests do without. Raises `NoCluster`.
    """
    binaries, owner, port = find_binaries(), _owner(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="causelist-pg-"))
    try:
        if owner:
            shutil.chown(folder, user=owner)
        _run(owner, folder, binaries / "initdb", "-D", folder / "data", "-U", "causelist", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        if not durable:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        _run(owner, folder, binaries / "pg_ctl", "-D", folder / "data", "-w", "-t", "60", "-l", folder / "log", "-o",
             options, "start")  # fmt: skip
        try:
            _run(
                owner, folder, binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "causelist", "causelist"
            )
            yield f"postgres://causelist@127.0.0.1:{port}/causelist"
        finally:
            _run(owner, folder, binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(owner: str | None, folder: Path, *command: str | Path) -> None:
    """Run one of the server's programs as `owner`. Raises `NoCluster` with what it said."""
    log = folder / "said"
    with log.open("wb") as said:  # not a pipe: the server inherits it and would keep it open
        code = subprocess.run(
            [str(part) for part in command], stdout=said, stderr=said, user=owner, cwd=folder, check=False
        ).returncode
    if code:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise NoCluster(f"{Path(str(command[0])).name} ended with {code}: {lines[-1] if lines else 'no message'}")
