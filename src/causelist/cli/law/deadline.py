"""`causelist law deadline`: when something is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from causelist.cli.law.common import Start, answer, bill, book_of
from causelist.cli.law.rules import rule_of
from causelist.law.clock import Deadline
from causelist.law.clock import deadline as due
from causelist.law.clock_run import Extension, Pause


@click.command()
@click.argument("rule_id", metavar="RULE")
@click.option("--start", type=Start(), required=True, help="The event: a day, or an instant with its offset.")
@click.option("--pause", "pauses", multiple=True, metavar="FROM/TO=REASON", help="Time that does not run.")
@click.option("--extend", "extensions", multiple=True, metavar="N=REASON", help="Time that is added.")
@click.option("--zone", help="The time zone of the place (Asia/Shanghai); by default the law's own.")
@click.option("--calendar", help="Another calendar of working days than the law's own.")
@click.option("--expected", is_flag=True, help="Count on past the announced holidays; the answer says so.")
@bill
def deadline(
    rule_id: str,
    *,
    start: dt.date | dt.datetime,
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    zone: str | None,
    calendar: str | None,
    expected: bool,
    bill: str | None,
    as_json: bool,
) -> None:
    """When the period of a RULE ends that began at --start (`cn.ecommerce.reinstatement_wait`).

    `due` is the last day that counts, or for hours and minutes the instant.
    """
    rule_of(rule_id, bill)
    found = due(
        book_of(rule_id.partition(".")[0], bill),
        rule_id,
        start=start,
        pauses=[_pause(word) for word in pauses],
        extensions=[_extension(word) for word in extensions],
        place_zone=zone,
        calendar=calendar,
        expected=expected,
    )
    answer(found.as_json(), _lines(found), as_json=as_json)


def _pause(word: str) -> Pause:
    span, equals, reason = word.partition("=")
    first, _, last = span.partition("/")
    if not equals or not reason.strip():
        raise click.UsageError(f"--pause {word!r}: write FROM/TO=REASON, as 2026-03-01/2026-03-10=expert opinion")
    return Pause(reason.strip(), _when(first), _when(last) if last else None)


def _extension(word: str) -> Extension:
    number, equals, reason = word.partition("=")
    if not equals or not reason.strip() or not number.isdigit():
        raise click.UsageError(f"--extend {word!r}: write N=REASON, as 15=complex case")
    return Extension(reason.strip(), int(number))


def _when(word: str) -> Any:
    return Start().convert(word, None, None)


def _lines(found: Deadline) -> list[str]:
    due_at = found.as_json()["due"] or "no number: " + found.unit
    return [
        click.style(f"{found.title}: {due_at}", bold=True),
        *(f"  {step.words}" for step in found.steps),
        f"  — {found.cite}",
    ]
