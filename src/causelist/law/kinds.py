"""The kinds of rules: importing this registers them all."""

from causelist.law import (
    crime_kinds,  # noqa: F401 -- `crime_…`
    limitation,  # noqa: F401
    remuneration,  # noqa: F401
    required,  # noqa: F401 -- `elements`
    schema,  # noqa: F401 -- `text`
    term,  # noqa: F401
)
