"""Lists of cases: what somebody may list, by which criteria, in pages that cost the same wherever they begin."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from causelist.accounts.models import User
from causelist.cases import visibility
from causelist.cases.models import Case, CaseEvent, CaseParty, CaseWork, Complaint, Office, Target, Track
from causelist.cases.publication.shaping import UNANSWERED
from causelist.parties.models import OrganisationName, Region
from causelist.parties.permissions import Act, reach_of

PAGE = 50
MOST_REGIONS = 5_000
FEW = 1_000
_CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15})_([0-9]{1,18})", re.ASCII)
OF_COMPLAINANT = ("complainant", "claimant", "victim")


class BadCursor(ValueError):
    """A place in the list that is none."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list asks for; empty asks for everything. `authority` and `party` are organisations by their page's name."""

    track: str = ""
    stage: str = ""
    authority: str = ""
    region: str = ""
    kind: str = ""
    industry: str = ""
    year: int | None = None
    late: bool = False
    silent: bool = False
    party: str = ""
    work: int | None = None
    place: str = ""
    item: int | None = None
    notice: int | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list, with what everybody may see of it. Titles are empty where a case is restricted.

    `told_at` is when the newest step was recorded of those told to everybody.
    """

    id: int
    number: str
    title: str
    stage: str
    kind: str
    industry: str
    region: str
    region_zh: str
    authority: str
    office: str
    tracks: tuple[str, ...]
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    told_at: dt.datetime
    due_at: dt.datetime | None
    late: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, newest first; `next` is where to go on, empty at the end."""

    cases: list[CaseRow]
    next: str


def list_page(filters: Filters, cursor: str = "", size: int = PAGE, *, now: dt.datetime | None = None) -> Page:
    """A page of what everybody may list. At most three queries, and one for each criterion. Raises `BadCursor`."""
    rows = _ordered(listed(filters, now=now), cursor)
    found = list(rows[: size + 1])
    page = found[:size]
    more = f"{page[-1].opened_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%f}_{page[-1].pk}" if len(found) > size else ""
    return Page(_rows(page, now or timezone.now()), more)


def each(filters: Filters, size: int = 500) -> Iterator[CaseRow]:
    """Every case that everybody may list, newest first, in flat memory: for downloads."""
    cursor = ""
    while True:
        page = list_page(filters, cursor, size)
        yield from page.cases
        if not page.next:
            return
        cursor = page.next


def listed(filters: Filters, *, now: dt.datetime | None = None) -> QuerySet[Case]:
    """The cases that fit and that everybody may know of.

    A criterion on what a restricted case withholds leaves restricted cases out: a list is no way to ask for it.
    """
    rows = Case.objects.exclude(confidentiality="sealed")
    if filters.ids is not None:
        rows = rows.filter(pk__in=filters.ids)
    if filters.stage:
        rows = rows.filter(stage=filters.stage)
    if filters.year is not None:
        start = dt.datetime(filters.year, 1, 1, tzinfo=dt.UTC)
        rows = rows.filter(opened_at__gte=start, opened_at__lt=start.replace(year=filters.year + 1))
    if filters.authority:
        rows = rows.filter(office__in=_offices(filters.authority))
    if filters.late:
        rows = rows.filter(due_at__lt=now or timezone.now())
    return _on_open(rows, filters)


def mine(user: User) -> QuerySet[Case]:
    """The cases that a person takes part in: as a party, for one, or at a body where one of its tracks lies."""
    reach = reach_of(user)
    bodies = {organisation for _role, organisation in reach.roles}
    sides = reach.own(Act.SEE) | {one.principal for one in reach.by_mandate(Act.SEE) if one.all_works}
    parties = CaseParty.objects.filter(Q(name__organisation__in=sides) | Q(representative__in=sides))
    tracks = Track.objects.filter(office__body__in=bodies)
    return Case.objects.filter(
        Q(pk__in=parties.exclude(case__confidentiality="sealed").values("case"))
        | Q(pk__in=tracks.values("case"))
        | Q(office__body__in=bodies)
    )


def _on_open(rows: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """Criteria on fields that only open cases show."""
    wanted = {name: value for name in ("kind", "industry") if (value := getattr(filters, name))}
    if wanted:
        rows = rows.filter(confidentiality="open", **wanted)
    if filters.region:
        regions = _regions(filters.region)
        few = list(Case.objects.filter(region__in=regions).order_by().values_list("pk", flat=True)[:FEW])
        rows = rows.filter(Q(pk__in=few) if len(few) < FEW else Q(region__in=regions), confidentiality="open")
    for having in _having(filters):
        rows = _with_row(rows.filter(confidentiality="open"), having)
    return rows


def _having(filters: Filters) -> Iterator[QuerySet[Any]]:
    """For each further criterion, the rows of which a case must have one."""
    if filters.work is not None:
        yield CaseWork.objects.filter(work=filters.work)
    if filters.track:
        yield Track.objects.filter(kind=filters.track, is_public=True)
    if filters.silent:
        yield Complaint.objects.filter(state__in=UNANSWERED)
    if filters.party:
        yield _parties_of(filters.party)
    if filters.place or filters.item is not None or filters.notice is not None:
        yield _about(filters)


def _with_row(cases: QuerySet[Case], rows: QuerySet[Any]) -> QuerySet[Case]:
    """Cases that have one of these rows.

    Few rows lead to their cases; where there are many, the newest cases soon have one. Asking the wrong way round takes
    a hundred times longer, and no store's planner knows which it is.
    """
    few = list(rows.order_by().values_list("case", flat=True)[:FEW])
    return cases.filter(pk__in=few) if len(few) < FEW else cases.filter(Exists(rows.filter(case=OuterRef("pk"))))


def _parties_of(slug: str) -> QuerySet[CaseParty]:
    """Where everybody may know that an organisation takes part; nowhere for natural persons."""
    here = Q(organisation__slug=slug) | Q(organisation__merged__slug=slug)  # also by the page it had before a merge
    names = OrganisationName.objects.filter(here, organisation__is_person=False)
    rows = CaseParty.objects.filter(name__in=names.values("pk"), is_minor=False)
    return rows.filter(Q(role__in=OF_COMPLAINANT) | Q(case__stage__in=_stages("respondent")))


def _about(filters: Filters) -> QuerySet[Target]:
    """The targets, as far as everybody sees them, that are a place, an address or of a letter."""
    rows = Target.objects.filter(case__stage__in=_stages("targets"))
    if filters.place:
        rows = rows.filter(place=filters.place)
    if filters.item is not None:
        rows = rows.filter(item=filters.item)
    if filters.notice is not None:
        rows = rows.filter(item__notice=filters.notice)
    return rows


def _stages(name: str) -> list[str]:
    """The stages in which everybody sees a field."""
    return sorted(visibility.table()[name]["public"])


def _offices(slug: str) -> list[int]:
    return list(Office.objects.filter(body__organisation__slug=slug).values_list("pk", flat=True))


def _regions(code: str) -> list[int]:
    """A region with its parts, by the beginning of its code."""
    rows = Region.objects.filter(Q(code=code) | Q(code__startswith=f"{code}-"))
    return list(rows.values_list("pk", flat=True)[:MOST_REGIONS])


def _ordered(rows: QuerySet[Case], cursor: str) -> QuerySet[Case]:
    if cursor:
        at, pk = _read_cursor(cursor)
        rows = rows.filter(Q(opened_at__lt=at) | Q(opened_at=at, pk__lt=pk))
        rows = rows.filter(opened_at__lte=at)  # lets the index begin here
    names = OrganisationName.objects.filter(organisation=OuterRef("office__body"), is_primary=True)
    told = CaseEvent.objects.filter(case=OuterRef("pk"), audience="public").order_by("-pk")
    return (
        rows.select_related("region", "office")
        .annotate(
            authority=Subquery(names.values("text")[:1], output_field=CharField()),
            told_at=Subquery(told.values("recorded_at")[:1]),
        )
        .defer("facts")
        .order_by("-opened_at", "-pk")
    )


def _rows(page: list[Case], now: dt.datetime) -> list[CaseRow]:
    if not page:
        return []
    ids = [row.pk for row in page]
    tracks: dict[int, list[str]] = {}
    for case_id, kind in Track.objects.filter(case__in=ids, is_public=True).order_by("pk").values_list("case", "kind"):
        tracks.setdefault(case_id, []).append(kind)
    silent = set(Complaint.objects.filter(case__in=ids, state__in=UNANSWERED).values_list("case", flat=True))
    return [_row(row, tuple(dict.fromkeys(tracks.get(row.pk, ()))), row.pk in silent, now) for row in page]


def _row(row: Case, tracks: tuple[str, ...], silent: bool, now: dt.datetime) -> CaseRow:  # noqa: FBT001 -- one caller
    def sees(name: str) -> bool:
        return visibility.sees(name, "public", row.stage, row.confidentiality)

    region = row.region if sees("region") else None
    return CaseRow(
        id=row.pk,
        number=row.number,
        title=row.title if sees("title") else "",
        stage=row.stage,
        kind=row.kind if sees("kind") else "",
        industry=row.industry if sees("industry") else "",
        region=region.name if region else "",
        region_zh=region.name_zh if region else "",
        authority=row.authority or "",  # type: ignore[attr-defined]
        office=row.office.name if row.office else "",
        tracks=tracks if sees("history_public") else (),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        told_at=row.told_at or row.opened_at,  # type: ignore[attr-defined] # fetched with it
        due_at=row.due_at,
        late=row.due_at is not None and row.due_at < now,
        silent=silent and sees("history_public"),
    )


def _read_cursor(cursor: str) -> tuple[dt.datetime, int]:
    match = _CURSOR.fullmatch(cursor)
    try:
        if match:
            return dt.datetime.fromisoformat(match[1]).replace(tzinfo=dt.UTC), int(match[2])
    except ValueError:
        pass
    raise BadCursor(f"{cursor[:60]!r} is no place in this list. Start again without it")
