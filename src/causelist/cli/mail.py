"""`causelist mail`: the listener for mail that comes in, for production."""

from __future__ import annotations

import signal
import threading

import click

from causelist.cli.django import check_ready, start


@click.command()
@click.option("--lmtp", is_flag=True, help="Speak LMTP, for a mail server on the same machine.")
def mail(*, lmtp: bool) -> None:
    """Take in mail sent to the registry's address: complaints, and replies to the office of a case.

    Listens on CAUSELIST_MAIL_IN (127.0.0.1:8025), which is for a mail server before it and not for the open network.
    A mail is answered with yes once it is in the record store. Ctrl-C ends after the mail in hand.
    """
    start()
    check_ready()
    from django.conf import settings

    where, stop = open_door(lmtp=lmtp)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    said = "LMTP" if lmtp else "SMTP"
    click.echo(f"Causelist takes in mail to {settings.MAIL_ADDRESS} by {said} on {where}", err=True)
    stopped.wait()
    stop()


def open_door(*, lmtp: bool = False):  # type: ignore[no-untyped-def] # noqa: ANN201 -- (where, how to stop), of a room this one does not import
    """Start the listener. Raises `click.ClickException` for a place that cannot be had."""
    from django.apps import apps
    from django.conf import settings

    try:
        return apps.get_app_config("gateway").listen(lmtp=lmtp)  # type: ignore[attr-defined]
    except OSError as error:
        host, port = settings.MAIL_IN
        raise click.ClickException(
            f"{host}:{port} cannot be listened on ({error.strerror or error})."
            " Set CAUSELIST_MAIL_IN to another HOST:PORT"
        ) from error
