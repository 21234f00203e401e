"""Functions of the stores that Django gives no fast name for."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func, IntegerField


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
