"""Who is asking, from where, and for which organisation: what every page of the desk settles first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict

from causelist.accounts.models import User
from causelist.parties import permissions, queries
from causelist.parties.models import Organisation
from causelist.parties.permissions import Act, NotAllowed, Reach


def person(request: HttpRequest) -> User:
    """Who signed in. The middleware lets nobody else come this far; this says so to the type checker."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, also where that is nothing at all; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def reach(request: HttpRequest) -> Reach:
    """How far who is asking reaches today; read once for a request."""
    known: Reach | None = getattr(request, "reach", None)
    if known is None:
        known = permissions.reach_of(person(request))
        request.reach = known  # type: ignore[attr-defined]  # kept with the request it holds for
    return known


def organisation_for(request: HttpRequest, slug: str, act: Act) -> Organisation:
    """The organisation at an address, with its names, where the person may do `act` for it; else 404 or 403.

    One that was merged away can only be looked at, by who runs the registry.
    """
    organisation = None if "\0" in slug else queries.organisation_by_slug(slug)
    if organisation is None:
        raise Http404
    looks_back = act is Act.SEE and permissions.is_registry(person(request))
    looks_back = looks_back and organisation.merged_into is not None
    if not looks_back and act not in reach(request).acts_for(organisation):
        raise NotAllowed(act)
    return organisation
