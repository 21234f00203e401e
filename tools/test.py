"""Runs the tests on every store and browser found here, and says at the end what ran and what could not, and why.

`--quick` is the gate before a commit (`make check`); `--soak` adds the long runs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from causelist.cli.cluster import NoCluster, cluster
from causelist.config.env import PROJECT

BIN = Path(sys.executable).parent


@dataclass
class Report:
    """What was run, with its outcome, and what was left out, with the reason."""

    lines: list[str] = field(default_factory=list)
    failed: bool = False

    def run(self, title: str, *command: str | Path, env: dict[str, str] | None = None) -> None:
        """Run one part and note how it ended."""
        print(f"\n── {title}", flush=True)
        started = time.monotonic()
        code = subprocess.run(
            [str(part) for part in command], cwd=PROJECT, env={**os.environ, **(env or {})}, check=False
        ).returncode
        self.failed |= code != 0
        outcome = "passed" if code == 0 else f"FAILED (exit {code})"
        self.lines.append(f"  {title:<42} {outcome}, {time.monotonic() - started:.0f} s")

    def leave(self, title: str, reason: str) -> None:
        """Note a part that cannot run here."""
        self.lines.append(f"  {title:<42} not run: {reason}")


def find_chromium() -> str | None:
    """A Chromium on this machine; as root on Debian it is brought by the package manager, else by Playwright."""
    for name in (os.environ.get("CAUSELIST_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and shutil.which(name):
            return shutil.which(name)
    if os.environ.get("CAUSELIST_NO_INSTALL"):
        return None
    print("No Chromium found; trying to bring one …", flush=True)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            for arguments in (
                ["update", "-q"],
                ["install", "-yq", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
            ):
                subprocess.run(
                    ["apt-get", *arguments], env=quiet, check=False, timeout=300, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )  # fmt: skip
        if shutil.which("chromium"):
            return shutil.which("chromium")
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        got = subprocess.run(
            [BIN / "playwright", "install", "chromium"], check=False, timeout=300, capture_output=True
        ).returncode
        if got == 0:
            return "playwright"
    return None


def checks(report: Report) -> None:
    """Format, lint, types, import contracts."""
    report.run("format (ruff)", BIN / "ruff", "format", "--check", "-q", ".")
    report.run("lint (ruff)", BIN / "ruff", "check", "-q", ".")
    report.run("types (mypy --strict)", BIN / "mypy")
    report.run("import contracts", BIN / "lint-imports", "--no-cache")


def pytest(*arguments: str) -> list[str | Path]:
    """The command for a run of pytest on two cores."""
    return [BIN / "pytest", "-q", "-n", "2", "--dist", "loadfile", *arguments]


def on_postgresql(report: Report) -> None:
    """The same tests on PostgreSQL: the one `DATABASE_URL` names, or a cluster of our own."""
    title = "tests on PostgreSQL"
    wanted = pytest("-m", "not browser and not storeless and not slow")
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        report.run(title, *wanted)
        return
    try:
        with cluster() as url:
            report.run(title, *wanted, env={"DATABASE_URL": url})
    except NoCluster as reason:
        report.leave(title, str(reason))


def in_browser(report: Report) -> None:
    """The browser tests, in a real Chromium."""
    title = "tests in Chromium"
    chromium = find_chromium()
    if chromium is None:
        report.leave(title, "no Chromium; install the package chromium, or name one in CAUSELIST_CHROMIUM")
        return
    env = {"CAUSELIST_CHROMIUM": "" if chromium == "playwright" else chromium, "CAUSELIST_BROWSER_TESTS": "1"}
    report.run(title, *pytest("-m", "browser"), env=env | {"DATABASE_URL": ""})


def main() -> int:
    """Run what was asked for; 1 if anything failed."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="causelist-test-") as home:
        os.environ["CAUSELIST_HOME"] = home
        checks(report)
        if "--quick" in sys.argv:
            report.run(
                "unit tests", *pytest("-m", "not browser and not slow and not corpus", "-x"), env={"DATABASE_URL": ""}
            )
        else:
            slow = "" if "--soak" in sys.argv else " and not slow"
            report.run("tests on SQLite", *pytest("-m", f"not browser{slow}"), env={"DATABASE_URL": ""})
            on_postgresql(report)
            in_browser(report)
            corpus = os.environ.get("CAUSELIST_SHARED_DATA") or str(PROJECT.parent / "shared" / "data")
            if not Path(corpus).is_dir():
                report.leave(
                    "tests on the real notices", "the archive is not here; name its folder in CAUSELIST_SHARED_DATA"
                )
    print("\n── What was run", *report.lines, sep="\n")
    print("\nSomething failed: see above." if report.failed else "\nAll that ran passed.")
    return int(report.failed)


if __name__ == "__main__":
    sys.exit(main())
