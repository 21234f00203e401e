"""`causelist stats`: the figures that the statistics pages show, with the time they were made."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from causelist.cli.django import start

if TYPE_CHECKING:
    from causelist.statistics.metrics import Metric
    from causelist.statistics.waiting import Waiting

_HEADS = {"percentile_95": "95th percentile", "of": "of all"}
FORMATS = click.Choice(["table", "csv", "json"])


@click.command()
@click.argument("name")
@click.option(
    "--by", default="month", show_default=True, metavar="DIVISION", help="month, or what `list` says, e.g. authority."
)
@click.option("--from", "first", metavar="YYYY-MM", help="The first month.")
@click.option("--to", "last", metavar="YYYY-MM", help="The last month.")
@click.option("--top", type=click.IntRange(1, 1000), default=1000, show_default=True, help="How many values at most.")
@click.option("--format", "shape", type=FORMATS, default="table", show_default=True)
@click.option("--refresh", is_flag=True, help="Count anew first.")
def stats(name: str, *, by: str, first: str | None, last: str | None, top: int, shape: str, refresh: bool) -> None:
    """Print the figure NAME.

    `causelist stats list` says which there are; `causelist stats enforcement` is the whole table of note 39, by year.

    The numbers are those of the statistics pages, as of the same moment: counts; money, each currency by itself; or
    days, with their median and 95th percentile (empty where fewer than five are counted or too many are still open).
    """
    start()
    if refresh:
        from causelist.statistics.services import refresh as count_anew

        count_anew()
    if name == "list":
        click.echo(_listed(shape), nl=False)
        return
    if name == "enforcement":
        click.echo(_enforcement(shape), nl=False)
        return
    from causelist.statistics import queries

    try:
        wanted = queries.metric(name)
        start_on = queries.read_month(first) if first else None
        end_on = queries.read_month(last) if last else None
        as_of = queries.as_of()
        rows = _rows(wanted, by, start_on, end_on, top)
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
        "rows": rows,
    }
    click.echo({"table": _table, "csv": _csv, "json": _json}[shape](answer), nl=False)


def _rows(wanted: Metric, by: str, first: dt.date | None, last: dt.date | None, top: int) -> list[dict[str, Any]]:
    """A row for each value as the formats print it, all with the same keys."""
    from causelist.statistics import queries, timing
    from causelist.statistics.definitions import DAYS, MONEY, units

    if wanted.form == DAYS:
        found = timing.times(wanted.name, "" if by == "month" else by, start=first, end=last, top=top)
        if by == "month":
            return [_waiting(f"{month:%Y-%m}", f"{month:%Y-%m}", said) for month, said in found.months]
        return [_waiting(row.value, row.label, row.waiting) for row in found.rows]
    totals = queries.totals(wanted.name, by, start=first, end=last, limit=top)
    if wanted.form == MONEY:
        return [
            {"value": row.value, "label": row.label, "currency": row.currency, "count": units(wanted, row.count)}
            for row in totals
        ]
    rows = [{"value": row.value, "label": row.label, "count": row.count} for row in totals]
    if wanted.share_of:
        for shown, row in zip(rows, totals, strict=True):
            shown["of"] = row.of or 0
            shown["share"] = round(row.count / row.of, 4) if row.of else None
    return rows


def _waiting(value: str, label: str, told: Waiting) -> dict[str, Any]:
    hidden = told.hidden
    return {
        "value": value,
        "label": label,
        "count": None if hidden else told.count,
        "open": None if hidden else told.open,
        "median": told.median,
        "percentile_95": told.percentile95,
    }


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
    width = max(len(row["metric"]) for row in listed)
    return "\n".join(
        f"{row['metric']:<{width}} {row['title']} (by {_cell(row['by'])})\n  {row['definition']}\n" for row in listed
    )


def _enforcement(shape: str) -> str:
    """The whole table, a line for each figure, currency and part."""
    from causelist.statistics.definitions import units
    from causelist.statistics.enforcement import enforcement

    found = enforcement()
    if found.as_of is None:
        raise click.ClickException("nothing was counted yet. Run it with --refresh, or take letters in first")
    rows: list[dict[str, Any]] = [
        {
            "group": group, "metric": line.metric.name, "title": str(line.metric.title), "currency": line.currency,
            "part": line.part, "label": line.label, "count": units(line.metric, line.total),
            "by_year": {str(year): units(line.metric, count) for year, count in sorted(line.by_year.items())},
        }
        for group, lines in found.groups.items()
        for line in lines
    ]  # fmt: skip
    if shape == "json":
        return json.dumps({"as_of": found.as_of.isoformat(), "rows": rows}, ensure_ascii=False) + "\n"
    if shape == "csv":
        years = sorted({year for row in rows for year in row["by_year"]})
        keys = ["group", "metric", "title", "currency", "part", "count"]
        return _rows_of_csv(
            [
                [*keys, *years],
                *(
                    [*(str(row[key]) for key in keys), *(str(row["by_year"].get(year, 0)) for year in years)]
                    for row in rows
                ),
            ]
        )
    width = max(len(_said("count", row["count"])) for row in rows)
    lines, group = [f"Note 39 (as of {found.as_of:%Y-%m-%d %H:%M %Z})"], ""
    for row in rows:
        if row["group"] != group:
            group = row["group"]
            lines += ["", group.upper()]
        said = f"    {row['label']}" if row["part"] else row["title"]
        lines.append(f"{_said('count', row['count']):>{width}}  {said} {row['currency']}".rstrip())
    return "\n".join([*lines, ""])


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _csv(answer: dict[str, Any]) -> str:
    names = {"value": answer["by"], "count": answer["metric"]}
    keys = list(answer["rows"][0]) if answer["rows"] else ["value", "label", "count"]
    head = [*(names.get(key, key) for key in keys), "as_of"]
    rows = [[*(_written(row[key]) for key in keys), answer["as_of"]] for row in answer["rows"]]
    return _rows_of_csv([head, *rows])


def _written(value: object) -> str:
    return "" if value is None else _safe(str(value)) if isinstance(value, str) else str(value)


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
    columns = [key for key in rows[0] if key not in {"value", "label"}]
    cells = [[_said(key, row[key]) for key in columns] for row in rows]
    head = [] if columns == ["count"] else [[_HEADS.get(key, key) for key in columns]]
    widths = [max(len(line[index]) for line in (*head, *cells)) for index in range(len(columns))]
    # Figures first, so that names of any script stay in line.
    for cell, label in zip((*head, *cells), (*("" for _ in head), *(row["label"] for row in rows)), strict=True):
        figures = "  ".join(f"{text:>{width}}" for text, width in zip(cell, widths, strict=True))
        lines.append(f"{figures}  {label}".rstrip())
    return "\n".join([*lines, ""])


def _said(key: str, value: object) -> str:
    if key == "share":
        return "–" if value is None else f"{value:.1%}"
    if value is None:
        return "<5" if key in {"count", "open"} else "–"
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
