"""The `causelist` command: each subcommand lives in its own module and is imported only when it is called.

`read` must start in under 0.4 seconds, so nothing here may import Django.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

import causelist
from causelist.cli import guard

# Subcommand: (module, attribute, one line of help). The line stands here so that `--help` imports nothing.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "bench": ("causelist.cli.bench", "bench", "Measure itself beside the raw limit, in the same run."),
    "demo": ("causelist.cli.demo", "demo", "Make the demonstration registry and serve it."),
    "import": ("causelist.cli.importing", "import_", "Take letters in from files and folders."),
    "law": ("causelist.cli.law.group", "law", "What the law of a place says on a day, with reasons and sources."),
    "manage": ("causelist.cli.manage", "manage", "Run one of Django's own commands (migrate, createsuperuser …)."),
    "read": ("causelist.cli.read", "read", "Read letters and print what was understood; touches no database."),
    "serve": ("causelist.cli.serve", "serve", "Serve the site."),
    "stats": (
        "causelist.cli.stats",
        "stats",
        "Print a figure as table, CSV or JSON; `stats list` says which there are.",
    ),
    "worker": ("causelist.cli.serve", "worker", "Do the background work."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run, and whose every ending is a clear line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one subcommand; what an operator can mend ends in one line on standard error."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BaseException as error:
            ending = guard.explain(error)
            if ending is None:
                if guard.wants_traceback() or not isinstance(error, Exception):
                    raise
                ending = guard.Ending(1, guard.defect_line(error))
            if ending.line:
                click.echo(ending.line, err=True)
            sys.exit(ending.status)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand, by name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(causelist.__version__, prog_name="causelist")
def main() -> None:
    """Causelist: the open registry of copyright enforcement.

    Exit status: 0 done, 1 found something wrong, 2 wrong use.
    """
