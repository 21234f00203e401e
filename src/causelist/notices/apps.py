"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices, items, their states and history."""

    name = "causelist.notices"
