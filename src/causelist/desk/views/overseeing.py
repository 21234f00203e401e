"""Supervision of offices, and the hand-over of all that lies with an officer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from causelist.accounts.models import User
from causelist.cases import handing
from causelist.cases import supervision as queries
from causelist.core.refusal import Refused
from causelist.desk.access import person, reach


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Who is late, where silence grew, how old what is open is: for the head of a body and for those above it."""
    offices = queries.supervised(reach(request))
    if not offices:
        raise PermissionDenied
    return render(request, "desk/cases/supervision.html", {"found": queries.supervise(offices), "ages": queries.AGES})


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Everything open of one officer, to be handed to another with a note each or one for all."""
    user, far = person(request), reach(request)
    bodies = handing.bodies_of(far)
    if not bodies:
        raise PermissionDenied
    people = {one.pk: one for one in handing.officers(bodies)}
    given = request.POST if request.method == "POST" else request.GET
    officer = _chosen(people, given.get("officer", "")) or user
    if not handing.may_hand_over(far, user, officer):
        raise PermissionDenied
    held = handing.held_by(officer, bodies)
    problem: dict[str, str] = {}
    if request.method == "POST":
        problem = _hand_over(request, held, officer, people)
        if not problem:
            return redirect("desk:docket")
    chosen = set(request.POST.getlist("held"))
    context: dict[str, Any] = {
        "officer": officer,
        "to": _chosen(people, given.get("to", "")),
        "people": [one for one in people.values() if handing.may_hand_over(far, user, one)],
        "receivers": [one for one in people.values() if one.pk != officer.pk],
        "rows": [
            {"held": one, "note": request.POST.get(f"note-{one.key}", ""), "chosen": one.key in chosen or not chosen}
            for one in held
        ],
        "note": request.POST.get("note", ""),
        "problem": problem,
    }
    return render(request, "desk/cases/handover.html", context)


def _hand_over(
    request: HttpRequest, held: list[handing.Held], officer: User, people: dict[int, User]
) -> dict[str, str]:
    """Do it; what is wrong by field, nothing where it was done."""
    to = _chosen(people, request.POST.get("to", ""))
    if to is None:
        return {"to": "choose"}
    chosen = set(request.POST.getlist("held"))
    note = request.POST.get("note", "")
    wanted = [(one, request.POST.get(f"note-{one.key}", "").strip() or note) for one in held if one.key in chosen]
    try:
        done = handing.hand_over_all(held=wanted, to=to, by=person(request), reach=reach(request), officer=officer)
    except Refused as refused:
        return {refused.field or "held": str(refused)}
    messages.success(
        request,
        ngettext("%(n)s case was handed over to %(who)s.", "%(n)s cases were handed over to %(who)s.", done)
        % {"n": done, "who": to},
    )
    return {}


def _chosen(people: dict[int, User], text: str) -> User | None:
    return people.get(int(text)) if text.isdecimal() and len(text) < 19 else None
