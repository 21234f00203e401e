"""Whose letter moves another's state: by the table, on every door, whatever comes in first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.notices.conftest import write

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.core.elements import NoticeKind
from causelist.core.refusal import Refused
from causelist.notices import queries
from causelist.notices.incoming import prepare
from causelist.notices.known import ABOUT
from causelist.notices.models import LinkDecision, Notice, NoticeLink
from causelist.notices.services import decide, receive
from causelist.notices.standing import HEARD, Standing, Voice, judge
from causelist.parties.models import Organisation
from causelist.parties.permissions import NotAllowed
from causelist.parties.register import shown_name_id
from causelist.parties.services import (
    create_organisation,
    end_membership,
    grant_mandate,
    grant_membership,
    merge,
    revoke_mandate,
    undo_merge,
)
from causelist.works.mandates import grant_on_works

pytestmark = pytest.mark.django_db

URL, OTHER = "https://videos.example.com/watch/88", "https://videos.example.com/watch/99"
MARCH = dt.date(2025, 3, 1)
Commit = Any  # django_capture_on_commit_callbacks


class World:
    """A right holder with a notice on the record, its agent, the provider, an authority, a stranger."""

    def __init__(self) -> None:
        self.ada = create_person(email="registry@causelist.test", name="Ada", by=None, is_staff=True)
        self.filer = create_person(email="filer@people.example", name="Filer", by=self.ada)
        kinds = {
            "Example Pictures": "right_holder", "Guard Agency": "agent", "Videos Example": "service_provider",
            "Clips Example": "service_provider", "Copyright Office": "authority", "Umbra Ltd": "right_holder",
        }  # fmt: skip
        self.of = {name: create_organisation(name=name, kind=kind, by=self.ada) for name, kind in kinds.items()}
        self.notice = self.record("notice", "Example Pictures", reported=[URL], sender="Example Pictures")

    def record(
        self, kind: str, holder: str | None, *, by: User | None = None, on: dt.date = MARCH, **parts: Any
    ) -> Notice:
        """Record a letter at somebody's desk; for nobody, import it."""
        reading = write(kind, say=f"{holder} {Notice.objects.count()}", **parts)
        incoming = prepare(
            reading.text.encode(),
            reading=reading,
            source="desk" if holder else "import",
            provider_name_id=shown_name_id(self.of["Videos Example"]) if kind == "notice" else None,
            received_on=on,
        )
        organisation = self.of[holder] if holder else None
        outcome = receive(incoming=incoming, by=by or (self.filer if holder else None), holder=organisation)
        return Notice.objects.get(number=outcome.number)

    def link(self, source: Notice) -> tuple[str, str, str]:
        """Kind, standing and voice of the one link of a letter."""
        found = NoticeLink.objects.get(source=source)
        return str(found.kind), str(found.standing), str(found.voice)

    def state(self) -> str:
        """Where the notice stands now."""
        return str(Notice.objects.get(pk=self.notice.pk).state)


@pytest.fixture
def world() -> World:
    return World()


def test_the_table_says_of_every_kind_that_is_about_another_who_is_heard() -> None:
    assert set(HEARD) == set(ABOUT)
    assert all(Voice.PROVIDER in heard and Voice.STRANGER not in heard for heard in HEARD.values())


@pytest.mark.parametrize("kind", list(HEARD))
@pytest.mark.parametrize("voice", list(Voice))
def test_every_line_of_the_table(kind: NoticeKind, voice: Voice) -> None:
    standing, said = judge(kind, {voice, Voice.STRANGER})
    assert said == (voice if standing == Standing.EFFECT or voice != Voice.AFFECTED else Voice.STRANGER)
    assert standing == (Standing.EFFECT if voice in HEARD[kind] else Standing.CLAIMED)


@pytest.mark.parametrize(
    ("holder", "sender", "expected", "state"),
    [
        ("Example Pictures", "Example Pictures", ("effect", "party"), "withdrawn"),
        ("Example Pictures", None, ("effect", "party"), "withdrawn"),
        ("Videos Example", "Example Pictures", ("effect", "provider"), "withdrawn"),
        # Anybody can write a name: at a desk it is who recorded it that counts.
        ("Umbra Ltd", "Example Pictures", ("claimed", "stranger"), "recorded"),
        ("Umbra Ltd", None, ("claimed", "stranger"), "recorded"),
        ("Clips Example", "Example Pictures", ("claimed", "stranger"), "recorded"),
        ("Guard Agency", "Example Pictures", ("claimed", "stranger"), "recorded"),
        ("Copyright Office", "Example Pictures", ("claimed", "authority"), "recorded"),
        # The operator imports a mail that somebody sent: there is nothing but its names.
        (None, "Example Pictures", ("effect", "party"), "withdrawn"),
        (None, "Umbra Ltd", ("claimed", "stranger"), "recorded"),
        (None, None, ("claimed", "stranger"), "recorded"),
    ],
)
def test_who_may_take_back_a_letter_that_it_names(
    world: World, holder: str | None, sender: str | None, expected: tuple[str, str], state: str
) -> None:
    retraction = world.record("retraction", holder, refers_to=[world.notice.number], sender=sender)
    assert world.link(retraction) == ("retracts", *expected)
    assert world.state() == state


@pytest.mark.parametrize(
    ("holder", "standing"),
    [
        ("Videos Example", "effect"),
        ("Copyright Office", "effect"),
        ("Example Pictures", "claimed"),
        ("Umbra Ltd", "claimed"),
    ],
)
def test_only_the_provider_or_an_authority_reverses(world: World, holder: str, standing: str) -> None:
    reversal = world.record("reversal", holder, refers_to=[world.notice.number])
    assert world.link(reversal)[:2] == ("reverses", standing)
    assert world.state() == ("reversed" if standing == "effect" else "recorded")


@pytest.mark.parametrize(
    ("subject", "standing", "state"),
    [([URL], "effect", "contested"), ([], "effect", "contested"), ([OTHER], "claimed", "recorded")],
)
def test_a_counter_notice_contests_what_it_is_about_and_no_more(
    world: World, subject: list[str], standing: str, state: str
) -> None:
    counter = world.record("counter-notice", "Umbra Ltd", refers_to=[world.notice.number], subject=subject)
    assert world.link(counter)[:2] == ("counters", standing)
    assert world.state() == state


def test_a_counter_notice_is_taken_back_by_its_own_party_and_reversed_by_the_provider(world: World) -> None:
    counter = world.record("counter-notice", "Umbra Ltd", subject=[URL])
    by_pictures = world.record("counter-notice-retraction", "Example Pictures", refers_to=[counter.number])
    assert world.link(by_pictures) == ("retracts", "claimed", "stranger")
    assert world.state() == "contested"
    own_reversal = world.record("counter-notice-reversal", "Umbra Ltd", refers_to=[counter.number])
    assert world.link(own_reversal) == ("reverses", "claimed", "party")
    own = world.record("counter-notice-retraction", "Umbra Ltd", refers_to=[counter.number])
    assert world.link(own) == ("retracts", "effect", "party")
    assert world.state() == "recorded"


def test_a_mandate_in_force_lets_the_agent_speak(world: World) -> None:
    pictures, agency = world.of["Example Pictures"], world.of["Guard Agency"]
    mandate = grant_mandate(principal=pictures, agent=agency, basis="POA", by=world.ada)
    first = world.record("retraction", "Guard Agency", refers_to=[world.notice.number])
    assert world.link(first) == ("retracts", "effect", "mandate")
    revoke_mandate(mandate=mandate, by=world.ada)
    second = world.record("retraction", "Guard Agency", refers_to=[world.notice.number], sender="Guard Agency")
    assert world.link(second) == ("retracts", "claimed", "stranger")
    # What it might do on the day is not undone by its end, whatever comes in later.
    world.record("notice", "Example Pictures", reported=[URL], refers_to=[first.number])
    assert world.link(first)[1:] == ("effect", "mandate")


@pytest.mark.parametrize(("title", "standing"), [("The Long Afternoon", "effect"), ("Another Film", "claimed")])
def test_a_mandate_on_listed_works_speaks_for_letters_about_those(world: World, title: str, standing: str) -> None:
    notice = world.record("notice", "Example Pictures", reported=[OTHER], works=["The Long Afternoon"])
    grant_on_works(
        principal=world.of["Example Pictures"], agent=world.of["Guard Agency"], basis="POA", by=world.ada, titles=[title]
    )  # fmt: skip
    retraction = world.record("retraction", "Guard Agency", refers_to=[notice.number])
    assert world.link(retraction)[1] == standing


def test_a_person_who_records_for_the_party_speaks_for_it_wherever_they_record(world: World) -> None:
    membership = grant_membership(
        user=world.filer, organisation=world.of["Example Pictures"], role="filer", by=world.ada
    )
    retraction = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number])
    assert world.link(retraction) == ("retracts", "effect", "member")
    end_membership(membership=membership, by=world.ada)
    later = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number], sender="Umbra Ltd")
    assert world.link(later)[1] == "claimed"


def test_a_reader_does_not_speak_for_the_organisation(world: World) -> None:
    grant_membership(user=world.filer, organisation=world.of["Example Pictures"], role="reader", by=world.ada)
    retraction = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number])
    assert world.link(retraction)[1] == "claimed"


def test_a_claim_on_a_named_letter_does_not_hide_what_is_its_own(world: World) -> None:
    own = world.record("notice", "Umbra Ltd", reported=[URL], sender="Umbra Ltd", on=MARCH)
    retraction = world.record(
        "retraction", "Umbra Ltd", refers_to=[world.notice.number], subject=[URL], sender="Umbra Ltd"
    )
    found = NoticeLink.objects.filter(source=retraction).values_list("target", "kind", "standing")
    assert set(found) == {(world.notice.pk, "retracts", "claimed"), (own.pk, "retracts", "effect")}
    assert world.state() == "recorded"


Write = Callable[[], Notice]


@pytest.mark.parametrize("claim_first", [False, True])
def test_whichever_comes_first_the_claim_is_the_same(make: Any, claim_first: bool) -> None:  # noqa: FBT001 -- a parameter
    notice = make(on=dt.date(2025, 1, 1), reported=[URL], sender="Example Pictures")
    claim = make("retraction", on=MARCH, subject=[URL])
    for letter in (claim, notice) if claim_first else (notice, claim):
        receive(incoming=letter, by=None)
    link = NoticeLink.objects.get()
    assert (link.source.kind, link.kind, link.standing) == ("retraction", "retracts", "claimed")
    assert set(Notice.objects.values_list("state", flat=True)) == {"recorded"}


def test_a_person_of_the_registry_confirms_and_it_takes_effect(world: World) -> None:
    claim = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number])
    assert [link.source for link in queries.claims()] == [claim]
    link = decide(source=claim, target=world.notice, confirmed=True, reason="Telephoned", by=world.ada)
    assert link.standing == "confirmed"
    assert world.state() == "withdrawn"
    move = world.notice.transitions.order_by("-id")[0]
    assert (move.to_state, move.cause, move.by) == ("withdrawn", claim, world.ada)
    assert not queries.claims().exists()
    # A letter that comes in later and has all links drawn anew does not forget it.
    world.record("notice", "Umbra Ltd", reported=[URL], refers_to=[claim.number])
    assert queries.claims(waiting=False).get(source=claim).standing == "confirmed"


def test_a_decision_can_be_taken_back_and_twice_is_once(world: World) -> None:
    claim = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number])
    for confirmed in (True, True, False):
        decide(source=claim, target=world.notice, confirmed=confirmed, reason="A reason", by=world.ada)
    assert list(LinkDecision.objects.order_by("id").values_list("confirmed", flat=True)) == [True, False]
    assert world.link(claim)[1] == "refused"
    assert world.state() == "recorded"
    moves = world.notice.transitions.order_by("id").values_list("to_state", "basis")
    assert list(moves)[1:] == [("withdrawn", claim.number), ("recorded", "relinked")]


def test_who_may_decide_and_on_what(world: World) -> None:
    claim = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number])
    with pytest.raises(NotAllowed):
        decide(source=claim, target=world.notice, confirmed=True, reason="Mine", by=world.filer)
    with pytest.raises(Refused, match="Say why"):
        decide(source=claim, target=world.notice, confirmed=True, reason=" ", by=world.ada)
    with pytest.raises(Refused, match="Nothing waits"):
        decide(source=world.notice, target=claim, confirmed=True, reason="x", by=world.ada)
    assert not LinkDecision.objects.exists()


def test_decisions_are_never_changed(world: World) -> None:
    claim = world.record("retraction", "Umbra Ltd", refers_to=[world.notice.number])
    decide(source=claim, target=world.notice, confirmed=False, reason="Unknown there", by=world.ada)
    with pytest.raises(DatabaseError), transaction.atomic():
        LinkDecision.objects.update(confirmed=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeLink.objects.update(standing="")
    assert world.link(claim)[1] == "refused"


def test_a_merge_makes_two_one_party_and_taking_it_back_undoes_that(
    world: World, django_capture_on_commit_callbacks: Commit
) -> None:
    retraction = world.record("retraction", None, refers_to=[world.notice.number], sender="Example Pictures Holding")
    assert world.link(retraction)[1] == "claimed"
    holding = Organisation.objects.get(names__text="Example Pictures Holding")
    with django_capture_on_commit_callbacks(execute=True):
        change = merge(source=holding, target=world.of["Example Pictures"], basis="One register entry", by=world.ada)
    assert world.link(retraction)[1:] == ("effect", "party")
    assert world.state() == "withdrawn"
    with django_capture_on_commit_callbacks(execute=True):
        undo_merge(change=change, basis="Two after all", by=world.ada)
    assert world.link(retraction)[1] == "claimed"
    assert world.state() == "recorded"


def test_a_mandate_granted_later_for_that_day_lets_the_claim_take_effect(
    world: World, django_capture_on_commit_callbacks: Commit
) -> None:
    claim = world.record("retraction", "Guard Agency", refers_to=[world.notice.number])
    with django_capture_on_commit_callbacks(execute=True):
        grant_mandate(
            principal=world.of["Example Pictures"], agent=world.of["Guard Agency"], basis="POA of last year",
            starts_on=timezone.localdate() - dt.timedelta(days=400), by=world.ada,
        )  # fmt: skip
    assert world.link(claim)[1:] == ("effect", "mandate")
    assert world.state() == "withdrawn"


def test_what_is_corrected_at_the_desk_is_what_is_linked(world: World) -> None:
    reading = write("retraction", sender="Example Pictures")
    incoming = prepare(reading.text.encode(), reading=reading, source="desk", received_on=MARCH)
    receive(
        incoming=incoming, by=world.filer, holder=world.of["Example Pictures"],
        corrections={"refers_to": [world.notice.number]},
    )  # fmt: skip
    assert world.state() == "withdrawn"
