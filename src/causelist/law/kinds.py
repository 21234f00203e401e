"""The kinds of rules: importing this registers them all."""

from causelist.law import (
    crime_kinds,  # noqa: F401 -- `crime_…`
    schema,  # noqa: F401 -- `text`
)
