"""What is answered to mail that came in: a link to confirm it, how to file, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import signing

from causelist.gateway.models import ReceivedMail
from causelist.runtime.outbox import Text, compose, maker, one_line

CONFIRM = "gateway.confirm"
HOW = "gateway.how"
OUTCOME = "gateway.outcome"
HOLDS = 7 * 24 * 3600  # seconds that a link is good
_SALT = "causelist.gateway.confirm"


@maker(CONFIRM)
def confirm(detail: Mapping[str, Any]) -> Text | None:
    """To the account whose address a mail claims: a link that only it can use."""
    mail = ReceivedMail.objects.defer("content").select_related("user").filter(pk=detail["mail"]).first()
    if mail is None or mail.user is None or not mail.user.is_active:
        return None
    context = {
        "subject": one_line(mail.subject, 120),
        "link": f"{settings.SITE_URL}/mail/confirm/{token_of(mail)}",
        "keys": f"{settings.SITE_URL}/desk/account/mail",
    }
    return compose("gateway/mail/confirm.txt", to=mail.user.email, language=mail.user.language, context=context)


@maker(HOW)
def how(detail: Mapping[str, Any]) -> Text | None:
    """To somebody without an account: how a complaint is filed. Nothing of what they wrote is sent back."""
    return compose("gateway/mail/how.txt", to=str(detail["to"]), language="en", context={})


@maker(OUTCOME)
def outcome(detail: Mapping[str, Any]) -> Text | None:
    """To the person in whose name a mail spoke: what became of it, and what is to be mended."""
    mail = ReceivedMail.objects.defer("content").select_related("user", "case").filter(pk=detail["mail"]).first()
    if mail is None or mail.user is None or not mail.user.is_active:
        return None
    context = {
        "subject": one_line(mail.subject, 120),
        "state": mail.state,
        "number": mail.case.number if mail.case else "",
        "page": f"{settings.SITE_URL}/c/{mail.case.number}" if mail.case else "",
        "problems": [one_line(str(problem), 400) for problem in mail.problems],
    }
    return compose("gateway/mail/outcome.txt", to=mail.user.email, language=mail.user.language, context=context)


def token_of(mail: ReceivedMail) -> str:
    """The token of the link that confirms a mail."""
    return signing.dumps([mail.pk, mail.user_id], salt=_SALT, compress=False)


def mail_of(token: str) -> tuple[int, int] | None:
    """The mail and the person a token is for; None for one that was not made here or has expired."""
    try:
        mail, user = signing.loads(token[:400], salt=_SALT, max_age=HOLDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(mail), int(user)
