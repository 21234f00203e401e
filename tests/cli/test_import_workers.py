from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from causelist.cli import import_worker
from causelist.cli.import_worker import Task
from causelist.cli.import_workers import Workers
from causelist.notices.incoming import Incoming

LETTER = b"The page https://example.com/a/%d infringes our copyright. Please remove it.\n"


def task(content: bytes) -> Task:
    return Task(content, "letter.txt", None, None, None, "")


def test_answers_come_in_the_order_of_the_tasks() -> None:
    tasks = [task(LETTER % number) for number in range(35)] + [task(b"")]
    with Workers(2) as workers:
        answers = workers.submit(tasks)()
    assert [answer.understood.items[0].place for answer in answers if isinstance(answer, Incoming)] == [
        f"example.com/a/{number}" for number in range(35)
    ]
    assert answers[-1] == ("it is empty", "give a file that holds the text of a letter")


def test_a_letter_that_breaks_the_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_worker, "prepare", lambda *_, **__: 1 / 0)
    assert import_worker.answer(task(LETTER))[0].startswith("the reader failed on it (ZeroDivisionError")  # type: ignore[index] # refused


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader that ends at the letter "die" and sleeps at the letter "sleep"."""
    program = tmp_path / "python"
    program.write_text(
        f"""#!{sys.executable}
import os, time
from causelist.cli import import_worker
read = import_worker.answer
def answer(task):
    if task.content == b"die": os._exit(9)
    if task.content == b"sleep": time.sleep(60)
    return read(task)
import_worker.answer = answer
import_worker.main()
"""
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    return program


def test_a_letter_that_ends_the_reader_is_refused_and_the_rest_are_read(trap: Path) -> None:
    with Workers(1) as workers:
        answers = workers.submit([task(LETTER % 1), task(b"die"), task(LETTER % 2)])()
    assert [isinstance(answer, Incoming) for answer in answers] == [True, False, True]
    assert answers[1] == ("reading it ended the reader", "report it with the letter")


def test_a_letter_that_takes_too_long_is_refused_and_the_rest_are_read(trap: Path) -> None:
    with Workers(1, patience=3) as workers:
        answers = workers.submit([task(b"sleep"), task(LETTER % 2)])()
    assert answers[0] == ("reading it took longer than 3 seconds", "report it with the letter")
    assert isinstance(answers[1], Incoming)


IMPORTER = """
import sys, time
from causelist.cli.import_worker import Task
from causelist.cli.import_workers import Workers
with Workers(1) as workers:
    workers.submit([Task(b"A letter about https://example.com/a", "a", None, None, None, "")])()
    print(workers._all[0]._process.pid, flush=True)
    time.sleep(60)
"""


def test_readers_end_with_a_killed_importer() -> None:
    importer = subprocess.Popen([sys.executable, "-c", IMPORTER], stdout=subprocess.PIPE)
    assert importer.stdout is not None
    reader = int(importer.stdout.readline())
    assert alive(reader)
    importer.kill()
    importer.communicate()
    until = time.monotonic() + 10
    while alive(reader) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(reader)


def alive(pid: int) -> bool:
    """Whether a process runs: it is there and not just waiting for somebody to notice its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
