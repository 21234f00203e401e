"""Measures `causelist import` beside its raw limit: our own reading alone, plus inserting the very same rows alone."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from causelist.cli.bench_stores import PostgresStore, SqliteStore, Store
from causelist.cli.cluster import NoCluster, cluster
from causelist.cli.import_workers import CHUNK
from causelist.cli.importing import WORKERS

_ROUNDS = 3
_COMMAND = (sys.executable, "-c", "from causelist.cli.main import main; main()")


def measure(corpus: Sequence[tuple[str, bytes]], path: Path | None, store: str) -> list[dict[str, Any]]:
    """One run for each store: rates, their ratio, and the peak of memory over all our processes together.

    `path` is where the corpus is from (None: invented). Raises `click.ClickException` where a store cannot be had.
    """
    with tempfile.TemporaryDirectory(prefix="causelist-bench-") as scratch:
        folder = Path(scratch) / "letters"
        for name, content in corpus:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        contents = [content for _, content in corpus]
        runs = []
        if store in {"sqlite", "both"}:
            runs.append(_run(SqliteStore(Path(scratch)), folder, contents))
        if store in {"postgres", "both"}:
            with server() as url:
                runs.append(_run(PostgresStore(url, Path(scratch)), folder, contents))
        for run in runs:
            run["corpus"] = "invented" if path is None else path.name
        return runs


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that DATABASE_URL names, else one of our own for this while."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    try:
        with cluster(durable=True) as url:
            yield url
    except NoCluster as error:
        raise click.ClickException(f"PostgreSQL: {error}, or measure with --store sqlite") from error


def _run(store: Store, folder: Path, contents: Sequence[bytes]) -> dict[str, Any]:
    """Read, take in, and put the same rows in without us, by turns and some times over; the shortest of each."""
    reading, ours, raw, peak = [], [], [], []
    for number in range(_ROUNDS):
        reading.append(_reading(contents))
        with store.fresh(f"ours{number}") as env:
            seconds, held = _import(folder, env)
            given = store.rows(env)
        ours.append(seconds)
        peak.append(held)
        with store.fresh(f"raw{number}") as env:
            raw.append(store.insert(env, given))
            if store.rows(env) != given:
                raise click.ClickException("the raw insert ended in other rows: the figures would mean nothing")
    count, limit = len(contents), min(reading) + min(raw)
    return {
        "store": store.name,
        "ours_per_s": round(count / min(ours), 1),
        "raw_per_s": round(count / limit, 1),
        "ratio": round(limit / min(ours), 4),
        "peak_mb": round(max(peak), 1),
        "count": count,
        "reading_s": round(min(reading), 2),
        "inserting_s": round(min(raw), 2),
    }


def _import(folder: Path, env: dict[str, str]) -> tuple[float, float]:
    """Seconds from the first file to the last row, and the peak of memory in MB."""
    process = subprocess.Popen(
        [*_COMMAND, "import", str(folder), "--json"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with _watching(process.pid) as peak:
        said, complaint = process.communicate()
    if process.returncode == 2 or not said.strip():
        raise click.ClickException(f"the import failed: {complaint.strip()[-300:]}")
    return float(json.loads(said)["seconds"]), peak()


def _reading(contents: Sequence[bytes]) -> float:
    """Seconds that reading alone takes, in as many processes as the import reads with."""
    chunks = [list(contents[start : start + CHUNK]) for start in range(0, len(contents), CHUNK)]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        list(pool.map(_read, chunks[: 4 * WORKERS]))  # started and warm, as the import's are
        started = time.perf_counter()
        list(pool.map(_read, chunks))
        return time.perf_counter() - started


def _read(contents: list[bytes]) -> int:
    from causelist import formats

    read = 0
    for content in contents:
        with contextlib.suppress(formats.Unreadable):
            read += len(formats.read(content).text)
    return read


@contextlib.contextmanager
def _watching(pid: int) -> Iterator[Callable[[], float]]:
    """Watch what a process and its children hold together; the function gives the peak in MB, 0 where it cannot be told.

    Pages that several of them share count once.
    """
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], sum(map(_held, _family(pid))) / 1024)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield lambda: peak[0]
    finally:
        done.set()
        thread.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _held(pid: int) -> int:
    """KiB a process holds, its share of what is shared."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0
