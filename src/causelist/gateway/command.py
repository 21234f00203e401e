"""`causelist mail`: the listener, for production."""

from __future__ import annotations

import signal
import threading

import click


@click.command()
@click.option("--lmtp", is_flag=True, help="Speak LMTP, for a mail server on the same machine.")
def mail(*, lmtp: bool) -> None:
    """Take in mail sent to the registry's address: complaints, and replies to the office of a case.

    Listens on CAUSELIST_MAIL_IN (127.0.0.1:8025), which is for a mail server before it and not for the open network.
    A mail is answered with yes once it is in the record store. Ctrl-C ends after the mail in hand.
    """
    from causelist.cli.django import check_ready, start as load  # loads settings

    load()
    check_ready()
    from django.conf import settings

    from causelist.gateway import listener

    try:
        running = listener.start(lmtp=lmtp)
    except OSError as error:
        host, port = settings.MAIL_IN
        raise click.ClickException(
            f"{host}:{port} cannot be listened on ({error.strerror or error}). Set CAUSELIST_MAIL_IN to another HOST:PORT"
        ) from error
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    said = "LMTP" if lmtp else "SMTP"
    click.echo(f"Causelist takes in mail to {settings.MAIL_ADDRESS} by {said} on {running.where}", err=True)
    stopped.wait()
    running.stop()
