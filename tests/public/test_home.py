"""The one search box answers exactly where it can."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from causelist.notices.models import Notice
from causelist.record.publication import announce


def _search(client: Client, typed: str) -> str:
    answer = client.get("/search", {"q": typed})
    return answer["Location"] if answer.status_code == 302 else ""


def test_search_leads_to_what_it_can_only_mean(client: Client, record: dict[str, Notice]) -> None:
    number = record["notice"].number

    assert _search(client, f" {number.lower()} ") == f"/n/{number}"
    assert (
        _search(client, "https://videos.example.com/other")
        == "/listed?address=https%3A%2F%2Fvideos.example.com%2Fother"
    )
    assert _search(client, "videos.example.com") == "/hosts/videos.example.com"
    assert _search(client, "EXAMPLE PICTURES") == "/organisations/example-pictures"


def test_search_words_find_the_letter(client: Client, record: dict[str, Notice]) -> None:
    with transaction.atomic():
        announce("notice", [notice.pk for notice in record.values()])

    assert record["notice"].number in client.get("/search", {"q": "long afternoon"}).text


def test_search_that_finds_nothing_offers_beginnings(client: Client, record: dict[str, Notice]) -> None:
    page = client.get("/search", {"q": "afternoo"}).text

    assert "Nothing on the record has all of these words." in page
    assert "/search?q=afternoo%2A" in page


def test_search_mistyped_number_says_so(client: Client, record: dict[str, Notice]) -> None:
    number = record["notice"].number
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"

    assert "check digit" in client.get("/search", {"q": wrong}).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["", '"', "a AND (", "*", "\x00", "😀", "x" * 10_000, "javascript:alert(1)", "http://127.0.0.1/"]
)
def test_search_never_breaks(client: Client, typed: str) -> None:
    assert client.get("/search", {"q": typed}, follow=True).status_code in {200, 400}
