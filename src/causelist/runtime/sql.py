"""Functions of the stores that Django gives no fast name for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import DateField, Func, IntegerField
from django.db.models.functions import TruncMonth


class Year(Func):
    """The year of a date, as a number. Django's own calls back into Python for every row on SQLite."""

    output_field = IntegerField()
    template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS INTEGER)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Dates are text that begins with the year."""
        return self.as_sql(compiler, connection, template="CAST(SUBSTR(%(expressions)s, 1, 4) AS INTEGER)", **context)


class Month(Func):
    """The first day of a date's month. For the same reason."""

    output_field = DateField()
    template = "CAST(DATE_TRUNC('month', %(expressions)s) AS DATE)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Dates are text that begins with year and month."""
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 7) || '-01'", **context)


def month_of(path: str) -> Month | TruncMonth:
    """The first day of the month of a date or a moment; of a moment, in the registry's time zone.

    For a registry whose days are those of UTC the store's own text is cut, which costs nothing.
    """
    if settings.TIME_ZONE == "UTC":
        return Month(path)
    return TruncMonth(path, output_field=DateField())
