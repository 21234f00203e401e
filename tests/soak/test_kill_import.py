"""A hundred kills at any moment: the store ends as if there had been none."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.dumping import dump_postgres, dump_sqlite
from tests.cli.test_import import kill_and_go_on

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


@pytest.fixture
def moments() -> list[float]:
    chance = random.Random(4182)  # noqa: S311 -- the same hundred moments each time
    return [chance.uniform(0.3, 4.0) for _ in range(KILLS)]


def environment(home: Path, url: str = "") -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "CAUSELIST_HOME": str(home)} | ({"DATABASE_URL": url} if url else {})


@pytest.fixture
def servers() -> Iterator[tuple[str, str]]:
    try:
        with cluster() as straight, cluster() as killed:
            yield straight, killed
    except NoCluster as error:
        pytest.skip(str(error))


def test_a_hundred_kills_on_sqlite(tmp_path: Path, folder: Path, moments: list[float]) -> None:
    kill_and_go_on(folder, environment(tmp_path / "straight"), [])
    assert kill_and_go_on(folder, environment(tmp_path / "killed"), moments) > 0
    assert dump_sqlite(tmp_path / "killed" / "causelist.sqlite3") == dump_sqlite(
        tmp_path / "straight" / "causelist.sqlite3"
    )


@pytest.mark.postgres
def test_a_hundred_kills_on_postgresql(
    tmp_path: Path, folder: Path, moments: list[float], servers: tuple[str, str]
) -> None:
    straight, killed = servers
    kill_and_go_on(folder, environment(tmp_path / "straight", straight), [])
    assert kill_and_go_on(folder, environment(tmp_path / "killed", killed), moments) > 0
    assert dump_postgres(killed) == dump_postgres(straight)
