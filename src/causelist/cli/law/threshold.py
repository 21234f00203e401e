"""`causelist law threshold`: whether quantities reach a criminal threshold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from causelist.cli.law.common import answer, bill, book_of, day_of_law, facts_of, today
from causelist.law.crime import Threshold
from causelist.law.crime import threshold as judged

_MET = {True: "met", False: "not met", None: "cannot be said"}


@click.command()
@click.argument("place")
@click.option("--act", required=True, help="The article: 217, 218.")
@click.option("--fact", "facts", multiple=True, metavar="NAME=NUMBER", help="A quantity, as works=250; again for more.")
@click.option("--unknown", multiple=True, metavar="NAME", help="A quantity that is not known.")
@click.option("--reading", help="A reading of the law other than the literal one.")
@day_of_law
@bill
def threshold(
    place: str,
    *,
    act: str,
    facts: tuple[str, ...],
    unknown: tuple[str, ...],
    reading: str | None,
    on: dt.date | None,
    decided: dt.date | None,
    bill: str | None,
    as_json: bool,
) -> None:
    """Whether quantities reach the criminal threshold of a PLACE; quantity alone, the purpose of profit apart.

    Facts: business, gains, sales, copies, works, downloads, clicks, members, prior_sanctions_within_2y (how many),
    unit (1 for an organisation). What is not given counts as none.
    """
    found = judged(
        book_of(place, bill),
        act,
        on=on or today(),
        decided=decided,
        facts=facts_of(facts),
        unknown=unknown,
        reading=reading,
    )
    answer(found.as_json(), _lines(found), as_json=as_json)


def _lines(found: Threshold) -> Iterator[str]:
    tier = f" ({found.tier.replace('_', ' ')})" if found.tier else ""
    yield click.style(f"Art. {found.act}: {_MET[found.met]}{tier}", bold=True)
    yield f"by the law of {found.law.replace('_', ' ')}; act of {found.on}, decided on {found.decided}"
    for finding in found.findings:
        row = finding.as_json()
        yield f"  [{_MET[row['met']]}] {row['words']} — {row['cite']}"
    if found.missing:
        yield f"What would decide: {', '.join(found.missing)}"
