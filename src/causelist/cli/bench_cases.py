"""`causelist bench cases`: docket, list, case page, publication, act and sweep, each beside the fastest raw way.

The raw way is SQL written for the one question by somebody who knows the store, or, of a publication, setting the page
alone. Where both give rows, these are compared first: figures of two different answers would mean nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

DUE = 1_000  # clocks that fall due at once
ROUNDS = 5
ACTS = 20
_SELF = (sys.executable, "-c", "import sys; from causelist.cli.bench_cases import inside; inside(int(sys.argv[1]))")


def measure(count: int, store: str) -> list[dict[str, Any]]:
    """One run on each store, in a registry of its own that is gone afterwards."""
    from causelist.cli.bench_import import server
    from causelist.cli.bench_stores import PostgresStore, SqliteStore, Store

    with tempfile.TemporaryDirectory(prefix="causelist-bench-") as scratch, contextlib.ExitStack() as held:
        stores: list[Store] = []
        if store in {"sqlite", "both"}:
            stores.append(SqliteStore(Path(scratch)))
        if store in {"postgres", "both"}:
            stores.append(PostgresStore(held.enter_context(server()), Path(scratch)))
        found: list[dict[str, Any]] = []
        for one in stores:
            with one.fresh("cases") as env:
                ran = subprocess.run([*_SELF, str(count)], env=env, stdout=subprocess.PIPE, text=True, check=False)
            if ran.returncode:
                raise click.ClickException(f"the measurement on {one.name} failed; the lines above say why")
            found += [{"store": one.name, **line} for line in json.loads(ran.stdout.splitlines()[-1])]
        return found


def inside(count: int) -> None:
    """The measurement on the store that the environment names, as the last line printed."""
    os.environ["CAUSELIST_DEMONSTRATION"] = "1"  # so that pages are those of a registry that sends no mail
    from causelist.cli.django import start

    start()
    from causelist.cli.bench_registry import fill
    from causelist.runtime import bulk

    began = time.perf_counter()
    registry = fill(count)
    bulk.analyse()
    click.echo(f"{count:,} cases in {time.perf_counter() - began:.0f} s", err=True)
    from causelist.cli import bench_questions

    click.echo(json.dumps([line | {"cases": count} for line in bench_questions.answers(registry)]))


def show(lines: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """One line of JSON, or a table for people."""
    if as_json:
        click.echo(json.dumps({"runs": list(lines)}))
        return
    for line in lines:
        click.echo(
            f"{line['store']:<9} {line['what']:<28} {line['ours_ms']:>9,.1f} ms beside {line['raw_ms']:>9,.1f} raw: "
            f"{line['ratio']:>6.1%}, {line['queries']} queries, {line['cases']:,} cases, peak {line['peak_mb']:,.0f} MB"
        )


def best(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of some runs, in milliseconds."""
    found = float("inf")
    for _ in range(rounds):
        gc.collect()
        began = time.perf_counter()
        act()
        found = min(found, time.perf_counter() - began)
    return found * 1000


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is undone."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def line(what: str, ours_ms: float, raw_ms: float, queries: int) -> dict[str, Any]:
    """One line of the report."""
    from causelist.cli.bench import peak_mb

    return {
        "what": what, "ours_ms": round(ours_ms, 2), "raw_ms": round(raw_ms, 2), "ratio": round(raw_ms / ours_ms, 4),
        "queries": queries, "peak_mb": peak_mb(),
    }  # fmt: skip


def moment(value: dt.datetime, *, sqlite: bool) -> Any:
    """As the store's driver wants it."""
    return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ") if sqlite else value
