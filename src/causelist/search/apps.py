"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One index over what is published."""

    name = "causelist.search"

    def ready(self) -> None:
        """Be told what is recorded."""
        from causelist.record.publication import on_published  # rooms are imported once apps are loaded
        from causelist.search.services import index_announced

        on_published(index_announced)
