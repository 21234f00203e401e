"""The kinds of rules: importing this registers them all."""

from causelist.law import (
    clock_kinds,  # noqa: F401 -- `period`, `counting`
    limitation,  # noqa: F401
    remuneration,  # noqa: F401
    required,  # noqa: F401 -- `elements`
    schema,  # noqa: F401 -- `text`
    term,  # noqa: F401
)
