"""`causelist manage reindex`: the search index anew, from the record."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from causelist.search.services import count_rows, reindex


class Command(BaseCommand):
    """Bring every entry of the search index up to date; safe at any time, also while the site is served."""

    help = "Make the search index anew from the record. The site goes on answering meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--scratch` empties it first."""
        parser.add_argument("--scratch", action="store_true", help="start from an empty index: mends a damaged one")

    def handle(self, *_: Any, scratch: bool, **__: Any) -> None:
        """Run it, with a bar on a terminal."""
        with Progress(disable=not sys.stderr.isatty(), transient=True) as bar:
            task = bar.add_task("Indexing", total=count_rows())
            changed = reindex(scratch=scratch, progress=lambda rows: bar.advance(task, rows))
        self.stdout.write(f"The search index is up to date: {changed:,} entries were written or dropped.")
