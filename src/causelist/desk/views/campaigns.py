"""Campaigns at the desk: what belongs to them, what is counted, what others report; and the log of training."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from causelist.cases import campaign_figures as figures
from causelist.cases import campaigns as services
from causelist.cases.models import Campaign
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted, reach
from causelist.desk.campaign_forms import (
    ActivityForm,
    CampaignForm,
    CountForm,
    EnforcementNoticeForm,
    EntryForm,
    ReportedForm,
)
from causelist.desk.forms import DeskForm

PAGE = 50


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns, with who runs them."""
    bodies = _bodies(request)
    page = Paginator(figures.campaigns(), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/cases/campaigns.html", {"page": page, "own": {body.pk for body in bodies}})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a campaign."""
    form = CampaignForm(posted(request), bodies=_bodies(request))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        body = form.bodies[given.pop("body")]
        try:
            made = services.create(body=body, by=person(request), **given)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Made. Say next what belongs to it."))
            return redirect("desk:campaign", made.slug)
    return render(request, "desk/cases/campaign_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """One: counted beside reported, and the forms to record more."""
    found = _found(slug)
    may = services.may_run(reach(request), found.body_id)
    if not may:
        _bodies(request)
    made = _forms(request) if may else {}
    do = request.POST.get("do", "")
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        form = made.get(do)
        if form is not None and form.is_valid() and _record(request, found, do, form):
            return redirect("desk:campaign", found.slug)
    entries = Paginator(figures.entries(found), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/cases/campaign.html", context_of(found) | {"forms": made, "may": may, "page": entries})


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take something out of a campaign."""
    found = _found(slug)
    try:
        services.remove(campaign=found, entry_id=pk, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Taken out."))
    return redirect("desk:campaign", found.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def activities(request: HttpRequest) -> HttpResponse:
    """The log of training and awareness, and one more entry."""
    form = ActivityForm(posted(request), bodies=_bodies(request))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        body = form.bodies[given.pop("body")]
        try:
            services.log_activity(body=body, by=person(request), **given)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Recorded."))
            return redirect("desk:activities")
    page = Paginator(figures.activities(), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/cases/activities.html", {"form": form, "page": page})


def context_of(found: Campaign) -> dict[str, Any]:
    """What a page says of a campaign: counted, before and after, enforcement notices, reported."""
    notices = figures.enforcement_notices(found)
    return {
        "campaign": found,
        "counted": figures.counted(found),
        "counts": figures.before_and_after(found),
        "notices": notices,
        "total": figures.total(notices),
        "reported": figures.reported(found),
    }


def _bodies(request: HttpRequest) -> list[Any]:
    bodies = services.bodies_run(reach(request))
    if not bodies and not reach(request).registry:
        raise PermissionDenied
    return bodies


def _found(slug: str) -> Campaign:
    found = None if "\0" in slug else figures.campaigns().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _forms(request: HttpRequest) -> dict[str, DeskForm]:
    do = request.POST.get("do", "")
    kinds: dict[str, type[DeskForm]] = {
        "entry": EntryForm, "count": CountForm, "enforcement": EnforcementNoticeForm, "reported": ReportedForm,
    }  # fmt: skip
    return {name: made(request.POST if do == name else None, auto_id=f"{name}-%s") for name, made in kinds.items()}


def _record(request: HttpRequest, found: Campaign, do: str, form: DeskForm) -> bool:
    given, by = dict(form.cleaned_data), person(request)
    if do == "entry":
        given["keys"] = list(services.lines_of(given["keys"]))
    acts: dict[str, Callable[..., Any]] = {
        "entry": services.add, "count": services.record_count, "enforcement": services.record_enforcement_notice,
        "reported": services.record_reported,
    }  # fmt: skip
    try:
        acts[do](campaign=found, by=by, **given)
    except Refused as refused:
        form.refuse(refused)
        return False
    messages.success(request, _("Recorded."))
    return True
