"""Today: what waits for you."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from causelist.desk.access import person
from causelist.filing import queries as filing
from causelist.filing.permissions import files_for
from causelist.notices.queries import claims
from causelist.parties import permissions, queries
from causelist.parties.permissions import Act

SHOWN = 20
RECENT = 10


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Letters under review, letters that something happened to, the newest; an empty page says what to do."""
    user = person(request)
    letters = filing.letters_for(user)
    waiting = list(filing.waiting(letters)[: SHOWN + 1])
    context: dict[str, Any] = {
        "drafts": filing.open_drafts(user)[:SHOWN],
        "waiting": waiting[:SHOWN],
        "more": len(waiting) > SHOWN,
        "recent": letters.order_by("-recorded_at", "-id")[:RECENT],
        "may_record": permissions.is_registry(user) or bool(files_for(user)),
        "own": permissions.organisations_for(user, Act.SEE),
    }
    if permissions.is_registry(user):
        context["unconfirmed"] = queries.unconfirmed().count()
        context["claims"] = claims().count()
    return render(request, "desk/today.html", context)
