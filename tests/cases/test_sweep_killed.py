"""Deadlines that fall due in one minute are all told in that minute, each once, though the worker is killed half-way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from causelist.cli.cluster import NoCluster, cluster

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "causelist"
SWEEP = "SELECT count(*) FROM cases_clock WHERE fell_due_at IS NOT NULL"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"], "CAUSELIST_HOME": str(tmp_path / "home"), "PYTHONPATH": str(PROJECT),
        "DJANGO_SETTINGS_MODULE": "causelist.config.settings",
    }  # fmt: skip


@pytest.fixture
def server() -> Iterator[str]:
    try:
        with cluster() as url:
            yield url
    except NoCluster as error:
        pytest.skip(str(error))


def _count(env: dict[str, str], *arguments: str) -> dict[str, int]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.cases.sweeping", *(arguments or ("count",))], env=env, cwd=PROJECT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, int] = json.loads(run.stdout.splitlines()[-1])
    return found


def _told(env: dict[str, str]) -> int:
    """How many are told by now; asked of the store itself, so that asking costs the sweep nothing."""
    if url := env.get("DATABASE_URL"):
        with psycopg.connect(url) as opened:
            row = opened.execute(SWEEP).fetchone()
            return int(row[0]) if row else 0
    import sqlite3

    with sqlite3.connect(Path(env["CAUSELIST_HOME"]) / "causelist.sqlite3", timeout=30) as store:
        return int(store.execute(SWEEP).fetchone()[0])


def _killed_and_started_again(env: dict[str, str], cases: int) -> tuple[int, float, dict[str, int]]:
    """How many were told when the worker was killed, how long both took, and what is told in the end."""
    subprocess.run([COMMAND, "manage", "migrate"], env=env, check=True, capture_output=True)
    _count(env, "make", str(cases))
    worker = subprocess.Popen([COMMAND, "worker", "--once"], env=env, stderr=subprocess.DEVNULL)
    started = time.monotonic()
    while not (left := _told(env)) and worker.poll() is None and time.monotonic() - started < 60:
        time.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    left = _told(env)
    subprocess.run([COMMAND, "worker", "--once"], env=env, check=True, capture_output=True, timeout=120)
    return left, time.monotonic() - started, _count(env)


def _hold(env: dict[str, str], cases: int) -> None:
    left, seconds, found = _killed_and_started_again(env, cases)
    sys.stderr.write(f"{left} of {cases} told when it was killed; {seconds:.1f} s for both runs\n")
    assert 0 < left < cases
    assert found == {"told": cases, "clocks": cases, "silent": cases, "fell_silent": cases}
    assert seconds < 60


def test_killed_sweep_is_finished_by_the_next(env: dict[str, str]) -> None:
    _hold(env, 250)


@pytest.mark.slow
def test_a_thousand_deadlines_of_one_minute_on_sqlite(env: dict[str, str]) -> None:
    _hold(env, 1000)


@pytest.mark.slow
@pytest.mark.postgres
def test_a_thousand_deadlines_of_one_minute_on_postgresql(env: dict[str, str], server: str) -> None:
    _hold(env | {"DATABASE_URL": server}, 1000)
