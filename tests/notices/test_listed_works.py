"""An agent whose mandate lists works: sees, and may act for, the letters that are about these works alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.world import LETTER, World, make_world

from causelist.accounts.models import User
from causelist.notices.incoming import prepare
from causelist.notices.models import Notice
from causelist.notices.permissions import can_see_original, check_file, letters_for
from causelist.notices.services import receive
from causelist.parties.models import Mandate
from causelist.parties.permissions import NotAllowed, reach_of
from causelist.parties.services import create_organisation, merge, revoke_mandate
from causelist.works.mandates import grant_on_works

FILM = "The Long Afternoon"


@pytest.fixture
def world(db: None) -> World:
    """As the desk's, but the agency's mandate lists one film."""
    made = make_world()
    revoke_mandate(mandate=made.mandate, by=made.people["registry"])
    grant_on_works(
        principal=made.pictures,
        agent=made.agency,
        basis="Power of attorney",
        by=made.people["registry"],
        titles=["the long AFTERNOON"],
    )
    return made


def record(world: World, number: int, *works: str) -> Notice:
    """A letter that the right holder's own filer records, about these works."""
    outcome = receive(
        incoming=prepare(LETTER.replace("/88", f"/{number}").encode(), source="desk"),
        by=world.people["filer"],
        holder=world.pictures,
        corrections={"works": list(works)},
    )
    return Notice.objects.get(number=outcome.number)


def seen(user: User) -> set[str]:
    return set(letters_for(user).values_list("number", flat=True))


@pytest.mark.parametrize("role", ["agent", "agent_reader"])
def test_agent_sees_letters_about_listed_works_alone(world: World, role: str) -> None:
    user = world.people[role]
    both = record(world, 1, FILM, "The Short Morning")
    other = record(world, 2, "The Short Morning")
    nameless = record(world, 3)

    assert seen(user) == {world.notice.number}
    assert can_see_original(user, world.notice)
    assert not any(can_see_original(user, notice) for notice in (both, other, nameless))
    client = Client()
    client.force_login(user)
    assert client.get(f"/desk/notices/{world.notice.number}").status_code == 200
    assert client.get(f"/desk/notices/{other.number}").status_code == 403
    assert world.notice.number in client.get("/desk/").text
    assert other.number not in client.get("/desk/notices").text


def test_same_title_of_another_holder_is_not_covered(world: World) -> None:
    other = create_organisation(name="Other Pictures", kind="right_holder", by=world.people["registry"])
    foreign = prepare(LETTER.replace("/88", "/5").encode(), source="desk")
    receive(incoming=foreign, by=world.people["registry"], holder=other)

    assert seen(world.people["agent"]) == {world.notice.number}


def test_two_mandates_are_not_taken_together(world: World) -> None:
    grant_on_works(
        principal=world.pictures,
        agent=world.agency,
        basis="Another",
        by=world.people["registry"],
        titles=["The Short Morning"],
    )
    both = record(world, 1, FILM, "The Short Morning")
    short = record(world, 2, "The Short Morning")

    assert seen(world.people["agent"]) == {world.notice.number, short.number}
    assert both.number not in seen(world.people["agent"])


def test_letters_of_a_holder_that_was_merged_are_still_seen(world: World) -> None:
    old = create_organisation(name="Old Pictures", kind="right_holder", by=world.people["registry"])
    outcome = receive(
        incoming=prepare(LETTER.replace("/88", "/6").encode(), source="desk"), by=world.people["registry"], holder=old
    )
    merge(source=old, target=world.pictures, basis="One company", by=world.people["registry"])

    assert outcome.number in seen(world.people["agent"])
    client = Client()
    client.force_login(world.people["agent"])
    page = client.get(f"/desk/notices/{outcome.number}")
    assert page.status_code == 200
    assert "Example Pictures" in page.text


def test_nothing_is_seen_once_the_mandate_ends(world: World) -> None:
    Mandate.objects.filter(all_works=False).update(revoked_at=timezone.now())

    assert seen(world.people["agent"]) == set()
    assert reach_of(world.people["agent"]).mandates == frozenset()


def test_agent_may_take_back_a_letter_about_listed_works_by_its_number(world: World) -> None:
    agent, pictures = world.people["agent"], world.pictures
    other = record(world, 1, "The Short Morning")
    ours, theirs = world.notice.number, other.number

    check_file(agent, pictures, titles=[], refers_to=[f"your notice {ours}"])
    check_file(agent, pictures, titles=[FILM], refers_to=[])
    for refers_to in ([], ["N-2026-999-1"], [theirs], [ours, theirs], [f"{ours} {theirs}"]):
        with pytest.raises(NotAllowed):
            check_file(agent, pictures, titles=[], refers_to=refers_to)
    with pytest.raises(NotAllowed):
        check_file(agent, pictures, titles=["The Short Morning"], refers_to=[ours])
    with pytest.raises(NotAllowed):
        check_file(world.people["agent_reader"], pictures, titles=[], refers_to=[ours])


def test_reach_is_one_query_and_merges_one_more(world: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        reach = reach_of(world.people["agent"])
    with django_assert_num_queries(2):  # type: ignore[operator]  # a fixture without a type
        assert list(letters_for(world.people["agent"], reach)) == [world.notice]
