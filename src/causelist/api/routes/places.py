"""Addresses, the places that providers act on, and organisations."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import StringConstraints

from causelist.api import examples
from causelist.api.bounds import PlaceKey, WebAddress
from causelist.api.errors import ApiError
from causelist.api.routes.notices import line, link
from causelist.api.shapes import Listed, OrganisationOut, PlaceOut
from causelist.core.addresses import BadAddress
from causelist.notices import lookup
from causelist.notices.publication import organisation as published
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.queries import home_of, organisation_by_slug, with_names

router = Router(tags=["addresses"])

Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[\w-]+$")]


@router.get(
    "/items",
    response=Listed,
    summary="Is this address listed?",
    operation_id="is_listed",
    openapi_extra=examples.operation(answer=examples.LISTED),
)
def is_listed(
    request: HttpRequest,
    address: Annotated[
        WebAddress,
        Query(
            description="An address as people write it.",
            examples=["https://codehaven.example/pellworm/contour-studio-src"],
        ),
    ],
) -> dict[str, Any]:
    """What the record says about an address: by whom it was noticed, how it stands, and the same of its place."""
    try:
        found = lookup.standing(address)
    except BadAddress as error:
        raise ApiError(
            422, code="bad_address", message=f"This is no public address: {error.reason}.", field="address"
        ) from error
    return {
        "address": found.address,
        "listed": found.open,
        "place": found.place.key,
        "place_kind": found.place.kind,
        "host": found.host,
        "letters": [_mention(mention) for mention in found.exact],
        "same_place": [_mention(mention) for mention in found.same_place],
        "host_addresses": found.host_addresses,
    }


@router.get(
    "/places/{path:key}",
    response=PlaceOut,
    summary="Look at a place",
    operation_id="read_place",
    openapi_extra=examples.operation(answer=examples.PLACE),
)
def read_place(
    request: HttpRequest,
    key: Annotated[
        PlaceKey, Path(description="The place's key.", examples=["codehaven.example/pellworm/contour-studio-src"])
    ],
) -> dict[str, Any]:
    """A place that letters name: since when, in how many letters, and how its addresses stand."""
    summary = lookup.place_summary(key)
    if summary is None:
        raise ApiError(
            404,
            message="No letter names this place.",
            field="key",
            hint="Ask /api/v1/items?address=… for the place of an address.",
        )
    return {
        "key": summary.key,
        "kind": summary.kind,
        "host": summary.host,
        "first": summary.first,
        "last": summary.last,
        "letters": summary.letters,
        "items": dict(summary.states),
        "notices": link("notices", place=summary.key),
    }


@router.get(
    "/organisations/{slug}",
    response=OrganisationOut,
    tags=["organisations"],
    summary="Look at an organisation",
    operation_id="read_organisation",
    openapi_extra=examples.operation(answer=examples.ORGANISATION),
)
def read_organisation(
    request: HttpRequest, slug: Annotated[Slug, Path(description="From its page's address.", examples=["codehaven"])]
) -> dict[str, Any]:
    """An organisation with its names in every language. Natural persons are not published."""
    found = organisation_by_slug(slug)
    if found is not None and found.merged_into_id is not None:
        home = home_of(found)
        found = with_names(Organisation.objects.filter(pk=home.pk)).select_related("region").first()
    if found is None or found.is_person:
        raise ApiError(404, message="There is no such organisation.", field="slug")
    provides = found.kind == OrganisationKind.SERVICE_PROVIDER
    return {
        **published(found),
        "kind": found.kind,
        "confirmed": found.confirmed,
        "region": found.region.code if found.region else None,
        "website": found.website,
        "hosts": found.hosts,
        "names": [{"text": name.text, "language": name.language, "kind": name.kind} for name in found.names.all()],
        "notices": link("notices", organisation=found.slug),
        "received": link("notices", provider=found.slug) if provides else None,
    }


def _mention(mention: lookup.Mention) -> dict[str, Any]:
    return {"address": mention.address, "state": mention.state, "notice": line(mention.notice)}
