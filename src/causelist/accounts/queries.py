"""What is asked about people."""

from __future__ import annotations

from causelist.accounts.models import User


def person_by_email(email: str) -> User | None:
    """Who signs in with a mail address, whatever its case."""
    return None if "\0" in email else User.objects.filter(email=email.strip().lower()).first()
