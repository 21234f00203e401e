"""The demonstration, made and served by the installed command."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Run

COMPLAINTS = 120  # enough for every state; `make demo` has 400
pytestmark = pytest.mark.storeless  # it makes an SQLite home of its own


def _figures(home: Path) -> list[tuple[str, ...]]:
    """What is on the record, without times and ids of people."""
    with contextlib.closing(sqlite3.connect(home / "causelist.sqlite3")) as store:
        return store.execute(
            "select number, identity, kind, state, title, received_on, item_count from notices_notice order by number"
        ).fetchall()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, str]:
    """A home with the demonstration in it, how long that took, and what was printed."""
    folder = tmp_path_factory.mktemp("demo")
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "CAUSELIST_HOME": str(folder / "home")}
    started = time.monotonic()
    done = subprocess.run(
        [COMMAND, "demo", "--no-serve", "--complaints", str(COMPLAINTS)],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "home", time.monotonic() - started, done.stdout


def test_demo_says_what_it_made(made: tuple[Path, float, str]) -> None:
    assert re.fullmatch(rf"The demonstration was made: \d+ letters, {COMPLAINTS} complaints\.\n", made[2])


def test_demo_has_cases_of_every_track_in_every_stage(made: tuple[Path, float, str]) -> None:
    with contextlib.closing(sqlite3.connect(made[0] / "causelist.sqlite3")) as store:
        complaints = {row[0] for row in store.execute("select distinct state from cases_complaint")}
        stages = {row[0] for row in store.execute("select distinct stage from cases_case")}
        tracks = {row[0] for row in store.execute("select distinct kind from cases_track")}
        sanctions = {row[0] for row in store.execute("select distinct state from cases_sanction")}
        published = store.execute("select count(*) from cases_publication").fetchone()[0]

    assert complaints == {
        "received", "incomplete", "forwarded", "contested", "silent", "silence_appealed", "accepted", "refused",
        "refusal_appealed", "withdrawn",
    }  # fmt: skip
    assert stages == {"complaint", "investigation", "decision", "appeal", "enforcement", "closed"}
    assert tracks == {"administrative", "civil", "criminal"}
    assert sanctions >= {"imposed", "part", "done"}
    assert published >= 5


def test_demo_has_letters_of_every_kind_in_every_state(made: tuple[Path, float, str]) -> None:
    rows = _figures(made[0])

    assert {row[2] for row in rows} >= {
        "notice",
        "counter-notice",
        "retraction",
        "reversal",
        "counter-notice-retraction",
    }
    assert {row[3] for row in rows} == {"recorded", "contested", "partly_withdrawn", "withdrawn", "reversed"}


def test_demo_run_again_keeps_what_is_there(made: tuple[Path, float, str], causelist: Run) -> None:
    before = _figures(made[0])

    started = time.monotonic()
    done = causelist("demo", "--no-serve", env={"CAUSELIST_HOME": str(made[0])})

    assert done.returncode == 0
    assert done.stdout.startswith("The demonstration is there")
    assert time.monotonic() - started < 10
    assert _figures(made[0]) == before


@pytest.mark.slow
def test_demo_killed_half_way_ends_complete_when_run_again(
    made: tuple[Path, float, str], causelist: Run, clean_env: dict[str, str], tmp_path: Path
) -> None:
    for share in (0.3, 0.6, 0.85):
        halfway = subprocess.Popen([COMMAND, "demo", "--no-serve"], cwd=tmp_path, env=clean_env)
        time.sleep(made[1] * share)
        halfway.kill()
        halfway.wait()

    assert causelist("demo", "--no-serve").returncode == 0

    assert _figures(tmp_path / "home") == _figures(made[0])


def test_demo_refuses_a_registry_with_other_data(causelist: Run) -> None:
    assert causelist("manage", "migrate", "-v0").returncode == 0
    env = {"DJANGO_SUPERUSER_PASSWORD": "long-enough-and-odd"}
    assert causelist("manage", "createsuperuser", "--noinput", "--email", "a@office.example", env=env).returncode == 0

    made, reset = causelist("demo", "--no-serve"), causelist("demo", "--no-serve", "--reset")

    assert (made.returncode, reset.returncode) == (1, 1)
    assert "not the demonstration's" in made.stderr
    assert "not thrown away" in reset.stderr


def test_demo_with_its_port_in_use_says_so_and_makes_nothing(causelist: Run, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = causelist("demo", "--port", str(port))

    assert done.returncode == 1
    assert f"port {port} is in use" in done.stderr
    assert not (tmp_path / "home" / "causelist.sqlite3").exists()


@contextlib.contextmanager
def _served(home: Path, *arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "CAUSELIST_HOME": str(home), "PORT": str(port)}
    server = subprocess.Popen(
        [COMMAND, "demo", *arguments], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        printed = ""
        while "Stop it with Ctrl-C" not in printed and (line := server.stdout.readline()):
            printed += line
        assert f"http://127.0.0.1:{port}/" in printed
        yield server, printed
    finally:
        server.kill()
        server.communicate()


def test_demo_serves_prints_a_sign_in_for_each_role_and_stops_cleanly(
    made: tuple[Path, float, str], causelist: Run, tmp_path: Path
) -> None:
    with _served(made[0], folder=tmp_path) as (server, printed):
        address = re.findall(r"http://127\.0\.0\.1:\d+/", printed)[0]
        with urllib.request.urlopen(f"{address}api/v1/openapi.json", timeout=10) as answer:  # noqa: S310 -- our own server
            assert answer.status == 200
        for person in ("administrator@", "paralegal@", "agent@", "officer@", "reader@"):
            assert re.search(rf"{person}\S+ +demo(-\d{{4}}){{3}}", printed)

        second = causelist("demo", "--no-serve", env={"CAUSELIST_HOME": str(made[0])})
        assert second.returncode == 1
        assert "a demonstration already runs" in second.stderr

        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=20)

    assert (server.returncode, errors) == (0, "")


def test_demo_reset_starts_over(causelist: Run, clean_env: dict[str, str], tmp_path: Path) -> None:
    assert causelist("demo", "--no-serve", "--complaints", "8").returncode == 0
    before = _figures(tmp_path / "home")

    done = causelist("demo", "--no-serve", "--complaints", "8", "--reset")

    assert done.stdout.startswith("The demonstration was made")
    assert _figures(tmp_path / "home") == before
