"""What lies at whose desk: open clocks by due time, a person's cases, what waits for a party.

Every list is cut to its page inside the store, office by office, so that it costs the same over 200,000 cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from causelist.accounts.models import User
from causelist.cases import tables
from causelist.cases.models import Case, CaseParty, Clock, Complaint, Office, Track
from causelist.cases.relations import SIDES
from causelist.parties.models import OrganisationName, Role
from causelist.parties.permissions import Act, Reach

PAGE = 50
MOST_COUNTED = 1_000
OWN_TURN = ("officer", "office")  # whom a clock waits for, where it is the office's turn
_AT_DESK = frozenset({Role.OFFICER, Role.HEAD, Role.READER})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which clocks: `mine` those of the officer alone, `late` those that passed, `turn` those that wait for the office.

    `officer` is the one whose they are; `after` where the last page ended: (due, id).
    """

    mine: bool = False
    officer: int | None = None
    late: bool = False
    turn: bool = False
    track: str = ""
    after: tuple[dt.datetime, int] | None = None


def bodies_of(reach: Reach) -> list[int]:
    """The bodies at whose desks a person works."""
    return sorted({pk for role, pk in reach.roles if role in _AT_DESK})


def offices_of(reach: Reach) -> list[Office]:
    """The offices whose docket a person sees."""
    bodies = bodies_of(reach)
    rows = Office.objects.filter(body__in=bodies).select_related("body__organisation").order_by("body", "id")
    return list(rows.prefetch_related("body__organisation__names")) if bodies else []


def clocks(user: User, offices: Collection[int], asked: Asked, *, now: dt.datetime | None = None) -> list[Clock]:
    """One page of open clocks with a due time, the first to end first; one more than a page where there are more."""
    moment = now or timezone.now()
    wanted = _wanted(asked, moment)
    officer = user.pk if asked.mine else asked.officer
    if officer is not None:
        pages = [Clock.objects.filter(wanted, officer=officer, office__in=offices)]
    else:
        pages = [Clock.objects.filter(wanted, office=office) for office in offices]
    shown = Q(pk__in=[])
    for page in pages:
        shown |= Q(pk__in=page.order_by("due_at", "id").values("pk")[: PAGE + 1])
    rows = Clock.objects.filter(shown).select_related("case", "track", "officer", "office__body__organisation")
    return list(rows.order_by("due_at", "id")[: PAGE + 1])


def late_count(offices: Collection[int], *, now: dt.datetime | None = None, officer: User | None = None) -> int:
    """How many open clocks of the offices have passed; at most `MOST_COUNTED`."""
    return _count(offices, Q(due_at__lt=now or timezone.now()), officer)


def soon_count(
    offices: Collection[int], *, days: int = 7, now: dt.datetime | None = None, officer: User | None = None
) -> int:
    """How many end within so many days from now; at most `MOST_COUNTED`."""
    moment = now or timezone.now()
    return _count(offices, Q(due_at__gte=moment, due_at__lt=moment + dt.timedelta(days=days)), officer)


def without_day(offices: Collection[int]) -> int:
    """How many open clocks have no due time, because the law gives none; at most `MOST_COUNTED`."""
    return _count(offices, Q(due_at__isnull=True), None)


def waiting_for_parties(reach: Reach, *, size: int = PAGE) -> list[Clock]:
    """Open clocks that wait for a side that the person speaks for, the first to end first."""
    mine = _party_organisations(reach)
    if not mine:
        return []
    turn, parties = Q(pk__in=[]), _party_rows(mine)
    for side in ("complainant", "respondent", "party"):
        roles = [role for role, of_side in SIDES.items() if of_side == side]
        turn |= Q(waits_for=side, case__in=parties.filter(role__in=roles).values("case"))
    names = [name for name, kind in tables.clock_kinds().items() if kind.audience in {"public", "parties"}]
    rows = Clock.objects.filter(turn, stopped_at__isnull=True, name__in=names).exclude(case__confidentiality="sealed")
    found = rows.select_related("case", "track", "office__body__organisation", "officer")
    return list(found.order_by(F("due_at").asc(nulls_last=True), "id")[: size + 1])


def cases_of(
    user: User, reach: Reach, *, before: int | None = None, mine: bool = False, stage: str = "", size: int = PAGE
) -> list[Case]:
    """One page of the cases that lie at a person's bodies or that they are a party's in, the newest first.

    `mine`: only those whose officer they are. `before` is the last id of the page before. One more than a page where
    there are more.
    """
    bodies = bodies_of(reach)
    cut: dict[str, Any] = {} if before is None else {"pk__lt": before}
    of_case: dict[str, Any] = {} if before is None else {"case__lt": before}
    if stage:
        cut["stage"] = of_case["case__stage"] = stage
    shown = Q(pk__in=[])
    if mine:
        shown |= Q(pk__in=Case.objects.filter(officer=user, **cut).order_by("-pk").values("pk")[: size + 1])
        shown |= Q(pk__in=_of(Track.objects.filter(officer=user, **of_case), size))
    else:
        offices = list(Office.objects.filter(body__in=bodies).values_list("pk", flat=True)) if bodies else []
        for office in offices:
            shown |= Q(pk__in=Case.objects.filter(office=office, **cut).order_by("-pk").values("pk")[: size + 1])
            shown |= Q(pk__in=_of(Track.objects.filter(office=office, **of_case), size))
            shown |= Q(pk__in=_of(Complaint.objects.filter(office=office, **of_case), size))
        parties = _party_rows(_party_organisations(reach)).filter(**of_case)
        shown |= Q(pk__in=_of(parties.exclude(case__confidentiality="sealed"), size))
        if reach.registry:
            shown |= Q(pk__in=Case.objects.filter(**cut).order_by("-pk").values("pk")[: size + 1])
    rows = Case.objects.filter(shown)
    return list(rows.select_related("office__body__organisation", "officer").order_by("-pk")[: size + 1])


def party_cases(reach: Reach) -> QuerySet[Any, Any]:
    """Ids of the cases in which a person speaks for a party; to be used inside another query."""
    mine = _party_organisations(reach)
    return _party_rows(mine).exclude(case__confidentiality="sealed").values("case")


def _of(rows: QuerySet[Any], size: int) -> QuerySet[Any]:
    return rows.order_by("-case").values("case")[: 4 * size]  # a case has at most a few of them


def _wanted(asked: Asked, now: dt.datetime) -> Q:
    wanted = Q(stopped_at__isnull=True, due_at__isnull=False)
    if asked.late:
        wanted &= Q(due_at__lt=now)
    if asked.turn:
        wanted &= Q(waits_for__in=OWN_TURN)
    if asked.track == "complaint":
        wanted &= Q(track__isnull=True)
    elif asked.track:
        wanted &= Q(track__kind=asked.track)
    if asked.after is not None:
        due, pk = asked.after
        wanted &= Q(due_at__gt=due) | Q(due_at=due, pk__gt=pk)
    return wanted


def _count(offices: Collection[int], which: Q, officer: User | None) -> int:
    rows = Clock.objects.filter(which, office__in=offices, stopped_at__isnull=True)
    if officer is not None:
        rows = rows.filter(officer=officer)
    return rows.order_by()[:MOST_COUNTED].count() if offices else 0


def _party_organisations(reach: Reach) -> set[int]:
    return reach.own(Act.SEE) | {one.principal for one in reach.by_mandate(Act.SEE) if one.all_works}


def _party_rows(organisations: Collection[int]) -> QuerySet[CaseParty]:
    """Where one of these is a party or represents one; also under a name that was merged into it."""
    # By ids that are known: over joins the store would look at every party of every case.
    names = OrganisationName.objects.filter(
        Q(organisation__in=organisations) | Q(organisation__merged_into__in=organisations)
    )
    called = list(names.values_list("pk", flat=True)) if organisations else []
    return CaseParty.objects.filter(Q(name__in=called) | Q(representative__in=organisations))
