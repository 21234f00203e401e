"""`causelist demo`: the demonstration registry, made once and served."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import click

from causelist.cli.django import migrate, start


@click.command()
@click.option("--no-serve", is_flag=True, help="Only make it.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, envvar="PORT")
@click.option(
    "--complaints",
    type=click.IntRange(0, 5000),
    default=400,
    show_default=True,
    help="How many it is to hold when made.",
)
@click.option("--reset", is_flag=True, help="Throw the demonstration's data away first.")
def demo(*, no_serve: bool, port: int, complaints: int, reset: bool) -> None:
    """Make the demonstration registry, everything in it invented, and serve it with its background work on loopback.

    Run again, it starts in seconds and keeps what is there. It lies in the folder CAUSELIST_HOME (default: var/ in
    the project), or in the database that DATABASE_URL names; a registry with real data in it is refused.
    """
    os.environ.setdefault("CAUSELIST_SITE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CAUSELIST_DEMONSTRATION", "1")
    start()
    from django.conf import settings

    from causelist.cli import site
    from causelist.cli.demo_data import making

    with contextlib.ExitStack() as held:
        held.enter_context(_alone(settings.HOME))
        server = None if no_serve else held.enter_context(site.listening(port))
        if reset:
            making.throw_away()
        migrate()
        made = making.ensure(complaints=complaints)
        click.echo(made)
        if server is not None:
            mail_in = _mail_in(held)
            site.run(server, ready=lambda address: click.echo(_welcome(address, mail_in)))
            click.echo("Stopped. The data is kept; run it again to go on.")


def _mail_in(held: contextlib.ExitStack) -> str:
    """Take mail in beside the site, where its port is free; a line that says so."""
    from django.conf import settings

    from causelist.cli.mail import open_door

    try:
        where, stop = open_door()
    except click.ClickException as error:
        return f"Mail is not taken in: {error.message}"
    held.callback(stop)
    return f"Mail to {settings.MAIL_ADDRESS} is taken in by SMTP on {where}"


def _welcome(address: str, mail_in: str) -> str:
    from django.conf import settings

    from causelist.cli.demo_data.making import sign_ins

    lines = [f"\nThe demonstration registry is open at {address}", f"Sign in at {address}desk/sign-in\n"]
    rows = sign_ins()
    width = max(len(row.email) for row in rows)
    lines += [f"  {row.email:<{width}}  {row.password}  {row.does}" for row in rows]
    if folder := getattr(settings, "EMAIL_FILE_PATH", None):
        lines.append(f"\nIts mails are not sent: they are written into {folder}")
    lines.append(mail_in)
    return "\n".join([*lines, "\nStop it with Ctrl-C."])


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Refuse a second demonstration in the same folder while one is being made or served."""
    with (home / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.ClickException(
                f"a demonstration already runs in {home}. Stop it first, or choose another folder with CAUSELIST_HOME"
            ) from None
        yield
