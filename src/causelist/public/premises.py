"""The public page of premises: what kind, where, and what happened there; never the street."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from causelist.cases.models import Premises
from causelist.cases.premises import home_of
from causelist.cases.premises_history import history
from causelist.cases.queries_of_premises import premises_by_id


@login_not_required
@require_safe
def premises(request: HttpRequest, pk: int) -> HttpResponse:
    """One spot; absent and not yet public are the same."""
    row = premises_by_id(pk)
    found = history(home_of(row) if row is not None else Premises(pk=0))
    if row is None or found is None:
        raise Http404
    if found.id != row.pk:
        return redirect("public:premises", found.id)
    return render(request, "public/premises.html", {"history": found})
