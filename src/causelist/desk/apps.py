"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The signed-in workspace of each role."""

    name = "causelist.desk"
