from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path for folder in ("docs", ".") for path in (PROJECT / folder).glob("**/*.md" if folder == "docs" else "*.md")
)


def test_decision_records_are_numbered_once_and_without_gaps() -> None:
    pages = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert [page.read_text(encoding="utf-8").split(".")[0] for page in pages] == [
        f"# {number + 1}" for number in range(len(pages))
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_generated_reference_is_fresh() -> None:
    run = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, ""), "run make reference"


def test_every_setting_is_documented() -> None:
    """What the settings read from the environment stands in the operator's guide, and nothing else does."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("src", "tools", "tests")
        for path in (PROJECT / folder).rglob("*.py")
    )
    read = set(re.findall(r"CAUSELIST_[A-Z_]+[A-Z]", code)) - {"CAUSELIST_BROWSER_TESTS"}
    guide = (PROJECT / "docs" / "guide" / "operate.md").read_text(encoding="utf-8")
    assert set(re.findall(r"CAUSELIST_[A-Z_]+[A-Z]", guide)) == read
