"""Starting Django from a command, with clear lines for what an operator can mend."""

from __future__ import annotations

import os


def start() -> None:
    """Load settings and rooms. Raises `SettingError` (exit status 2) when a setting cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "causelist.config.settings")
    import django

    django.setup()
