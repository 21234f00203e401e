from __future__ import annotations

import pytest
from django.test import Client
from tests.cases.conftest import Country, country
from tests.cases.test_decisions import AT, case, issued, publish

from causelist.cases.models import Case, Decision

__all__ = ["case", "country"]  # fixtures


@pytest.fixture
def decision(country: Country, case: Case) -> Decision:
    row = issued(country, case)
    publish(country, case, row)
    return row


def test_decisions_are_listed_and_read(client: Client, decision: Decision) -> None:
    listed = client.get("/api/v1/decisions?subject=film&region=CN-XA").json()
    assert [one["number"] for one in listed["decisions"]] == [decision.number]
    answer = client.get(f"/api/v1/decisions/{decision.number}")
    read = answer.json()
    assert read["state"] == "published"
    assert read["sums"][0]["amount"] == "20000.00"
    assert read["sums"][0]["steps"]
    assert read["citations"][0]["rule"] == "cn.admin.fine.amount"
    assert "Person A" in [one["name"] for one in read["parties"]]
    assert b"Hollowell" not in answer.content
    akn = client.get(f"/api/v1/decisions/{decision.number}/files/akn")
    assert akn["Content-Type"] == "application/akn+xml"
    assert b"Hollowell" not in akn.content


def test_a_withdrawn_decision_says_why_and_no_more(
    client: Client, country: Country, case: Case, decision: Decision
) -> None:
    country.do(case, "publication.withdraw", "officer", decision.publications.get().pk, at=AT, reason="Annulled.")
    read = client.get(f"/api/v1/decisions/{decision.number}").json()
    assert (read["state"], read["reason"], read["sections"], read["parties"]) == ("withdrawn", "Annulled.", [], [])
    assert client.get(f"/api/v1/decisions/{decision.number}/files/pdf").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("decisions/D-2026-999-6", 404),
        ("decisions/x", 404),
        ("decisions?cursor=x", 422),
        ("decisions?year=1", 422),
        ("decisions/x/files/exe", 422),
    ],
)
def test_what_cannot_be_is_told(client: Client, db: None, path: str, status: int) -> None:
    assert client.get(f"/api/v1/{path}").status_code == status
