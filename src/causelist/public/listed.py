"""Is this address listed: itself, its place, its host; by whom, why, how it stands, how to answer."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from causelist.core.addresses import BadAddress
from causelist.notices.lookup import Mention, host_addresses, place_summary, standing
from causelist.notices.publication import NOTICE
from causelist.parties.models import OrganisationKind
from causelist.parties.queries import home_of, organisation_by_slug, shown_name
from causelist.public import criteria
from causelist.public.cases import about
from causelist.public.figures import by_year
from causelist.public.notices import list_context

LONGEST = 8192


@login_not_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The form, and the answer for an address."""
    typed = request.GET.get("address", "").replace("\x00", "").strip()
    context: dict[str, Any] = {"nav_here": "listed", "typed": typed[:LONGEST]}
    if typed:
        try:
            found = standing(typed)
        except BadAddress as error:
            context["problem"] = error.reason
            return render(request, "public/listed.html", context, status=400)
        context |= {"found": found, "exact": _shown(found.exact), "same_place": _shown(found.same_place)}
    return render(request, "public/listed.html", context)


def _shown(mentions: list[Mention]) -> list[dict[str, Any]]:
    return [{**NOTICE.publish(one.notice), "address": one.address, "item_state": one.state} for one in mentions]


@login_not_required
@require_safe
def place(request: HttpRequest, key: str) -> HttpResponse:
    """One place: how it stands, and every letter about it."""
    summary = place_summary(key.lower())
    if summary is None:
        raise Http404
    asked = criteria.read(request.GET, place=summary.key)
    context = {**list_context(asked), **about(place=summary.key), "nav_here": "listed", "place": summary}
    return render(request, "public/place.html", context)


@login_not_required
@require_safe
def host(request: HttpRequest, host: str) -> HttpResponse:
    """One host: its letters, and its figures by year."""
    name = host.lower()
    addresses = host_addresses(name)
    if not addresses:
        raise Http404
    asked = criteria.read(request.GET, host=name)
    context = {
        **list_context(asked),
        "host": name,
        "addresses": addresses,
        "years": by_year("host", name.removeprefix("www.")),
    }
    return render(request, "public/host.html", context)


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: what it is called, and the letters it sent or whose rights they claim."""
    row = organisation_by_slug(slug)
    if row is None or row.is_person:
        raise Http404
    if row.merged_into is not None:
        return HttpResponseRedirect(reverse("public:organisation", args=[home_of(row).slug]))
    asked = criteria.read(request.GET, organisation=row.slug)
    name = shown_name(row, get_language() or "")
    context = {
        **list_context(asked),
        **about(party=row.slug),
        "organisation": row,
        "name": name,
        "other_names": [other for other in row.names.all() if other.text != name],
        "received": row.kind == OrganisationKind.SERVICE_PROVIDER,
        "years": by_year("sender", row.slug),
    }
    return render(request, "public/organisation.html", context)
