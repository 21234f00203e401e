"""Giving out public numbers: without gaps, without doubles, whatever happens in between."""

from __future__ import annotations

from django.db import transaction

from causelist.core.numbers import PublicNumber
from causelist.runtime.models import NumberSeries


def take(kind: str, year: int, count: int = 1) -> list[PublicNumber]:
    """The next `count` numbers of a kind and year.

    Must be called inside the transaction that uses them: the series stays locked until it ends, and a rollback gives
    them back, so no number is ever missing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are taken inside the transaction that uses them")
    NumberSeries.objects.bulk_create([NumberSeries(kind=kind, year=year)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(kind=kind, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return [PublicNumber(kind, year, sequence) for sequence in range(first, first + count)]
