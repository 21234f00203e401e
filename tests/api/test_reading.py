from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.conftest import OnRecord

from causelist.parties.models import Organisation
from causelist.parties.services import create_organisation, merge

pytestmark = pytest.mark.django_db


def _get(client: Client, path: str, status: int = 200, /, **query: Any) -> dict[str, Any]:
    response: Any = client.get(f"/api/v1/{path}", query)
    assert response.status_code == status, response.content
    body: dict[str, Any] = response.json()
    return body


def test_list_shows_letters_newest_first(client: Client, on_record: OnRecord) -> None:
    body = _get(client, "notices")

    assert [line["number"] for line in body["notices"]] == [on_record.retraction.number, on_record.notice.number]
    assert body["next"] is None
    assert body["notices"][1]["provider"] == {"name": "Codehaven", "slug": "codehaven"}


def test_list_withholds_names_of_natural_persons(client: Client, on_record: OnRecord) -> None:
    response = client.get("/api/v1/notices")

    assert response.json()["notices"][1]["right_holders"] == [{"name": None, "slug": None}]
    assert "Hollowell" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "notice"}, 1),
        ({"kind": "retraction"}, 1),
        ({"kind": "other"}, 0),
        ({"state": "withdrawn"}, 1),
        ({"provider": "codehaven"}, 2),
        ({"provider": "nobody"}, 0),
        ({"organisation": "northmere-software-gmbh"}, 2),
        ({"host": "CODEHAVEN.example"}, 2),
        ({"place": "codehaven.example/pellworm/contour"}, 2),
        ({"place": "codehaven.example/nobody/nothing"}, 0),
        ({"received_from": "2026-03-05"}, 1),
        ({"received_to": "2026-03-04"}, 1),
        ({"received_from": "2026-03-05", "received_to": "2026-03-05"}, 0),
        ({"q": "Contour Studio"}, 1),
        ({"q": "nothing of the kind"}, 0),
    ],
)
def test_list_narrows_by_every_criterion(
    client: Client, on_record: OnRecord, query: dict[str, Any], found: int
) -> None:
    assert len(_get(client, "notices", **query)["notices"]) == found


def test_pages_follow_each_other_and_keep_the_criteria(client: Client, on_record: OnRecord) -> None:
    first = client.get("/api/v1/notices?size=1&host=codehaven.example")

    following = first.json()["next"]
    second = client.get(following.split("127.0.0.1:8000")[1])

    assert first["Link"] == f'<{following}>; rel="next"'
    assert [line["number"] for line in second.json()["notices"]] == [on_record.notice.number]
    assert second.json()["next"] is None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"size": 101}, "size"),
        ({"size": 0}, "size"),
        ({"size": 2**70}, "size"),
        ({"size": "many"}, "size"),
        ({"cursor": "2026-01-01.5x"}, "cursor"),
        ({"cursor": "9999-99-99.1"}, "cursor"),
        ({"cursor": "nul\0"}, "cursor"),
        ({"kind": "poem"}, "kind"),
        ({"received_from": "yesterday"}, "received_from"),
        ({"received_from": "5"}, "received_from"),
        ({"q": "nul\0"}, "q"),
        ({"place": "x" * 401}, "place"),
        ({"host": "\0"}, "host"),
    ],
)
def test_criteria_that_cannot_be_are_refused(client: Client, query: dict[str, Any], field: str) -> None:
    assert _get(client, "notices", 422, **query)["error"]["field"] == field


def test_letter_has_its_history_its_links_and_its_text_redacted(client: Client, on_record: OnRecord) -> None:
    body = _get(client, f"notices/{on_record.notice.number}")

    assert body["state"] == "withdrawn"
    assert [move["to_state"] for move in body["history"] if move["items"] is None] == ["recorded", "withdrawn"]
    assert [(link["kind"], link["number"]) for link in body["undergoes"]] == [("retracts", on_record.retraction.number)]
    assert body["works"] == ["Contour Studio"]
    assert "judith@" not in body["letter"]["text"]
    assert "7946" not in body["letter"]["text"]
    assert "https://codehaven.example/pellworm/contour" in body["letter"]["text"]
    assert {"sender", "works"} <= set(body["corrected"])
    assert not {"content", "sha256", "identity", "holder", "recorded_by"} & set(body)


def test_letter_is_found_however_its_number_is_typed(client: Client, on_record: OnRecord) -> None:
    assert _get(client, f"notices/{on_record.notice.number.lower()}")["number"] == on_record.notice.number


@pytest.mark.parametrize("number", ["N-2026-1-9", "nonsense", "N-2026-99999999999999999999-1", "N-1999-1-0"])
def test_number_that_is_none_is_not_found(client: Client, on_record: OnRecord, number: str) -> None:
    assert _get(client, f"notices/{number}", 404)["error"]["field"] == "number"


def test_items_come_in_pages(client: Client, on_record: OnRecord) -> None:
    first = _get(client, f"notices/{on_record.notice.number}/items", size=1)
    second = client.get(first["next"].split("127.0.0.1:8000")[1]).json()

    assert [item["address"] for item in first["items"] + second["items"]] == [
        "https://codehaven.example/pellworm/contour",
        "https://codehaven.example/dunlin/contour",
    ]
    assert {item["state"] for item in first["items"]} == {"withdrawn"}
    assert second["next"] is None


def test_listed_says_how_an_address_stands(client: Client, on_record: OnRecord) -> None:
    body = _get(client, "items", address="codehaven.example/pellworm/contour/")

    assert body["listed"] is False
    assert [mention["notice"]["kind"] for mention in body["letters"]] == ["retraction", "notice"]
    assert body["host_addresses"] == 4


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://", "data:text/html,x", "h" * 8192])
def test_listed_refuses_what_is_no_address(client: Client, address: str) -> None:
    assert _get(client, "items", 422, address=address)["error"]["code"] == "bad_address"


def test_place_says_how_its_addresses_stand(client: Client, on_record: OnRecord) -> None:
    body = _get(client, "places/codehaven.example/pellworm/contour")

    assert (body["letters"], body["items"], body["first"]) == (2, {"withdrawn": 1}, "2026-03-04")
    assert _get(client, "places/codehaven.example/nobody", 404)["error"]["field"] == "key"


def test_organisation_has_its_names_and_its_letters(client: Client, on_record: OnRecord, holder: Organisation) -> None:
    body = _get(client, "organisations/codehaven")

    assert body["names"] == [{"text": "Codehaven", "language": "und", "kind": "official"}]
    assert body["received"].endswith("/api/v1/notices?provider=codehaven")
    assert _get(client, f"organisations/{holder.slug}")["received"] is None


def test_organisation_that_was_merged_answers_with_its_home(client: Client, on_record: OnRecord, filer: Any) -> None:
    short = create_organisation(name="Northmere Short", kind="right_holder", by=None)
    home = create_organisation(name="Northmere Long", kind="right_holder", by=None)
    merge(source=short, target=home, basis="They are one.", by=filer)

    assert _get(client, f"organisations/{short.slug}")["slug"] == home.slug


def test_natural_person_has_no_page(client: Client) -> None:
    person = create_organisation(name="Ines Hollowell", kind="right_holder", by=None, is_person=True)

    assert _get(client, f"organisations/{person.slug}", 404)["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["notices", "items?address=https://codehaven.example/pellworm/contour"])
def test_number_of_queries_does_not_grow_with_the_rows(client: Client, on_record: OnRecord, path: str) -> None:
    def queries(size: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}size={size}").status_code == 200
        return len(asked)

    assert queries(1) == queries(2) <= 12
