from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from causelist.accounts.models import User
from causelist.core.numbers import PublicNumber
from causelist.notices.models import Notice
from causelist.runtime import audit, bulk
from causelist.runtime.models import AuditEntry, NumberSeries
from causelist.runtime.numbers import take

COLUMNS = ["id", "number", "identity", "kind", "state", "source", "jurisdiction", "title", "language", "shape",
           "dated_on", "received_on", "whole", "statements", "item_count", "place_count"]  # fmt: skip
DAY = dt.date(2025, 3, 4)


def row(pk: int, title: str = "标题\t\\N \n'\"") -> tuple[object, ...]:
    return (pk, f"N-2025-{pk}-0", f"x:{pk}", "notice", "recorded", "demo", "", title, "en", "letter",
            None, DAY, None, ["good_faith"], 0, 0)  # fmt: skip


@pytest.mark.django_db
def test_insert_stores_values_as_the_orm_would() -> None:
    [pk] = bulk.reserve_ids(Notice, 1)
    assert bulk.insert(Notice, [row(pk)], COLUMNS) == 1
    notice = Notice.objects.get(pk=pk)
    assert (notice.title, notice.dated_on, notice.received_on, notice.whole, notice.statements) == (
        "标题\t\\N \n'\"", None, DAY, None, ["good_faith"],
    )  # fmt: skip
    assert notice.recorded_at is not None


@pytest.mark.django_db
def test_reserved_ids_rise_and_are_never_given_twice() -> None:
    first = bulk.reserve_ids(Notice, 3)
    bulk.insert(Notice, [row(pk) for pk in first], COLUMNS)
    Notice.objects.all().delete()
    second = bulk.reserve_ids(Notice, 2)
    assert len({*first, *second}) == 5
    assert [*first, *second] == sorted([*first, *second])
    assert bulk.reserve_ids(Notice, 0) == []


@pytest.mark.django_db
def test_insert_is_held_to_the_constraints() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Notice, [row(1), (2, *row(1)[1:])], COLUMNS)
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_insert_of_nothing_asks_nothing() -> None:
    assert bulk.insert(Notice, [], COLUMNS) == 0


@pytest.mark.django_db
def test_among_takes_lists_of_any_length() -> None:
    bulk.insert(Notice, [row(pk) for pk in range(1, 4)], COLUMNS)
    assert Notice.objects.filter(id__among=list(range(2, 100_000))).count() == 2
    assert Notice.objects.filter(identity__among=["x:1", "'; --", "x:3"]).count() == 2
    assert Notice.objects.filter(identity__among=[]).count() == 0


@pytest.mark.django_db
def test_take_goes_on_where_it_was() -> None:
    assert take("N", 2025, 2) == [PublicNumber("N", 2025, 1), PublicNumber("N", 2025, 2)]
    assert take("N", 2025) == [PublicNumber("N", 2025, 3)]
    assert take("C", 2025) == [PublicNumber("C", 2025, 1)]


@pytest.mark.django_db(transaction=True)
def test_take_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        take("N", 2025)
    assert NumberSeries.objects.count() == 0


@pytest.mark.django_db
def test_audit_keeps_who_did_what() -> None:
    user = User.objects.create_user("alice@example.com")
    audit.record(by=user, act="parties.merge", subject="parties.organisation:1", detail={"names": [1]})
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act, entry.subject, entry.detail) == (
        user,
        "parties.merge",
        "parties.organisation:1",
        {"names": [1]},
    )


@pytest.mark.django_db
def test_the_planner_knows_what_was_inserted() -> None:
    bulk.insert(Notice, [row(pk) for pk in bulk.reserve_ids(Notice, 300)], COLUMNS)
    bulk.analyse()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Notice._meta.db_table])
            assert cursor.fetchone() == (300,)
    assert Notice.objects.count() == 300


@pytest.mark.django_db
def test_only_our_own_tables_are_looked_at_again() -> None:
    with CaptureQueriesContext(connection) as captured:
        bulk.analyse()
    looked = [query["sql"] for query in captured if query["sql"].startswith("ANALYZE")]
    assert len(looked) == (connection.vendor == "postgresql")
    assert all('"notices_notice"' in query and "pg_" not in query for query in looked)
