from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from causelist.search import store
from causelist.search.entries import Kind, entry_id, span_of

pytestmark = pytest.mark.django_db
EVERYTHING = [(0, 2**63 - 1, 100)]


def test_put_then_find_by_all_words() -> None:
    store.put([(1, "adobe photoshop"), (2, "adobe 奥多 多比"), (3, "example.com")])
    assert store.find(["adobe"], EVERYTHING) == [2, 1]
    assert store.find(["adobe", "photoshop"], EVERYTHING) == [1]
    assert store.find(["奥多", "多比"], EVERYTHING) == [2]
    assert store.find(["example.com"], EVERYTHING) == [3]
    assert store.find(["example"], EVERYTHING) == []
    assert store.find(["phot*"], EVERYTHING) == [1]
    assert store.find([], EVERYTHING) == []


def test_put_again_replaces_only_what_changed() -> None:
    store.put([(1, "one"), (2, "two")])
    written = store.put([(1, "one"), (2, "zwei"), (3, "three")])
    assert (written.new, written.changed) == ([3], [2])
    assert store.find(["two"], EVERYTHING) == []
    assert store.find(["zwei"], EVERYTHING) == [2]
    assert store.find(["one"], EVERYTHING) == [1]


def test_remove_forgets_the_words() -> None:
    store.put([(1, "one"), (2, "one")])
    store.remove([2, 77])
    assert store.find(["one"], EVERYTHING) == [1]
    assert store.entries(0, 10) == [1]
    assert store.among([1, 2]) == [1]
    store.clear()
    assert store.entries(0, 10) == []


def test_spans_bound_each_kind_by_itself() -> None:
    letters = [entry_id(Kind.NOTICE, number) for number in range(1, 6)]
    works = [entry_id(Kind.WORK, number) for number in range(1, 6)]
    store.put([(entry, "same") for entry in letters + works])
    found = store.find(["same"], [(*span_of(Kind.NOTICE), 2), (*span_of(Kind.WORK), 1)])
    assert found == [works[-1], letters[-1], letters[-2]]


@pytest.mark.parametrize(
    "word", ["and", "or", "not", "near", "words", "2.mkv", "a-b.example", "中文", "ß", "١٢", "x" * 64]
)
def test_words_are_never_syntax(word: str) -> None:
    store.put([(1, f"first {word}"), (2, "other")])
    assert store.find([word], EVERYTHING) == [1]
    assert store.find([f"{word}*"], EVERYTHING) == [1]


def test_queries_do_not_grow_with_the_rows() -> None:
    def queries(*entries: tuple[int, str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            store.put(entries)
        return len(captured)

    many = range(2, 200)
    assert queries((1, "same")) == queries(*((number, "same") for number in many)) <= 2  # what is new costs least
    assert queries((1, "same")) == queries(*((number, "same") for number in many))
    assert queries((1, "other")) == queries(*((number, "other") for number in many))


def test_what_the_store_does_not_take_is_said_in_djangos_errors() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes words of any length")
    with pytest.raises(DatabaseError), transaction.atomic():
        store.put([(1, "x" * 3000)])
    assert store.among([1]) == []
