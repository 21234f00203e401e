"""A process that reads letters for `causelist import`: pickled chunks on standard input, answers on standard output.

It never imports Django. It ends when its input does, also when the importer was killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import dataclass, replace
from typing import Any

from causelist import formats
from causelist.formats.errors import Unreadable
from causelist.notices.archive import Entry
from causelist.notices.incoming import Incoming, prepare
from causelist.notices.recognition import check_letter


@dataclass(frozen=True, slots=True)
class Task:
    """One letter to read, with what is known of it beforehand."""

    content: bytes
    name: str
    entry: Entry | None
    provider: str | None
    provider_name_id: int | None
    jurisdiction: str


# The letter without what the importer has already, or why it cannot be read and how to mend it.
Answer = Incoming | tuple[str, str]


# Reading it makes the reader load its forms, rules and lists while the importer still loads its own code.
_FIRST = b"""Dear provider,

Example Ltd owns The Example Game. The page https://www.example.com/game infringes our copyright.

I have a good faith belief that this use is not authorised.

Sincerely,
Jane Example
"""


def answer(task: Task) -> Answer:
    """Read one letter. A letter that breaks the reader is refused like any other: it must not stop the rest."""
    try:
        reading = formats.read(task.content, provider=task.provider)
        check_letter(reading)
        incoming = prepare(
            task.content,
            reading=reading,
            entry=task.entry,
            provider_name_id=task.provider_name_id,
            jurisdiction=task.jurisdiction,
            received_name=task.name,
        )
    except Unreadable as refused:
        return refused.reason, refused.mend
    except Exception as error:  # noqa: BLE001 -- whatever a letter does to the reader, the others go on
        return f"the reader failed on it ({type(error).__name__}: {str(error)[:200]})", "report it with the letter"
    return replace(incoming, content=b"", read={}, written={})


def main() -> None:
    """Answer chunk by chunk until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the importer's to handle
    given = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not break the answers
    answer(Task(_FIRST, "", None, None, None, ""))
    while True:
        try:
            tasks: list[Task] = pickle.load(given)  # noqa: S301 -- from our own parent process
        except EOFError:
            return
        _send(replies, [answer(task) for task in tasks])


def _send(replies: Any, answers: list[Answer]) -> None:
    try:
        pickle.dump(answers, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()
    except BrokenPipeError:
        os._exit(0)  # the importer is gone


if __name__ == "__main__":
    main()
