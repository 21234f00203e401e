"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Letters under review, before they are on the record."""

    name = "causelist.filing"
