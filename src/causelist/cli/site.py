"""Site and background work in one process, on loopback: what `causelist demo` runs.

The server is Django's own threaded one, which needs no second process and gives its port back at once; a registry
that others depend on is run by `causelist serve` and `causelist worker`.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import click
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import Error as StoreError
from django.db import connections

from causelist.cli.serve import make_worker, port_line
from causelist.runtime import tasks

logger = logging.getLogger(__name__)
HOST = "127.0.0.1"
_READY_WITHIN = 20.0  # seconds
_PAUSE = 5.0  # seconds before the worker tries again after the database failed it


class _QuietHandler(WSGIRequestHandler):
    """Says nothing about each request: the terminal belongs to the sign-ins."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class names it so
        """Keep still."""


@contextlib.contextmanager
def listening(port: int) -> Iterator[ThreadedWSGIServer]:
    """A server that holds the port but does not answer yet. Raises `click.ClickException` when it cannot have it."""
    try:
        server = ThreadedWSGIServer((HOST, port), _QuietHandler)
    except (OSError, OverflowError) as error:
        line = port_line(HOST, port, error) if isinstance(error, OSError) else f"{port} is not a port"
        raise click.ClickException(line) from error
    try:
        yield server
    finally:
        server.server_close()


def run(server: ThreadedWSGIServer, *, ready: Callable[[str], None]) -> None:
    """Serve and work until Ctrl-C or SIGTERM; `ready` is called with the site's address once it answers."""
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    server.set_app(get_wsgi_application())
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, name="site", daemon=True)
    serving.start()
    address = f"http://{HOST}:{server.server_port}/"
    _wait_until_it_answers(address, stopped)
    working = threading.Thread(target=_work, args=(stopped,), name="worker", daemon=True)
    working.start()
    if not stopped.is_set():
        ready(address)
    stopped.wait()
    server.shutdown()
    serving.join(timeout=10)
    working.join(timeout=10)


def _wait_until_it_answers(address: str, stopped: threading.Event) -> None:
    """Ask for the home page until the site answers. Raises `click.ClickException` when it does not come well."""
    deadline = time.monotonic() + _READY_WITHIN
    problem = "no answer"
    while time.monotonic() < deadline and not stopped.is_set():
        try:
            with urllib.request.urlopen(address, timeout=_READY_WITHIN) as answer:  # noqa: S310 -- our own address
                answer.read()
            return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            problem = f"status {error.code}"
        except OSError as error:
            problem = str(error)
        stopped.wait(0.3)
    if not stopped.is_set():
        raise click.ClickException(f"the site does not answer at {address} ({problem}). Look at the lines above")


def _work(stopped: threading.Event) -> None:
    """Do the tasks that wait, one after another; a failing database is tried again, not given up on."""
    begun = False
    while not stopped.is_set():
        hand = make_worker(once=True, interval=0.0)
        try:
            if not begun:
                tasks.begin()
                begun = True
            hand.run()
        except StoreError as error:
            logger.warning("The background work waits for the database: %s", error)
            stopped.wait(_PAUSE)
        finally:
            connections.close_all()
        stopped.wait(1.0)
