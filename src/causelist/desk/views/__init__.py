"""Pages of the desk: each parses, calls one service or query, and renders."""
