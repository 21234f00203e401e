"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, wording, static files."""

    name = "causelist.web"

    def ready(self) -> None:
        """Let the outbox make the mails that need the words of pages."""
        # Each says so itself, once the models are loaded.
        from causelist.web import (  # noqa: F401
            case_letters,
            case_receipts,
            receipts,
            redaction_mails,
        )
