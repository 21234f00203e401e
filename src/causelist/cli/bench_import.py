"""`causelist bench import`: taking letters in, beside our own reading time plus inserting the very same rows without us.

Each side runs in a process of its own (`bench_side`), on a fresh store of the same shape, in turn; the shorter of two
runs counts. Afterwards both stores must hold the same rows, or there is no figure.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from causelist.cli.bench import run
from causelist.cli.cluster import NoCluster, cluster

ROUNDS = 2


def measure(letters: Sequence[tuple[str, bytes]], store: str) -> list[dict[str, Any]]:
    """A run for each store asked for. Raises `ClickException` when a side fails or the rows differ."""
    with tempfile.TemporaryDirectory(prefix="causelist-bench-") as scratch:
        folder = Path(scratch) / "letters"
        for name, content in letters:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        runs = []
        for name in ("sqlite", "postgres"):
            if store not in {name, "both"}:
                continue
            try:
                runs.append(_one_store(name, folder, Path(scratch), len(letters)))
            except NoCluster as reason:
                if store != "both":
                    raise click.ClickException(f"PostgreSQL cannot be measured here: {reason}") from None
                click.echo(f"PostgreSQL is left out: {reason}", err=True)
        return runs


def _one_store(store: str, folder: Path, scratch: Path, count: int) -> dict[str, Any]:
    ours: list[dict[str, Any]] = []
    raw: list[dict[str, Any]] = []
    for number in range(ROUNDS):
        with _fresh(store, scratch, f"ours-{number}") as here, _fresh(store, scratch, f"raw-{number}") as there:
            ours.append(_side("take-in", here, str(folder)))
            reading = _side("read", here, str(folder))
            rows = scratch / "rows.pickle"
            _side("dump", here, str(rows))
            inserting = _side("insert", there, str(rows))
            left, right = (_side("digest", side)["digest"] for side in (here, there))
            if left != right:
                raise click.ClickException(f"the two {store} stores differ after the run: no figure is given")
            raw.append({"read": reading["seconds"], "insert": inserting["seconds"], "rows": inserting["rows"]})
            rows.unlink()
    best = min(raw, key=lambda each: each["read"] + each["insert"])
    return run(
        store,
        count,
        min(each["seconds"] for each in ours),
        best["read"] + best["insert"],
        rows=best["rows"],
        raw_read_s=round(best["read"], 2),
        raw_insert_s=round(best["insert"], 2),
    ) | {"peak_mb": max(each["peak_mb"] for each in ours)}


@contextlib.contextmanager
def _fresh(store: str, scratch: Path, name: str) -> Iterator[dict[str, str]]:
    """The environment of a side: a home of its own, and an empty, migrated store."""
    home = scratch / store / name
    home.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        url = ""
        if store == "postgres":
            url = _database(stack, name)
        env = {**os.environ, "CAUSELIST_HOME": str(home), "DATABASE_URL": url}
        _side("migrate", env)
        yield env


def _database(stack: contextlib.ExitStack, name: str) -> str:
    """A database for one side: in a cluster of our own, or beside the one that `DATABASE_URL` names."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith(("postgres://", "postgresql://")):
        return stack.enter_context(cluster(durable=True))
    import psycopg
    from psycopg import sql

    database = f"causelist_bench_{os.getpid()}_{name.replace('-', '_')}"
    connection = psycopg.connect(given.replace("postgres://", "postgresql://", 1), autocommit=True)
    stack.callback(connection.close)
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    stack.callback(
        lambda: connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
    )
    return given.split("?")[0].rsplit("/", 1)[0] + "/" + database


def _side(act: str, env: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Run one act in a process of its own and give what it reports."""
    ended = subprocess.run(
        [sys.executable, "-m", "causelist.cli.bench_side", act, *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        lines = ended.stderr.strip().splitlines() or ["no message"]
        raise click.ClickException(f"measuring failed while it did {act!r}: {lines[-1]}")
    report: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return report
