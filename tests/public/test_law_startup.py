"""A rule file that cannot be trusted stops start-up, with its file, its line and how to mend it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import causelist

PACKAGE = Path(causelist.__file__).parent
GOOD = "rules/cn/ecommerce/reinstatement_wait.yaml"


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str, str], subprocess.CompletedProcess[str]]:
    """`run(found, put)`: a copy of the program with a rule file changed, asked to serve."""

    def changed(found: str, put: str) -> subprocess.CompletedProcess[str]:
        copy = tmp_path / "source" / "causelist"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        path = copy / "law" / GOOD
        text = path.read_text(encoding="utf-8")
        assert found in text
        path.write_text(text.replace(found, put, 1), encoding="utf-8")
        env = {**os.environ, "PYTHONPATH": str(copy.parent), "CAUSELIST_HOME": str(tmp_path), "DATABASE_URL": ""}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        return subprocess.run(
            [sys.executable, "-c", "from causelist.cli.main import main; main()", "serve", "--port", "8799"],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return changed


def test_bad_rule_file_stops_serve_with_one_line(
    run: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    done = run("checked_on:", "checked_onn:")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "reinstatement_wait.yaml:" in done.stderr
    assert "checked_onn" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
