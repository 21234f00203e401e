"""Bodies of the state and their offices, for who runs the registry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from causelist.cases import bodies as services
from causelist.cases.campaigns import lines_of
from causelist.cases.models import Body, Office
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.campaign_forms import BodyForm, OfficeForm
from causelist.parties import permissions


@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    """All of them with their offices; and one more."""
    permissions.check_registry(person(request))
    form = BodyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.save_body(by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved. Say next which offices it has."))
            return redirect("desk:body", made.code)
    return render(request, "desk/cases/bodies.html", {"form": form, "bodies": _rows()})


@require_http_methods(["GET", "HEAD", "POST"])
def body(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    """One body: its offices, and the form of one of them, or of a new one."""
    permissions.check_registry(person(request))
    found = _rows().filter(code=code).first()
    office = Office.objects.filter(body=found, pk=pk).first() if found and pk else None
    if found is None or (pk is not None and office is None):
        raise Http404
    form = OfficeForm(posted(request), initial=_initial(office))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {
            "regions": [one.strip() for one in lines_of(form.cleaned_data["regions"]) if one.strip()]
        }
        try:
            services.save_office(body=found, given=services.OfficeGiven(**given), by=person(request), office=office)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:body", found.code)
    return render(request, "desk/cases/body.html", {"body": found, "form": form, "office": office})


def _rows() -> Any:
    names = ("organisation__names", "superior__organisation__names", "offices")
    rows = Body.objects.select_related("organisation", "superior__organisation").prefetch_related(*names)
    return rows.order_by("jurisdiction", "code")


def _initial(office: Office | None) -> dict[str, Any]:
    if office is None:
        return {}
    names = (
        "name",
        "name_zh",
        "contact_email",
        "contact_phone",
        "hours",
        "time_zone",
        "tracks",
        "subjects",
        "closed_on",
    )
    return {name: getattr(office, name) for name in names} | {"regions": "\n".join(office.regions)}
