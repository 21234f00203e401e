"""Causelist: the open registry of copyright enforcement."""

__version__ = "0.1.0"
