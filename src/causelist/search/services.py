"""Keeping the index: told what was recorded, inside the same transaction; or made anew from the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from django.db.models import Model

from causelist.cases.models import Case, CaseParty, Decision
from causelist.notices.models import Notice, NoticeParty
from causelist.parties.models import Organisation
from causelist.search import store
from causelist.search.documents import documents, entries_of
from causelist.search.entries import Kind, entry_id, kind_of, subject_of
from causelist.works.models import Work

BATCH = 500
_MODELS: dict[Kind, type[Model]] = {
    Kind.NOTICE: Notice,
    Kind.ORGANISATION: Organisation,
    Kind.WORK: Work,
    Kind.CASE: Case,
    Kind.DECISION: Decision,
}


def index_announced(kind: str, ids: Sequence[int]) -> None:
    """Bring the entries of rows that are new or changed up to date; subscribes to announcements."""
    known = Kind.named(kind)
    if known is not None:
        index(kind=known, ids=ids)


@transaction.atomic
def index(*, kind: Kind, ids: Sequence[int]) -> int:
    """Bring the entries of these rows up to date; returns how many changed.

    A bounded number of queries for each 500 rows. Where an organisation turns out to be a natural person, its name
    also leaves the entries of the letters and works that give it.
    """
    changed = 0
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), BATCH):
        batch = distinct[start : start + BATCH]
        wanted = documents(kind, batch)
        written = store.put(wanted)
        withdrawn = [] if kind is Kind.NOTICE else _withdraw(kind, batch, {entry for entry, _ in wanted})
        changed += len(written.new) + len(written.changed) + len(withdrawn)
        if kind is Kind.ORGANISATION:
            _index_letters_naming(withdrawn, written.new)
    return changed


def reindex(*, scratch: bool = False, progress: Callable[[int], None] | None = None) -> int:
    """Make the whole index anew from the record and drop what the record no longer has; returns how many changed.

    Works in transactions of 500 rows, so memory stays flat and the site goes on answering meanwhile; with `scratch`
    it starts from an empty index, which mends one that is damaged. `progress` is told how many rows more are done.
    """
    if scratch:
        with transaction.atomic():
            store.clear()
    changed = 0
    for kind, model in _MODELS.items():
        for ids in _batches(model):
            changed += index(kind=kind, ids=ids)
            if progress:
                progress(len(ids))
    return changed + _sweep()


def count_rows() -> int:
    """How many rows `reindex` goes through."""
    return sum(model._default_manager.count() for model in _MODELS.values())  # noqa: SLF001 -- Django documents it


def _withdraw(kind: Kind, ids: Sequence[int], wanted: set[int]) -> list[int]:
    """Remove the entries that are there though these rows make none any more; returns them."""
    gone = store.among([entry for pk in ids if (entry := entry_id(kind, pk)) not in wanted])
    store.remove(gone)
    return gone


def _index_letters_naming(withdrawn: Sequence[int], appeared: Sequence[int]) -> None:
    """Bring up to date the letters that name organisations which the public no longer sees, or sees from now on.

    An organisation that nobody has confirmed appears together with the letters that name it, never before.
    """
    organisations = {subject_of(entry) for entry in withdrawn}
    organisations |= set(
        Organisation.objects.filter(pk__among=[subject_of(entry) for entry in appeared], confirmed=True).values_list(
            "pk", flat=True
        )
    )
    if not organisations:
        return
    naming = NoticeParty.objects.filter(name__organisation__pk__among=sorted(organisations))
    last = 0
    _index_cases_naming(sorted(organisations))
    while ids := sorted(
        set(naming.filter(notice__gt=last).order_by("notice_id").values_list("notice_id", flat=True)[:BATCH])
    ):
        index(kind=Kind.NOTICE, ids=ids)
        last = ids[-1]


def _index_cases_naming(organisations: Sequence[int]) -> None:
    naming = CaseParty.objects.filter(name__organisation__pk__among=organisations)
    last = 0
    while ids := sorted(
        set(naming.filter(case__gt=last).order_by("case_id").values_list("case_id", flat=True)[:BATCH])
    ):
        index(kind=Kind.CASE, ids=ids)
        last = ids[-1]


def _batches(model: type[Model]) -> Iterator[list[int]]:
    last = 0
    while ids := list(
        model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]  # noqa: SLF001 -- Django documents it
    ):
        yield ids
        last = ids[-1]


def _sweep() -> int:
    """Drop the entries of rows that are gone, or that stand under another day."""
    dropped, last = 0, 0
    while batch := store.entries(last, BATCH):
        last = batch[-1]
        by_kind: dict[Kind, list[int]] = {}
        for entry in batch:
            by_kind.setdefault(kind_of(entry), []).append(entry)
        for kind, entries in by_kind.items():
            right = entries_of(kind, [subject_of(entry) for entry in entries])
            gone = [entry for entry in entries if entry not in right]
            store.remove(gone)
            dropped += len(gone)
    return dropped
