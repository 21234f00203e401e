"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class RuntimeConfig(AppConfig):
    """Numbers, bulk writes, audit trail, background work: what every room stands on."""

    name = "causelist.runtime"
