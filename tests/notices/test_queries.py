from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from causelist.core.addresses import BadAddress
from causelist.core.numbers import BadNumber
from causelist.notices import queries
from causelist.notices.models import Notice
from causelist.notices.publication import ITEM, LETTER, NOTICE
from causelist.notices.queries import BadCursor, Facet, Filters

pytestmark = pytest.mark.django_db


def several(take_in: Any, count: int) -> list[Notice]:
    """So many notices, each with sender, work and two items, each taken back in part."""
    made = []
    for number in range(count):
        name = f"Sender{number}"
        made.append(
            take_in(
                path=f"2025/2025-01-{number + 1:02}-{name}.md",
                sender=f"{name} Ltd",
                works=[f"Work {number}"],
                reported=[f"https://example.com/{number}", f"https://other.test/{number}"],
            )
        )
        take_in(
            "retraction",
            path=f"2025/2025-03-{number + 1:02}-{name}-retraction.md",
            subject=[f"https://example.com/{number}"],
        )
    return made


def test_by_number_takes_what_people_type(take_in: Any) -> None:
    notice = take_in(on=dt.date(2025, 1, 1))
    assert queries.by_number(f" {notice.number.lower()} ") == notice


def test_by_number_says_a_wrong_check_digit(take_in: Any) -> None:
    number = take_in(on=dt.date(2025, 1, 1)).number
    with pytest.raises(BadNumber, match="check digit"):
        queries.by_number(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_pages_follow_each_other_both_ways(take_in: Any) -> None:
    made = several(take_in, 3)
    first = queries.list_page(Filters(kind="notice"), size=2)
    second = queries.list_page(Filters(kind="notice"), first.older or "", size=2)
    back = queries.list_page(Filters(kind="notice"), second.newer or "", size=2)
    assert [first.notices, second.notices] == [[made[2], made[1]], [made[0]]]
    assert (first.newer, second.older) == (None, None)
    assert (back.notices, back.newer, back.older) == (first.notices, None, first.older)


@pytest.mark.parametrize("cursor", ["x", "o20250230.1", "o20250101.99999999999999999999", "n2025.1", "o20250101.１"])
def test_a_cursor_nobody_gave_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        queries.list_page(Filters(), cursor)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 4),
        (Filters(kind="retraction"), 2),
        (Filters(state="partly_withdrawn"), 2),
        (Filters(host="other.test"), 2),
        (Filters(host="nowhere.test"), 0),
        (Filters(place="example.com/1"), 2),
        (Filters(organisation="sender1-ltd"), 1),
        (Filters(year=2025), 4),
        (Filters(year=2024), 0),
        (Filters(year=99999999), 4),
        (Filters(received_from=dt.date(2025, 3, 1)), 2),
        (Filters(received_to=dt.date(2025, 1, 1)), 1),
    ],
)
def test_filters_leave_what_they_say(take_in: Any, filters: Filters, count: int) -> None:
    several(take_in, 2)
    assert len(queries.list_page(filters).notices) == count
    assert queries.matching(filters).count() == count


def test_a_popular_host_is_filtered_alike(take_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    several(take_in, 2)
    monkeypatch.setattr(queries, "POPULAR", 1)
    assert len(queries.list_page(Filters(host="other.test")).notices) == 2


def test_facets_count_what_each_value_would_leave(take_in: Any) -> None:
    several(take_in, 2)
    found = queries.facets(Filters(kind="notice"))
    assert found["kind"] == [Facet("notice", 2), Facet("retraction", 2)]
    assert found["state"] == [Facet("partly_withdrawn", 2)]
    assert found["year"] == [Facet("2025", 2)]


def test_history_joins_items_moved_together(take_in: Any) -> None:
    notice = take_in(on=dt.date(2025, 1, 1), reported=[f"https://example.com/{n}" for n in range(3)])
    retraction = take_in("retraction", on=dt.date(2025, 2, 1), refers_to=[notice.number])
    history = [(move.to_state, move.cause, move.items) for move in queries.history_of(notice)]
    assert history == [("recorded", "", 0), ("withdrawn", retraction.number, 0), ("withdrawn", retraction.number, 3)]


def test_listed_finds_address_place_and_host(take_in: Any) -> None:
    take_in(on=dt.date(2025, 1, 1), reported=["https://github.com/acme/tool/blob/main/a.py"])
    exact = queries.listed("HTTPS://GitHub.com/acme/tool/blob/main/a.py#L1")
    assert [item.place for item in exact.exact] == ["github.com/acme/tool"]
    near = queries.listed("github.com/Acme/Tool")
    assert (near.exact, len(near.place_items), near.host_notices) == ([], 1, 1)
    none = queries.listed("https://example.org/")
    assert (none.exact, none.place_items, none.host_notices) == ([], [], 0)


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://127.0.0.1/", "x" * 100_000, "\x00"])
def test_listed_refuses_what_is_no_public_address(address: str) -> None:
    with pytest.raises(BadAddress):
        queries.listed(address)


def test_place_page_counts_states(take_in: Any) -> None:
    several(take_in, 1)
    page = queries.place_page("example.com/0")
    assert page is not None
    assert (page.host, page.states, len(page.page.notices)) == ("example.com", {"withdrawn": 1}, 2)
    assert queries.place_page("example.com/nothing") is None


def test_items_are_paged_by_position(take_in: Any) -> None:
    notice = take_in(on=dt.date(2025, 1, 1), reported=[f"https://example.com/{n}" for n in range(5)])
    rows, after = queries.items_of(notice, size=3)
    rest, end = queries.items_of(notice, after or 0, size=3)
    assert ([item.position for item in rows + rest], after, end) == ([0, 1, 2, 3, 4], 2, None)


@pytest.mark.parametrize("ask", ["list", "facets", "listed", "place", "notice"])
def test_queries_do_not_grow_with_rows(take_in: Any, ask: str) -> None:
    def run() -> int:
        with CaptureQueriesContext(connection) as captured:
            if ask == "list":
                assert [NOTICE.publish(notice) for notice in queries.list_page(Filters()).notices]
            elif ask == "facets":
                assert queries.facets(Filters())
            elif ask == "listed":
                assert [ITEM.publish(item) for item in queries.listed("https://example.com/0").exact]
            elif ask == "place":
                assert queries.place_page("example.com/0")
            else:
                notice = queries.by_number(Notice.objects.filter(kind="notice").values_list("number", flat=True)[0])
                assert NOTICE.publish(notice)
                assert LETTER.publish(notice.published_letter)
                assert queries.items_of(notice)
                assert queries.history_of(notice)
                assert queries.links_of(notice)
        return len(captured)

    several(take_in, 1)
    few = run()
    several(take_in, 4)
    assert run() == few <= 10


def test_published_notice_names_no_person(take_in: Any) -> None:
    notice = take_in(
        on=dt.date(2025, 1, 1), sender="Jane Example", right_holder="Example Ltd", say="Jane Example, jane@example.com"
    )
    published = NOTICE.publish(queries.by_number(notice.number))
    assert [(row["role"], row["name"]) for row in published["parties"]] == [
        ("sender", "a person (name withheld)"),
        ("right_holder", "Example Ltd"),
    ]
    letter = LETTER.publish(queries.by_number(notice.number).published_letter)
    assert "Jane" not in str(published) + str(letter)
    assert "jane@" not in str(letter)


def test_fields_point_at_their_words_in_the_published_text(take_in: Any) -> None:
    notice = take_in(
        on=dt.date(2025, 1, 1),
        say="Mail jane@example.com",
        right_holder="Example Ltd",
        reported=["https://example.com/a"],
    )
    letter = LETTER.publish(queries.by_number(notice.number).published_letter)
    for name, value in (("right_holder", "Example Ltd"), ("reported", "https://example.com/a")):
        [entry] = letter["fields"][name]
        assert letter["text"][entry["start"] : entry["end"]] == entry["value"] == value
