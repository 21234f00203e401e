"""Notices as the world writes them: `read` turns a letter into the elements of a notice."""

from causelist.formats.errors import Unreadable
from causelist.formats.reader import read, read_text

__all__ = ["Unreadable", "read", "read_text"]
