"""The signed-in workspace of each role."""
