"""The mails of this room, made when they are sent: links to set a password, and word that one was set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from causelist.accounts import links
from causelist.accounts.links import Why
from causelist.accounts.models import User
from causelist.accounts.queries import person_by_email
from causelist.runtime.outbox import Text, compose, maker

LINK = "accounts.link"
CHANGED = "accounts.changed"


@maker(LINK)
def link(detail: Mapping[str, Any]) -> Text | None:
    """A link to set a password, for whoever has the address that was typed; nobody may."""
    user = person_by_email(str(detail["email"]))
    if user is None or not user.is_active:
        return None
    why = Why(detail["why"])
    context = {
        "email": user.email,
        "link": f"{settings.SITE_URL}/desk/password/link/{links.make(user, why)}",
        "forgotten": f"{settings.SITE_URL}/desk/password/forgotten",
        "hours": int(links.HOLDS[Why.FORGOTTEN].total_seconds() // 3600),
        "days": links.HOLDS[Why.INVITED].days,
    }
    return compose(f"accounts/mail/{why}.txt", to=user.email, language=user.language, context=context)


@maker(CHANGED)
def changed(detail: Mapping[str, Any]) -> Text | None:
    """Word to a person that their password was set, in case it was not they who did it."""
    user = User.objects.filter(pk=detail["user"], is_active=True).first()
    if user is None:
        return None
    context = {"email": user.email, "forgotten": f"{settings.SITE_URL}/desk/password/forgotten"}
    return compose("accounts/mail/changed.txt", to=user.email, language=user.language, context=context)
