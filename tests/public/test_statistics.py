"""The statistics pages."""

from __future__ import annotations

from django.test import Client

from causelist.notices.models import Notice


def test_metric_shows_chart_table_time_and_command(client: Client, record: dict[str, Notice]) -> None:
    page = client.get("/statistics/notices?from=2026-11").text

    assert "<svg" in page
    assert "causelist stats notices --by month --from 2026-11" in page
    assert "As of" in page
    assert "<caption>By month</caption>" in page


def test_metric_by_sender_links_organisations_and_names_no_person(client: Client, record: dict[str, Notice]) -> None:
    page = client.get("/statistics/notices?by=sender").text

    assert 'href="/organisations/example-pictures"' in page
    assert "natural persons" in page
    assert "Jane" not in page


def test_metric_month_that_is_none_keeps_what_was_typed(client: Client, record: dict[str, Notice]) -> None:
    answer = client.get("/statistics/notices?from=2026-13")

    assert answer.status_code == 400
    assert 'value="2026-13"' in answer.text
    assert "A month is written like 2026-03" in answer.text


def test_metric_nobody_defined(client: Client, record: dict[str, Notice]) -> None:
    assert client.get("/statistics/nothing").status_code == 404
    assert client.get("/statistics/notices?by=nothing").status_code == 404
    assert client.get("/statistics/nothing.csv").status_code == 404
