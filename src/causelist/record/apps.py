"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """What every record has: transitions, publication and redaction."""

    name = "causelist.record"
