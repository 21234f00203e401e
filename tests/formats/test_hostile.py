"""Letters made to harm: read or refused, in time that grows with their size and no faster."""

import contextlib
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from causelist.formats import Unreadable, read, read_text
from causelist.formats.links import MAX_LINKS, find_links

PIECES: dict[str, Callable[[int], str]] = {
    "one address": lambda n: "https://github.com/alice/" + "a" * n,
    "dots": lambda n: "." * n,
    "host of dots": lambda n: "a." * (n // 2) + "com",
    "brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "brackets behind an address": lambda n: "https://example.com/" + ")" * n,
    "schemes": lambda n: "http://" * (n // 7),
    "markdown": lambda n: "[a](" * (n // 4),
    "tags": lambda n: "<a href=" * (n // 8),
    "stars": lambda n: "*" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "newlines": lambda n: "a" + "\n" * n + "b",
    "capitals": lambda n: "Abc " * (n // 4),
    "capitals without end": lambda n: "A" * n,
    "names and commas": lambda n: "Abc, " * (n // 5),
    "behalf": lambda n: "on behalf of " * (n // 13),
    "faith": lambda n: "good faith belief information is " * (n // 33),
    "retract": lambda n: "we retract our " * (n // 15),
    "digits": lambda n: "1" * n,
    "dates": lambda n: "1 May 2020 " * (n // 11),
    "date lines": lambda n: "January 1\n" * (n // 10),
    "questions": lambda n: "What files should be taken down? Have you searched for any forks " * (n // 65),
    "chinese": lambda n: "侵权链接" * (n // 4),
    "owner/name": lambda n: "a/b " * (n // 4),
    "wrapped": lambda n: "https://github.com/a/b/blob/main/x/\n" * (n // 36),
    "links": lambda n: "https://github.com/a/b\n" * (n // 23),
    "distinct links": lambda n: "".join(f"https://github.com/a/b{i}\n" for i in range(n // 27)),
    "hyphens": lambda n: "a-" * (n // 2) + ".com",
    "percent": lambda n: "https://example.com/" + "%41" * (n // 3),
    "mail headers": lambda n: "From: a\nTo: b\nSubject: c\nDate: d\nReceived: e\n" + "X-A: b\n" * (n // 7),
    "xml": lambda n: "<Infringement>" * (n // 14),
    "pgp": lambda n: "-----BEGIN PGP SIGNATURE\n" * (n // 25),
    "private": lambda n: "[private]\n" * (n // 10),
    "owner words": lambda n: "the owner of " * (n // 13),
    "repository words": lambda n: "all of the entire whole full " * (n // 29),
}


@pytest.mark.parametrize("name", PIECES)
def test_time_grows_with_size(name: str) -> None:
    """A hundred thousand characters take some tenths of a second of CPU; a quadratic step would take minutes."""
    assert _seconds(PIECES[name](100_000)) < 5


def _seconds(text: str) -> float:
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        read_text(text)
    return time.process_time() - start


def test_an_address_of_a_hundred_thousand_characters_is_let_go() -> None:
    reading = read_text("Infringing: https://github.com/alice/" + "a" * 100_000 + "\nhttps://github.com/bob/work\n")
    assert [address.url for address in reading.reported] == ["https://github.com/bob/work"]
    assert reading.remarks == ("an address of 100,025 characters was left out",)


def test_a_million_links_end_at_the_limit() -> None:
    assert len(find_links("https://a.test/ " * 1_000_000)) == MAX_LINKS


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://alice:secret@example.com/x",
        "http:///x",
    ],
)
def test_what_is_no_public_address_is_not_reported(url: str) -> None:
    assert read_text(f"Infringing material:\n{url}\n").reported == ()


def test_markup_and_formulas_in_names_are_only_text() -> None:
    got = read_text("Company name: =HYPERLINK(1)\nRights holder: <script>alert(1)</script>\nhttps://github.com/a/b\n")
    assert got.as_json()["reported"] == ["https://github.com/a/b"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read(data).text
    except Unreadable as refused:
        text = refused.mend
    assert text
    assert "\x00" not in text


WORDS = ["infringing", "original", "my", "https://github.com/a/b", "owner/name", "\n", "\n\n", "侵权", "on behalf of", "Heron Inc.",
         "What files should be taken down?", "Have you searched for any forks", "[private]", "**", "(", ")", "[x](", "<", ">", "2020-01-02"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_spans_hold_for_any_words(words: list[str]) -> None:
    text = " ".join(words) or "x"
    try:
        reading = read_text(text)
    except Unreadable:
        return
    for address in (*reading.reported, *reading.originals, *reading.subject):
        assert reading.text[address.span.start : address.span.end] == address.written
    for found in (
        reading.kind,
        reading.date,
        reading.sender,
        reading.right_holder,
        reading.whole,
        reading.circumvention,
    ):
        if found and found.span:
            assert 0 <= found.span.start <= found.span.end <= len(reading.text)
