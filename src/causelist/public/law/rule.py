"""One rule: what it says on a day, its history, its sources, what uses it; and the same for machines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from causelist.law import Rule, UnknownName, Version, bills, jurisdictions, law_of
from causelist.public.law import catalogue, values, wording
from causelist.public.law.blocks import Block
from causelist.public.law.calculators import uses
from causelist.public.law.timeline import Stretch, timeline


@dataclass(frozen=True, slots=True)
class Told:
    """One version as the page tells it."""

    version: Version
    last: dt.date | None
    blocks: list[Block]
    now: bool
    future: bool


@login_not_required
@require_safe
def rule(request: HttpRequest, path: str) -> HttpResponse:
    """A rule's page. Its address is its identifier with slashes; `?bill=` shows it under a bill."""
    if "." in path.removesuffix(".json"):
        address = catalogue.rule_url(path.removesuffix(".json").replace("/", "."))
        return redirect(address + (".json" if path.endswith(".json") else ""))
    bill = request.GET.get("bill", "")
    found = _found(path.removesuffix(".json").replace("/", "."), bill)
    if path.endswith(".json"):
        return JsonResponse(catalogue.as_json(found, bill or None), json_dumps_params={"ensure_ascii": False})
    today = timezone.localdate()
    now = catalogue.in_force(found, today)
    context: dict[str, Any] = {
        "nav_here": "law",
        "rule": found,
        "entry": catalogue.Entry(found, now, bill or None),
        "plain_title": catalogue.title_of(found),
        "place": wording.place_name(found.jurisdiction),
        "event": wording.event_name(found.selected_by),
        "now": _told(found, now, today) if now else None,
        "history": [_told(found, version, today) for version in reversed(found.versions)],
        "timeline": _timeline(found, today),
        "bill": bill,
        "bill_name": wording.bill_name(bill) if bill else "",
        "in_bills": [
            (name, wording.bill_name(name)) for name in bills(found.jurisdiction) if not bill and _in(found, name)
        ],
        "in_law": bool(bill) and found.id in law_of(found.jurisdiction).rules,
        "uses": uses(found, bill),
        "json": f"{catalogue.rule_url(found.id)}.json" + (f"?bill={bill}" if bill else ""),
        "command": f"causelist law show {found.id}" + (f" --bill {bill}" if bill else ""),
    }
    return render(request, "public/law/rule.html", context)


def _found(rule_id: str, bill: str) -> Rule:
    place = rule_id.partition(".")[0]
    if place not in jurisdictions():
        raise Http404
    try:
        return law_of(place, bill or None).rule(rule_id)
    except UnknownName as error:
        raise Http404(str(error)) from error


def _in(found: Rule, bill: str) -> bool:
    return law_of(found.jurisdiction, bill).rules.get(found.id) != found


def _told(found: Rule, version: Version, today: dt.date) -> Told:
    return Told(
        version,
        found.last_day(version),
        values.blocks(found, version),
        now=catalogue.in_force(found, today) is version,
        future=version.starts > today,
    )


def _timeline(found: Rule, today: dt.date) -> list[Stretch]:
    return timeline(
        [(version.starts, found.last_day(version), version.value is None) for version in found.versions], today
    )
