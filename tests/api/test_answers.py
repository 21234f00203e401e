from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import Client
from tests.desk.world import World, make_world

from causelist.accounts.services import make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def post(world: World, role: str, path: str, body: dict[str, Any], scope: str) -> Any:
    organisation = world.videos if role == "officer" else world.pictures
    user = world.people[role]
    made = make_token(user=user, organisation_id=organisation.pk, label="t", scopes=[scope], by=user)
    headers = {"Authorization": f"Bearer {made.secret}"}
    return Client().post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def test_a_provider_answers_some_addresses_or_all(world: World) -> None:
    path = f"notices/{world.notice.number}/answers"
    some = post(world, "officer", path, {"positions": [0], "outcome": "removed"}, "notices:answer")
    assert (some.status_code, some.json()) == (200, {"new": 1, "known": 0})
    every = post(world, "officer", path, {"outcome": "removed"}, "notices:answer")
    assert every.json() == {"new": 1, "known": 1}
    listed = Client().get(f"/api/v1/notices/{world.notice.number}/items").json()
    assert "items" in listed, listed
    items = listed["items"]
    assert [item["answer"]["outcome"] for item in items] == ["removed", "removed"]


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        ("filer", {"outcome": "removed"}, 403),
        ("officer", {"positions": [99], "outcome": "removed"}, 403),
        ("officer", {"outcome": "refused"}, 422),
        ("officer", {"outcome": "eaten"}, 422),
    ],
)
def test_an_answer_that_may_not_or_cannot_be(world: World, role: str, body: dict[str, Any], status: int) -> None:
    answer = post(world, role, f"notices/{world.notice.number}/answers", body, "notices:answer")
    assert answer.status_code == status, answer.json()


def test_papers_are_kept_and_retired_by_a_program(world: World) -> None:
    body = {"kind": "mandate", "title": "Power", "base64": base64.b64encode(b"%PDF-1.7").decode(), "works": ["A"]}
    made = post(world, "filer", "papers", body, "cases:complain")
    assert (made.status_code, made.json()["media_type"], made.json()["works"]) == (201, "application/pdf", ["A"])
    retired = post(world, "filer", f"papers/{made.json()['id']}/retire", {"reason": "Old"}, "cases:complain")
    assert retired.json()["state"] == "retired"
    assert post(world, "filer", "papers", body | {"base64": "@"}, "cases:complain").status_code == 422
    assert post(world, "filer", "papers/999/retire", {"reason": "Old"}, "cases:complain").status_code == 404
