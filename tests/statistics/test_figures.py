from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.letters import make_letter

from causelist.accounts.models import User
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.services import create_organisation, merge, split, undo_merge
from causelist.statistics import queries
from causelist.statistics.metrics import METRICS, PERSONS
from causelist.statistics.models import MonthlyFigure, Snapshot
from causelist.statistics.services import KEPT, refresh

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = dt.date(2026, 3, 9), dt.date(2026, 4, 30), dt.date(2026, 5, 1)
PAGE = "https://pirate.example/film"


def sums(name: str, by: str, start: dt.date | None = None, end: dt.date | None = None) -> dict[str, int]:
    return {row.value: row.count for row in queries.totals(name, by, start=start, end=end)}


def test_letters_by_month_and_kind() -> None:
    make_letter(on=MARCH)
    make_letter(on=MARCH, kind="counter-notice")
    make_letter(on=MAY)
    refresh()
    assert sums("notices", "month") == {"2026-03": 2, "2026-05": 1}
    assert sums("notices", "kind") == {"notice": 2, "counter-notice": 1}
    assert sums("notices", "kind", start=APRIL) == {"notice": 1}
    assert sums("notices", "month", end=APRIL) == {"2026-03": 2}


def test_places_are_counted_once_for_each_letter_that_reports_them() -> None:
    repository = "https://github.com/owner/copy"
    make_letter(addresses=[repository, f"{repository}/blob/main/a", PAGE])
    make_letter(addresses=[repository])
    make_letter(addresses=[repository], kind="retraction")
    refresh()
    assert sums("places", "month") == {"2026-03": 3}
    assert sums("places", "kind") == {"notice": 3}
    assert sums("places", "host") == {"github.com": 2, "pirate.example": 1}
    assert sums("notices", "host") == {"github.com": 3, "pirate.example": 1}


def test_a_leading_www_is_no_other_host() -> None:
    make_letter(addresses=["https://www.pirate.example/film", PAGE])
    refresh()
    assert sums("places", "host") == {"pirate.example": 1}
    assert sums("notices", "host") == {"pirate.example": 1}


def test_letters_that_name_nothing_are_counted_as_such() -> None:
    make_letter()
    refresh()
    assert [(row.value, row.label) for row in queries.totals("notices", "host")] == [("", "no address named")]
    assert [(row.value, row.label) for row in queries.totals("notices", "sender")] == [("", "no sender named")]
    assert sums("places", "host") == {}


def test_senders_follow_merges_and_splits(admin: User) -> None:
    make_letter(senders=["Adobe Inc."], addresses=[PAGE])
    make_letter(senders=["奥多比"], addresses=[PAGE])
    make_letter(senders=["奥多比", "Adobe Inc."], addresses=[PAGE])
    adobe = Organisation.objects.get(names__text="Adobe Inc.")
    chinese = Organisation.objects.get(names__text="奥多比")
    refresh()
    assert sums("notices", "sender") == {adobe.slug: 2, chinese.slug: 2}
    merge(source=chinese, target=adobe, basis="one company", by=admin)
    refresh()
    assert sums("notices", "sender") == {adobe.slug: 3}
    assert sums("places", "sender") == {adobe.slug: 3}
    assert [row.label for row in queries.totals("notices", "sender")] == ["Adobe Inc."]
    split(organisation=adobe, names=list(adobe.names.filter(text="奥多比")), basis="two", by=admin)
    refresh()
    assert sums("notices", "sender") == {adobe.slug: 2, chinese.slug: 2}


def test_natural_persons_are_counted_together_and_never_named() -> None:
    make_letter(senders=["Jane Roe"])
    make_letter(senders=["John Doe"])
    make_letter(senders=["Jane Roe", "John Doe"])
    refresh()
    assert [(row.value, row.label, row.count) for row in queries.totals("notices", "sender")] == [
        (PERSONS, "natural persons", 3)
    ]
    assert not MonthlyFigure.objects.filter(value__contains="roe").exists()


def test_one_who_turns_out_to_be_a_person_is_not_named_by_older_figures() -> None:
    make_letter(senders=["Roe Studios"])
    refresh()
    Organisation.objects.update(is_person=True)
    assert [row.label for row in queries.totals("notices", "sender")] == ["natural persons"]


def test_providers_follow_every_merge(admin: User) -> None:
    hosts = [
        create_organisation(name=name, kind=OrganisationKind.SERVICE_PROVIDER, by=admin)
        for name in ("First Host", "Second Host", "Third Host")
    ]
    for host in hosts:
        make_letter(provider=host, jurisdiction="us")
    merge(source=hosts[0], target=hosts[1], basis="bought", by=admin)
    merge(source=hosts[1], target=hosts[2], basis="bought", by=admin)
    make_letter()
    refresh()
    assert sums("notices", "provider") == {hosts[2].slug: 3, "": 1}
    assert sums("notices", "jurisdiction") == {"us": 3, "": 1}


def test_providers_follow_splits_and_merges_taken_back(admin: User) -> None:
    first, second = (
        create_organisation(name=name, kind=OrganisationKind.SERVICE_PROVIDER, by=admin)
        for name in ("First Host", "Second Host")
    )
    for host in (first, second):
        make_letter(provider=host)
    change = merge(source=first, target=second, basis="bought", by=admin)
    undo_merge(change=change, basis="not bought", by=admin)
    refresh()
    assert sums("notices", "provider") == {first.slug: 1, second.slug: 1}
    merge(source=first, target=second, basis="bought", by=admin)
    split(organisation=second, names=list(second.names.filter(text="First Host")), basis="sold", by=admin)
    refresh()
    assert sums("notices", "provider") == {first.slug: 1, second.slug: 1}


def test_series_has_every_month_and_puts_the_rest_together() -> None:
    for on, sender in ((MARCH, "A GmbH"), (MARCH, "B GmbH"), (MARCH, "A GmbH"), (MAY, "C GmbH"), (MAY, "A GmbH")):
        make_letter(on=on, senders=[sender])
    refresh()
    found = queries.series("notices", "sender", top=1)
    assert [f"{month:%Y-%m}" for month in found.months] == ["2026-03", "2026-04", "2026-05"]
    assert found.counts == [3, 0, 2]
    assert found.total == 5
    assert [(row.label, row.counts, row.total) for row in found.rows] == [("A GmbH", [2, 0, 1], 3)]
    assert found.others is not None
    assert found.others.counts == [1, 0, 1]
    assert queries.series("notices").rows == []


def test_rows_for_csv_are_the_same_figures() -> None:
    make_letter(on=MAY, senders=["A GmbH"])
    make_letter(on=MARCH, senders=["B GmbH"])
    refresh()
    assert list(queries.rows_for_csv("notices", "sender")) == [
        (dt.date(2026, 3, 1), "b-gmbh", "B GmbH", "", 1),
        (dt.date(2026, 5, 1), "a-gmbh", "A GmbH", "", 1),
    ]
    assert list(queries.rows_for_csv("notices", start=MAY)) == [(dt.date(2026, 5, 1), "", "", "", 1)]


def test_equal_sums_stand_in_one_order_on_either_store() -> None:
    for host in ("b.example", "B-2.example", "a-1.example", "a.example", "ä.example"):
        make_letter(addresses=[f"https://{host}/x"])
    refresh()
    assert [row.value for row in queries.totals("notices", "host")] == [
        "a-1.example", "a.example", "b-2.example", "b.example", "xn--4ca.example",
    ]  # fmt: skip


def test_headline_sums_all_time() -> None:
    make_letter(on=MARCH, addresses=[PAGE])
    make_letter(on=MAY)
    snapshot = refresh()
    found = queries.headline()
    assert dict(found.counts) == {"notices": 2, "places": 1}
    assert (found.first, found.last, found.as_of) == (dt.date(2026, 3, 1), dt.date(2026, 5, 1), snapshot.as_of)


def test_before_the_first_count_there_are_no_figures() -> None:
    assert queries.as_of() is None
    assert queries.headline().counts == {"notices": 0, "places": 0}
    assert queries.series("notices", "kind").months == []
    assert queries.totals("notices", "kind") == []
    assert list(queries.rows_for_csv("notices")) == []
    assert refresh().notices == 0


def test_older_snapshots_are_dropped_and_the_newest_is_shown() -> None:
    for _ in range(KEPT + 2):
        make_letter()
        refresh()
    assert Snapshot.objects.count() == KEPT
    assert sums("notices", "month") == {"2026-03": KEPT + 2}
    assert MonthlyFigure.objects.values("snapshot").distinct().count() == KEPT


def test_an_unfinished_snapshot_is_not_shown() -> None:
    make_letter()
    shown = refresh()
    Snapshot.objects.create(as_of=shown.as_of + dt.timedelta(days=1), notices=0)
    assert queries.as_of() == shown.as_of


def test_what_is_not_counted_is_said() -> None:
    with pytest.raises(queries.UnknownMetric, match="There are: notices, places"):
        queries.metric("x" * 10_000)
    with pytest.raises(queries.UnknownMetric, match="month, kind, sender"):
        queries.series("notices", "colour")
    with pytest.raises(queries.UnknownMetric):
        queries.rows_for_csv("notices", "colour")


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "0000-01", "2026-3", "２０２６-03", "2026-03-01", "x" * 999]
)
def test_what_is_no_month_is_said(text: str) -> None:
    with pytest.raises(queries.BadMonth, match="Write it like 2026-03"):
        queries.read_month(text)


@pytest.mark.parametrize("dimension", METRICS["notices"].dimensions)
def test_queries_do_not_grow_with_the_rows(dimension: str, admin: User) -> None:
    def ask() -> int:
        refresh()
        with CaptureQueriesContext(connection) as captured:
            queries.series("notices", dimension)
            queries.totals("notices", dimension)
            list(queries.rows_for_csv("notices", dimension))
        return len(captured)

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            host = create_organisation(name=f"Host {number} Ltd", kind=OrganisationKind.SERVICE_PROVIDER, by=admin)
            address = f"https://h{number}.example/x"
            make_letter(senders=[f"Sender {number} Ltd"], addresses=[address], provider=host, jurisdiction=f"j{number}")

    fill(0, 2)
    few = ask()
    fill(2, 14)
    assert ask() == few <= 15


def test_counting_takes_as_many_queries_for_many_as_for_few() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            refresh()
        return len(captured)

    make_letter(senders=["A GmbH"], addresses=[PAGE])
    few = count()
    for number in range(20):
        make_letter(senders=[f"A{number} GmbH"], addresses=[f"https://h{number}.example/"], on=MAY)
    assert count() == few
