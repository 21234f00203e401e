"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public site."""

    name = "causelist.public"
