"""The operations of version 1, each parsing, calling one query or service, and answering."""
