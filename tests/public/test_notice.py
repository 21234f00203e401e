"""The page of one letter."""

from __future__ import annotations

from django.test import Client

from causelist.notices.models import Notice


def test_notice_shows_what_it_asked_and_how_it_stands(client: Client, record: dict[str, Notice]) -> None:
    page = client.get(f"/n/{record['notice'].number}").text

    assert "The Long Afternoon" in page
    assert "Example Pictures" in page
    assert "videos.example.com/watch/88" in page
    assert "Contested" in page
    assert record["counter"].number in page


def test_notice_marks_lead_to_the_words(client: Client, record: dict[str, Notice]) -> None:
    page = client.get(f"/n/{record['notice'].number}").text

    assert 'href="#m1"' in page
    assert 'id="m1"' in page


def test_notice_number_in_any_writing_leads_to_the_page(client: Client, record: dict[str, Notice]) -> None:
    number = record["notice"].number

    assert client.get(f"/n/{number.lower()}")["Location"] == f"/n/{number}"


def test_notice_wrong_check_digit_says_so(client: Client, record: dict[str, Notice]) -> None:
    number = record["notice"].number
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"

    answer = client.get(f"/n/{wrong}")

    assert answer.status_code == 404
    assert "check digit" in answer.text


def test_counter_notice_names_no_natural_person(client: Client, record: dict[str, Notice]) -> None:
    page = client.get(f"/n/{record['counter'].number}").text

    assert "a person (name withheld)" in page
    assert "Addresses it is about" in page
    assert record["notice"].number in page
