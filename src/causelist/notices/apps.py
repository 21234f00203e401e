"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices, items, their states and history."""

    name = "causelist.notices"

    def ready(self) -> None:
        """See anew who may do what when organisations change."""
        from causelist.notices.following import follow
        from causelist.runtime.announcements import on_published

        on_published(follow)
