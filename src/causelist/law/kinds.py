"""The kinds of rules: importing this registers them all."""

from causelist.law import (
    required,  # noqa: F401 -- `elements`
    schema,  # noqa: F401 -- `text`
)
