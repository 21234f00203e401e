"""The page of a work: whose it is, the letters that name it, the places, the figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from causelist.notices import about_works
from causelist.public import criteria, csvs
from causelist.public.cases import about
from causelist.public.figures import YearRow
from causelist.public.notices import list_context
from causelist.works.queries import OneWork, one_work

PLACES_SHOWN = 20
LARGEST = 2**63 - 1


@login_not_required
@require_safe
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """One work."""
    found = _found(pk)
    if found.id != pk:
        return HttpResponseRedirect(reverse("public:work", args=[found.id]))
    asked = criteria.read(request.GET, work=found.id)
    shown = list(about_works.places(found.ids, PLACES_SHOWN + 1))
    context = {
        **list_context(asked),
        **about(work=found.id),
        "work": found,
        "holder_name": found.holder_name(get_language() or ""),
        "states": about_works.places_by_state(found.ids),
        "places": shown[:PLACES_SHOWN],
        "more_places": len(shown) > PLACES_SHOWN,
        "years": [YearRow(*row) for row in about_works.by_year(found.ids)],
        "now": timezone.now(),
    }
    return render(request, "public/work.html", context)


@login_not_required
@require_safe
def places_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every place at which letters report the work."""
    found = _found(pk)
    rows = (
        [place.key, place.kind, place.letters, place.addresses, "; ".join(place.states)]
        for place in about_works.places(found.ids)
    )
    return csvs.stream(f"work-{found.id}-places", ["place", "kind", "letters", "addresses", "states"], rows)


def _found(pk: int) -> OneWork:
    found = one_work(pk) if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found
