"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public site."""

    name = "causelist.public"

    def ready(self) -> None:
        """Load all law: a rule file that cannot be trusted stops start-up with its file, its line and how to mend it."""
        from causelist.law import all_law
        from causelist.law.clock_calendars import all_calendars
        from causelist.law.report import figures

        all_law()
        all_calendars()
        figures()
