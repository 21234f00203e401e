"""Figures anyone can recompute."""
