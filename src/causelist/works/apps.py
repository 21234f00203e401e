"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """Works: what the rights are in."""

    name = "causelist.works"
