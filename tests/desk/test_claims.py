"""Claims at the registry's desk: seen, decided with a reason, shown on both letters' pages."""

from __future__ import annotations

from django.urls import reverse
from tests.desk.world import World

from causelist.notices.models import LinkDecision, Notice


def state(world: World) -> str:
    return str(Notice.objects.get(pk=world.notice.pk).state)


def test_a_claim_waits_on_the_registrys_desk_and_nowhere_else(world: World) -> None:
    claim = world.claim()
    page = world.client("registry").get(reverse("desk:today")).content.decode()
    assert "1 letter claims to change another" in page
    assert "claims to change" not in world.client("filer").get(reverse("desk:today")).content.decode()
    listed = world.client("registry").get(reverse("desk:claims")).content.decode()
    assert claim.number in listed
    assert world.notice.number in listed


def test_its_party_sees_what_is_claimed_of_its_letter(world: World) -> None:
    claim = world.claim()
    page = world.client("filer").get(reverse("desk:notice", args=[world.notice.number])).content.decode()
    assert "Is, it is claimed, taken back by" in page
    assert claim.number in page
    assert "not confirmed" in page
    assert "Decide" not in page


def test_the_public_page_says_that_it_is_not_confirmed(world: World) -> None:
    claim = world.claim()
    for notice in (world.notice, claim):
        page = world.client("anonymous").get(reverse("public:notice", args=[notice.number])).content.decode()
        assert "Not confirmed" in page
        assert "claims to take back" in page
    assert state(world) == "recorded"


def test_confirmed_with_a_reason_it_takes_effect(world: World) -> None:
    claim = world.claim()
    registry, at = world.client("registry"), reverse("desk:claim", args=[claim.number, world.notice.number])
    shown = registry.get(at).content.decode()
    assert "nothing connects who wrote it with the letter" in shown

    without = registry.post(at, {"do": "confirm", "basis": ""})
    assert without.status_code == 200
    assert not LinkDecision.objects.exists()
    answer = registry.post(at, {"do": "confirm", "basis": "They telephoned from the number we know"})

    assert answer.headers["Location"] == reverse("desk:claims")
    assert state(world) == "withdrawn"
    page = world.client("anonymous").get(reverse("public:notice", args=[world.notice.number])).content.decode()
    assert "confirmed by the registry" in page
    assert "telephoned" not in page
    assert "telephoned" in registry.get(at).content.decode()


def test_refused_it_changes_nothing_and_says_so(world: World) -> None:
    claim = world.claim()
    at = reverse("desk:claim", args=[claim.number, world.notice.number])
    world.client("registry").post(at, {"do": "refuse", "basis": "Unknown to Example Pictures"})
    assert state(world) == "recorded"
    page = world.client("anonymous").get(reverse("public:notice", args=[world.notice.number])).content.decode()
    assert "refused by the registry" in page
    assert "<b>Not confirmed</b>" not in page


def test_what_claims_nothing_has_no_page(world: World) -> None:
    at = reverse("desk:claim", args=[world.notice.number, world.notice.number])
    assert world.client("registry").get(at).status_code == 404


def test_only_a_clear_answer_is_taken(world: World) -> None:
    claim = world.claim()
    at = reverse("desk:claim", args=[claim.number, world.notice.number])
    answer = world.client("registry").post(at, {"do": "", "basis": "A reason"})
    assert answer.status_code == 200
    assert "Choose whether" in answer.content.decode()
    assert not LinkDecision.objects.exists()
