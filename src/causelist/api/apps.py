"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The HTTP API, version 1."""

    name = "causelist.api"
