from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries
from tests.desk.world import World, make_world

from causelist.core.refusal import Refused
from causelist.notices import answers, overdue
from causelist.notices.models import Item, ItemAnswer, Notice
from causelist.notices.overdue import Why
from causelist.parties.permissions import NotAllowed, reach_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    Notice.objects.update(jurisdiction="cn", received_on=dt.date(2026, 11, 1))
    return made


def ids(world: World) -> list[int]:
    return list(world.notice.items.order_by("position").values_list("pk", flat=True))


def found(world: World, on: dt.date = dt.date(2026, 11, 24)) -> QuerySet[Any]:
    return overdue.complainable([world.pictures.pk], on=on)


def test_an_answer_is_kept_and_the_newest_holds(world: World) -> None:
    officer = world.people["officer"]
    answers.answer(items=ids(world), outcome="needs_more", reason="Which scene?", by=officer)
    done = answers.answer(items=ids(world), outcome="removed", by=officer)
    assert (done.new, done.known) == (2, 0)
    assert set(Item.objects.values_list("answer", flat=True)) == {"removed"}
    assert [row.outcome for row in answers.answers_to(world.notice.items.all()[0])] == ["removed", "needs_more"]


def test_the_same_answer_again_changes_nothing(world: World) -> None:
    officer = world.people["officer"]
    answers.answer(items=ids(world)[:1], outcome="refused", ground="licensed", by=officer)
    done = answers.answer(items=ids(world), outcome="refused", ground="licensed", by=officer)
    assert (done.new, done.known, ItemAnswer.objects.count()) == (1, 1, 2)


def test_the_store_itself_keeps_answers(world: World) -> None:
    answers.answer(items=ids(world), outcome="removed", by=world.people["officer"])
    for act in (lambda: ItemAnswer.objects.update(outcome="refused"), lambda: ItemAnswer.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("role", ["stranger", "reader", "filer", "administrator", "agent", "agent_reader"])
def test_only_the_provider_s_officers_answer(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        answers.answer(items=ids(world), outcome="removed", by=world.people[role])
    assert not ItemAnswer.objects.exists()


def test_an_address_that_is_not_there_answers_like_one_of_another_provider(world: World) -> None:
    with pytest.raises(NotAllowed):
        answers.answer(items=[*ids(world), 10**9], outcome="removed", by=world.people["officer"])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"outcome": "eaten"}, "unknown_outcome"),
        ({"outcome": "refused"}, "no_ground"),
        ({"outcome": "refused", "ground": "other"}, "no_reason"),
        ({"outcome": "needs_more", "reason": " \0 "}, "no_reason"),
        ({"outcome": "removed", "reason": "x" * 1001}, "too_long"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(world: World, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        answers.answer(items=ids(world), by=world.people["officer"], **given)
    assert refused.value.code == code


def test_the_inbox_holds_what_is_unanswered(world: World) -> None:
    reach = reach_of(world.people["officer"])
    assert [item.pk for item in answers.inbox(reach)] == ids(world)
    answers.answer(items=ids(world)[:1], outcome="not_ours", by=world.people["officer"])
    assert [item.pk for item in answers.inbox(reach)] == ids(world)[1:]
    assert not answers.inbox(reach_of(world.people["filer"])).exists()


def test_silence_is_complainable_once_the_time_of_the_law_ran_out(world: World) -> None:
    assert not found(world, on=dt.date(2026, 11, 1)).exists()
    rows = list(found(world, on=dt.date(2026, 11, 2)))
    assert {(row.why, row.law, row.rule) for row in rows} == {("unanswered", "cn", "cn.notice.takedown")}


def test_what_the_provider_did_is_not_complainable_and_what_it_refused_is(world: World) -> None:
    first, second = ids(world)
    answers.answer(items=[first], outcome="removed", by=world.people["officer"])
    answers.answer(items=[second], outcome="refused", ground="exception", by=world.people["officer"])
    assert [(row.pk, row.why) for row in found(world)] == [(second, "refused")]


def test_more_asked_for_is_complainable_only_when_time_ran_out(world: World) -> None:
    answers.answer(items=ids(world), outcome="needs_more", reason="A notarised title", by=world.people["officer"])
    assert {row.why for row in found(world)} == {"needs_more"}
    assert not found(world, on=dt.date(2026, 11, 1)).exists()


def test_only_a_fixed_period_waits_for_its_end(world: World) -> None:
    Item.objects.update(place_kind="file")
    assert not found(world, on=dt.date(2026, 11, 2)).exists()
    assert found(world, on=dt.date(2026, 11, 3)).count() == 2


def test_without_a_law_only_a_refusal_is_complainable(world: World) -> None:
    Notice.objects.update(jurisdiction="")
    assert not found(world).exists()
    answers.answer(items=ids(world)[:1], outcome="refused", ground="licensed", by=world.people["officer"])
    assert [(row.why, row.rule) for row in found(world)] == [("refused", "")]


def test_a_withdrawn_letter_and_another_s_are_nothing_to_complain_of(world: World) -> None:
    assert not overdue.complainable([world.agency.pk]).exists()
    Notice.objects.update(state="withdrawn")
    assert not found(world).exists()


def test_groups_are_by_provider_and_law(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    answers.answer(items=ids(world)[:1], outcome="refused", ground="licensed", by=world.people["officer"])
    rows = found(world)
    with django_assert_num_queries(1):
        [group] = overdue.groups(rows)
    assert group.provider == world.videos.pk
    assert group.counts == {Why.REFUSED: 1, Why.UNANSWERED: 1}
    assert (group.total, group.rule, group.first) == (2, "cn.notice.takedown", dt.date(2026, 11, 1))


def test_due_of_an_address_says_which_rule(world: World) -> None:
    item = Item.objects.select_related("notice__provider_name__organisation__region").first()
    assert item is not None
    again = overdue.due_of(item)
    assert again is not None
    assert again.rule == "cn.notice.takedown"
