"""The translations are whole and fresh."""

from __future__ import annotations

import pytest

from causelist.web import messages

TRANSLATED = ("web", "public")  # rooms whose every text has its Chinese


def test_catalogue_is_assembled_from_the_parts_as_they_are() -> None:
    assert messages.CATALOGUE.read_bytes() == messages.assembled(), "run: make messages"


def test_catalogue_is_compiled() -> None:
    compiled = messages.CATALOGUE.with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.CATALOGUE.read_bytes()), "run: make messages"


@pytest.mark.parametrize("room", TRANSLATED)
def test_every_text_of_a_room_has_its_chinese(room: str) -> None:
    assert [text for text in messages.missing() if text.startswith(f"{room}/")] == []
