"""Works: what the rights are in."""
