"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, wording, static files."""

    name = "causelist.web"

    def ready(self) -> None:
        """Let the outbox make the mails that need the words of pages."""
        from causelist.web import case_receipts, receipts  # noqa: F401 -- it says so itself, once the models are loaded
