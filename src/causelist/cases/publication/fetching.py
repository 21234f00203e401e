"""The rows of one case, each kind with one query. What is withheld is taken out afterwards, by `shaping` and `telling`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)

from causelist.accounts.models import User
from causelist.cases.models import (
    Appointment,
    Case,
    CaseEvent,
    CaseParty,
    CaseWork,
    Clock,
    Complaint,
    Decision,
    Measure,
    Publication,
    Recusal,
    Target,
    Track,
)
from causelist.cases.publication.eyes import Eyes
from causelist.cases.relations import bodies_of, handed_on
from causelist.cases.tables import AUDIENCES
from causelist.parties.models import OrganisationName
from causelist.parties.permissions import Reach
from causelist.works.models import Work

MOST_TARGETS = 50
MOST_WORKS = 100
MOST_MOVES = 500
MOST_MEASURE_LINES = 2_000
MOST_DECISION_LINES = 500
MOST_CLOCKS = 100
MOST_APPOINTMENTS = 50
_ABOVE = "office__body__superior__superior__superior"


@dataclass(frozen=True, slots=True)
class Rows:
    """What must be known before one can say who somebody is to a case. Always fetched by the same queries."""

    case: Case | None
    tracks: list[Track]
    complaints: list[Complaint]
    parties: list[CaseParty]


def frame(number: str, *, user: User | None, reach: Reach | None) -> Rows:
    """A case with its tracks, complaints and parties; four queries, also where there is no such case."""
    no = Value(value=False, output_field=BooleanField())
    recused: Any = no
    if user is not None and reach is not None:
        recused = Exists(Recusal.objects.filter(track=OuterRef("pk"), officer=user.pk))
    case = (
        (
            _with_body(Case.objects.filter(number=number)).select_related(
                "region", "joined_into", "split_from", "officer"
            )
        )
        .annotate(left=Exists(handed_on(reach).filter(case=OuterRef("pk"))) if reach and bodies_of(reach) else no)
        .first()
    )
    tracks = _with_body(Track.objects.filter(case__number=number)).select_related("officer").order_by("pk")
    complaints = _with_body(Complaint.objects.filter(case__number=number)).order_by("pk")
    parties = (
        CaseParty.objects.filter(case__number=number)
        .select_related("name__organisation__merged_into", "representative")
        .annotate(representative_name=_primary("representative"))
        .order_by("pk")
    )
    return Rows(case, list(tracks.annotate(recused=recused)), list(complaints), list(parties))


def moves(case: Case) -> list[tuple[str, int, int | None, str, Any, str]]:
    """Steps that moved a state, the newest: lifecycle, subject, track, new state, when, told to whom; oldest first."""
    rows = CaseEvent.objects.filter(case=case).exclude(to_state="").order_by("-pk")
    newest: list[tuple[str, int, int | None, str, Any, str]] = list(
        rows.values_list("subject_kind", "subject_id", "track_id", "to_state", "occurred_at", "audience")[:MOST_MOVES]
    )
    return newest[::-1]


def events(case: Case, eyes: Eyes, before: int | None, size: int) -> list[CaseEvent]:
    """Steps told to these eyes, newest first: one more than a page, to see whether there is another."""
    told = Q(pk__in=[])
    for track_id in {None, *eyes.relations.sees}:
        heard = [name for name in AUDIENCES if eyes.hears(name, track_id)]
        where = Q(track__isnull=True) if track_id is None else Q(track=track_id)
        told |= where & Q(audience__in=heard)
    # What is told to the public of a track is told to all.
    if eyes.sees("history_public"):
        told |= Q(audience="public")
    rows = CaseEvent.objects.filter(told, case=case)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("office", "by").order_by("-pk")[: size + 1])


def clocks(case: Case) -> list[Clock]:
    """Those that run first, by their end; then those that stopped, the newest first."""
    rows = Clock.objects.filter(case=case).select_related("office")
    return list(rows.order_by(F("stopped_at").desc(nulls_first=True), F("due_at").asc(nulls_last=True))[:MOST_CLOCKS])


def works(case: Case) -> list[Work]:
    """The works it is about."""
    return [row.work for row in CaseWork.objects.filter(case=case).select_related("work").order_by("pk")[:MOST_WORKS]]


def targets(case: Case) -> tuple[list[Target], int]:
    """The first targets, and how many there are."""
    rows = Target.objects.filter(case=case).select_related("premises", "item__notice")
    found: list[Any] = list(rows.annotate(total=Window(Count("pk"))).order_by("pk")[:MOST_TARGETS])
    return found, found[0].total if found else 0


def measures(case: Case) -> list[dict[str, Any]]:
    """One row for each measure, seizure, seized thing and valuation: a measure without any has one row."""
    rows: QuerySet[Any, Any] = Measure.objects.filter(case=case)
    return list(
        rows.order_by("pk", "seizures", "seizures__items__position", "seizures__items__valuations").values(
            "id", "lifecycle", "kind", "state", "scope", "whole_repertoire", "planned_for", "carried_out_at", "ends_on",
            "result", "track_id", seizure=F("seizures__id"), taken_at=F("seizures__taken_at"),
            receipt=F("seizures__receipt"), from_party=F("seizures__from_party"), item=F("seizures__items__id"),
            item_kind=F("seizures__items__kind"), description=F("seizures__items__description"),
            quantity=F("seizures__items__quantity"), unit=F("seizures__items__unit"),
            stored_at=F("seizures__items__stored_at"), method=F("seizures__items__valuations__method"),
            amount=F("seizures__items__valuations__amount"), currency=F("seizures__items__valuations__currency"),
            valued_on=F("seizures__items__valuations__valued_on"),
        )[:MOST_MEASURE_LINES]
    )  # fmt: skip


def decisions(case: Case) -> list[dict[str, Any]]:
    """One row for each decision and line of what it orders, with its newest published version."""
    newest = Publication.objects.filter(decision=OuterRef("pk")).order_by("-version")
    rows: QuerySet[Any, Any] = Decision.objects.filter(case=case).annotate(
        publication=Subquery(newest.values("state")[:1]), ecli=Subquery(newest.values("ecli")[:1])
    )
    return list(
        rows.order_by("pk", "sanctions").values(
            "id", "number", "kind", "outcome", "state", "title", "decided_on", "final_on", "track_id", "publication",
            "ecli", "measure__lifecycle", "measure__carried_out_at", sanction=F("sanctions__id"), sanction_kind=F("sanctions__kind"), against=F("sanctions__against"),
            amount=F("sanctions__amount"), currency=F("sanctions__currency"), months=F("sanctions__months"),
            suspended_months=F("sanctions__suspended_months"), what=F("sanctions__what"), cite=F("sanctions__cite"),
            carried=F("sanctions__state"), paid=F("sanctions__paid"), done_on=F("sanctions__done_on"),
        )[:MOST_DECISION_LINES]
    )  # fmt: skip


def appointments(case: Case) -> list[Appointment]:
    """What is fixed, the newest first."""
    rows = Appointment.objects.filter(case=case).select_related("office")
    return list(rows.order_by("-starts_at", "-pk")[:MOST_APPOINTMENTS])


def _with_body(rows: QuerySet[Any]) -> QuerySet[Any]:
    with_body: QuerySet[Any] = rows.select_related(_ABOVE, "office__body__organisation").annotate(
        body_name=_primary("office__body__organisation")
    )
    return with_body


def _primary(organisation: str) -> Subquery:
    names = OrganisationName.objects.filter(organisation=OuterRef(organisation), is_primary=True)
    return Subquery(names.values("text")[:1], output_field=CharField())
