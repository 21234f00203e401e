"""`causelist law term|limitation`: how long a work is protected, and how long one may sue."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from causelist.cli.law.common import Day, answer, bill, book_of, today
from causelist.law import limitation as limits
from causelist.law import term as terms

_PROTECTED = {True: "protected", False: "no longer protected", None: "cannot be said"}
_OPEN = {True: "still in time", False: "out of time", None: "cannot be said"}


@click.command()
@click.argument("place")
@click.option("--kind", required=True, help="literary, film, photograph, performance, phonogram, broadcast …")
@click.option("--published", type=Day(), help="First published, or first broadcast.")
@click.option("--created", type=Day(), help="Made, performed or fixed.")
@click.option("--author-died", type=Day(), multiple=True, help="The day an author died; again for each author.")
@click.option("--author-lives", is_flag=True, help="An author is alive.")
@click.option("--anonymous", is_flag=True, help="Nobody knows the author.")
@click.option("--legal-person", is_flag=True, help="An organisation is the author, or it was made for hire.")
@click.option("--renewed/--not-renewed", default=None, help="Renewed (United States, before 1964).")
@click.option("--on", type=Day(), help="The day that is asked about; by default today.")
@bill
def term(
    place: str,
    *,
    author_died: tuple[dt.date, ...],
    on: dt.date | None,
    bill: str | None,
    as_json: bool,
    **facts: Any,
) -> None:
    """Whether a work is protected in a PLACE, and until when."""
    found = terms.term(book_of(place, bill), on=on or today(), author_died=author_died or None, **facts)
    result = found.as_json()
    word = "until" if result["protected"] else "it ended on"
    until = f", {word} {result['until']}" if result["until"] else ""
    lines = [f"{_PROTECTED[result['protected']]}{until}", *_rest(result)]
    answer(result, lines, as_json=as_json)


@click.command()
@click.argument("place")
@click.option("--act", type=Day(), required=True, help="The day of the act, or its first.")
@click.option("--ended", type=Day(), help="The last day of an act that lasted.")
@click.option("--continues", is_flag=True, help="It still goes on.")
@click.option("--knew", type=Day(), help="When the owner knew of the harm and of who did it.")
@click.option("--restarted", type=Day(), multiple=True, help="A demand, an acknowledgement, a suit.")
@click.option("--kind", default="civil", show_default=True, help="civil or administrative.")
@click.option("--on", type=Day(), help="The day of the suit or of the discovery; by default today.")
@bill
def limitation(
    place: str, *, on: dt.date | None, ended: dt.date | None, bill: str | None, as_json: bool, **facts: Any
) -> None:
    """Whether it is still in time to sue, or to punish, in a PLACE."""
    result = limits.limitation(book_of(place, bill), on=on or today(), act_ended=ended, **facts).as_json()
    last = f", last day {result['last_day']}" if result["last_day"] else ""
    answer(result, [f"{_OPEN[result['open']]}{last}", *_rest(result)], as_json=as_json)


def _rest(result: dict[str, Any]) -> list[str]:
    missing = [f"What would decide: {', '.join(result['missing'])}"] if result["missing"] else []
    return [*(f"  {step}" for step in result["steps"]), *missing, f"  — {result['cite']}"]
