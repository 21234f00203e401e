"""A hundred kills at any moment: the store ends as if there had been none."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.dumping import dump_postgres, dump_sqlite
from tests.cli.test_import import kill_and_go_on, recorded

from causelist.cli.bench_letters import letters
from causelist.cli.cluster import NoCluster, cluster

KILLS = int(os.environ.get("CAUSELIST_KILLS", "100"))
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The archive of real letters where it is here, for its retractions and counter-notices; else invented ones."""
    real = Path(os.environ.get("CAUSELIST_SHARED_DATA", "")) / "github-dmca" / "notices"
    if os.environ.get("CAUSELIST_SHARED_DATA") and real.is_dir():
        shutil.copytree(real / "2015", tmp_path / "letters" / "2015")
        shutil.copytree(real / "2014", tmp_path / "letters" / "2014")
        return tmp_path / "letters"
    (tmp_path / "letters").mkdir()
    for number, content in enumerate(letters(1500)):
        (tmp_path / "letters" / f"{number:05}.txt").write_bytes(content)
    return tmp_path / "letters"


def kills(letters: int, seconds: float) -> list[tuple[int, float]]:
    """A hundred kills, spread over the letters, each some random part of a whole import later."""
    chance = random.Random(4182)  # noqa: S311 -- the same hundred each time
    return [(letters * number // KILLS, chance.uniform(0, seconds / 4)) for number in range(KILLS)]


def environment(home: Path, url: str = "") -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "CAUSELIST_HOME": str(home)} | ({"DATABASE_URL": url} if url else {})


@pytest.fixture
def servers() -> Iterator[tuple[str, str]]:
    try:
        with cluster() as straight, cluster() as killed:
            yield straight, killed
    except NoCluster as error:
        pytest.skip(str(error))


def straight_through(folder: Path, env: dict[str, str]) -> float:
    """Import without a kill; how many seconds it takes here."""
    started = time.monotonic()
    kill_and_go_on(folder, env, lambda: 0, [])
    return time.monotonic() - started


def recorded_at(url: str) -> int:
    """How many letters a database has by now; none before it has its tables."""
    with psycopg.connect(url) as opened:
        try:
            row = opened.execute("SELECT count(*) FROM notices_notice").fetchone()
        except psycopg.errors.UndefinedTable:
            return 0
    return int(row[0]) if row else 0


def test_a_hundred_kills_on_sqlite(tmp_path: Path, folder: Path) -> None:
    seconds = straight_through(folder, environment(tmp_path / "straight"))
    straight, killed = (tmp_path / home / "causelist.sqlite3" for home in ("straight", "killed"))
    total = recorded(straight)
    left = kill_and_go_on(folder, environment(tmp_path / "killed"), lambda: recorded(killed), kills(total, seconds))
    assert any(0 < count < total for count in left), left
    assert dump_sqlite(killed) == dump_sqlite(straight)


@pytest.mark.postgres
def test_a_hundred_kills_on_postgresql(tmp_path: Path, folder: Path, servers: tuple[str, str]) -> None:
    straight, killed = servers
    seconds = straight_through(folder, environment(tmp_path / "straight", straight))
    total = recorded_at(straight)
    left = kill_and_go_on(
        folder, environment(tmp_path / "killed", killed), lambda: recorded_at(killed), kills(total, seconds)
    )
    assert any(0 < count < total for count in left), left
    assert dump_postgres(killed) == dump_postgres(straight)
