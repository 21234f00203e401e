"""`causelist law complete`: whether a notice or counter-notice holds what the law asks of it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from typing import Any

import click

from causelist.cli.law.common import Day, answer, bill, book_of, today
from causelist.cli.read import bytes_of
from causelist.formats import Unreadable, read
from causelist.law import complete as completeness

_KNOWN: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}
_STATUS = {"found": "there", "missing": "missing", "defective": "defective", "unknown": "cannot be said"}


@click.command()
@click.argument("place")
@click.argument("file", metavar="FILE")
@click.option("--on", type=Day(), help="The day the provider got it; by default today.")
@click.option("--provider-kind", default="hosting", show_default=True, help="hosting, linking, marketplace …")
@click.option("--document", help="notice or counter-notice, where the reading is not to be trusted.")
@click.option(
    "--known", multiple=True, metavar="NAME=yes|no|unknown", help="What stands beside the letter, as proof=yes."
)
@bill
def complete(
    place: str,
    file: str,
    *,
    on: dt.date | None,
    provider_kind: str,
    document: str | None,
    known: tuple[str, ...],
    bill: str | None,
    as_json: bool,
) -> None:
    """Whether the letter in FILE has everything the law of a PLACE asks of it, and what the provider must do."""
    try:
        reading = read(bytes_of(file))
    except Unreadable as error:
        click.echo(f"{file}: {error}", err=True)
        sys.exit(1)
    found = completeness.complete(
        book_of(place, bill),
        reading,
        on=on or today(),
        provider_kind=provider_kind,
        document=document,
        known=dict(map(_known, known)),
    )
    result = {"path": file, **found.as_json()}
    answer(result, _lines(result), as_json=as_json)


def _known(word: str) -> tuple[str, bool | None]:
    name, equals, value = word.partition("=")
    if not equals or value not in _KNOWN:
        raise click.UsageError(f"--known {word!r}: write NAME=yes, NAME=no or NAME=unknown, as proof=yes")
    return name, _KNOWN[value]


def _lines(result: dict[str, Any]) -> Iterator[str]:
    yield click.style(f"{result['document']}: {result['verdict'] or 'cannot be said'}", bold=True)
    for element in result["elements"]:
        status = _STATUS.get(element["status"], element["status"])
        reason = f" ({element['reason']})" if element["reason"] else ""
        yield f"  [{status}] {element['title']}{reason} — {element['cite']}"
    if result["duty"]:
        yield f"The provider: {result['duty']}"
