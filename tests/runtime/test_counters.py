"""Counting over processes: one statement, no count lost, nobody waits for it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from causelist.runtime import counters
from causelist.runtime.models import Counter

COUNT = """
import django; django.setup()
import time
from causelist.runtime import counters
key = counters.key_of("test", "processes")
print(max(counters.add({{key: int(time.time()) + 600}})[key][0] for _ in range({times})))
"""


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    counters._known.clear()
    counters._owed.clear()


@pytest.mark.django_db
def test_window_ends_and_begins_anew() -> None:
    assert counters.add({"a": 160}, now=100) == {"a": (1, 160)}
    assert counters.add({"a": 190}, now=130) == {"a": (2, 160)}
    assert counters.add({"a": 220}, now=160) == {"a": (1, 220)}


@pytest.mark.django_db
def test_several_are_counted_in_one_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        assert counters.add({"b": 60, "a": 90}, now=10) == {"a": (1, 90), "b": (1, 60)}


@pytest.mark.django_db
def test_take_back_and_forget() -> None:
    counters.add({"a": 60}, now=10)
    counters.take_back("a")
    counters.take_back("a")
    assert counters.add({"a": 60}, now=11) == {"a": (1, 60)}
    counters.forget("a")
    assert not Counter.objects.exists()


@pytest.mark.django_db
def test_what_was_counted_while_the_store_was_busy_is_told_it_afterwards() -> None:
    assert counters.add({"a": 160}, now=100) == {"a": (1, 160)}
    assert counters._count_alone("a", 170, 1, 110) == (2, 160)
    assert counters._count_alone("a", 170, 1, 111) == (3, 160)
    assert counters.add({"a": 180}, now=120) == {"a": (4, 160)}
    assert counters._count_alone("a", 190, 1, 130) == (5, 160)
    assert counters.add({"a": 220}, now=160) == {"a": (1, 220)}  # its window is over


@pytest.mark.django_db
def test_sweep_leaves_windows_that_are_open() -> None:
    counters.add({"over": 60, "open": 9_999_999_999}, now=10)
    assert counters.sweep() == 1
    assert Counter.objects.get().key == "open"


@pytest.fixture
def environment(tmp_path: Path, transactional_db: None) -> Iterator[dict[str, str]]:
    """For processes of their own: the tests' PostgreSQL, or a fresh SQLite file."""
    env = {**os.environ, "CAUSELIST_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "causelist.config.settings"}
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        env["DATABASE_URL"] = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    else:
        env["DATABASE_URL"] = ""
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], check=True, env=env)
    yield env
    counters.forget(counters.key_of("test", "processes"))


def test_two_processes_count_together(environment: dict[str, str]) -> None:
    times = 200
    running = [
        subprocess.Popen([sys.executable, "-c", COUNT.format(times=times)], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    reached = [int(process.communicate(timeout=60)[0]) for process in running]

    assert max(reached) == 2 * times


def test_counting_does_not_wait_for_a_long_writer(environment: dict[str, str], tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's writers do not wait for each other")
    other = sqlite3.connect(tmp_path / "causelist.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    count = f"{COUNT.format(times=3)}\nassert time.monotonic() < {{}}, 'waited'"
    try:
        done = subprocess.run(
            [sys.executable, "-c", count.replace("< {}", "- begun < 5").replace("import time", "import time; begun = time.monotonic()")],
            env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    finally:
        other.close()

    assert (done.returncode, done.stdout) == (0, "3\n"), done.stderr
