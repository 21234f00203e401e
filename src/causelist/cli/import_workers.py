"""Processes that read letters side by side, and what is done when a letter ends or holds one."""

from __future__ import annotations

import contextlib
import pickle
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from types import TracebackType
from typing import IO, Self, cast

from causelist.cli.import_worker import Answer, Task

CHUNK = 10  # letters sent at once: few enough to share work evenly, enough not to wait for each other
PATIENCE = 60.0  # seconds one chunk may take


class _Ended(Exception):
    """A worker ended or was ended over what it read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Worker:
    """One process, started when first used and again whenever it ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, tasks: Sequence[Task], patience: float) -> list[Answer]:
        """Have it read; raises `_Ended`."""
        try:
            answers = self._ask(list(tasks), patience)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.stop()
            raise _Ended("reading it ended the reader") from None
        if answers is None:
            self.stop()
            raise _Ended(f"reading it took longer than {patience:.0f} seconds")
        return answers

    def stop(self) -> None:
        """End it; it keeps nothing that is missed."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, tasks: list[Task], patience: float) -> list[Answer] | None:
        if self._process is None:
            command = [sys.executable, "-m", "causelist.cli.import_worker"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        given, replies = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        pickle.dump(tasks, given, pickle.HIGHEST_PROTOCOL)
        given.flush()
        if not select.select([replies], [], [], patience)[0]:
            return None
        answers: list[Answer] = pickle.load(replies)  # noqa: S301 -- from our own child process
        return answers


class Workers:
    """Reads letters in `count` processes; use it as a context."""

    def __init__(self, count: int, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._own = threading.local()
        self._all: list[_Worker] = []
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reader")
        self._count = count

    def __enter__(self) -> Self:
        """Start the processes now: they load their code while the importer loads its own."""
        together = threading.Barrier(self._count, timeout=self._patience)
        for _ in range(self._count):
            self._threads.submit(self._warm_up, together)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=True)
        for worker in self._all:
            worker.stop()

    def submit(self, tasks: Sequence[Task]) -> Callable[[], list[Answer]]:
        """Begin reading; the function returned waits for all answers, in the order of the tasks."""
        chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
        futures: list[Future[list[Answer]]] = [self._threads.submit(self._read, chunk) for chunk in chunks]
        return lambda: list(chain.from_iterable(future.result() for future in futures))

    def _worker(self) -> _Worker:
        if not hasattr(self._own, "worker"):
            self._own.worker = _Worker()
            self._all.append(self._own.worker)
        worker: _Worker = self._own.worker
        return worker

    def _warm_up(self, together: threading.Barrier) -> None:
        together.wait()  # one for each thread, not both for the first
        with contextlib.suppress(_Ended):
            self._worker().read([], self._patience)

    def _read(self, tasks: Sequence[Task]) -> list[Answer]:
        try:
            return self._worker().read(tasks, self._patience)
        except _Ended as ended:
            if len(tasks) == 1:
                return [(ended.reason, "report it with the letter")]
            return [answer for task in tasks for answer in self._read([task])]  # which of them was it?
