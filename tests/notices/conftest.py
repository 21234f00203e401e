"""Invented letters, as a reader would have understood them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from causelist.core.elements import Address, Found, NoticeKind, Reading, Span
from causelist.core.places import place_of
from causelist.notices.archive import entry_of
from causelist.notices.incoming import Incoming, prepare
from causelist.notices.models import Notice
from causelist.notices.services import receive

Make = Callable[..., Incoming]
TakeIn = Callable[..., Notice]


def write(
    kind: str = "notice",
    *,
    reported: Sequence[str] = (),
    subject: Sequence[str] = (),
    originals: Sequence[str] = (),
    sender: str | None = None,
    right_holder: str | None = None,
    works: Sequence[str] = (),
    refers_to: Sequence[str] = (),
    say: str = "",
    **more: Any,
) -> Reading:
    """A reading whose spans are true of its text."""
    lines: list[str] = [f"This is a {kind}. {say}"]

    def put(value: str) -> Span:
        start = sum(len(line) + 1 for line in lines)
        lines.append(value)
        return Span(start, start + len(value))

    def addresses(urls: Sequence[str]) -> tuple[Address, ...]:
        return tuple(Address(url, url, place_of(url), put(url)) for url in urls)

    parts: dict[str, Any] = {
        "reported": addresses(reported),
        "subject": addresses(subject),
        "originals": addresses(originals),
        "sender": Found(sender, put(sender)) if sender else None,
        "right_holder": Found(right_holder, put(right_holder)) if right_holder else None,
        "works": tuple(Found(work, put(work)) for work in works),
        "refers_to": tuple(Found(name, put(name)) for name in refers_to),
    }
    return Reading(
        text="\n".join(lines), kind=Found(NoticeKind(kind), Span(10, 10 + len(kind))), shape="letter", language="en",
        **parts, **more,
    )  # fmt: skip


@pytest.fixture
def make() -> Make:
    """Make a letter ready: `make("retraction", path="2025/2025-03-04-Acme-retraction.md", subject=[…])`."""

    def made(
        kind: str = "notice", *, path: str = "", on: dt.date | None = None, content: bytes = b"", **parts: Any
    ) -> Incoming:
        reading = write(kind, **parts)
        return prepare(
            content or f"{path}\n{reading.text}".encode(errors="replace"),
            reading=reading,
            entry=entry_of(path),
            received_on=on,
        )

    return made


@pytest.fixture
def take_in(make: Make) -> TakeIn:
    """Put an invented letter on the record."""

    def taken(*args: Any, **parts: Any) -> Notice:
        return Notice.objects.get(number=receive(incoming=make(*args, **parts), by=None).number)

    return taken
