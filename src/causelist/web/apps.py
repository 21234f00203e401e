"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, wording, static files."""

    name = "causelist.web"
