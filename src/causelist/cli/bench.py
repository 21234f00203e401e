"""`causelist bench`: measures itself beside the fastest raw way to do the same, in the same run.

Figures of these two differ from machine to machine and from minute to minute; the ratio is what counts.
"""

from __future__ import annotations

import gc
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from causelist.cli.bench_letters import letters

# The fastest honest way to "find the addresses": one compiled pass over the bytes.
_RAW_ADDRESSES = re.compile(rb"(?i)(?:https?://|www\.)[^\s<>\"'\])]+|[\w.-]+\.(?:com|org|net|io)/[^\s<>\"'\])]+")
_ROUNDS = 3
DUE_AT_LEAST = 10_000  # cases: fewer hold too few clocks to fall due at once


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bench() -> None:
    """Measure itself beside the raw limit, in the same run."""


def corpus(path: Path | None, count: int) -> list[tuple[str, bytes]]:
    """Names and bytes of the letters to measure on: those under `path`, else invented ones."""
    if path is None:
        return [(f"invented/{number:06}.txt", content) for number, content in enumerate(letters(count))]
    files = sorted(file for file in path.rglob("*") if file.is_file())[:count]
    if not files:
        raise click.ClickException(f"{path} holds no files to measure on")
    return [(str(file.relative_to(path)), file.read_bytes()) for file in files]


def seconds(act: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The shortest of some runs of `act`: what it takes when nothing else disturbs."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        started = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - started)
    return best


def peak_mb() -> float:
    """The most memory this process and its ended children held, each at its own peak, in MB."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round((own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / unit, 1)


def run(store: str | None, count: int, ours: float, raw: float, **more: Any) -> dict[str, Any]:
    """One line of the report: rates of both sides and ours as a share of raw."""
    return {
        "store": store,
        "ours_per_s": round(count / ours, 1),
        "raw_per_s": round(count / raw, 1),
        "ratio": round(raw / ours, 4),
        "peak_mb": peak_mb(),
        "count": count,
        **more,
    }


def show(runs: Iterable[dict[str, Any]], *, as_json: bool, unit: str) -> None:
    """Print the report: one line of JSON, or a line each for people."""
    runs = list(runs)
    if as_json:
        click.echo(json.dumps({"runs": runs}))
        return
    for each in runs:
        click.echo(
            f"{each['store'] or 'no store':<12} {each['ours_per_s']:>10,.0f} {unit}/s beside {each['raw_per_s']:>10,.0f} raw: "
            f"{each['ratio']:.1%}, peak {each['peak_mb']:,.0f} MB, {each['count']:,} {unit}"
        )


_common = [
    click.argument("path", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)),
    click.option("--count", default=2000, show_default=True, type=click.IntRange(1), help="How many letters at most."),
    click.option("--json", "as_json", is_flag=True, help="One line of JSON."),
]


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_common):
        command = option(command)
    return command


@bench.command("read")
@_options
def bench_read(path: Path | None, count: int, as_json: bool) -> None:  # noqa: FBT001 -- click passes it by name
    """Reading, on one core, beside one regular-expression pass for addresses over the same bytes."""
    from causelist import formats

    contents = [content for _, content in corpus(path, count)]

    def ours() -> int:
        found = 0
        for content in contents:
            try:
                found += len(formats.read(content).reported)
            except formats.Unreadable:
                continue
        return found

    def raw() -> int:
        return sum(len(_RAW_ADDRESSES.findall(content)) for content in contents)

    show([run(None, len(contents), seconds(ours), seconds(raw))], as_json=as_json, unit="letters")


@bench.command("import")
@_options
@click.option("--store", type=click.Choice(["sqlite", "postgres", "both"]), default="both", show_default=True)
def bench_import(path: Path | None, count: int, as_json: bool, store: str) -> None:  # noqa: FBT001 -- as above
    """Taking in, beside our own reading time plus inserting the very same rows without us."""
    from causelist.cli.bench_import import measure

    show(measure(corpus(path, count), path, store), as_json=as_json, unit="letters")


@bench.command("law")
@click.option("--count", type=click.IntRange(1), default=20_000, show_default=True, help="How many evaluations.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def bench_law(count: int, as_json: bool) -> None:  # noqa: FBT001 -- as above
    """Judging thresholds on one core, beside the bare comparisons of one article written out by hand."""
    from causelist.cli.bench_law import measure

    show(measure(count), as_json=as_json, unit="evaluations")


@bench.command("cases")
@click.option("--count", type=click.IntRange(DUE_AT_LEAST), default=200_000, show_default=True, help="How many cases.")
@click.option("--store", type=click.Choice(["sqlite", "postgres", "both"]), default="sqlite", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def bench_cases(count: int, store: str, as_json: bool) -> None:  # noqa: FBT001 -- as above
    """Docket, list, case page, act, publication and sweep over many cases, beside SQL written for each by hand."""
    from causelist.cli.bench_cases import measure
    from causelist.cli.bench_cases import show as tell

    tell(measure(count, store), as_json=as_json)
