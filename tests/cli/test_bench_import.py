from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run


def test_bench_import_prints_one_line(causelist: Run) -> None:
    done = causelist("bench", "import", "--json", "--store", "sqlite", "--count", "30", timeout=120)
    [run] = json.loads(done.stdout)["runs"]
    assert done.stdout.count("\n") == 1
    assert (run["store"], run["count"]) == ("sqlite", 30)
    assert run["ratio"] == pytest.approx(run["ours_per_s"] / run["raw_per_s"], rel=0.02)
    assert run["peak_mb"] > 10


@pytest.mark.slow
@pytest.mark.postgres
def test_bench_import_brings_its_own_server(causelist: Run, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("The page https://example.com/a infringes our copyright.\n")
    done = causelist("bench", "import", "--json", "--store", "postgres", "letters", timeout=120)
    [run] = json.loads(done.stdout)["runs"]
    assert (run["store"], run["count"], run["corpus"]) == ("postgres", 1, "letters")
