"""A real Chromium against a real server: a registry of its own in a fresh folder, served by a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60  # seconds until a server must answer


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that `make test` found (CAUSELIST_CHROMIUM; empty: Playwright's own)."""
    named = os.environ.get("CAUSELIST_CHROMIUM")
    found = named if named is not None else shutil.which("chromium")
    if found is None:
        pytest.skip("no Chromium here (CAUSELIST_CHROMIUM names one)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found or None, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def environments() -> dict[str, dict[str, str]]:
    """The environment of each registry that is served, by its site's address: for commands beside the server."""
    return {}


@pytest.fixture(scope="session")
def serve(
    tmp_path_factory: pytest.TempPathFactory, environments: dict[str, dict[str, str]]
) -> Iterator[Callable[..., str]]:
    """`serve("tests.desk.world:make_world")` fills a fresh registry with that function and gives its site's address.

    Named values are further settings of that registry.
    """
    running: list[subprocess.Popen[bytes]] = []

    def start(seed: str, **settings: str) -> str:
        home = tmp_path_factory.mktemp("home")
        module, function = seed.split(":")
        env = {
            **os.environ,
            "CAUSELIST_HOME": str(home),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "causelist.config.settings",
            "PYTHONPATH": str(PROJECT),
            **settings,
        }
        fill = f"import django; django.setup(); from {module} import {function}; {function}()"
        for command in (["-m", "django", "migrate", "-v0"], ["-c", fill]):
            subprocess.run([sys.executable, *command], check=True, env=env, cwd=PROJECT)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        env["CAUSELIST_SITE_URL"] = address
        command = [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
        with (home / "server.log").open("wb") as log:
            running.append(subprocess.Popen(command, env=env, cwd=PROJECT, stdout=log, stderr=log))
        environments[address] = env
        wait_for(f"{address}/desk/sign-in", running[-1], home / "server.log")
        return address

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers; fails with its log when it ended instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text(errors='replace')[-2000:]}")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 -- the address is ours, on loopback
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"no answer from {address} in {PATIENCE} s: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose console must stay free of errors."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []
