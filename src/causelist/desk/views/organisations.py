"""Organisations: which are mine, what they are called, merging and splitting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from causelist.core.refusal import Refused
from causelist.desk.access import organisation_for, person, posted, reach
from causelist.desk.forms import BasisForm, MergeForm, NameForm, OrganisationForm
from causelist.parties import permissions, queries, services
from causelist.parties.models import NameKind, Organisation, OrganisationChange, OrganisationName
from causelist.parties.permissions import Act

PAGE = 50


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The organisations one acts for; for who runs the registry also a search and those nobody has confirmed."""
    user = person(request)
    context: dict[str, Any] = {
        "own": permissions.organisations_for(user, Act.SEE),
        "principals": permissions.principals_for(user, Act.SEE),
    }
    if permissions.is_registry(user):
        typed = request.GET.get("q", "")[:300]
        waiting = Paginator(queries.unconfirmed(), PAGE).get_page(request.GET.get("page"))
        context |= {"q": typed, "found": queries.find_organisations(typed) if typed else None, "page": waiting}
    return render(request, "desk/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an organisation."""
    permissions.check_registry(person(request))
    form = OrganisationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.create_organisation(
                name=given["text"], language=given["language"], by=person(request), **_particulars(given)
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Made. Say next who belongs to it."))
            return redirect("desk:members", made.slug)
    return render(request, "desk/organisation_new.html", {"form": form})


@require_GET
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is and what it is called."""
    return _page(request, organisation_for(request, slug, Act.SEE))


@require_POST
def update(request: HttpRequest, slug: str) -> HttpResponse:
    """Change its particulars."""
    found = organisation_for(request, slug, Act.NAMES)
    form = OrganisationForm(request.POST, organisation=found)
    if form.is_valid():
        given = _particulars(form.cleaned_data)
        if not permissions.is_registry(person(request)):
            # What an organisation is, and whether its names are withheld, is not for itself to say.
            given |= {"kind": found.kind, "is_person": found.is_person}
        try:
            services.update_organisation(organisation=found, by=person(request), region=found.region, **given)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:organisation", slug)
    return _page(request, found, update=form)


@require_POST
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that somebody has looked at it."""
    permissions.check_registry(person(request))
    services.confirm(organisation=organisation_for(request, slug, Act.MERGE), by=person(request))
    return redirect("desk:organisation", slug)


@require_POST
def add_name(request: HttpRequest, slug: str) -> HttpResponse:
    """One more name, or a new official one."""
    found = organisation_for(request, slug, Act.NAMES)
    form = NameForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        act = {"organisation": found, "text": given["text"], "language": given["language"], "by": person(request)}
        try:
            (services.rename if given["kind"] == NameKind.OFFICIAL else services.add_name)(**act)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:organisation", slug)
    return _page(request, found, name=form)


@require_POST
def choose_name(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show it under another of its names."""
    found = organisation_for(request, slug, Act.NAMES)
    services.choose_primary(name=get_object_or_404(OrganisationName, pk=pk, organisation=found), by=person(request))
    return redirect("desk:organisation", slug)


@require_POST
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Make it one with another."""
    found = organisation_for(request, slug, Act.MERGE)
    form = MergeForm(request.POST)
    if form.is_valid():
        try:
            target = queries.organisation_meant(form.cleaned_data["target"], field="target")
            services.merge(source=found, target=target, basis=form.cleaned_data["basis"], by=person(request))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Merged. Its names have moved here, and its figures with them."))
            return redirect("desk:organisation", target.slug)
    return _page(request, found, merge=form)


@require_POST
def split(request: HttpRequest, slug: str) -> HttpResponse:
    """Give chosen names to an organisation of their own."""
    found = organisation_for(request, slug, Act.MERGE)
    form = BasisForm(request.POST)
    chosen = [name for name in found.names.all() if str(name.pk) in request.POST.getlist("names")]
    if form.is_valid():
        try:
            change = services.split(
                organisation=found, names=chosen, basis=form.cleaned_data["basis"], by=person(request)
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Split. The names you chose have moved here, and their figures with them."))
            return redirect("desk:organisation", change.target.slug)
    return _page(request, found, split=form, chosen=chosen)


@require_POST
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a merge back."""
    found = organisation_for(request, slug, Act.MERGE)
    change = get_object_or_404(OrganisationChange.objects.select_related("source", "target"), pk=pk, target=found)
    basis = request.POST.get("basis") or _("Taken back")
    try:
        services.undo_merge(change=change, basis=basis[:500], by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:organisation", slug)
    messages.success(request, _("Taken back: exactly the names that had moved are here again."))
    return redirect("desk:organisation", change.source.slug)


def _particulars(given: dict[str, Any]) -> dict[str, Any]:
    kept = ("kind", "is_person", "website", "contact_email")
    return {**{name: given[name] for name in kept}, "hosts": given["hosts"].splitlines()}


def _page(request: HttpRequest, found: Organisation, *, chosen: Any = (), **bound: Any) -> HttpResponse:
    """The organisation's page; `bound` holds the one form that was just refused, with what was typed."""
    context = {
        "organisation": found,
        "acts": reach(request).acts_for(found),
        "shown": queries.shown_name(found, get_language() or ""),
        "names": found.names.all(),
        "history": queries.history_of(found),
        "update_form": bound.get("update") or OrganisationForm(organisation=found),
        "name_form": bound.get("name") or NameForm(),
        "merge_form": bound.get("merge") or MergeForm(auto_id="merge_%s"),
        "split_form": bound.get("split") or BasisForm(auto_id="split_%s"),
        "chosen": {name.pk for name in chosen},
        "refused": next(iter(bound), ""),
    }
    return render(request, "desk/organisation.html", context, status=200)
