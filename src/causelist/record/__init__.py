"""What every record has: transitions, publication and redaction."""
