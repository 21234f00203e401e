"""What the `law` commands share: options, facts from words, and printing for people or as JSON."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

import click

from causelist.law import Book, LawError, law_of
from causelist.law.rule import Citation

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType["dt.date"]):
    """A day, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a line that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write YYYY-MM-DD, as 2012-06-01", param, ctx)


class Start(click.ParamType["dt.date | dt.datetime"]):
    """A day, or an instant with its offset from UTC."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date | dt.datetime:
        """The day or the instant, or a line that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value) if len(value) <= 10 else dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is neither a day nor an instant; write 2026-02-13 or 2026-02-13T16:00+08:00", param, ctx
            )


class Number(click.ParamType[Decimal]):
    """A number, exactly as it is written."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number, or a line that says what one looks like."""
        if isinstance(value, Decimal):
            return value
        return _decimal(value) if _is_number(value) else self.fail(f"{value!r} is no number", param, ctx)


def bill(command: Command) -> Command:
    """Add `--bill` and `--json`, which every command knows."""
    command = click.option("--json", "as_json", is_flag=True, help="One JSON object.")(command)
    return click.option("--bill", metavar="NAME", help="Lay a bill over the law (e.g. iipa-2012).")(command)


def day_of_law(command: Command) -> Command:
    """Add `--on` and `--decided`."""
    command = click.option(
        "--decided", type=Day(), help="The day of the decision; by default that of the act, whose law then decides."
    )(command)
    return click.option("--on", type=Day(), help="The day of the act; by default today.")(command)


def today() -> dt.date:
    """The day it is where the command runs."""
    return dt.datetime.now().astimezone().date()


def book_of(place: str, bill_name: str | None) -> Book:
    """The law of a place, under a bill if one is named."""
    return law_of(place.lower(), bill_name)


def facts_of(words: Iterable[str]) -> dict[str, Decimal]:
    """`name=number` words as facts; the same name twice, or no number, is wrong use."""
    facts: dict[str, Decimal] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name or not _is_number(value):
            raise click.UsageError(f"--fact {word!r}: write NAME=NUMBER, as works=250")
        if name in facts:
            raise click.UsageError(f"--fact {name} is given twice; give it once")
        facts[name] = _decimal(value)
    return facts


def _is_number(value: str) -> bool:
    try:
        return _decimal(value).is_finite()
    except InvalidOperation:
        return False


def _decimal(value: str) -> Decimal:
    return Decimal(value.replace(",", "").replace("_", ""))


def answer(result: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print an answer: one JSON object, or lines for people."""
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, default=str))
        return
    for line in lines:
        click.echo(textwrap.fill(line, 100, subsequent_indent="    ") if len(line) > 100 else line)


def source(cite: Citation) -> str:
    """A citation as the end of a line."""
    return f"— {cite}"


def refuse(error: LawError) -> click.ClickException:
    """A question that cannot be answered, as one line."""
    return click.ClickException(str(error))
