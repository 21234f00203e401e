"""The translations are whole and fresh."""

from __future__ import annotations

from causelist.web import messages


def test_catalogue_is_assembled_from_the_parts_as_they_are() -> None:
    assert messages.CATALOGUE.read_bytes() == messages.assembled(), "run: make messages"


def test_catalogue_is_compiled() -> None:
    compiled = messages.CATALOGUE.with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.CATALOGUE.read_bytes()), "run: make messages"


def test_every_text_has_its_chinese() -> None:
    assert messages.missing() == [], "write it into locale/parts/<room>.zh_Hans.po, then run: make messages"
