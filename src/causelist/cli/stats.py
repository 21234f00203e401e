"""`causelist stats`: the figures that the statistics pages show, with the time they were made."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any

import click

from causelist.cli.django import start

FORMATS = click.Choice(["table", "csv", "json"])


@click.command()
@click.argument("name")
@click.option("--by", default="month", show_default=True, help="kind, sender, host, provider, jurisdiction or month.")
@click.option("--from", "first", metavar="YYYY-MM", help="The first month.")
@click.option("--to", "last", metavar="YYYY-MM", help="The last month.")
@click.option("--top", type=click.IntRange(1, 1000), default=1000, show_default=True, help="How many values at most.")
@click.option("--format", "shape", type=FORMATS, default="table", show_default=True)
@click.option("--refresh", is_flag=True, help="Count anew first.")
def stats(name: str, *, by: str, first: str | None, last: str | None, top: int, shape: str, refresh: bool) -> None:
    """Print the figure NAME; `causelist stats list` says which there are.

    The numbers are those of the statistics pages, as of the same moment.
    """
    start()
    if refresh:
        from causelist.statistics.services import refresh as count_anew

        count_anew()
    if name == "list":
        click.echo(_listed(shape), nl=False)
        return
    from causelist.statistics import queries

    try:
        wanted = queries.metric(name)
        start_on = queries.read_month(first) if first else None
        end_on = queries.read_month(last) if last else None
        as_of = queries.as_of()
        rows = queries.totals(name, by, start=start_on, end=end_on, limit=top)
    except (queries.UnknownMetric, queries.BadMonth) as error:
        raise click.UsageError(str(error)) from error
    if as_of is None:
        raise click.ClickException("nothing was counted yet. Run it with --refresh, or take letters in first")
    answer = {
        "metric": wanted.name,
        "title": str(wanted.title),
        "unit": str(wanted.unit),
        "definition": str(wanted.definition),
        "by": by,
        "from": first,
        "to": last,
        "as_of": as_of.isoformat(),
        "rows": [{"value": row.value, "label": row.label, "count": row.count} for row in rows],
    }
    click.echo({"table": _table, "csv": _csv, "json": _json}[shape](answer), nl=False)


def _listed(shape: str) -> str:
    from causelist.statistics.metrics import METRICS

    listed = [
        {
            "metric": metric.name,
            "title": str(metric.title),
            "unit": str(metric.unit),
            "by": ["month", *metric.dimensions],
            "definition": str(metric.definition),
        }
        for metric in METRICS.values()
    ]
    if shape == "json":
        return json.dumps({"metrics": listed}, ensure_ascii=False) + "\n"
    if shape == "csv":
        return _rows_of_csv([list(listed[0]), *([*map(_cell, row.values())] for row in listed)])
    return "\n".join(
        f"{row['metric']:<10} {row['title']} (by {_cell(row['by'])})\n  {row['definition']}\n" for row in listed
    )


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _csv(answer: dict[str, Any]) -> str:
    head = [answer["by"], "label", answer["metric"], "as_of"]
    rows = [[_safe(row["value"]), _safe(row["label"]), str(row["count"]), answer["as_of"]] for row in answer["rows"]]
    return _rows_of_csv([head, *rows])


def _safe(text: str) -> str:
    """A spreadsheet must not take somebody's name for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _rows_of_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _table(answer: dict[str, Any]) -> str:
    period = (
        " to ".join(month or "…" for month in (answer["from"], answer["to"])) if answer["from"] or answer["to"] else ""
    )
    moment = f"{dt.datetime.fromisoformat(answer['as_of']):%Y-%m-%d %H:%M %Z}"
    lines = [f"{answer['title']} by {answer['by']}{', ' + period if period else ''} (as of {moment})", ""]
    rows = answer["rows"]
    if not rows:
        return "\n".join([*lines, "No figures in these months.", ""])
    figures = [f"{row['count']:,}" for row in rows]
    width = max(map(len, figures))
    # Figures first, so that names of any script stay in line.
    lines += [f"{figure:>{width}}  {row['label']}" for figure, row in zip(figures, rows, strict=True)]
    return "\n".join([*lines, ""])
