"""The kinds of rules: importing this registers them all."""

from causelist.law import (
    clock_kinds,  # noqa: F401 -- `period`, `counting`
    schema,  # noqa: F401 -- `text`
)
