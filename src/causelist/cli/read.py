"""`causelist read`: what letters are and what they ask."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from causelist.core.elements import Address, Found, Reading
from causelist.formats import Unreadable
from causelist.formats import read as read_letter
from causelist.formats.decode import MAX_BYTES


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for every readable file.")
@click.option("--provider", help="Whose form it is, where you know it (e.g. github).")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def read(files: tuple[str, ...], *, as_json: bool, provider: str | None) -> None:
    """Read letters (text, markdown or mail) and say what they are and what they ask.

    What a FILE is called plays no part. Exit status: 0 if all were read, 1 if any could not be.
    """
    failed = False
    for number, name in enumerate(files):
        try:
            reading = read_letter(bytes_of(name), provider=provider)
        except Unreadable as error:
            failed = True
            click.echo(f"{name}: {error}", err=True)
            continue
        if as_json:
            click.echo(json.dumps({"path": name, **reading.as_json()}, ensure_ascii=False))
        else:
            click.echo(("\n" if number else "") + "\n".join([click.style(name, bold=True), *_summary(reading)]))
        sys.stdout.flush()
    if failed:
        sys.exit(1)


def bytes_of(name: str) -> bytes:
    """The bytes of a file, refused before they are loaded where it is too large or no file."""
    path = Path(name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("it is a folder", "name the files in it, or take it in with `causelist import`")
        if status.st_size > MAX_BYTES:
            raise Unreadable(
                f"it is {status.st_size:,} bytes; the limit is {MAX_BYTES:,}",
                "cut it down to the letter itself, without attachments",
            )
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # a pipe or a file that grows says its size only here
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({os.strerror(error.errno or 0)})", _mend(error)) from None
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"it is no file name ({error})", "check the name") from None


def _mend(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "check the name and the folder you are in"
    if isinstance(error, PermissionError):
        return "ask for the right to read it"
    return "check that the disk and the file are in order, and try again"


def _summary(reading: Reading) -> Iterator[str]:
    lines = _LineNumbers(reading.text)
    yield _row("what", f"{reading.kind.value} ({reading.shape})", lines.of(reading.kind))
    for label, found in (("date", reading.date), ("sender", reading.sender), ("right holder", reading.right_holder)):
        if found:
            yield _row(label, str(found.value), lines.of(found))
    for work in reading.works:
        yield _row("work", _short(work.value), lines.of(work))
    for label, addresses in (
        ("reported", reading.reported),
        ("original", reading.originals),
        ("about", reading.subject),
    ):
        yield from _addresses(label, addresses, lines)
    for reference in reading.refers_to:
        yield _row("refers to", reference.value, lines.of(reference))
    yield from _claims(reading, lines)
    for remark in reading.remarks:
        yield _row("doubt", remark, "")


def _claims(reading: Reading, lines: _LineNumbers) -> Iterator[str]:
    if reading.whole:
        yield _row("whole place", "yes" if reading.whole.value else "no, only parts", lines.of(reading.whole))
    if reading.forks_named is not None:
        yield _row("forks named", str(reading.forks_named), "")
    if reading.circumvention:
        yield _row("circumvention", "claimed" if reading.circumvention.value else "no", lines.of(reading.circumvention))
    if reading.statements:
        yield _row("statements", ", ".join(str(found.value).replace("_", " ") for found in reading.statements), "")


def _addresses(label: str, addresses: tuple[Address, ...], lines: _LineNumbers) -> Iterator[str]:
    for address in addresses:
        note = " (fork)" if address.fork else ""
        yield _row(label, f"{_short(address.url)}{note}", lines.at(address.span.start))


def _row(label: str, value: str, where: str) -> str:
    return f"  {label:<14}{value}" + (click.style(f"  {where}", dim=True) if where else "")


def _short(value: str) -> str:
    one_line = " ".join(value.split())
    return one_line if len(one_line) <= 160 else one_line[:159] + "…"


class _LineNumbers:
    """Where in the letter something stands, as a person counts."""

    def __init__(self, text: str) -> None:
        from bisect import bisect_right

        self._bisect = bisect_right
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def at(self, offset: int) -> str:
        return f"line {self._bisect(self._starts, offset)}"

    def of(self, found: Found[object] | object) -> str:
        span = getattr(found, "span", None)
        return self.at(span.start) if span else ""
