"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.smtp import Mailbox, free_port, mail_server

PROJECT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the pure rooms need no store: once, on SQLite's run, is enough."""
    for item in items:
        if Path(item.path).relative_to(PROJECT / "tests").parts[0] in {"core", "formats", "law"}:
            item.add_marker(pytest.mark.storeless)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real notices; tests that want it are skipped, with the reason, where it is not."""
    folder = Path(os.environ.get("CAUSELIST_SHARED_DATA") or PROJECT.parent / "shared" / "data")
    if not (folder / "github-dmca").is_dir():
        pytest.skip("the archive of real notices is not here (CAUSELIST_SHARED_DATA names its folder)")
    return folder


@pytest.fixture
def post_office(settings: Settings) -> Iterator[Mailbox]:
    """A real mail server, which the registry's settings name."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with mail_server(settings.EMAIL_PORT) as box:
        yield box
