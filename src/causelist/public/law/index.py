"""The law as lists: every place, one place, what changed when, a bill, and rules found by words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from causelist.law import Certainty, bills, jurisdictions, law_of
from causelist.public.law import catalogue, comparing, wording
from causelist.public.law.calculators import CALCULATORS

NEWEST = 5  # instruments told on the overview
LOOKED_AT = 150  # changes among which they are found
LONGEST = 200


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The places, the calculators, what changed last; or the rules that hold some words."""
    today = timezone.localdate()
    asked = {name: _word(request, name) for name in ("q", "place", "certainty")}
    context: dict[str, Any] = {
        "nav_here": "law",
        "asked": asked,
        "places": catalogue.place_counts(),
        "certainties": [(str(one), wording.CERTAINTIES[one], wording.CERTAINTY_MEANINGS[one]) for one in Certainty],
    }
    if any(asked.values()):
        found = catalogue.find(asked["q"], place=asked["place"], certainty=asked["certainty"])
        context |= {"found": [catalogue.Entry(rule, catalogue.in_force(rule, today)) for rule in found]}
    else:
        context |= {
            "calculators": CALCULATORS,
            "changes": catalogue.by_instrument(catalogue.changes(until=today, limit=LOOKED_AT))[:NEWEST],
            "bills": [_bill(place, bill) for place, bill in catalogue.all_bills()],
        }
    return render(request, "public/law/index.html", context)


def _word(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _bill(place: str, bill: str) -> dict[str, str]:
    return {
        "place": place,
        "place_name": wording.place_name(place),
        "bill": bill,
        "name": wording.bill_name(bill),
        "meaning": str(wording.BILL_MEANINGS.get(bill, "")),
    }


@login_not_required
@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Every rule of one place in its groups, with what each says today."""
    if code not in jurisdictions():
        raise Http404
    day = timezone.localdate()
    context = {
        "nav_here": "law",
        "code": code,
        "name": wording.place_name(code),
        "groups": catalogue.groups(law_of(code), day),
        "bills": [_bill(code, bill) for bill in bills(code)],
        "day": day,
    }
    return render(request, "public/law/place.html", context)


@login_not_required
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every version of every rule by the day it came into force, the newest first."""
    code = _word(request, "place")
    if code and code not in jurisdictions():
        raise Http404
    found = catalogue.changes(code or None)
    years: dict[int, list[catalogue.Changed]] = {}
    for changed in catalogue.by_instrument(found):
        years.setdefault(changed.day.year, []).append(changed)
    context = {
        "nav_here": "law",
        "years": years,
        "code": code,
        "places": [(one, wording.place_name(one)) for one in catalogue.places()],
        "today": timezone.localdate(),
    }
    return render(request, "public/law/changes.html", context)


@login_not_required
@require_safe
def bill(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A bill: what it is, and each of its rules beside the law of today and of the day it was asked for."""
    if code not in jurisdictions() or name not in bills(code):
        raise Http404
    today = timezone.localdate()
    asked_on = BILL_DAYS.get(name, today)
    rows = comparing.bill_rows(code, name, asked_on, today)
    context = {"nav_here": "law", **_bill(code, name), "rows": rows, "asked_on": asked_on, "today": today}
    return render(request, "public/law/bill.html", context)


BILL_DAYS = {"iipa-2012": dt.date(2012, 2, 10)}  # when it was asked for
