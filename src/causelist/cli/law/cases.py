"""`causelist law kinds|papers|competence|publication|silence`: what the law says of cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from causelist.cli.law.common import Day, Start, answer, bill, book_of, today
from causelist.law import competence as competences
from causelist.law import grounds, infringement, publishing
from causelist.law import papers as lists

_ASKED = {True: "asked", False: "not asked", None: "hangs on"}
_PARTS = {
    "rights": "rights at stake",
    "acts": "what infringes them",
    "shown": "what must be shown",
    "liable": "who is liable",
    "competent": "who is competent",
    "remedies": "what follows",
    "minimum": "the least that counts",
}


@click.command()
@click.argument("place")
@click.argument("kind", required=False)
@click.option("--on", type=Day(), help="The day of the act; by default today.")
@bill
def kinds(place: str, kind: str | None, *, on: dt.date | None, bill: str | None, as_json: bool) -> None:
    """What the law of a PLACE asks of a KIND of address or premises; without a KIND, which there are."""
    book, day = book_of(place, bill), on or today()
    if kind is None:
        found = infringement.kinds_of(book, day)
        result = {"place": book.jurisdiction, "on": day.isoformat(), "kinds": [asked.as_json() for asked in found]}
        lines = [f"{asked.kind:<12} {asked.title}" for asked in found] or ["No kind of place is known there."]
        answer(result, lines, as_json=as_json)
        return
    told = infringement.asked_of(book, kind, day).as_json()
    answer(told, _kind_lines(told), as_json=as_json)


@click.command()
@click.argument("place")
@click.option(
    "--step", default="complaint", show_default=True, help="complaint, suit, preservation, customs or police."
)
@click.option("--is", "true", multiple=True, metavar="FACT", help=f"A fact that holds: {', '.join(lists.FACTS)}.")
@click.option("--is-not", "false", multiple=True, metavar="FACT", help="A fact that does not hold.")
@click.option("--asked", multiple=True, metavar="PAPER", help="A paper that was asked for: is it on the list?")
@click.option("--on", type=Day(), help="The day of the application; by default today.")
@bill
def papers(
    place: str,
    *,
    step: str,
    true: tuple[str, ...],
    false: tuple[str, ...],
    asked: tuple[str, ...],
    on: dt.date | None,
    bill: str | None,
    as_json: bool,
) -> None:
    """Which papers may be asked for in a PLACE at a step, and in what form."""
    if both := sorted(set(true) & set(false)):
        raise click.UsageError(f"--is {both[0]} and --is-not {both[0]}: leave one of the two out")
    facts = dict.fromkeys(true, True) | dict.fromkeys(false, False)
    book, day = book_of(place, bill), on or today()
    told = lists.papers(book, on=day, facts=facts, step=step).as_json()
    beyond = lists.asked_beyond(book, on=day, asked_names=asked, facts=facts, step=step) if asked else ()
    answer({**told, "beyond": list(beyond)}, _paper_lines(told, beyond), as_json=as_json)


@click.command()
@click.argument("place")
@click.argument("track")
@click.option("--at", multiple=True, metavar="PLACE=REGION", help=f"Where it lies: {', '.join(competences.PLACES)}.")
@click.option("--if", "holds", multiple=True, metavar="NAME", help=", ".join(competences.CIRCUMSTANCES))
@click.option("--on", type=Day(), help="The day of the complaint or suit; by default today.")
@bill
def competence(
    place: str,
    track: str,
    *,
    at: tuple[str, ...],
    holds: tuple[str, ...],
    on: dt.date | None,
    bill: str | None,
    as_json: bool,
) -> None:
    """Which body of a PLACE is competent on a TRACK: administrative, civil, criminal, customs.

    A region may be a line of regions, the smallest first: --at act=riverside,eastport,east.
    """
    told = competences.competence(
        book_of(place, bill),
        on=on or today(),
        track=track,
        places=_places(at),
        circumstances=dict.fromkeys(holds, True),
    ).as_json()
    answer(told, _competence_lines(told), as_json=as_json)


@click.command()
@click.argument("place")
@click.argument("decision", required=False)
@click.option("--on", type=Day(), help="The day of the decision; by default today.")
@bill
def publication(place: str, decision: str | None, *, on: dt.date | None, bill: str | None, as_json: bool) -> None:
    """What of a DECISION is published in a PLACE, and what is withheld; without one, which kinds there are."""
    book = book_of(place, bill)
    if decision is None:
        names = publishing.decision_kinds(book)
        answer(
            {"place": book.jurisdiction, "kinds": list(names)}, names or ["No rule is known there."], as_json=as_json
        )
        return
    told = publishing.withheld(book, on or today(), decision).as_json()
    answer(told, _publication_lines(told), as_json=as_json)


@click.command()
@click.argument("place")
@click.option("--received", type=Start(), required=True, help="When the whole complaint was received.")
@click.option("--on", type=Day(), help="The day that is asked about; by default today.")
@bill
def silence(
    place: str, *, received: dt.date | dt.datetime, on: dt.date | None, bill: str | None, as_json: bool
) -> None:
    """Whether an authority's silence on a complaint is unlawful, since when, and what is open."""
    told = grounds.silence(book_of(place, bill), received=received, on=on or today()).as_json()
    word = (
        f"unlawful since {told['since']}" if told["unlawful"] else f"not yet unlawful; it will be from {told['since']}"
    )
    remedies = [f"  {_said(one)}{_until(one)}" for one in told["remedies"]]
    answer(told, [f"The silence is {word}.", *remedies, f"  — {told['cite']}"], as_json=as_json)


def _places(words: Iterable[str]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for word in words:
        name, equals, line = word.partition("=")
        codes = [code.strip() for code in line.split(",") if code.strip()]
        if not equals or not codes:
            raise click.UsageError(f"--at {word!r}: write PLACE=REGION, as act=riverside")
        if name in places:
            raise click.UsageError(f"--at {name} is given twice; give it once")
        places[name] = codes
    return places


def _until(one: Mapping[str, Any]) -> str:
    return f", until {one['until']}" if one["until"] else ""


def _said(one: Mapping[str, Any]) -> str:
    return f"{one['words']} ({one['article']})" if one.get("article") else str(one["words"])


def _kind_lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield click.style(str(told["title"]), bold=True)
    for name, head in _PARTS.items():
        if told[name]:
            yield f"{head}:"
        for one in told[name]:
            yield f"  - {one['track'] + ': ' if 'track' in one else ''}{_said(one)}"
    yield f"public interest: {_said(told['public_interest'])}"
    if told["note"]:
        yield f"to note: {told['note']}"
    yield f"  — {told['cite']}"


def _paper_lines(told: Mapping[str, Any], beyond: tuple[str, ...]) -> Iterator[str]:
    yield click.style(f"{told['title']}: what {told['asked_by']} may ask for", bold=True)
    for paper in told["items"]:
        hangs = f" {', '.join(paper['hangs_on'])}" if paper["asked"] is None else ""
        forms = ", ".join(
            form["form"] + ("?" if form["asked"] is None else "")
            for form in paper["forms"]
            if form["asked"] is not False
        )
        once = "; once for all cases" if paper["once"] else ""
        yield f"  {paper['id']}: {paper['title']} [{_ASKED[paper['asked']]}{hangs}{once}{f'; {forms}' if forms else ''}]"
    for one in told["not_asked"]:
        yield f"  not asked: {_said(one)}"
    for name in beyond:
        yield f"  beyond the list: {name}"
    yield f"  — {told['cite']}"


def _competence_lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield click.style(f"{told['title']}: {told['body']} of the level {told['level']} or above", bold=True)
    yield f"  {_said(told['why_level'])}"
    for row in told["places"]:
        regions = f" — {', '.join(row['regions'])}" if row["regions"] else ""
        yield f"  {row['place']}: {_said(row)}{regions}"
    yield f"  several: {_said(told['several'])}"
    yield f"  contested: {told['dispute']['decides']}. {_said(told['dispute'])}"
    yield from (f"  to note: {_said(one)}" for one in told["also"])
    yield f"  — {told['cite']}"


def _publication_lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield click.style(f"{told['title']}: {told['published']}", bold=True)
    yield str(told["words"])
    for clock in ("clock", "withdraw_clock"):
        if told[clock]:
            yield f"  {clock.replace('_', ' ')}: {told[clock]}"
    yield from (f"  withheld ({one['how']}): {_said(one)}" for one in told["withheld"])
    yield from (f"  never withheld: {_said(one)}" for one in told["kept"])
    yield from (f"  not published: {_said(one)}" for one in told["not_published"])
    yield f"  — {told['cite']}"
