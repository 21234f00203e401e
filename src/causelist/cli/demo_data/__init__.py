"""The demonstration's invented world: who is in it (`cast.yaml`), how they write (`wordings/`), what they wrote."""
