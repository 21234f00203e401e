"""The installed command, run as an operator runs it: from another folder, in a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "causelist"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def clean_env(tmp_path: Path) -> dict[str, str]:
    """Nothing of this process's settings, and a home of its own."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
        "CAUSELIST_HOME": str(tmp_path / "home"),
    }


@pytest.fixture
def causelist(tmp_path: Path, clean_env: dict[str, str]) -> Run:
    """Run the command to its end; `env` adds to or replaces the clean environment."""

    def run(
        *arguments: str, env: dict[str, str] | None = None, timeout: float = 60
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *arguments],
            cwd=tmp_path,
            env=clean_env | (env or {}),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return run
