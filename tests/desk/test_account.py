from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.world import PASSWORD, World

from causelist.accounts import throttle

SIGN_IN = "/desk/sign-in"


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> str:
    answer = client.post(SIGN_IN, {"email": "filer@people.example", "password": password, **more})
    return answer.headers.get("Location", "") or answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/desk/new", "/desk/new"),
        ("", "/desk/"),
        ("https://evil.example/", "/desk/"),
        ("//evil.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("/\0", "/desk/"),
    ],
)
def test_sign_in_leads_on_only_within_the_site(world: World, wanted: str, place: str) -> None:
    assert sign_in(Client(), next=wanted) == place


def test_page_asked_for_is_reached_after_signing_in(world: World) -> None:
    client = Client()
    asked = client.get("/desk/organisations?q=a")

    assert asked.headers["Location"] == "/desk/sign-in?next=/desk/organisations%3Fq%3Da"


def test_wrong_password_keeps_the_address_and_says_nothing_of_it(world: World) -> None:
    page = sign_in(Client(), password="wrong")

    assert "do not belong together" in page
    assert 'value="filer@people.example"' in page
    assert 'value="wrong"' not in page


def test_too_many_attempts_are_answered_429(world: World) -> None:
    client = Client()
    for _ in range(throttle.MOST_FOR_ADDRESS):
        sign_in(client, password="wrong")

    answer = client.post(SIGN_IN, {"email": "filer@people.example", "password": PASSWORD})

    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()


def test_password_is_changed_and_other_sessions_end(world: World) -> None:
    here, elsewhere = world.client("filer"), world.client("filer")

    answer = here.post("/desk/password", {"old": PASSWORD, "new": "short-morning-8", "again": "short-morning-8"})

    assert answer.headers["Location"] == "/desk/account"
    assert here.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"old": "wrong", "new": "short-morning-8", "again": "short-morning-8"}, "That is not your present password"),
        ({"old": PASSWORD, "new": "short-morning-8", "again": "short-morning-9"}, "The two are not the same"),
        ({"old": PASSWORD, "new": "12345678", "again": "12345678"}, "entirely numeric"),
        ({}, "This field is required"),
    ],
)
def test_password_is_refused_beside_its_field(world: World, given: dict[str, str], words: str) -> None:
    assert words in world.client("filer").post("/desk/password", given).content.decode()


def test_person_shut_out_is_out_at_once(world: World) -> None:
    client = world.client("filer")
    world.client("registry").post(f"/desk/people/{world.people['filer'].pk}/active", {"active": "no"})

    assert client.get("/desk/").status_code == 302


def test_signing_out_ends_the_session(world: World) -> None:
    client = world.client("filer")
    client.post("/desk/sign-out")

    assert client.get("/desk/").status_code == 302
