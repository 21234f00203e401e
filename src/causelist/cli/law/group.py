"""The `law` group: each command is imported only when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from causelist.law.errors import LawError

COMMANDS: dict[str, tuple[str, str, str]] = {
    "compare": ("causelist.cli.law.rules", "compare", "What differs between two days, or under a bill."),
    "complete": ("causelist.cli.law.complete", "complete", "Whether a notice has everything the law asks of it."),
    "damages": ("causelist.cli.law.money", "damages", "What a court may award."),
    "deadline": ("causelist.cli.law.deadline", "deadline", "When something is due."),
    "fine": ("causelist.cli.law.money", "fine", "What an authority may fine."),
    "limitation": ("causelist.cli.law.term", "limitation", "Whether it is still in time to sue or to punish."),
    "remuneration": ("causelist.cli.law.money", "remuneration", "What a broadcaster owes for recordings."),
    "rules": ("causelist.cli.law.rules", "rules", "List the rules of a place."),
    "show": ("causelist.cli.law.rules", "show", "A rule with its history and sources."),
    "term": ("causelist.cli.law.term", "term", "How long a work is protected."),
    "threshold": ("causelist.cli.law.threshold", "threshold", "Whether quantities reach a criminal threshold."),
}


class LawGroup(click.Group):
    """Commands imported when they are run; what the law cannot answer ends in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command; exit status 1 with a line where the question cannot be answered."""
        try:
            return super().invoke(ctx)
        except LawError as error:
            raise click.ClickException(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, by name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.list_commands(ctx)])


@click.group(cls=LawGroup, context_settings={"help_option_names": ["-h", "--help"]})
def law() -> None:
    """What the law says on a day, with reasons and sources. Not legal advice.

    Every command takes --json, and --bill NAME to lay a bill over the law.
    """
