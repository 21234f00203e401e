"""Campaigns, and training and awareness, as the public reads them: counted beside reported, never added."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from causelist.cases import campaign_figures as figures
from causelist.cases.models import ActivityKind
from causelist.public import csvs

PAGE = 50


@login_not_required
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns, the newest first."""
    page = Paginator(figures.campaigns(), PAGE).get_page(request.GET.get("page"))
    rows = [(one, figures.share_of(one)) for one in page]
    return render(request, "public/campaigns.html", {"page": page, "rows": rows, "nav_here": "cases"})


@login_not_required
@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """One campaign: what was counted, before and after, enforcement notices, and what others report."""
    found = None if "\0" in slug else figures.campaigns().filter(slug=slug).first()
    if found is None:
        raise Http404
    notices = figures.enforcement_notices(found)
    context = {
        "campaign": found,
        "counted": figures.counted(found),
        "counts": figures.before_and_after(found),
        "notices": notices,
        "total": figures.total(notices),
        "reported": figures.reported(found),
        "nav_here": "cases",
    }
    return render(request, "public/campaign.html", context)


@login_not_required
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """Training and awareness, the newest first; by kind."""
    kind = request.GET.get("kind", "")
    chosen = kind if kind in ActivityKind.values else ""
    page = Paginator(figures.activities(chosen), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kind": chosen, "kinds": ActivityKind.choices, "nav_here": "cases"}
    return render(request, "public/activities.html", context)


@login_not_required
@require_safe
def activities_csv(request: HttpRequest) -> HttpResponseBase:
    """All of them as a table."""
    header = ["held_on", "kind", "title", "organiser", "place", "audience", "people", "source"]
    rows = figures.activities().values_list(*header).iterator()
    return csvs.stream("training-and-awareness", header, ([row[0].isoformat(), *row[1:]] for row in rows))
