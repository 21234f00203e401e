"""Forms of organisations: what they do, what they refuse, what they keep."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.desk.world import World

from causelist.accounts.models import Token, User
from causelist.parties.models import Mandate, Membership, Organisation
from causelist.works.models import MandateWork


def post(world: World, role: str, name: str, data: dict[str, Any]) -> str:
    answer = world.client(role).post(reverse(f"desk:{name}", args=[world.pictures.slug]), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_new_organisation_leads_to_its_members(world: World) -> None:
    answer = world.client("registry").post(
        reverse("desk:organisation-new"),
        {"text": "Orchard Software", "language": "en", "kind": "right_holder", "hosts": "a.example\nb.example"},
    )

    made = Organisation.objects.get(slug="orchard-software")
    assert answer.headers["Location"] == reverse("desk:members", args=[made.slug])
    assert made.hosts == ["a.example", "b.example"]


def test_new_organisation_with_a_known_name_keeps_what_was_typed(world: World) -> None:
    answer = world.client("registry").post(
        reverse("desk:organisation-new"),
        {"text": "example pictures", "language": "en", "kind": "court", "website": "https://a.example"},
    )

    page = answer.content.decode()
    assert "already a name of another organisation" in page
    assert 'value="example pictures"' in page
    assert 'value="https://a.example"' in page


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "图片 & Söhne"])
def test_odd_name_is_kept_and_shown_as_text(world: World, name: str) -> None:
    page = post(world, "administrator", "name-add", {"text": name, "language": "und", "kind": "alias"})

    assert world.pictures.names.filter(text=name).exists()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("text", "words"), [("", "This field is required"), ("!!!", "at least one letter"), ("A\0", "Null characters")]
)
def test_bad_name_is_refused(world: World, text: str, words: str) -> None:
    assert words in post(world, "administrator", "name-add", {"text": text, "language": "en", "kind": "alias"})


def test_new_official_name_is_shown(world: World) -> None:
    post(world, "administrator", "name-add", {"text": "Example Films", "language": "en", "kind": "official"})

    assert world.pictures.names.get(is_primary=True).text == "Example Films"


def test_member_is_added_and_ended(world: World) -> None:
    data = {"email": "STRANGER@people.example", "role": "reader", "starts_on": "2026-01-01", "until": ""}
    post(world, "administrator", "members", data)
    membership = Membership.objects.get(user=world.people["stranger"])

    world.client("administrator").post(reverse("desk:member-end", args=[world.pictures.slug, membership.pk]))

    membership.refresh_from_db()
    assert membership.until is not None
    assert membership.until < timezone.localdate()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": "nobody@people.example"}, "Nobody with this mail address"),
        ({"role": "king"}, "Select a valid choice"),
        ({"starts_on": "tomorrow"}, "Enter a valid date"),
        ({"until": "2025-01-01"}, "The last day lies before the first"),
        ({"email": "filer@people.example", "role": "filer"}, "They hold this role here"),
    ],
)
def test_member_is_refused(world: World, changed: dict[str, str], words: str) -> None:
    before = Membership.objects.count()

    page = post(
        world,
        "administrator",
        "members",
        {"email": "stranger@people.example", "role": "reader", "starts_on": "2026-01-01", "until": "", **changed},
    )

    assert words in page
    assert Membership.objects.count() == before


def test_mandate_on_listed_works_registers_them(world: World) -> None:
    page = post(
        world,
        "administrator",
        "mandates",
        {
            "agent": "videos example",
            "starts_on": "2026-01-01",
            "all_works": "no",
            "works": "The Long Afternoon\r\n\r\nThe Short Morning\r\nthe long afternoon.",
            "basis": "Letter of 1 May",
        },
    )

    mandate = Mandate.objects.get(agent=world.videos)
    titles = {row.work.title for row in MandateWork.objects.filter(mandate=mandate).select_related("work")}
    assert titles == {"The Long Afternoon", "The Short Morning"}
    assert {row.work.owner for row in MandateWork.objects.filter(mandate=mandate)} == {world.pictures}
    assert "The Short Morning" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"agent": "Nobody Ltd"}, "No organisation is called that"),
        ({"agent": "Example Pictures"}, "needs no mandate from itself"),
        ({"agent": "guard-agency"}, "There is a mandate on all works"),
        ({"all_works": "no"}, "List at least one work"),
        ({"basis": ""}, "This field is required"),
    ],
)
def test_mandate_is_refused_and_nothing_is_stored(world: World, changed: dict[str, str], words: str) -> None:
    given = {"agent": "Videos Example", "starts_on": "2026-11-24", "all_works": "yes", "works": "", "basis": "Letter"}

    page = post(world, "administrator", "mandates", {**given, **changed})

    assert words in page
    assert Mandate.objects.count() == 1


def test_token_is_shown_once(world: World) -> None:
    page = post(world, "administrator", "tokens", {"label": "nightly", "scopes": ["notices:write"], "until": ""})

    token = Token.objects.get()
    assert page.count(f"{token.prefix}") == 2
    again = world.client("administrator").get(reverse("desk:tokens", args=[world.pictures.slug])).content.decode()
    assert again.count(token.prefix) == 1
    assert "nightly" in again


def test_token_that_would_have_ended_is_refused(world: World) -> None:
    given = {"label": "x", "scopes": ["notices:read"], "until": "2020-01-01"}

    page = post(world, "administrator", "tokens", given)

    assert "Choose a later day" in page
    assert not Token.objects.exists()


def test_merge_without_a_known_target_says_so(world: World) -> None:
    page = post(world, "registry", "merge", {"target": "Nobody", "basis": "x"})

    assert "No organisation is called that" in page
    assert 'value="Nobody"' in page


def test_registry_finds_and_confirms_what_letters_name(world: World) -> None:
    found = Organisation.objects.create(slug="found-films")
    found.names.create(text="Found Films", key="found films", is_primary=True)
    client = world.client("registry")
    assert "Found Films" in client.get("/desk/organisations", {"q": "found"}).content.decode()

    client.post(reverse("desk:organisation-confirm", args=["found-films"]))

    found.refresh_from_db()
    assert found.confirmed


def test_somebody_new_may_sign_in(world: World) -> None:
    client = world.client("registry")

    client.post(
        "/desk/people", {"email": "new@people.example", "name": "新人", "password": "short-morning-8", "language": "en"}
    )

    made = User.objects.get(email="new@people.example")
    assert (made.name, made.is_staff) == ("新人", False)
    assert "新人" in client.get("/desk/people", {"q": "new@"}).content.decode()
