"""Starting Django from a command, with clear lines for what an operator can mend."""

from __future__ import annotations

import os

import click


def start() -> None:
    """Load settings and rooms. Raises `SettingError` (exit status 2) when a setting cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "causelist.config.settings")
    import django

    django.setup()
    _make_home()


def missing_migrations() -> list[str]:
    """Migrations the database still lacks, as `room.name`. Raises what the database raises when it cannot be asked."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database up to this program's shape; quick and quiet when it is there already."""
    if not missing_migrations():
        return
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def check_ready() -> None:
    """Refuse to work on a database that is not there, cannot be written, or is older than this program.

    Writing is tried, in a transaction that is taken back: a full disk or a locked file is said now, not to a visitor.
    """
    missing = missing_migrations()
    if missing:
        shown = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
        raise click.ClickException(
            f"the database lacks {len(missing)} migration(s) ({shown}). Run: causelist manage migrate"
        )
    from django.db import connection, transaction

    from causelist.runtime.models import NumberSeries

    with transaction.atomic():
        NumberSeries.objects.create(kind="", year=1)
        transaction.set_rollback(True)
    connection.close()


def _make_home() -> None:
    from django.conf import settings

    from causelist.config.env import SettingError

    try:
        settings.HOME.mkdir(parents=True, exist_ok=True)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
    except OSError as error:
        raise SettingError(
            "CAUSELIST_HOME",
            f"{settings.HOME} cannot be made ({error.strerror})",
            "Point CAUSELIST_HOME at a folder of your own with space left",
        ) from error
