"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in and API tokens."""

    name = "causelist.accounts"

    def ready(self) -> None:
        """Let the outbox make this room's mails."""
        from causelist.accounts import mails  # noqa: F401 -- it says so itself, once the models are loaded
