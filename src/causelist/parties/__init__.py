"""Organisations and their names, regions, memberships with roles, mandates."""
