"""The page of note 39, and the pages of figures of cases."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from tests.statistics.case_rows import World, at_random, publish

from causelist.statistics import queries
from causelist.statistics.case_metrics import CASE_METRICS
from causelist.statistics.services import refresh


@pytest.fixture
def world(db: None) -> World:
    return World()


def _csv(client: Client, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_table_lays_out_what_the_note_asks_for(client: Client, world: World) -> None:
    case = world.case()
    decision = world.decision(case, world.track(case, "civil"))
    publish(decision)
    decision.sanctions.create(kind="damages", amount="12345.50", currency="CNY", paid="345.50")
    refresh()

    page = client.get("/statistics/enforcement").text

    assert all(f'href="/statistics/{name}' in page for name in CASE_METRICS)
    assert "12,345.50" in page
    assert "12,000" in page  # not paid
    assert "As of" in page
    assert "causelist stats enforcement" in page


def test_table_in_chinese_and_by_one_authority(client: Client, world: World) -> None:
    at_random(world, 5, 12)
    refresh()

    page = client.get("/statistics/enforcement?authority=court-of-lantern-city", headers={"accept-language": "zh-hans"})

    assert page.status_code == 200
    assert "案件及其结果：Court of Lantern City" in page.text
    assert "civil_filed?by=authority" in page.text


@pytest.mark.parametrize(
    "query", ["authority=a&region=b", "authority=%00", "region=CN-91&industry=film", "industry=%00&authority="]
)
def test_table_cannot_be_narrowed_by_nonsense(client: Client, world: World, query: str) -> None:
    assert client.get(f"/statistics/enforcement?{query}").status_code == 404


def test_table_of_nothing_says_how_figures_are_made(client: Client, world: World) -> None:
    assert "causelist stats list --refresh" in client.get("/statistics/enforcement").text
    refresh()
    assert client.get("/statistics/enforcement?authority=nobody").status_code == 200


def test_downloads_are_the_same_figures(client: Client, world: World) -> None:
    at_random(world, 11, 20)
    refresh()

    rows = _csv(client, "/statistics/enforcement.csv")
    filed = sum(int(row["count"]) for row in rows if (row["metric"], row["part"]) == ("civil_filed", ""))
    assert filed == sum(row.count for row in queries.totals("civil_filed", "month"))
    by_authority = _csv(client, "/statistics/civil_filed.csv?by=authority")
    assert sum(int(row["count"]) for row in by_authority) == filed
    damages = _csv(client, "/statistics/civil_damages.csv")
    assert all(row["currency"] in {"CNY", "USD"} for row in damages)
    days = _csv(client, "/statistics/acceptance_days.csv?by=industry")
    assert {"count", "open", "median", "percentile_95"} <= set(days[0])


def test_every_figure_has_its_page(client: Client, world: World) -> None:
    at_random(world, 3, 12)
    refresh()

    for name, metric in CASE_METRICS.items():
        divided = [f"?by={one}" for one in metric.dimensions][-1]
        assert client.get(f"/statistics/{name}{divided}&currency=USD&from=2025-02&to=2026-01").status_code == 200
        page = client.get(f"/statistics/{name}").text
        assert str(metric.definition)[:60] in page
        assert f"causelist stats {name} --by month" in page or "Nothing was counted" in page


def test_fewer_than_five_are_not_told_of(client: Client, world: World) -> None:
    for _ in range(4):
        world.complaint(world.case())
    refresh()
    assert "fewer than five" in client.get("/statistics/acceptance_days?by=industry").text
    assert "Fewer than five: nothing is told." in client.get("/statistics/acceptance_days").text
    assert ",,,," in ",".join(_csv(client, "/statistics/acceptance_days.csv")[0].values())
