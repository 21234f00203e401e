"""The kinds of rules: importing this registers them all."""

from causelist.law import schema  # noqa: F401 -- `text`
