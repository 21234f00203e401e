"""`causelist law damages|fine|remuneration`: sums of money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import click

from causelist.cli.law.common import Day, Number, answer, bill, book_of, day_of_law, today
from causelist.law import damages as awards
from causelist.law import fines
from causelist.law import remuneration as tariff


@click.command()
@click.argument("place")
@click.option("--loss", type=Number(), help="What the owner lost, as far as proven.")
@click.option("--gain", type=Number(), help="What the infringer gained.")
@click.option("--licence-fee", type=Number(), help="What a licence would have cost.")
@click.option("--works", type=Number(), default=Decimal(1), show_default=True, help="How many works.")
@click.option("--copies", type=Number(), help="How many copies.")
@click.option("--infringements", type=Number(), default=Decimal(1), show_default=True, help="How many acts.")
@click.option("--wilful/--not-wilful", default=None, help="Whether it was done wilfully.")
@click.option("--serious/--not-serious", default=None, help="Whether the circumstances are serious.")
@click.option("--repeat/--not-repeat", default=None, help="Whether it was done before.")
@click.option("--innocent/--not-innocent", default=None, help="Whether the infringer could not know.")
@click.option("--registered/--not-registered", default=None, help="Registered in time (United States).")
@click.option("--multiple", type=Number(), help="The punitive multiple asked for.")
@click.option("--costs", type=Number(), help="Reasonable costs of enforcement.")
@click.option("--election", help="What the owner elects (actual, statutory).")
@click.option("--ended", type=Day(), help="The last day of an act that lasted.")
@click.option("--unknown", multiple=True, metavar="NAME", help="What is not known yet: loss, gain, licence_fee.")
@click.option(
    "--wrong",
    default="infringement",
    show_default=True,
    help="infringement, circumvention, management_information, wrong_notice.",
)
@click.option("--per", help="Count statutory damages per case, work, copy or act, instead of as the text has it.")
@click.option(
    "--punitive-reading", default="total", show_default=True, help="The multiple is the total, or comes on_top."
)
@click.option("--published", type=Day(), help="First published (United States, for registration in time).")
@day_of_law
@bill
def damages(
    place: str,
    *,
    on: dt.date | None,
    multiple: Decimal | None,
    ended: dt.date | None,
    bill: str | None,
    as_json: bool,
    **facts: Any,
) -> None:
    """What a court of a PLACE may award."""
    found = awards.damages(book_of(place, bill), on=on or today(), punitive_multiple=multiple, act_ended=ended, **facts)
    result = found.as_json()
    answer(result, _told(f"Damages: {_range(result)}", result), as_json=as_json)


@click.command()
@click.argument("place")
@click.option("--business", type=Number(), help="The illegal business amount; 0 for none.")
@click.option("--hard-to-count", is_flag=True, help="The amount cannot be counted.")
@click.option("--gains", type=Number(), help="The illegal gains.")
@click.option("--copies", type=Number(), help="How many copies.")
@click.option("--unit", is_flag=True, help="An organisation did it.")
@click.option("--public-interest/--no-public-interest", default=None, help="Whether it also harms the public interest.")
@click.option("--serious/--not-serious", default=None, help="Whether the circumstances are serious.")
@click.option("--wilful/--not-wilful", default=None, help="Whether it was done wilfully.")
@click.option("--again/--not-again", default=None, help="Whether it was sanctioned before.")
@click.option("--fined", type=Number(), help="What was already fined for the same act.")
@click.option("--court-fine", type=Number(), help="What a court has fined for the same act.")
@click.option("--wrong", "wrongs", multiple=True, default=("infringement",), show_default=True, help="The wrong.")
@day_of_law
@bill
def fine(place: str, *, on: dt.date | None, bill: str | None, as_json: bool, **facts: Any) -> None:
    """What an authority of a PLACE may fine."""
    result = fines.fine(book_of(place, bill), on=on or today(), **facts).as_json()
    possible = {True: "", False: "No fine. ", None: "Cannot be said yet. "}[result["possible"]]
    answer(result, _told(f"Fine: {possible}{_range(result)}", result), as_json=as_json)


@click.command()
@click.argument("place")
@click.option("--year", type=int, required=True, help="The year of broadcasting.")
@click.option("--medium", help="radio or tv, for the base of time.")
@click.option("--minutes", type=Number(), help="Minutes of recordings broadcast.")
@click.option("--relay-minutes", type=Number(), help="Minutes relayed, which count for a tenth.")
@click.option("--total-minutes", type=Number(), help="Minutes of all programmes.")
@click.option("--revenue", type=Number(), help="Advertising revenue of the year.")
@click.option("--share", type=Number(), help="The part of programme time that is recordings, as 0.08.")
@click.option("--region", default="east", show_default=True, help="east, central, west, national_special.")
@click.option("--reading", default="steps", show_default=True, help="Whole-percent steps, or linear.")
@click.option("--agreed", help="The base the parties agreed on.")
@click.option("--fair-rate", type=Number(), help="A part of the revenue held to be fair: shows the gap.")
@bill
def remuneration(place: str, *, bill: str | None, as_json: bool, **facts: Any) -> None:
    """What a broadcaster of a PLACE owes for the recordings of a year."""
    result = tariff.remuneration(book_of(place, bill), **facts).as_json()
    answer(result, _told(f"Remuneration: {result['amount']} {result['currency']}", result), as_json=as_json)


def _range(result: dict[str, Any]) -> str:
    least, most = result.get("least") or result.get("at_least"), result.get("most") or result.get("at_most")
    if least is None and most is None:
        return "no sum can be said"
    amount = str(least) if least == most else f"{least or 'no least'} to {most or 'no most'}"
    return f"{amount} {result['currency'] or ''}".strip()


def _told(head: str, result: dict[str, Any]) -> Iterator[str]:
    yield click.style(head, bold=True)
    steps: Iterable[str] = result["steps"]
    yield from (f"  {step}" for step in steps)
    if result.get("missing"):
        yield f"What would decide: {', '.join(result['missing'])}"
    yield f"  — {result['cite']}"
