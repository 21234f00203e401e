"""The listener: SMTP or LMTP, and a yes only after what was taken is in the record store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connections

from causelist.gateway import addresses, services

logger = logging.getLogger(__name__)
MOST_BYTES = 25 * 1024 * 1024  # of one mail
MOST_RECIPIENTS = 10
AT_ONCE = 4  # mails taken in beside each other; others wait
_TIMEOUT = 120.0  # seconds without a word


@dataclass(frozen=True, slots=True)
class Running:
    """A listener that runs: where, and how to stop it."""

    where: str
    stop: Callable[[], None]


class Door:
    """What is answered to each step of a delivery."""

    def __init__(self, *, lmtp: bool) -> None:
        self.lmtp = lmtp
        self.places = asyncio.Semaphore(AT_ONCE)

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd names it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Only the registry's own address."""
        if not addresses.is_ours(address):
            return "550 5.1.1 Nobody has this address here"
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the same
        """Yes once it is in the store, else "later": what was not stored is the sender's to keep."""
        content = envelope.content
        data = content if isinstance(content, bytes) else (content or "").encode("utf-8", "surrogateescape")
        async with self.places:
            try:
                await asyncio.to_thread(_take, data, list(envelope.rcpt_tos), envelope.mail_from or "")
                answer = "250 2.0.0 Taken"
            except Exception:
                logger.exception("A mail could not be taken; its sender is told to try again")
                answer = "451 4.3.0 It cannot be taken now. Try again later"
        # LMTP wants an answer for each recipient.
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self.lmtp else answer

    async def handle_exception(self, error: Exception) -> str:
        """Whatever a client does, it has an answer."""
        logger.warning("A delivery failed: %s", error)
        return "451 4.3.0 Try again later"


class _Listener(Controller):
    """The controller of aiosmtpd, for either protocol."""

    def __init__(self, *, host: str, port: int, lmtp: bool) -> None:
        self.lmtp = lmtp
        super().__init__(
            Door(lmtp=lmtp),
            hostname=host,
            port=port,
            data_size_limit=MOST_BYTES,
            enable_SMTPUTF8=True,
            ident="Causelist",
            timeout=_TIMEOUT,
        )

    def factory(self) -> SMTP:
        """The protocol of one connection."""
        kind: Any = LMTP if self.lmtp else SMTP
        made: SMTP = kind(self.handler, **self.SMTP_kwargs)
        return made


def start(*, lmtp: bool = False) -> Running:
    """Listen where the settings say, in a thread of its own. Raises `OSError` for a port that cannot be had."""
    host, port = settings.MAIL_IN
    listener = _Listener(host=host, port=port, lmtp=lmtp)
    listener.start()
    return Running(f"{host}:{port}", listener.stop)


def _take(content: bytes, recipients: list[str], return_path: str) -> None:
    try:
        services.take(content=content, recipients=recipients, return_path=return_path)
    finally:
        connections.close_all()  # the thread goes back to a pool
