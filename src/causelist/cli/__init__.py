"""The command line: read, import, demo, serve, bench."""
