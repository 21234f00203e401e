from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from causelist.accounts.models import User
from causelist.notices.models import Item, ItemTransition, Notice, NoticeLink, NoticeTransition
from causelist.notices.services import receive_many
from causelist.parties.merging import merge
from causelist.parties.models import OrganisationName
from causelist.parties.register import ensure_names

pytestmark = pytest.mark.django_db


def letters(make: Any) -> dict[str, Any]:
    """A small story: two notices, one contested and relented, one partly and then wholly withdrawn, one reversed."""
    host = "https://example.com"
    told = {
        "first": ("2025/2025-01-05-Acme.md", "notice", {"reported": [f"{host}/a", f"{host}/b"]}),
        "second": ("2025/2025-01-20-Acme.md", "notice", {"reported": [f"{host}/a", f"{host}/c"]}),
        "third": ("2025/2025-02-01-Umbra.md", "notice", {"reported": [f"{host}/z"]}),
        "counter": ("2025/2025-02-03-Acme-counternotice.md", "counter-notice", {"subject": [f"{host}/a"]}),
        "part": ("2025/2025-02-10-Acme-retraction.md", "retraction", {"subject": [f"{host}/b"]}),
        "relented": ("2025/2025-02-12-Acme-counternotice-retraction.md", "counter-notice-retraction",
                     {"refers_to": ["https://github.com/github/dmca/blob/master/2025/2025-02-03-Acme-counternotice.md"]}),
        "reversal": ("2025/2025-02-20-Umbra-reversal.md", "reversal", {"refers_to": ["2025-02-01-Umbra.md"]}),
        "rest": ("2025/2025-03-01-Acme-retraction-2.md", "retraction", {"refers_to": ["2025-01-05-acme"]}),
    }  # fmt: skip
    return {name: make(kind, path=path, **parts) for name, (path, kind, parts) in told.items()}


def state_of_the_record() -> dict[str, Any]:
    """Everything that the order of taking in must not change, by identity."""
    return {
        "notices": sorted(Notice.objects.values_list("identity", "state")),
        "items": sorted(Item.objects.filter(state__isnull=False).values_list("notice__identity", "place", "state")),
        "links": sorted(NoticeLink.objects.values_list("source__identity", "target__identity", "kind")),
    }


def moves() -> list[tuple[Any, ...]]:
    """Every row of history, in order."""
    of_notices = NoticeTransition.objects.order_by("notice__identity", "id")
    of_items = ItemTransition.objects.order_by("item__notice__identity", "item__position", "id")
    return [
        *of_notices.values_list("notice__identity", "from_state", "to_state", "occurred_at", "basis"),
        *of_items.values_list("item__canonical", "from_state", "to_state", "occurred_at", "basis"),
    ]


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """What is recorded inside is taken back at the end: append-only rows yield to nothing else."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


EXPECTED = {
    "2025-01-05-Acme.md": "withdrawn",
    "2025-01-20-Acme.md": "recorded",
    "2025-02-01-Umbra.md": "reversed",
    "2025-02-03-Acme-counternotice.md": "withdrawn",
}


def test_the_story_ends_as_told(make: Any) -> None:
    told = letters(make)
    receive_many(list(told.values()), by=None)
    states = {identity.rsplit("/")[-1]: state for identity, state in Notice.objects.values_list("identity", "state")}
    assert {name: states[name] for name in EXPECTED} == EXPECTED
    first = Notice.objects.get(identity__endswith="01-05-Acme.md").transitions.order_by("id")
    assert list(first.values_list("to_state", flat=True)) == ["recorded", "partly_withdrawn", "withdrawn"]
    second = Notice.objects.get(identity__endswith="01-20-Acme.md")
    second_items = ItemTransition.objects.filter(item__notice=second).order_by("id")
    assert list(second_items.values_list("from_state", "to_state", "cause__kind")) == [
        ("noticed", "contested", "counter-notice"),
        ("contested", "noticed", "counter-notice-retraction"),
    ]


def test_moves_are_the_same_one_by_one_and_all_at_once(make: Any) -> None:
    told = list(letters(make).values())
    with undone():
        receive_many(told, by=None)
        once = (moves(), state_of_the_record())
    for letter in told:
        receive_many([letter], by=None)
    assert (moves(), state_of_the_record()) == once


@pytest.mark.parametrize("order", [*itertools.islice(itertools.permutations(range(8)), 5, 40320, 2711)])
def test_any_order_ends_in_the_same_states(make: Any, order: tuple[int, ...]) -> None:
    told = list(letters(make).values())
    with undone():
        receive_many(told, by=None)
        straight = state_of_the_record()
    for index in order:
        receive_many([told[index]], by=None)
    assert state_of_the_record() == straight


def test_a_letter_is_about_the_latest_earlier_one_at_its_place(take_in: Any) -> None:
    url = "https://example.com/a"
    days = [dt.date(2025, month, 1) for month in (1, 2, 4)]
    early, late, after = (take_in(on=day, reported=[url], say=str(day)) for day in days)
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[url])
    assert [link.target for link in retraction.links_from.all()] == [late]
    assert retraction.links_from.get().basis == "place:example.com/a"
    for notice in (early, after):
        notice.refresh_from_db()
        assert notice.state == "recorded"


def test_a_letter_taken_in_late_draws_the_link_to_itself(take_in: Any) -> None:
    url = "https://example.com/a"
    early = take_in(on=dt.date(2025, 1, 1), reported=[url], sender="Acme Ltd")
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[url], sender="Acme Ltd")
    late = take_in(on=dt.date(2025, 2, 1), reported=[url], say="late", sender="Acme Ltd")
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.state, late.state) == ("recorded", "withdrawn")
    assert [link.target for link in retraction.links_from.all()] == [late]
    assert list(early.transitions.order_by("id").values_list("to_state", "basis")) == [
        ("recorded", "import"),
        ("withdrawn", retraction.number),
        ("recorded", "relinked"),
    ]


def test_a_public_number_is_a_reference(take_in: Any) -> None:
    notice = take_in(on=dt.date(2025, 1, 1), reported=["https://example.com/a"], sender="Acme Ltd")
    take_in("retraction", on=dt.date(2025, 3, 1), refers_to=[notice.number], right_holder="Acme Ltd")
    notice.refresh_from_db()
    assert notice.state == "withdrawn"


def test_a_series_links_without_moving_where_places_differ(take_in: Any) -> None:
    notice = take_in(path="2025/2025-01-05-Acme.md", reported=["https://example.com/a"])
    retraction = take_in("retraction", path="2025/2025-02-05-Acme-retraction.md", subject=["https://example.com/q"])
    notice.refresh_from_db()
    assert notice.state == "recorded"
    assert [(link.kind, link.basis) for link in retraction.links_from.all()] == [("refers", "series:github/acme")]


def test_a_notice_that_names_another_refers_to_it(take_in: Any) -> None:
    first = take_in(path="2025/2025-01-05-Acme.md", reported=["https://example.com/a"])
    second = take_in(
        path="2025/2025-02-05-Acme.md", reported=["https://example.com/a"], refers_to=["2025-01-05-Acme.md"]
    )
    assert [(link.target, link.kind) for link in second.links_from.all()] == [(first, "refers")]


URL = "https://example.com/a"


def links(source: Notice) -> list[tuple[str, str]]:
    return [(link.target.identity, link.kind) for link in source.links_from.order_by("id")]


def test_a_retraction_takes_back_what_its_own_party_wrote_not_the_latest(take_in: Any) -> None:
    own = take_in(on=dt.date(2025, 1, 1), reported=[URL], sender="Agent Ltd", right_holder="Example Pictures")
    unknown = take_in(on=dt.date(2025, 1, 15), reported=[URL], say="nobody")
    other = take_in(on=dt.date(2025, 2, 1), reported=[URL], sender="Umbra Ltd")
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[URL], sender="Example Pictures")
    assert links(retraction) == [(own.identity, "retracts")]
    states = dict(Notice.objects.values_list("identity", "state"))
    assert [states[notice.identity] for notice in (own, unknown, other)] == ["withdrawn", "recorded", "recorded"]


def test_a_retraction_rather_takes_back_what_may_be_its_own_than_what_is_not(take_in: Any) -> None:
    unknown = take_in(on=dt.date(2025, 1, 15), reported=[URL], say="nobody")
    take_in(on=dt.date(2025, 2, 1), reported=[URL], sender="Umbra Ltd")
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[URL], sender="Example Pictures")
    assert links(retraction) == [(unknown.identity, "retracts")]


@pytest.mark.parametrize("retraction_first", [False, True])
def test_nobody_takes_back_a_letter_of_somebody_else(take_in: Any, *, retraction_first: bool) -> None:
    def notice() -> None:
        take_in(on=dt.date(2025, 2, 1), reported=[URL], sender="Umbra Ltd")

    if not retraction_first:
        notice()
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[URL], sender="Example Pictures")
    if retraction_first:
        notice()
    target = Notice.objects.get(kind="notice")
    assert links(retraction) == [(target.identity, "refers")]
    assert target.state == "recorded"
    assert not ItemTransition.objects.exists()


def test_a_letter_of_its_own_taken_in_late_draws_the_retraction_to_itself(take_in: Any) -> None:
    other = take_in(on=dt.date(2025, 2, 1), reported=[URL], sender="Umbra Ltd")
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[URL], sender="Example Pictures")
    own = take_in(on=dt.date(2025, 1, 1), reported=[URL], sender="Example Pictures")
    assert links(retraction) == [(own.identity, "retracts")]
    assert Notice.objects.get(pk=other.pk).state == "recorded"


def test_a_retraction_that_names_nobody_is_about_the_latest(take_in: Any) -> None:
    take_in(on=dt.date(2025, 1, 1), reported=[URL], sender="Umbra Ltd")
    late = take_in(on=dt.date(2025, 2, 1), reported=[URL], sender="Example Pictures")
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[URL])
    assert links(retraction) == [(late.identity, "retracts")]


def test_names_of_one_organisation_are_one_party(take_in: Any) -> None:
    [kept, gone] = [
        OrganisationName.objects.get(pk=pk).organisation
        for pk in ensure_names(["Example Pictures", "Example Pictures Holding"]).values()
    ]
    merge(source=gone, target=kept, basis="One register entry", by=User.objects.create_user("lin@example.com"))
    notice = take_in(on=dt.date(2025, 2, 1), reported=[URL], sender="Example Pictures Holding")
    retraction = take_in("retraction", on=dt.date(2025, 3, 1), subject=[URL], right_holder="Example Pictures")
    assert links(retraction) == [(notice.identity, "retracts")]


def test_an_archive_that_files_two_letters_under_one_name_says_that_they_are_of_one_party(take_in: Any) -> None:
    notice = take_in(path="2025/2025-01-05-Acme.md", reported=[URL], sender="Acme Incorporated")
    retraction = take_in("retraction", path="2025/2025-02-05-Acme-retraction.md", subject=[URL], sender="Acme")
    assert links(retraction) == [(notice.identity, "retracts")]
