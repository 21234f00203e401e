"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One index over what is published."""

    name = "causelist.search"
