"""Files to take in: walked in order, opened with care, and placed in a known archive where they stand in one."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from causelist.formats.decode import MAX_BYTES
from causelist.formats.errors import Unreadable
from causelist.notices.archive import Entry, entry_of, layout_named

BATCH = 250
BATCH_BYTES = 8 * 1024 * 1024
_OF_A_YEAR = 5  # letters looked at to recognise an archive


@dataclass(frozen=True, slots=True)
class Found:
    """A file met on the way, or what cannot be one: then `refused` says why. `name` is how it is reported."""

    path: Path
    name: str
    refused: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's bytes, or why there are none; `entry` is what its path in a known archive says."""

    name: str
    content: bytes
    entry: Entry | None
    refused: Unreadable | None = None


def walk(paths: Sequence[str | Path]) -> Iterator[Found]:
    """Every file under `paths`, folders in the order of their names. Names that begin with a dot are passed over."""
    for path in paths:
        yield from _walk(Path(path), ())


def batches(found: Iterable[Found]) -> Iterator[list[Loaded]]:
    """Files loaded, some hundreds or some megabytes at a time.

    The cut depends on the files alone, so that an import that begins again cuts where it cut before.
    """
    batch: list[Loaded] = []
    size = 0
    for file in found:
        loaded = load(file)
        batch.append(loaded)
        size += len(loaded.content)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def load(found: Found) -> Loaded:
    """The bytes of one file. Nothing that happens to a file raises: it is refused with a reason."""
    try:
        if found.refused:
            raise found.refused
        content = _content(found.path)
    except Unreadable as refused:
        return Loaded(found.name, b"", None, refused)
    except OSError as error:
        return Loaded(found.name, b"", None, _refusal("read", error))
    return Loaded(found.name, content, _entry(found.path.absolute()))


def shown(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _walk(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    try:
        status = path.stat()
        if not stat.S_ISDIR(status.st_mode):
            yield Found(path, shown(path))
            return
        here = (status.st_dev, status.st_ino)
        if here in above:
            refused = Unreadable("it is a link that leads back to a folder above it", "remove the link")
            yield Found(path, shown(path), refused)
            return
        with os.scandir(path) as entries:
            below = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Found(path, shown(path), _refusal("opened", error))
        return
    for name in below:
        yield from _walk(path / name, (*above, here))


def _content(path: Path) -> bytes:
    # Not to wait for a writer at the other end of a pipe.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("it is a pipe, socket or device, not a file", "give files that hold letters")
        if status.st_size <= MAX_BYTES:
            content = file.read(status.st_size + 1)
            if len(content) > status.st_size:  # it has grown since
                content += file.read(MAX_BYTES + 1 - len(content))
            if len(content) <= MAX_BYTES:
                return content
        raise Unreadable(
            f"it is {max(status.st_size, MAX_BYTES + 1):,} bytes; the limit is {MAX_BYTES:,}",
            "cut it down to the letter itself, without attachments",
        )


def _entry(path: Path) -> Entry | None:
    entry = entry_of(shown(path))
    return entry if entry and _is_archive(entry.root, entry.layout) else None


@lru_cache(maxsize=256)
def _is_archive(root: str, layout_id: str) -> bool:
    """Whether the years under `root` are that archive's, by what some of their letters say."""
    letters: list[bytes] = []
    for year in sorted(Path(root or ".").glob("20[0-9][0-9]")):
        dated = (file.path for file in walk([year]) if not file.refused and entry_of(file.name))
        for path in islice(dated, _OF_A_YEAR):
            with contextlib.suppress(OSError, Unreadable):
                letters.append(_content(path))
    return layout_named(layout_id).recognised_in(letters)


def _refusal(what: str, error: OSError) -> Unreadable:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Unreadable(f"it cannot be {what} ({reason})", _mend(error))


def _mend(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it vanished on the way, or its link leads nowhere: run the import again"
    if isinstance(error, PermissionError):
        return "let the user who imports read it"
    return "check that the disk and the file are in order, and import it again"
