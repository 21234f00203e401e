"""Base templates, components, wording, static files."""
