from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from tests.api.conftest import OnRecord
from tests.statistics.case_rows import START, World, event, publish

from causelist.statistics.services import refresh

pytestmark = pytest.mark.django_db


def test_figures_are_listed_with_their_definitions_in_either_language(client: Client) -> None:
    english = client.get("/api/v1/statistics").json()
    chinese = client.get("/api/v1/statistics", headers={"Accept-Language": "zh-hans"}).json()

    assert {"notices", "places"} <= {metric["name"] for metric in english["metrics"]}
    assert all(metric["definition"] for metric in english["metrics"])
    assert [metric["name"] for metric in chinese["metrics"]] == [metric["name"] for metric in english["metrics"]]
    assert english["as_of"] is None


def test_figure_says_its_months_its_rows_and_its_time(client: Client, on_record: OnRecord) -> None:
    snapshot = refresh()

    body = client.get("/api/v1/statistics/notices?by=kind").json()

    assert body["months"] == ["2026-03", "2026-04"]
    assert (body["counts"], body["total"]) == ([1, 1], 2)
    assert {row["value"]: row["counts"] for row in body["rows"]} == {"notice": [1, 0], "retraction": [0, 1]}
    assert body["as_of"].startswith(f"{snapshot.as_of:%Y-%m-%dT%H:%M}")


def test_figure_keeps_to_the_months_asked_for(client: Client, on_record: OnRecord) -> None:
    refresh()

    assert client.get("/api/v1/statistics/notices?from=2026-04&to=2026-12").json()["months"] == ["2026-04"]


def test_figure_of_nothing_is_empty(client: Client) -> None:
    assert client.get("/api/v1/statistics/notices?by=sender").json()["rows"] == []


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        ("rumours", 404, "metric"),
        ("nul%00", 422, "metric"),
        ("notices?by=mood", 422, "by"),
        ("notices?from=2026-13", 422, "from"),
        ("notices?from=0000-01", 422, "from"),
        ("notices?to=soon", 422, "to"),
        ("notices?top=0", 422, "top"),
        ("notices?top=99999999999999999999", 422, "top"),
    ],
)
def test_figure_that_cannot_be_is_refused(client: Client, address: str, status: int, field: str) -> None:
    response = client.get(f"/api/v1/statistics/{address}")

    assert response.status_code == status
    assert response.json()["error"]["field"] == field


def test_money_says_its_currency_and_days_their_median(client: Client) -> None:
    world = World()
    case = world.case()
    decision = world.decision(case, world.track(case, "civil"))
    publish(decision)
    decision.sanctions.create(kind="damages", amount="1234.50", currency="CNY")
    for _ in range(5):
        complaint = world.complaint(world.case())
        event(complaint.case, "complaint.accept", complaint, START + dt.timedelta(days=6))
    refresh()

    money = client.get("/api/v1/statistics/civil_damages?by=authority&currency=CNY").json()
    assert (money["currency"], money["currencies"], money["counts"], money["total"]) == (
        "CNY",
        ["CNY"],
        [1234.5],
        1234.5,
    )
    assert money["rows"][0]["value"] == "copyright-office-of-lantern-city"
    days = client.get("/api/v1/statistics/acceptance_days?by=region").json()
    told = {"count": 5, "open": 0, "median": 6, "percentile_95": 6}
    assert (days["waiting"], days["waiting_by_month"], days["rows"][0]["waiting"]) == (told, [told], told)
    few = client.get("/api/v1/statistics/decision_days").json()
    assert (few["counts"], few["total"], few["waiting"]["median"]) == ([None], None, None)
    assert client.get("/api/v1/statistics/civil_damages?currency=yuan").status_code == 422
