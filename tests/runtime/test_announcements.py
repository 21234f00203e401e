from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from causelist.runtime import announcements
from causelist.runtime.announcements import announce, on_published, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[tuple[str, list[int]]]]:
    heard: list[tuple[str, list[int]]] = []

    def hear(kind: str, ids: Sequence[int]) -> None:
        if kind.startswith("test"):
            heard.append((kind, list(ids)))

    on_published(hear)
    yield heard
    announcements._subscribers.remove(hear)


def test_announced_together_is_told_once_at_the_end(told: list[tuple[str, list[int]]]) -> None:
    with together():
        announce("test", [1, 2])
        announce("test", [2, 3])
        announce("test_other", [9])
        assert told == []

    assert told == [("test", [1, 2, 3]), ("test_other", [9])]
    announce("test", [4])
    assert told[-1] == ("test", [4])


def test_what_fails_is_not_told(told: list[tuple[str, list[int]]]) -> None:
    def fail() -> None:
        with together():
            announce("test", [1])
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()

    assert told == []
    announce("test", [2])
    assert told == [("test", [2])]
