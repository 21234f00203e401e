"""`causelist import`: letters from files and folders onto the record."""

from __future__ import annotations

import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from causelist.cli.django import check_ready, migrate, start
from causelist.cli.import_files import Loaded, batches, walk
from causelist.cli.import_worker import Answer, Task
from causelist.cli.import_workers import Workers

if TYPE_CHECKING:
    from causelist.notices.services import Incoming

WORKERS = 2
MANY = 1000  # new letters that change what a store's planner should know
AHEAD = 2  # batches being read while one is recorded: what bounds the memory


@dataclass(slots=True)
class Report:
    """What became of the files."""

    new: int = 0
    known: int = 0
    refused: list[tuple[str, str, str]] = field(default_factory=list)  # path, reason, how to mend
    remarks: list[tuple[str, str]] = field(default_factory=list)  # path, what was not taken of a letter
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "new": self.new,
            "known": self.known,
            "refused": [{"path": path, "reason": reason, "mend": mend} for path, reason, mend in self.refused],
            "remarks": [{"path": path, "remark": remark} for path, remark in self.remarks],
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files on their way: `answers` waits for the letters among them that are not on the record."""

    files: list[Loaded]
    reading: list[int]  # indexes of the files being read
    answers: Callable[[], list[Answer]]


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--provider", metavar="NAME", help="Who received the letters, where their folders do not say.")
@click.option("--jurisdiction", metavar="CODE", default="", help="Whose law they were written under, e.g. us.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
def import_(paths: tuple[str, ...], *, provider: str | None, jurisdiction: str, as_json: bool) -> None:
    """Take letters in from files and folders.

    Running it twice changes nothing; after a kill, run it again. Exit status: 0 all taken in or known, 1 some were
    refused, 2 wrong use.
    """
    for path in paths:
        if not Path(path).exists() and not Path(path).is_symlink():
            raise click.UsageError(f"{path}: there is no such file or folder. Check the name and where you are")
    if not re.fullmatch(r"|[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})?", jurisdiction, re.ASCII):
        raise click.UsageError(f"--jurisdiction {jurisdiction!r}: use the code of a country, e.g. us or cn")
    report = take_in(paths, provider=provider, jurisdiction=jurisdiction.lower())
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _print(report)
    if report.refused:
        sys.exit(1)


def take_in(paths: Sequence[str], *, provider: str | None = None, jurisdiction: str = "") -> Report:
    """Take in everything under `paths`, then bring the figures up to date."""
    report, providers = Report(), _Providers(provider)
    with Workers(WORKERS) as workers, _progress(paths) as advance:
        start()
        from causelist.runtime.bulk import analyse
        from causelist.statistics.services import catch_up

        migrate()
        check_ready()
        started = time.monotonic()
        waiting: deque[_Batch] = deque()
        for files in batches(walk(paths)):
            waiting.append(_begin(files, workers, providers, jurisdiction))
            if len(waiting) > AHEAD:
                _finish(waiting.popleft(), report, advance)
        while waiting:
            _finish(waiting.popleft(), report, advance)
        # Search follows each batch; figures are made of the record in one pass.
        catch_up(changed=report.new > 0)
        if report.new > MANY:
            analyse()
        report.seconds = time.monotonic() - started
    return report


class _Providers:
    """The organisation that received a letter: the one named on the command line, else the archive's."""

    def __init__(self, given: str | None) -> None:
        self._given = given
        self._ids: dict[str, int] = {}

    def of(self, file: Loaded) -> tuple[str | None, int | None]:
        """Name and its id; made when first met."""
        from causelist.parties.register import provider_named

        name = self._given or (file.entry.provider if file.entry else None)
        if name is None:
            return None, None
        if name not in self._ids:
            self._ids[name] = provider_named(name)
        return name, self._ids[name]


def _begin(files: list[Loaded], workers: Workers, providers: _Providers, jurisdiction: str) -> _Batch:
    """Send the letters that are not on the record to be read."""
    import hashlib

    from causelist.notices.lookup import on_record

    identities = {
        index: file.entry.identity if file.entry else f"sha256:{hashlib.sha256(file.content).hexdigest()}"
        for index, file in enumerate(files)
        if file.refused is None
    }
    known = on_record(list(identities.values()))
    reading = [index for index, identity in identities.items() if identity not in known]
    tasks = [
        Task(files[index].content, files[index].name, files[index].entry, *providers.of(files[index]), jurisdiction)
        for index in reading
    ]
    return _Batch(files, reading, workers.submit(tasks))


def _finish(batch: _Batch, report: Report, advance: Callable[[int], None]) -> None:
    """Record what was read, in one transaction, and count."""
    letters: list[tuple[str, Incoming]] = []
    for index, answer in zip(batch.reading, batch.answers(), strict=True):
        file = batch.files[index]
        if isinstance(answer, tuple):
            report.refused.append((file.name, *answer))
        else:
            letters.append((file.name, replace(answer, content=file.content)))
    for file in batch.files:
        if file.refused:
            report.refused.append((file.name, file.refused.reason, file.refused.mend))
    report.known += len(batch.files) - len(batch.reading) - sum(file.refused is not None for file in batch.files)
    _record(letters, report)
    advance(len(batch.files))


def _record(letters: list[tuple[str, Incoming]], report: Report) -> None:
    """Record a batch; where the store refuses a value of one, the others alone."""
    from django.db import DataError, IntegrityError

    from causelist.notices.services import receive_many

    try:
        outcomes = receive_many([letter for _, letter in letters], by=None)
    except (DataError, IntegrityError, ValueError) as error:
        if len(letters) > 1:
            for letter in letters:
                _record([letter], report)
            return
        report.refused.append((letters[0][0], f"the record does not take it ({error})", "report it with the letter"))
        return
    for (name, _), outcome in zip(letters, outcomes, strict=True):
        if outcome.status == "refused":
            reason, _, mend = outcome.reason.partition("; ")
            report.refused.append((name, reason, mend))
        report.new += outcome.status == "new"
        report.known += outcome.status == "known"
        report.remarks += [(name, remark) for remark in outcome.remarks]


@contextmanager
def _progress(paths: Sequence[str]) -> Iterator[Callable[[int], None]]:
    """A bar with rate and time left on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TimeRemainingColumn
    from rich.progress import Task as Row
    from rich.text import Text

    class Rate(ProgressColumn):
        """Files a second."""

        def render(self, task: Row) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task("", total=sum(1 for _ in walk(paths)))
        yield lambda count: bar.advance(row, count)


def _print(report: Report) -> None:
    rate = (report.new + report.known) / report.seconds if report.seconds else 0
    click.echo(
        f"{report.new:,} new, {report.known:,} known already, {len(report.refused):,} refused"
        f" in {report.seconds:.1f} s ({rate:,.0f}/s)"
    )
    if report.remarks:
        click.echo(f"{len(report.remarks):,} remarks on what was read (--json lists them)")
    for path, reason, mend in report.refused:
        click.echo(f"{path}: {reason}; {mend}", err=True)
