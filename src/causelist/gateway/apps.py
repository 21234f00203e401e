"""The Django app of this room."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    """Mail in."""

    name = "causelist.gateway"
    label = "gateway"

    def ready(self) -> None:
        """The mails of this room are made by their makers."""
        from causelist.gateway import mails  # noqa: F401 -- it says so itself, once the models are loaded

    def listen(self, *, lmtp: bool = False) -> tuple[str, Callable[[], None]]:
        """Take mail in, in a thread of its own: where, and how to stop. Raises `OSError` for a port that is taken."""
        from causelist.gateway import listener  # only where mail is taken in

        running = listener.start(lmtp=lmtp)
        return running.where, running.stop
