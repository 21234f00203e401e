"""The calendar of the desk: what ends and what is fixed, as a month's sheet and as a list."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from causelist.cases import calendar as queries
from causelist.cases.docket import offices_of
from causelist.cases.following import office_token
from causelist.desk.access import person, reach


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A month of one's offices and cases; `month=2026-11`, this month unless said."""
    user, far = person(request), reach(request)
    offices = offices_of(far)
    found = queries.month(_first(request.GET.get("month", "")), [office.pk for office in offices], far)
    feeds = [
        (office, request.build_absolute_uri(reverse("public:office-calendar", args=[office_token(office, user)])))
        for office in offices
    ]
    return render(request, "desk/cases/calendar.html", {"found": found, "feeds": feeds})


def _first(text: str) -> dt.date:
    today = timezone.localdate().replace(day=1)
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return first if 2000 <= first.year <= 2100 else today
