"""The `law` group: each command is imported only when it is called."""

from __future__ import annotations

from typing import Any

import click

from causelist.cli.lazy import LazyGroup, Table
from causelist.law.errors import LawError

COMMANDS: Table = {
    "compare": ("causelist.cli.law.rules", "compare", "What differs between two days, or under a bill."),
    "competence": ("causelist.cli.law.cases", "competence", "Which body is competent."),
    "complete": ("causelist.cli.law.complete", "complete", "Whether a notice has everything the law asks of it."),
    "damages": ("causelist.cli.law.money", "damages", "What a court may award."),
    "deadline": ("causelist.cli.law.deadline", "deadline", "When something is due."),
    "fine": ("causelist.cli.law.money", "fine", "What an authority may fine."),
    "kinds": ("causelist.cli.law.cases", "kinds", "What the law asks of each kind of place."),
    "limitation": ("causelist.cli.law.term", "limitation", "Whether it is still in time to sue or to punish."),
    "papers": ("causelist.cli.law.cases", "papers", "Which papers may be asked for."),
    "publication": ("causelist.cli.law.cases", "publication", "What of a decision is published."),
    "remuneration": ("causelist.cli.law.money", "remuneration", "What a broadcaster owes for recordings."),
    "rules": ("causelist.cli.law.rules", "rules", "List the rules of a place."),
    "show": ("causelist.cli.law.rules", "show", "A rule with its history and sources."),
    "silence": ("causelist.cli.law.cases", "silence", "Whether silence on a complaint is unlawful."),
    "term": ("causelist.cli.law.term", "term", "How long a work is protected."),
    "threshold": ("causelist.cli.law.threshold", "threshold", "Whether quantities reach a criminal threshold."),
}


class LawGroup(LazyGroup):
    """Commands imported when they are run; what the law cannot answer ends in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command; exit status 1 with a line where the question cannot be answered."""
        try:
            return super().invoke(ctx)
        except LawError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=LawGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def law() -> None:
    """What the law says on a day, with reasons and sources. Not legal advice.

    Every command takes --json, and --bill NAME to lay a bill over the law.
    """
