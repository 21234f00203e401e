from __future__ import annotations

import contextlib
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Run


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _answers(port: int) -> bool:
    with contextlib.suppress(urllib.error.HTTPError):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5)
        except (urllib.error.URLError, ConnectionError) as error:
            return isinstance(error, urllib.error.HTTPError)
    return True


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_without_migrations_says_what_to_run(causelist: Run, command: str) -> None:
    done = causelist(command)

    assert done.returncode == 1
    assert "Run: causelist manage migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("env", "status", "words"),
    [
        ({"DATABASE_URL": "nonsense"}, 2, "DATABASE_URL: not understood"),
        ({"DATABASE_URL": "mysql://u@h/n"}, 2, "only PostgreSQL and SQLite"),
        ({"DATABASE_URL": "postgres://u:secret@127.0.0.1:1/n"}, 1, "cannot be reached"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/x.sqlite3"}, 1, "cannot be opened"),
        ({"CAUSELIST_HOME": "/dev/null/home"}, 2, "CAUSELIST_HOME: /dev/null/home"),
        ({"EMAIL_URL": "smtp://mail.test:soon"}, 2, "EMAIL_URL: not understood"),
        ({"EMAIL_URL": "pigeon://u:secret@mail.test"}, 2, "EMAIL_URL: 'mail.test' is no mail server's address"),
        ({"EMAIL_URL": "file:///tmp/mails"}, 2, "mails would reach nobody"),
        ({"CAUSELIST_FROM": "registry"}, 2, "CAUSELIST_FROM: 'registry' is no mail address"),
        ({"CAUSELIST_DEBUG": "perhaps"}, 2, "neither yes nor no"),
    ],
)
def test_setting_that_cannot_be_used_ends_in_one_line(
    causelist: Run, env: dict[str, str], status: int, words: str
) -> None:
    done = causelist("serve", env=env)

    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr


def test_file_that_is_no_database_is_said(causelist: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "causelist.sqlite3").write_bytes(b"not a database at all, only words" * 100)

    done = causelist("serve")

    assert done.returncode == 1
    assert "is not an SQLite database" in done.stderr
    assert "Traceback" not in done.stderr


def test_serves_until_it_is_told_to_stop_and_holds_its_port(
    causelist: Run, clean_env: dict[str, str], tmp_path: Path
) -> None:
    assert causelist("manage", "migrate", "-v0").returncode == 0
    port = _free_port()
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--workers", "1"],
        cwd=tmp_path,
        env=clean_env,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 30
        while not _answers(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert _answers(port)

        second = causelist("serve", "--port", str(port))

        assert second.returncode == 1
        assert f"port {port} is in use" in second.stderr
    finally:
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=30)
    assert server.returncode == 0
    assert "Traceback" not in errors


def test_worker_does_what_waits_and_ends(causelist: Run) -> None:
    assert causelist("manage", "migrate", "-v0").returncode == 0

    done = causelist("worker", "--once")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_locked_database_is_said_after_the_wait(causelist: Run, tmp_path: Path) -> None:
    assert causelist("manage", "migrate", "-v0").returncode == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "home" / "causelist.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")

        done = causelist("worker", "--once")

    assert done.returncode == 1
    assert "locked by another program" in done.stderr
