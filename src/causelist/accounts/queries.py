"""What is asked about people."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused


def person_by_email(email: str) -> User | None:
    """Who signs in with a mail address, whatever its case."""
    return None if "\0" in email else User.objects.filter(email=email.strip().lower()).first()


def person_meant(email: str) -> User:
    """As `person_by_email`; raises `Refused` where nobody has this address."""
    user = person_by_email(email)
    if user is None:
        raise Refused(
            _("Nobody with this mail address can sign in here. Ask who runs the registry to add them."),
            code="unknown",
            field="email",
        )
    return user


def people(text: str = "") -> QuerySet[User]:
    """Everybody, or those whose name or mail address holds a text; by mail address."""
    text = text.replace("\0", "").strip()
    everybody = User.objects.order_by("email")
    return everybody.filter(Q(email__icontains=text) | Q(name__icontains=text)) if text else everybody
