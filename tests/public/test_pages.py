"""Every public page: it answers, in both languages, in a number of queries that its rows do not change."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.notices import rows

from causelist.notices.models import Notice
from causelist.statistics.services import refresh

PAGES = [
    "/",
    "/search?q=afternoon",
    "/notices",
    "/notices?kind=notice&state=contested&year=2026&language=en&host=videos.example.com",
    "/notices?q=afternoon",
    "/places/videos.example.com/watch/88",
    "/hosts/videos.example.com",
    "/organisations/example-pictures",
    "/listed",
    "/listed?address=videos.example.com/watch/88",
    "/statistics",
    "/statistics/notices",
    "/statistics/places?by=host&from=2026-01&to=2026-12",
    "/statistics/notices?by=sender",
    "/statistics/enforcement",
    "/statistics/civil_damages?by=authority",
    "/statistics/acceptance_days?by=industry",
    "/about",
    "/privacy",
    "/accessibility",
]
MOST_QUERIES = 12


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("page", PAGES)
def test_page_answers_without_a_sign_in(client: Client, record: dict[str, Notice], page: str, language: str) -> None:
    answer = client.get(page, headers={"accept-language": language})

    assert answer.status_code == 200
    assert "Jane Roe" not in answer.text


@pytest.mark.parametrize("page", [*PAGES, "notice", "work", "/feeds/notices.atom"])
def test_page_queries_are_few_and_do_not_grow(client: Client, record: dict[str, Notice], page: str) -> None:
    work = record["notice"].notice_works.get().work_id
    page = {"notice": f"/n/{record['notice'].number}", "work": f"/works/{work}"}.get(page, page)
    few = _queries(client, page)
    provider = rows.name("Other Videos").organisation
    for index in range(30):
        name = rows.name(f"Sender {index} Ltd")
        rows.letter(sender=name, right_holder=name, provider=provider, state="contested")
        rows.letter(
            sender=name,
            right_holder=rows.name("Example Pictures"),
            provider=provider,
            addresses=[f"https://a.example/{index}"],
        )
    refresh()
    many = _queries(client, page)

    assert many <= MOST_QUERIES
    assert many - few <= 2  # names and pages that there were none of before: fixed, whatever the rows
    for index in range(30):
        rows.letter(sender=rows.name(f"Further {index} Ltd"), provider=provider, state="contested")
        rows.letter(
            right_holder=rows.name("Example Pictures"), provider=provider, addresses=[f"https://b.example/{index}"]
        )
    refresh()
    assert _queries(client, page) == many


def _queries(client: Client, page: str) -> int:
    client.get(page)  # caches of the first request
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["/", "/notices", "/statistics", "/statistics/notices", "/search?q=film", "/listed?address=a.example/x"]
)
def test_page_of_an_empty_record(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "kind=%00",
        "year=99999999999",
        "after=x",
        "work=99999999999999999999",
        "host=%00",
        "q=%22%27%28%00AND",
        "year=abc",
        "place=" + "x" * 600,
    ],
)
def test_notices_hostile_criteria_never_break(client: Client, query: str) -> None:
    assert client.get(f"/notices?{query}").status_code in {200, 404}


def test_health_and_robots(client: Client, record: dict[str, Notice]) -> None:
    assert client.get("/health").json()["status"] == "ok"
    assert "Disallow: /desk/" in client.get("/robots.txt").text
