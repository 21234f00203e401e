"""What is asked of the record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.notices import rows

from causelist.accounts.models import User
from causelist.notices import publication, queries
from causelist.notices.lookup import place_summary, standing
from causelist.notices.models import ItemTransition, NoticeLink
from causelist.notices.queries import BadCursor, Filters, facets, list_page
from causelist.parties.merging import merge, split, undo_merge

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 1)


def test_list_page_newest_first_and_leads_on_without_gaps() -> None:
    numbers = [rows.letter(received_on=DAY + dt.timedelta(days=index // 2)).number for index in range(7)]

    seen, cursor = [], ""
    for _ in range(4):
        page = queries.list_page(Filters(), cursor, size=2)
        seen += [notice.number for notice in page.notices]
        cursor = page.next

    assert seen == numbers[::-1]
    assert cursor == ""


@pytest.mark.parametrize("cursor", ["x", "2026-13-01.4", "2026-11-01", "2026-11-01.99999999999999999999"])
def test_list_page_cursor_nobody_gave_out(cursor: str) -> None:
    with pytest.raises(BadCursor):
        queries.list_page(Filters(), cursor)


def test_list_page_filters() -> None:
    pictures = rows.name("Example Pictures")
    wanted = rows.letter(sender=pictures, state="contested")
    rows.letter(addresses=["https://files.example.org/d/1"], received_on=dt.date(2024, 5, 1), language="zh-Hans")

    def numbers(**filters: object) -> list[str]:
        return [notice.number for notice in queries.list_page(Filters(**filters)).notices]  # type: ignore[arg-type]

    assert numbers(organisation=pictures.organisation.slug) == [wanted.number]
    assert numbers(host="videos.example.com") == [wanted.number]
    assert numbers(place="videos.example.com/watch/88") == [wanted.number]
    assert numbers(state="contested") == [wanted.number]
    assert numbers(received_from=dt.date(2026, 1, 1)) == [wanted.number]
    assert numbers(ids=[wanted.pk]) == [wanted.number]
    assert numbers(host="nobody.example") == []


def test_list_page_host_of_very_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FEW", 2)
    wanted = [rows.letter(received_on=DAY + dt.timedelta(days=index)).number for index in range(3)]
    rows.letter(addresses=["https://files.example.org/d/1"])

    page = queries.list_page(Filters(host="videos.example.com"))

    assert [notice.number for notice in page.notices] == wanted[::-1]


@pytest.mark.parametrize("letters", [1, 30])
def test_list_page_queries_do_not_grow(letters: int) -> None:
    provider = rows.name("Example Videos").organisation
    for index in range(letters):
        rows.letter(sender=rows.name(f"Sender {index} Ltd"), provider=provider)
    with CaptureQueriesContext(connection) as captured:
        queries.list_page(Filters(host="videos.example.com"))
    assert len(captured) == 4


def test_facets_count_under_the_other_criteria() -> None:
    rows.letter(state="contested")
    rows.letter()
    rows.letter(kind="retraction", received_on=dt.date(2024, 5, 1))

    facets = queries.facets(Filters(kind="notice"))

    assert facets["kind"].values == [("notice", 2), ("retraction", 1)]
    assert facets["state"].values == [("contested", 1), ("recorded", 1)]
    assert facets["year"].values == [("2026", 2)]


def test_history_of_merges_addresses_that_moved_together() -> None:
    notice = rows.letter(addresses=[f"https://videos.example.com/watch/{index}" for index in range(3)])
    cause = rows.letter(kind="retraction")
    moved = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    notice.transitions.create(from_state="recorded", to_state="withdrawn", occurred_at=moved, basis="x", cause=cause)
    ItemTransition.objects.bulk_create(
        ItemTransition(item=item, from_state="noticed", to_state="withdrawn", occurred_at=moved, basis="x", cause=cause)
        for item in notice.items.all()
    )

    history = queries.history_of(notice)

    assert [(move.to_state, move.items, move.cause and move.cause.number) for move in history] == [
        ("recorded", None, None),
        ("withdrawn", None, cause.number),
        ("withdrawn", 3, cause.number),
    ]


def test_links_of_both_ways() -> None:
    notice, counter = rows.letter(), rows.letter(kind="counter-notice")
    NoticeLink.objects.create(source=counter, target=notice, kind="counters", basis="named: x", standing="effect")

    does, done = queries.links_of(notice)

    assert does == []
    assert [link.source.number for link in done] == [counter.number]


def test_standing_finds_address_place_and_host() -> None:
    exact = rows.letter(addresses=["https://github.com/owner/name"])
    same = rows.letter(addresses=["https://github.com/Owner/name/blob/main/a.c"])
    rows.letter(addresses=["https://github.com/other/thing"])

    found = standing("http://github.com/owner/name/")

    assert [mention.notice.number for mention in found.exact] == [exact.number]
    assert [mention.notice.number for mention in found.same_place] == [same.number]
    assert found.host_addresses == 3
    assert found.open


def test_standing_address_that_nobody_listed() -> None:
    found = standing("example.net/nothing")

    assert (found.exact, found.same_place, found.host_addresses, found.open) == ([], [], 0, False)


def test_place_summary_counts_states() -> None:
    rows.letter(addresses=["https://github.com/owner/name"])
    rows.letter(addresses=["https://github.com/owner/name/tree/x"], item_state="withdrawn")

    summary = place_summary("github.com/owner/name")

    assert summary is not None
    assert (summary.kind, summary.letters, summary.states) == ("repository", 2, [("noticed", 1), ("withdrawn", 1)])
    assert place_summary("github.com/nobody/nothing") is None


def test_letters_by_provider_follow_merge_split_and_undoing() -> None:
    ada = User.objects.create_user("ada@registry.test")
    hub, host = (rows.name(text).organisation for text in ("Example Hub", "Example Host"))
    for provider in (hub, host):
        rows.letter(provider=provider)

    def shown() -> tuple[dict[str, int], list[str]]:
        listed = list_page(Filters()).notices
        return dict(facets(Filters())["provider"].values), sorted(publication.provider(row)["slug"] for row in listed)  # type: ignore[index]  # each has one

    change = merge(source=hub, target=host, basis="One", by=ada)
    assert shown() == ({"example-host": 2}, ["example-host"] * 2)
    # The address of the one that was merged away leads to the same letters.
    assert len(list_page(Filters(provider="example-hub")).notices) == 2
    assert dict(facets(Filters(provider="example-hub"))["kind"].values) == {"notice": 2}
    undo_merge(change=change, basis="Two", by=ada)
    apart = ({"example-host": 1, "example-hub": 1}, ["example-host", "example-hub"])
    assert shown() == apart
    merge(source=hub, target=host, basis="One", by=ada)
    split(organisation=host, names=[rows.name("Example Hub")], basis="Two", by=ada)
    assert shown() == apart


def test_a_provider_who_is_a_person_is_in_no_facet() -> None:
    rows.letter(provider=rows.name("Jane Roe", person=True).organisation)
    assert facets(Filters())["provider"].values == []
