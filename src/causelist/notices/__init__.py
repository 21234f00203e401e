"""Notices, items, their states and history."""
