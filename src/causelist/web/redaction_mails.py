"""The mails to somebody who asked that a published decision withhold more: it has come, and how it was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from causelist.cases.effects.publication import CONFIRM
from causelist.cases.models import RedactionRequest
from causelist.runtime.outbox import Text, compose, maker, one_line


@maker(CONFIRM)
def redaction_mail(detail: Mapping[str, Any]) -> Text | None:
    """The mail for one step of a request, in the language of the decision; what was asked is not repeated in it."""
    row = RedactionRequest.objects.select_related("decision").filter(pk=detail["request"]).first()
    if row is None:
        return None
    language = "zh-hans" if row.decision.language.startswith("zh") else "en"
    context = {
        "number": row.decision.number,
        "page": f"{settings.SITE_URL}/d/{row.decision.number}",
        "what": detail["what"],
        "reason": one_line(str(detail.get("reason", "")), 2000),
    }
    return compose("web/mail/redaction.txt", to=row.email, language=language, context=context)
