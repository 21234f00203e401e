"""Notices as the world writes them, read into the elements of a notice."""
