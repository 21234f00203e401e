"""Today: what waits for you."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from causelist.cases import docket
from causelist.desk.access import person, reach
from causelist.filing import queries as filing
from causelist.filing.permissions import may_file
from causelist.notices.permissions import letters_for
from causelist.notices.queries import claims
from causelist.parties import permissions, queries
from causelist.parties.permissions import Act

SHOWN = 20
RECENT = 10
FIRST = 6  # of the docket


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Letters under review, letters that something happened to, the newest; an empty page says what to do."""
    user = person(request)
    letters = letters_for(user, reach(request))
    waiting = list(filing.waiting(letters)[: SHOWN + 1])
    context: dict[str, Any] = {
        "drafts": filing.open_drafts(user)[:SHOWN],
        "waiting": waiting[:SHOWN],
        "more": len(waiting) > SHOWN,
        "recent": letters.order_by("-recorded_at", "-id")[:RECENT],
        "may_record": may_file(reach(request)),
        "own": bool(reach(request).own(Act.SEE)),
    }
    offices = [office.pk for office in docket.offices_of(reach(request))]
    if offices:
        context["late"], context["soon"] = docket.late_count(offices), docket.soon_count(offices)
        context["clocks"] = docket.clocks(user, offices, docket.Asked())[:FIRST]
    context["my_turn"] = docket.waiting_for_parties(reach(request), size=FIRST)[:FIRST]
    if permissions.is_registry(user):
        context["unconfirmed"] = queries.unconfirmed().count()
        context["claims"] = claims().count()
    return render(request, "desk/today.html", context)
