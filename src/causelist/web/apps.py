"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, wording, static files."""

    name = "causelist.web"

    def ready(self) -> None:
        """Let the outbox make the mails that need the words of pages."""
        from causelist.web import case_receipts, receipts, redaction_mails  # noqa: F401 -- each says so itself
