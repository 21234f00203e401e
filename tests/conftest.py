"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the pure rooms need no store: once, on SQLite's run, is enough."""
    for item in items:
        if Path(item.path).relative_to(PROJECT / "tests").parts[0] in {"core", "formats"}:
            item.add_marker(pytest.mark.storeless)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real notices; tests that want it are skipped, with the reason, where it is not."""
    folder = Path(os.environ.get("CAUSELIST_SHARED_DATA") or PROJECT.parent / "shared" / "data")
    if not (folder / "github-dmca").is_dir():
        pytest.skip("the archive of real notices is not here (CAUSELIST_SHARED_DATA names its folder)")
    return folder
