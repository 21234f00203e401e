"""`field__among=[…]`: `IN` for lists of any length, as one parameter on both stores."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Lookup


class Among(Lookup[Any]):
    """Whether the column's value is one of a list. Faster than `IN` for thousands, and without a limit of parameters.

    The values must be strings or integers.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        """Through json_each, which SQLite turns into an index search for each value."""
        left, params = self.process_lhs(compiler, connection)
        listed = f"{left} IN (SELECT value FROM json_each(%s))"  # noqa: S608 -- the column's own name
        return listed, [*params, json.dumps(list(self.rhs))]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """As an array."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*params, list(self.rhs))
