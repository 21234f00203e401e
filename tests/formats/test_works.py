"""The works that a letter describes."""

from __future__ import annotations

import pytest

from causelist.formats import read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Original Work: The Lantern Keeper\nInfringing URL: https://pages.example.com/lantern.pdf\n",
            ["The Lantern Keeper"],
        ),
        (
            "Original Work: The Lantern Keeper\nOriginal Work: A Second Lantern\nOriginal Work: The Lantern Keeper\n",
            ["The Lantern Keeper", "A Second Lantern"],
        ),
        (
            "The copyrighted work is the game engine Brightforge. It was copied.\n",
            ["the game engine Brightforge"],
        ),
        ("作品名称：灯塔守护者\nhttps://code.example.com/a/b\n", ["灯塔守护者"]),
        ("Please remove https://code.example.com/a/b\n", []),
    ],
)
def test_works(text: str, expected: list[str]) -> None:
    reading = read_text(f"DMCA notice of copyright infringement\n\n{text}")
    assert [found.value for found in reading.works] == expected
    for found in reading.works:
        assert found.span is not None
        assert reading.text[found.span.start : found.span.end] == found.value
