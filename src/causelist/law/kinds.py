"""The kinds of rules: importing this registers them all."""

from causelist.law import (
    awards,  # noqa: F401
    clock_kinds,  # noqa: F401 -- `period`, `counting`
    competence,  # noqa: F401
    crime_kinds,  # noqa: F401 -- `crime_…`
    damages,  # noqa: F401
    fines,  # noqa: F401
    grounds_kinds,  # noqa: F401 -- `grounds`, `silence`
    infringement,  # noqa: F401
    limitation,  # noqa: F401
    papers,  # noqa: F401
    publishing,  # noqa: F401 -- `publication`
    remuneration,  # noqa: F401
    required,  # noqa: F401 -- `elements`
    schema,  # noqa: F401 -- `text`
    surcharge,  # noqa: F401
    term,  # noqa: F401
    tools,  # noqa: F401
)
