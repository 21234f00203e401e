"""Is this address listed."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.notices import rows

from causelist.notices.models import Notice


def test_listed_address_says_by_whom_and_how_to_answer(client: Client, record: dict[str, Notice]) -> None:
    page = client.get("/listed", {"address": "http://videos.example.com/watch/88/"}).text

    assert "Yes, this address is listed" in page
    assert "Example Pictures" in page
    assert "How to answer" in page


def test_listed_withdrawn_address(client: Client, db: None) -> None:
    rows.letter(item_state="withdrawn")

    assert "nothing stands against it now" in client.get("/listed", {"address": "videos.example.com/watch/88"}).text


def test_listed_other_address_of_the_place(client: Client, db: None) -> None:
    rows.letter(addresses=["https://github.com/owner/name"])

    page = client.get("/listed", {"address": "https://github.com/owner/name/blob/main/a.c"}).text

    assert "Not this address, but its place is" in page


def test_listed_nobody_named_it(client: Client, record: dict[str, Notice]) -> None:
    assert "No, no notice names it" in client.get("/listed", {"address": "example.net/mine"}).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "not an address", "data:text/html,x", "http://", "http://127.0.0.1/x", "x" * 9000]
)
def test_listed_what_is_no_address_is_kept_and_explained(client: Client, typed: str) -> None:
    answer = client.get("/listed", {"address": typed})

    assert answer.status_code == 400
    assert "This is not an address that can be listed" in answer.text
    assert 'aria-invalid="true"' in answer.text
