"""Premises at the desk: find or add them, their history over all cases, who runs them, two that are one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from causelist.cases import premises as services
from causelist.cases.premises_history import History, history
from causelist.cases.queries_of_premises import premises_by_id, search
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.premises_forms import MergeForm, OperatorForm, PremisesForm
from causelist.parties.queries import organisation_meant
from causelist.parties.register import shown_name_id

SHOWN = 50


@require_GET
def premises(request: HttpRequest) -> HttpResponse:
    """Those of a name or a street; without one, the newest."""
    _check(request)
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    rows = list(search(q)[: SHOWN + 1])
    return render(request, "desk/premises.html", {"q": q, "rows": rows[:SHOWN], "more": len(rows) > SHOWN})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Find or make."""
    _check(request)
    form = PremisesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = services.ensure(**form.cleaned_data, by=person(request))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:premises-one", row.pk)
    return render(request, "desk/premises_new.html", {"form": form})


@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Its history, and what may be recorded of it."""
    found = _found(request, pk)
    return _page(request, found) if found.id == pk else redirect("desk:premises-one", found.id)


@require_POST
def operator(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody runs it from a day on."""
    _check(request)
    found, form = _found(request, pk), OperatorForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            organisation = organisation_meant(given["name"], field="name")
            services.set_operator(
                premises_id=pk, name=services.name_of(shown_name_id(organisation)), starts_on=given["starts_on"],
                basis=given["basis"], by=person(request),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:premises-one", pk)
    return _page(request, found, operator=form)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """It is the same as another."""
    _check(request)
    found, form = _found(request, pk), MergeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            target = services.merge(source_id=pk, target_id=given["target"], basis=given["basis"], by=person(request))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:premises-one", target.pk)
    return _page(request, found, merge=form)


def _check(request: HttpRequest) -> None:
    if not services.keeps(person(request)):
        raise PermissionDenied


def _found(request: HttpRequest, pk: int) -> History:
    if not services.keeps(person(request)):
        raise Http404
    row = premises_by_id(pk)
    found = history(services.home_of(row), user=person(request)) if row is not None else None
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, found: History, *, operator: OperatorForm | None = None, merge: MergeForm | None = None
) -> HttpResponse:
    forms = {"operator": operator or OperatorForm(), "merge": merge or MergeForm()}
    return render(request, "desk/premises_one.html", {"history": found, **forms})
