"""The docket: what lies at one's desk by due time; one's cases; and for parties, what waits for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.cases import docket as queries
from causelist.cases.models import Clock, Office, TrackKind
from causelist.cases.supervision import supervised
from causelist.cases.tables import STAGES
from causelist.core.numbers import BadNumber, parse_number
from causelist.desk.access import person, reach
from causelist.desk.casework import wording

TRACKS = ("complaint", *TrackKind.values)


@require_safe
def docket(request: HttpRequest) -> HttpResponse:
    """Open clocks of one's offices by due time, those that passed first; then those that wait for one's own side."""
    user, far = person(request), reach(request)
    asked = _asked(request)
    offices = _offices(request)
    ids = [office.pk for office in offices]
    rows = queries.clocks(user, ids, asked) if offices else []
    page, more = rows[: queries.PAGE], len(rows) > queries.PAGE
    context: dict[str, Any] = {
        "offices": offices,
        "asked": asked,
        "clocks": page,
        "older": _next(request, page[-1]) if more else "",
        "tracks": [(name, _track_name(name)) for name in TRACKS],
        "waiting": queries.waiting_for_parties(far),
        "now": timezone.now(),
    }
    if offices:
        context |= {
            "late": queries.late_count(ids),
            "soon": queries.soon_count(ids),
            "without_day": queries.without_day(ids),
            "most": queries.MOST_COUNTED,
        }
    return render(request, "desk/cases/docket.html", context)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of one's bodies, or those one is a party in; a number goes straight to its file."""
    user, far = person(request), reach(request)
    number = request.GET.get("q", "").strip()[:60]
    problem = ""
    if number:
        try:
            return redirect("desk:case", str(parse_number(number)))
        except BadNumber as error:
            problem = str(error)
    before = request.GET.get("before", "")
    stage = request.GET.get("stage", "")
    mine = request.GET.get("mine") == "1"
    rows = queries.cases_of(
        user, far, mine=mine, stage=stage if stage in STAGES else "",
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )  # fmt: skip
    more = len(rows) > queries.PAGE
    page = rows[: queries.PAGE]
    context = {
        "cases": page,
        "older": _query(request, before=page[-1].pk) if more else "",
        "number": number,
        "problem": problem,
        "stage": stage,
        "mine": mine,
        "stages": list(wording.STAGES.items()),
        "at_desk": bool(queries.bodies_of(far)),
        "now": timezone.now(),
    }
    return render(request, "desk/cases/cases.html", context)


def _asked(request: HttpRequest) -> queries.Asked:
    given = request.GET
    track = given.get("track", "")
    return queries.Asked(
        mine=given.get("mine") == "1",
        late=given.get("late") == "1",
        turn=given.get("turn") == "1",
        track=track if track in TRACKS else "",
        officer=_number(given.get("officer", "")),
        after=_after(given.get("after", "")),
    )


def _offices(request: HttpRequest) -> list[Office]:
    """One's own; or the one office asked for, where one works at it or supervises it."""
    own, wanted = queries.offices_of(reach(request)), _number(request.GET.get("office", ""))
    if wanted is None:
        return own
    return [office for office in own if office.pk == wanted] or [
        office for office in supervised(reach(request)) if office.pk == wanted
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _after(text: str) -> tuple[dt.datetime, int] | None:
    """Where the last page ended; nothing for what is no such place."""
    due, _comma, pk = text.partition(",")
    try:
        moment = dt.datetime.fromisoformat(due)
    except ValueError:
        return None
    if not pk.isdecimal() or len(pk) > 18 or moment.tzinfo is None:
        return None
    return moment, int(pk)


def _next(request: HttpRequest, last: Clock) -> str:
    return _query(request, after=f"{last.due_at:%Y-%m-%dT%H:%M:%S.%f+00:00},{last.pk}")


def _query(request: HttpRequest, **changed: Any) -> str:
    given = request.GET.copy()
    for name, value in changed.items():
        given[name] = str(value)
    return given.urlencode()


def _track_name(name: str) -> str:
    return _("complaints") if name == "complaint" else str(TrackKind(name).label)
