"""Which office a matter goes to, among those registered: by track, subject and region, the nearest level first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from causelist.cases.models import Level, Office
from causelist.law.book import law_of
from causelist.law.competence import OfficeFacts, competence, pick
from causelist.law.errors import LawError
from causelist.law.points import Point
from causelist.parties.models import OrganisationKind, Region

_NEAREST = [Level.COUNTY, Level.MUNICIPAL, Level.PROVINCIAL, Level.NATIONAL]


def candidates(*, jurisdiction: str, track: str, kind: str = "", region: Region | None = None) -> list[Office]:
    """Offices that take such a matter there, the best first; of the whole jurisdiction where no region is known."""
    codes = set(_lineage(region))
    rows = Office.objects.filter(body__jurisdiction=jurisdiction, closed_on__isnull=True).select_related(
        "body__organisation"
    )
    fitting = [
        office
        for office in rows
        if (not office.tracks or track in office.tracks)
        and (not office.subjects or not kind or kind in office.subjects)
        and (not office.regions or not codes or codes & set(office.regions))
    ]
    return sorted(fitting, key=lambda office: (_rank(office, region), office.pk))


def of_kind(offices: Iterable[Office], *kinds: str) -> list[Office]:
    """Those whose body is of one of these kinds of organisation (`OrganisationKind`)."""
    return [office for office in offices if office.body.organisation.kind in kinds]


def competent(*, jurisdiction: str, track: str, kind: str, region: Region | None) -> Office | None:
    """The office that a complaint goes to first."""
    found = of_kind(
        candidates(jurisdiction=jurisdiction, track=track, kind=kind, region=region), OrganisationKind.AUTHORITY
    )
    ranked = by_law(found, jurisdiction=jurisdiction, track=track, kind=kind, places={"act": region})
    return ranked[0][0] if ranked else None


def by_law(
    offices: Sequence[Office],
    *,
    jurisdiction: str,
    track: str,
    kind: str,
    places: Mapping[str, Region | None],
    on: dt.date | None = None,
) -> list[tuple[Office, tuple[Point, ...]]]:
    """Those of some offices that the law makes competent, the best first, each with the grounds.

    `places` tells where the matter lies (`law.competence.PLACES`). Where the law of the place has no rule, the offices
    come back as they were, without grounds.
    """
    lines = {name: _lineage(region) for name, region in places.items() if region is not None}
    try:
        answer = competence(law_of(jurisdiction), on=on or timezone.localdate(), track=track, places=lines)
    except LawError:
        return [(office, ()) for office in offices]
    by_id = {office.pk: office for office in offices}
    ranked = pick(answer, [_facts(office) for office in offices], subject=kind)
    return [(by_id[one.office.id], one.reasons) for one in ranked]


def _facts(office: Office) -> OfficeFacts:
    return OfficeFacts(
        office.pk,
        office.body.organisation.kind,
        office.body.level,
        tuple(office.regions),
        tuple(office.tracks),
        tuple(office.subjects),
    )


def _lineage(region: Region | None) -> list[str]:
    codes = []
    while region is not None:
        codes.append(region.code)
        region = region.parent
    return codes


def _rank(office: Office, region: Region | None) -> tuple[int, int]:
    lineage = _lineage(region)
    near = min((lineage.index(code) for code in office.regions if code in lineage), default=len(lineage))
    return (near, _NEAREST.index(Level(office.body.level)))
