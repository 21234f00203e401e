"""A group whose commands are imported only when they are run, so that help and small commands start at once."""

from __future__ import annotations

import importlib
from typing import Any

import click

# Command: (module, attribute, one line of help). The line stands in the table so that `--help` imports nothing.
Table = dict[str, tuple[str, str, str]]


class LazyGroup(click.Group):
    """A group of the commands in a table."""

    def __init__(self, *arguments: Any, table: Table | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.table = table or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, by name."""
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.table:
            return None
        module, attribute, _ = self.table[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.table[name][2]) for name in self.list_commands(ctx)])
