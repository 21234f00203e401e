"""`serve` with two processes: what the API allows holds over both."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.cli.conftest import COMMAND, Run
from tests.smtp import free_port

LIMIT, ASKED = 12, 30


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 -- our own, on loopback
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_limit_of_the_api_holds_over_two_processes(causelist: Run, clean_env: dict[str, str], tmp_path: Path) -> None:
    assert causelist("manage", "migrate", "-v0").returncode == 0
    port = free_port()
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--workers", "2"],
        cwd=tmp_path,
        env=clean_env | {"CAUSELIST_API_LIMIT_ADDRESS": str(LIMIT)},
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if _status(f"http://127.0.0.1:{port}/robots.txt") == 200:
                    break
            time.sleep(0.1)
        if (passed := time.time() % 60) > 45:  # all of them in one window
            time.sleep(61 - passed)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(_status, [f"http://127.0.0.1:{port}/api/v1/notices"] * ASKED))
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)

    assert sorted(set(answers)) == [200, 429]
    # Each for itself would allow twice as many; a busy store lets one or the other through that it hears of afterwards.
    assert LIMIT <= answers.count(200) <= LIMIT + 3
