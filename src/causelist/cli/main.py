"""The `causelist` command: each subcommand lives in its own module and is imported only when it is called.

`read` must start in under 0.4 seconds, so nothing here may import Django.
"""

from __future__ import annotations

import sys
from typing import Any

import click

import causelist
from causelist.cli import guard
from causelist.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "bench": ("causelist.cli.bench", "bench", "Measure itself beside the raw limit, in the same run."),
    "cases": ("causelist.cli.cases", "cases", "Print the cases, one a line; `--json` for programs."),
    "demo": ("causelist.cli.demo", "demo", "Make the demonstration registry and serve it."),
    "import": ("causelist.cli.importing", "import_", "Take letters in from files and folders."),
    "law": ("causelist.cli.law.group", "law", "What the law of a place says on a day, with reasons and sources."),
    "mail": ("causelist.cli.mail", "mail", "Take in mail: complaints, and replies to the office of a case."),
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


class Main(LazyGroup):
    """The commands, whose every ending is a clear line."""

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


@click.group(cls=Main, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(causelist.__version__, prog_name="causelist")
def main() -> None:
    """Causelist: the open registry of copyright enforcement.

    Exit status: 0 done, 1 found something wrong, 2 wrong use.
    """
