"""The room of cases."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Its effects register when it starts."""

    name = "causelist.cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the effects of all acts at hand; a table that names an act's unknown parts stops the start."""
        from causelist.cases import (  # need the models, which are there by now
            clocks,
            complaining,
            effects,
            following,
            tables,
            visibility,
        )
        from causelist.cases.tasks import begin, wake_for
        from causelist.runtime.announcements import on_published
        from causelist.runtime.tasks import on_begin

        on_published(following.tell)
        effects.load()
        on_begin(begin)
        clocks.on_start(wake_for)
        tables.check()
        visibility.table()
        if "complaint.file" not in effects.names():
            raise RuntimeError(f"{complaining.__name__} did not register")
