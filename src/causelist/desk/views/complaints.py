"""Complaints at the desk: what can be complained of, a new one, and its receipt."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from causelist.cases import filing, papers
from causelist.cases.models import Complaint, Industry
from causelist.cases.tables import lifecycle
from causelist.core.numbers import BadNumber, parse_number
from causelist.core.refusal import Refused
from causelist.desk import complaining
from causelist.desk.access import person, reach
from causelist.notices import overdue
from causelist.notices.answers import newest_answers
from causelist.parties import papers as library
from causelist.parties.models import Organisation
from causelist.parties.permissions import Act, NotAllowed
from causelist.parties.queries import family, shown_name, with_names

PAGE = 30


@require_GET
def complaints(request: HttpRequest) -> HttpResponse:
    """What can be complained of, by provider and law, and what was filed, newest first."""
    holders = _holders(request)
    language = get_language() or ""
    groups: list[dict[str, Any]] = [
        {"holder": holder, "group": group}
        for holder in holders
        for group in overdue.groups(complaining.waiting(holder))
    ]
    providers = _names([row["group"].provider for row in groups if row["group"].provider], language)
    for row in groups:
        row["provider"] = providers.get(row["group"].provider, ("", ""))
        row["shown"] = shown_name(row["holder"], language)
    filed = Paginator(_filed(holders), PAGE).get_page(request.GET.get("page"))
    states = lifecycle("complaint").states
    context = {
        "groups": groups,
        "page": filed,
        "rows": [{"complaint": row, "state": states[row.state].title} for row in filed.object_list],
    }
    return render(request, "desk/complaints.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A complaint: about reported addresses, about anything else, or both."""
    holders = _holders(request)
    if not holders:
        raise NotAllowed(Act.COMPLAIN)
    asked = request.POST.get("for") or request.GET.get("for") or holders[0].slug
    holder = next((one for one in holders if one.slug == asked), None)
    if holder is None:
        raise PermissionDenied
    typed = complaining.read(request.POST) if request.method == "POST" else complaining.fresh(holder, request.GET)
    agent_id = complaining.agent_of(reach(request), holder)
    agent = None if agent_id is None else Organisation.objects.get(pk=agent_id)
    refused: Refused | None = None
    if request.method == "POST" and "more" in request.POST:
        typed = complaining.with_more_rows(typed)
    elif request.method == "POST" and "file" in request.POST:
        try:
            done = filing.file_complaint(typed.given(holder, agent), by=person(request))
        except Refused as error:
            refused = error
        else:
            return redirect("desk:complaint", done.complaint.case.number)
    context = _form(typed, holder, agent) | {
        "holders": [(one.slug, shown_name(one, get_language() or "")) for one in holders],
        "refused": refused,
    }
    return render(request, "desk/complaint_new.html", context)


@require_GET
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of a complaint one may see: number, office, by when, papers there and missing."""
    try:
        wanted = str(parse_number(number))
    except BadNumber as error:
        raise Http404 from error
    found = _filed(_holders(request)).filter(case__number=wanted).first()
    if found is None:
        raise Http404
    clock = found.case.clocks.filter(name="acceptance", subject_id=found.pk).order_by("-pk").first()
    asked = papers.asked(
        found.case.jurisdiction,
        on=timezone.localdate(found.filed_at),
        facts=papers.facts_of(found.holder, found.case.jurisdiction, agent=found.agent_id is not None, evidence=True),
    )
    event = found.case.events.filter(act="complaint.file", subject_id=found.pk).first()
    missing = set(event.detail.get("missing", ())) if event else set()
    missing -= papers.kinds_in(found)
    context = {
        "complaint": found,
        "case": found.case,
        "state": lifecycle("complaint").states[found.state],
        "clock": clock,
        "papers": found.papers.select_related("paper").order_by("pk"),
        "missing": [paper for paper in asked.items if paper.id in missing] if asked else [],
        "targets": found.targets.order_by("pk")[:50],
        "target_count": found.targets.count(),
    }
    return render(request, "desk/complaint.html", context)


def _form(typed: complaining.Typed, holder: Organisation, agent: Organisation | None) -> dict[str, Any]:
    today = timezone.localdate()
    kept = list(library.in_use(holder))
    chosen = [paper for paper in kept if paper.pk in typed.papers]
    rows: list[Any] = []
    if typed.items or typed.texts.get("provider"):
        found = newest_answers(complaining.waiting(holder).filter(pk__among=sorted(typed.items)))
        rows = list(found.select_related("notice").order_by("notice_id", "position")[: complaining.SHOWN])
    kinds = filing.kinds_here(typed.texts["law"])
    return {
        "typed": typed,
        "holder": holder,
        "agent": agent,
        "items": rows,
        "hidden_items": sorted(typed.items - {row.pk for row in rows}) if len(typed.items) > len(rows) else [],
        "kinds": kinds,
        "laws": filing.places_with_bodies(),
        "industries": Industry.choices,
        "papers": [
            {"paper": paper, "state": library.state_of(paper, today), "chosen": paper.pk in typed.papers}
            for paper in kept
        ],
        "asked": complaining.papers_asked(typed, holder, chosen, agent=agent is not None),
    }


def _holders(request: HttpRequest) -> list[Organisation]:
    return complaining.holders(reach(request), person(request))


def _filed(holders: list[Organisation]) -> Any:
    """Complaints of these organisations, newest first."""
    return (
        Complaint.objects.filter(holder__in=family([one.pk for one in holders]))
        .select_related("case__office__body", "holder")
        .order_by("-filed_at", "-pk")
    )


def _names(ids: list[int], language: str) -> dict[int, tuple[str, str]]:
    """What organisations are called and where their page is."""
    rows = with_names(Organisation.objects.filter(pk__in=ids))
    return {row.pk: (shown_name(row, language), row.slug) for row in rows}
