"""`causelist cases`: the cases on the docket, one a line, as the public sees them or in full."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from causelist.cli.django import start

TRACKS = ("administrative", "civil", "criminal")
STAGES = ("complaint", "investigation", "decision", "appeal", "enforcement", "closed")


@click.command()
@click.option("--stage", type=click.Choice(STAGES), help="Where they stand.")
@click.option("--track", type=click.Choice(TRACKS), help="Which way they go.")
@click.option("--authority", metavar="NAME", help="The authority's page name, as in /organisations/NAME.")
@click.option("--late", is_flag=True, help="Only those with a clock that has passed.")
@click.option("--full", is_flag=True, help="All there is, sealed and restricted cases too; never publish it.")
@click.option("--json", "as_json", is_flag=True, help="One case a line, as JSON.")
def cases(
    *, stage: str | None, track: str | None, authority: str | None, late: bool, full: bool, as_json: bool
) -> None:
    """Print the cases, in the order in which they were put on record.

    As the public sees them: what the table of visibility withholds is null, sealed cases are not there. --full prints
    all, for whoever runs the registry and may read its store anyway.
    """
    start()
    from django.utils import timezone

    from causelist.cases.listing import lines
    from causelist.cases.models import Office
    from causelist.cases.queries import Filters

    if authority and not Office.objects.filter(body__organisation__slug=authority).exists():
        raise click.UsageError(
            f"there is no authority called {authority[:80]!r}. Its name is the last part of its page's address"
        )
    filters = Filters(stage=stage or "", track=track or "", authority=authority or "", late=late)
    for row in lines(filters, full=full, now=timezone.now()):
        sys.stdout.write((json.dumps(row, ensure_ascii=False) if as_json else _line(row)) + "\n")


def _line(row: dict[str, Any]) -> str:
    due = "" if row["due"] is None else f"{'late since' if row['late'] else 'due'} {row['due'][:10]}"
    return "  ".join(
        (
            f"{row['number']:<18}", row["opened"][:10], f"{row['stage'] or '':<13}", f"{due:<21}",
            f"{', '.join(row['tracks']):<24}", row["authority_name"] or "",
        )
    ).rstrip()  # fmt: skip
