"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models import Field, ForeignObject


class RuntimeConfig(AppConfig):
    """Numbers, bulk writes, audit trail, background work: what every room stands on."""

    name = "causelist.runtime"

    def ready(self) -> None:
        """Make `__among` known to every field and relation."""
        from causelist.runtime.lookups import Among  # registered once the app is loaded

        Field.register_lookup(Among)
        ForeignObject.register_lookup(Among)  # relations keep a registry of their own
