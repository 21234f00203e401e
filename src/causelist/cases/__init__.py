"""Complaints, cases and what becomes of them: tracks, measures, seizures, decisions, their publication."""
