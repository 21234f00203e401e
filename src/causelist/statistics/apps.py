"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Figures anyone can recompute."""

    name = "causelist.statistics"

    def ready(self) -> None:
        """Follow what is recorded."""
        from causelist.record.publication import on_published  # rooms are imported once apps are loaded
        from causelist.statistics.tasks import follow

        on_published(follow)
