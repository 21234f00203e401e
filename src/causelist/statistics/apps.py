"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Figures anyone can recompute."""

    name = "causelist.statistics"
