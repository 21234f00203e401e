"""`causelist serve` and `causelist worker`: the site and the background work, for production."""

from __future__ import annotations

import errno
import os
import signal
import socket
from types import FrameType

import click

from causelist.cli.django import check_ready, start

THREADS = 8  # for each worker process: each may hold one connection to the database


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, envvar="PORT")
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="Processes. [default: one for each core]")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the site. Put a proxy that speaks TLS before it, and run `causelist worker` beside it.

    Refuses to start when the database cannot be reached or written, or lacks migrations.
    """
    start()
    check_ready()
    check_port(host, port)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    click.echo(f"Causelist serves http://{_shown(host)}:{port}/ (stop it with Ctrl-C)", err=True)
    Granian(
        "causelist.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or os.cpu_count() or 1,
        blocking_threads=THREADS,
        backpressure=THREADS * 16,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_level=LogLevels.error,
        websockets=False,
    ).serve()


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
@click.option(
    "--interval", type=click.FloatRange(0.1, 3600), default=1.0, show_default=True, help="Seconds between looks."
)
def worker(*, once: bool, interval: float) -> None:
    """Do the background work: figures brought up to date after letters came in, mail sent.

    Any number of workers may run beside each other; each task is done by one. Ctrl-C ends after the task in hand.
    """
    start()
    check_ready()
    from causelist.runtime import tasks

    tasks.begin()
    hand = make_worker(once=once, interval=interval)

    def stop(number: int, frame: FrameType | None) -> None:
        hand.running = False
        if not hand.running_task:
            raise SystemExit(0)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if not once:
        click.echo("Causelist works in the background (stop it with Ctrl-C)", err=True)
    hand.run()


def make_worker(*, once: bool, interval: float):  # type: ignore[no-untyped-def] # noqa: ANN201 -- its type is Django's and loads late
    """The hand that takes tasks off the database, as django-tasks-db makes it."""
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["default"],
        interval=interval,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be had, before anything is started. Raises `click.ClickException`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise click.ClickException(port_line(host, port, error)) from error


def port_line(host: str, port: int, error: OSError) -> str:
    """One line that says why a port cannot be had, and how to mend it."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use by another program. Choose another: --port {port + 1 if port < 65535 else 8000}"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by this user. Choose one above 1023, and put a proxy before it"
    return f"{host}:{port} cannot be listened on ({error.strerror or error}). Check --host and --port"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
