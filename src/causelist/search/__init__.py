"""One index over what is published."""
