"""The pages of a forgotten password: one answer for everybody, a link that opens once."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.world import PASSWORD, World

from causelist.accounts import links, throttle
from causelist.accounts.links import Why
from causelist.accounts.models import User
from causelist.runtime.models import Mail

ASK = "/desk/password/forgotten"
NEW = {"new": "short-morning-8", "again": "short-morning-8"}


@pytest.fixture(autouse=True)
def _nothing_owed_yet(world: World) -> None:
    """The receipt for the world's own letter."""
    Mail.objects.all().delete()


def link(user: User) -> str:
    return f"/desk/password/link/{links.make(User.objects.get(pk=user.pk), Why.FORGOTTEN)}"


def test_answer_is_the_same_whether_the_account_exists(world: World) -> None:
    answers = []
    for email in ("filer@people.example", "nobody@people.example"):
        answer = Client().post(ASK, {"email": email})
        answers.append((answer.status_code, answer.content.decode().replace(email, "…")))

    # The token against forgery is another on each page.
    assert answers[0][0] == answers[1][0] == 200
    assert "Look into your mail" in answers[0][1]
    assert answers[0][1].split("<h1>")[1] == answers[1][1].split("<h1>")[1]
    assert Mail.objects.count() == 2


def test_asking_too_often_is_answered_429_and_keeps_the_address(world: World) -> None:
    for _ in range(throttle.MOST_LINKS_FOR_ADDRESS):
        Client().post(ASK, {"email": "filer@people.example"})

    answer = Client().post(ASK, {"email": "filer@people.example"})

    assert answer.status_code == 429
    assert 'value="filer@people.example"' in answer.content.decode()


@pytest.mark.parametrize("email", ["", "no address", "a\0b@example.com"])
def test_what_is_no_address_is_said_and_costs_nothing(world: World, email: str) -> None:
    answer = Client().post(ASK, {"email": email})

    assert "error" in answer.content.decode()
    assert not Mail.objects.exists()


def test_link_sets_the_password_and_signs_everybody_out(world: World) -> None:
    elsewhere = world.client("filer")
    here = world.client("reader")  # somebody else is signed in where the link is opened
    address = link(world.people["filer"])
    assert "Set your password" in here.get(address).content.decode()
    assert here.get(address).status_code == 200  # looking changes nothing

    answer = here.post(address, NEW, follow=True)

    assert answer.redirect_chain == [("/desk/sign-in", 302)]
    assert "Your password is set" in answer.content.decode()
    assert elsewhere.get("/desk/").status_code == here.get("/desk/").status_code == 302
    signed_in = here.post("/desk/sign-in", {"email": "filer@people.example", "password": NEW["new"]})
    assert signed_in.headers["Location"] == "/desk/"


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "x" * 3000])
def test_link_that_is_none_says_what_to_do(world: World, token: str) -> None:
    answer = Client().get(f"/desk/password/link/{token}")

    assert answer.status_code == 410
    assert "Ask for another link" in answer.content.decode()


def test_link_used_once_is_dead(world: World) -> None:
    address = link(world.people["filer"])
    Client().post(address, NEW)

    again = Client().post(address, {"new": "another-long-one-9", "again": "another-long-one-9"})

    assert again.status_code == 410


def test_passwords_that_differ_or_are_weak_are_said(world: World) -> None:
    address = link(world.people["filer"])

    assert "not the same" in Client().post(address, NEW | {"again": "x"}).content.decode()
    assert "entirely numeric" in Client().post(address, {"new": "12345678", "again": "12345678"}).content.decode()
    assert Client().post("/desk/sign-in", {"email": "filer@people.example", "password": PASSWORD}).status_code == 302


def test_registry_sends_links_to_people_and_nobody_else_does(world: World) -> None:
    path = f"/desk/people/{world.people['reader'].pk}/link"

    world.client("filer").post(path)
    assert not Mail.objects.exists()
    world.client("registry").post(path)
    assert Mail.objects.get().detail == {"email": "reader@people.example", "why": "invited"}


def test_person_made_without_a_password_is_invited(world: World) -> None:
    client = world.client("registry")
    given = {"email": "new@people.example", "name": "New", "password": "", "language": "zh-hans"}

    page = client.post("/desk/people", given, follow=True).content.decode()

    assert "is sent a link" in page
    assert (User.objects.get(email="new@people.example").language, Mail.objects.count()) == ("zh-hans", 1)


def test_account_page_keeps_what_one_wishes(world: World) -> None:
    client = world.client("filer")
    page = client.get("/desk/account").content.decode()
    assert "filer@people.example" in page

    client.post("/desk/account", {"name": "Fay \u200bFiler", "language": "zh-hans", "receipts": "desk"})

    user = User.objects.get(pk=world.people["filer"].pk)
    assert (user.language, user.receipts) == ("zh-hans", "desk")


@pytest.mark.parametrize("wrong", [{"language": "tlh"}, {"receipts": "daily"}, {"name": "x" * 300}])
def test_account_page_refuses_what_is_no_choice(world: World, wrong: dict[str, str]) -> None:
    given = {"name": "Fay", "language": "en", "receipts": "all", **wrong}

    assert world.client("filer").post("/desk/account", given).status_code == 200
    assert User.objects.get(pk=world.people["filer"].pk).name == "Filer"
