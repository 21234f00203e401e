"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Organisations and their names, regions, memberships with roles, mandates."""

    name = "causelist.parties"
