from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from causelist.accounts.models import User
from causelist.notices.models import Correction, Item, Letter, Notice, NoticeTransition, PublishedLetter
from causelist.notices.services import receive, receive_many
from causelist.parties.models import Organisation, OrganisationName
from causelist.runtime.models import AuditEntry, NumberSeries

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 4)


def test_receive_records_everything_known(make: Any) -> None:
    letter = make(
        on=DAY,
        sender="Example Ltd",
        right_holder="Jane Example",
        works=["The Example Game"],
        reported=["https://example.com/a", "http://EXAMPLE.com:80/b#x"],
        originals=["https://original.test/"],
        say="Mail jane@example.com",
        whole=None,
    )
    outcome = receive(incoming=letter, by=None)

    notice = Notice.objects.get(number=outcome.number)
    assert (outcome.status, outcome.number, notice.state) == ("new", "N-2025-1-" + outcome.number[-1], "recorded")
    assert list(notice.items.order_by("position").values_list("canonical", "host", "place", "state")) == [
        ("https://example.com/a", "example.com", "example.com/a", "noticed"),
        ("http://example.com/b", "example.com", "example.com/b", "noticed"),
    ]
    assert (notice.title, notice.item_count, notice.place_count) == ("The Example Game", 2, 2)
    assert {(party.role, party.name.text, party.name.organisation.is_person) for party in notice.parties.all()} == {
        ("sender", "Example Ltd", False),
        ("right_holder", "Jane Example", True),
    }
    assert [original.canonical for original in notice.originals.all()] == ["https://original.test/"]
    assert bytes(notice.letter.content) == letter.content
    assert "jane@example.com" not in notice.published_letter.text
    assert "Jane Example" not in notice.published_letter.text
    assert notice.reading.fields["sender"][0]["value"] == "Example Ltd"
    assert list(notice.transitions.values_list("from_state", "to_state", "occurred_at")) == [
        ("", "recorded", dt.datetime(2025, 3, 4, tzinfo=dt.UTC))
    ]


def test_receive_twice_changes_nothing(make: Any) -> None:
    letter = make(on=DAY, reported=["https://example.com/a"])
    first = receive(incoming=letter, by=None)
    again = receive(incoming=letter, by=None)
    assert (again.status, again.number) == ("known", first.number)
    assert (Notice.objects.count(), NumberSeries.objects.get().last) == (1, 1)


def test_receive_many_knows_doubles_of_one_batch(make: Any) -> None:
    letter, other = make(on=DAY), make(on=DAY, say="Other")
    outcomes = receive_many([letter, make(on=DAY), other], by=None)
    assert [outcome.status for outcome in outcomes] == ["new", "known", "new"]
    assert outcomes[0].number == outcomes[1].number


def test_numbers_are_by_year_and_have_no_gap_after_a_rollback(make: Any) -> None:
    receive(incoming=make(on=DAY), by=None)
    with transaction.atomic():
        receive(incoming=make(on=DAY, say="Lost"), by=None)
        transaction.set_rollback(True)
    outcomes = receive_many(
        [make(on=DAY, say="2"), make(on=dt.date(2024, 1, 1), say="1"), make(on=DAY, say="3")], by=None
    )
    assert [outcome.number[:8] for outcome in outcomes] == ["N-2025-2", "N-2024-1", "N-2025-3"]


def test_addresses_nobody_can_look_up_are_said_and_not_recorded(make: Any) -> None:
    letter = make(on=DAY, reported=["https://example.com/ok", "http://localhost/x", "http://10.0.0.1/"])
    outcome = receive(
        incoming=letter, by=User.objects.create_user("a@example.com"),
        corrections={"reported": [*letter.read["reported"], "javascript:alert(1)", "data:text/html,x",
                                  "https://example.com/" + "a" * 100_000]},
    )  # fmt: skip
    assert [item.canonical for item in Item.objects.all()] == ["https://example.com/ok"]
    assert len(outcome.remarks) == 5
    assert any("private network" in remark for remark in outcome.remarks)
    assert any("javascript" in remark for remark in outcome.remarks)


def test_corrections_are_kept_beside_what_was_read(make: Any) -> None:
    user = User.objects.create_user("alice@example.com")
    letter = make(on=DAY, sender="Exmple", reported=["https://example.com/a"])
    outcome = receive(
        incoming=letter,
        by=user,
        corrections={"sender": "Example Ltd", "kind": "notice", "reported": ["https://example.com/b"]},
    )
    notice = Notice.objects.get(number=outcome.number)
    assert [party.name.text for party in notice.parties.all()] == ["Example Ltd"]
    assert [item.canonical for item in notice.items.all()] == ["https://example.com/b"]
    assert notice.reading.fields["sender"][0]["value"] == "Exmple"
    assert list(Correction.objects.order_by("field").values_list("field", "read", "corrected")) == [
        ("reported", ["https://example.com/a"], ["https://example.com/b"]),
        ("sender", "Exmple", "Example Ltd"),
    ]
    assert AuditEntry.objects.get().detail == {"source": "import", "corrected": ["reported", "sender"]}


@pytest.mark.parametrize("corrections", [{"colour": "red"}, {"kind": "poem"}, {"date": "2025-02-30"}])
def test_a_correction_that_cannot_be_stores_nothing(make: Any, corrections: dict[str, Any]) -> None:
    user = User.objects.create_user("alice@example.com")
    with pytest.raises(ValueError, match=r"."), transaction.atomic():
        receive(incoming=make(on=DAY), by=user, corrections=corrections)
    assert Notice.objects.count() == 0


def test_nul_and_half_surrogates_reach_neither_store(make: Any) -> None:
    letter = make(on=DAY, sender="Exa\x00mple\ud800 Ltd", say="\ud800\x00", works=["W\x00\udfff"])
    receive(incoming=letter, by=None)
    assert "\x00" not in PublishedLetter.objects.get().text
    assert OrganisationName.objects.get().text.startswith("Exa")


def test_names_that_differ_only_in_writing_are_one(make: Any) -> None:
    receive_many(
        [make(on=DAY, sender="Adobe, Inc."), make(on=DAY, sender="ADOBE INC"), make(on=DAY, sender="Adobe")], by=None
    )
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["adobe", "adobe-inc"]


def test_slugs_are_never_given_twice(make: Any) -> None:
    Organisation.objects.create(slug="adobe")
    receive(incoming=make(on=DAY, sender="Adobe"), by=None)
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["adobe", "adobe-2"]


@pytest.mark.parametrize("act", ["update", "delete"])
@pytest.mark.parametrize("model", [Letter, NoticeTransition])
def test_append_only_rows_stay(make: Any, model: Any, act: str) -> None:
    receive(incoming=make(on=DAY), by=None)
    rows = model.objects.all()
    change = rows.delete if act == "delete" else lambda: rows.update(notice_id=Notice.objects.get().pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_queries_do_not_grow_with_the_batch(make: Any) -> None:
    def batch(size: int) -> list[Any]:
        return [
            make(on=DAY, sender=f"Sender {size} {n} Ltd", works=[f"Work {size} {n}"], say=f"{size} {n}",
                 reported=[f"https://example.com/{size}/{n}"])
            for n in range(size)
        ]  # fmt: skip

    receive_many(batch(2), by=None)
    with CaptureQueriesContext(
        connection,
    ) as few:
        receive_many(batch(3), by=None)
    with CaptureQueriesContext(connection) as many:
        receive_many(batch(40), by=None)
    assert len(many) == len(few) < 60
