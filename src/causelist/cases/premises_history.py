"""What happened at premises, over all cases, as somebody may see it: complaints, visits, raids, seizures, and relapse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from causelist.accounts.models import User
from causelist.cases import relations, tables
from causelist.cases.measures_view import knows
from causelist.cases.models import (
    Case,
    CaseParty,
    Complaint,
    MeasureTarget,
    Premises,
    PremisesMerge,
    PremisesOperator,
    Recusal,
    Seizure,
    Target,
    Track,
)
from causelist.cases.premises import keeps
from causelist.cases.publication.eyes import Eyes
from causelist.cases.relations import PUBLIC
from causelist.cases.tables import Words
from causelist.parties.names import looks_like_person
from causelist.parties.permissions import Reach, reach_of

MOST_CASES = 200  # the newest; a page says when there are more
_ABOVE = "office__body__superior__superior__superior"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened there. `kind`: complaint, inspection, raid, seizure."""

    kind: str
    at: dt.datetime
    case: str  # its number
    title: str
    outcome: str  # of a visit: found, not_found, …; of a complaint what became of the target
    outcome_title: Words
    note: str
    relapse: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Premises with everything a reader may know. `name` is empty where it looks like a person's and is withheld."""

    id: int
    kind: str
    name: str
    street: str
    region: str
    operators: tuple[PremisesOperator, ...]
    merges: tuple[PremisesMerge, ...]
    steps: tuple[Step, ...]  # the newest first
    more: bool

    def count(self, *kinds: str) -> int:
        """How many steps of these kinds."""
        return sum(step.kind in kinds for step in self.steps)

    @property
    def visits(self) -> int:
        """Inspections and raids."""
        return self.count("inspection", "raid")

    @property
    def raids(self) -> int:
        """Raids."""
        return self.count("raid")

    @property
    def seizures(self) -> int:
        """Seizures."""
        return self.count("seizure")

    @property
    def complaints(self) -> int:
        """Complaints that name it."""
        return self.count("complaint")

    @property
    def relapses(self) -> int:
        """How often it was seen again after something had been found there."""
        return sum(step.relapse for step in self.steps)


def history(premises: Premises, *, user: User | None = None) -> History | None:
    """What the public (`user` None) or a person may know; None where that is nothing. A bounded number of queries."""
    cases = list(_cases(premises)[: MOST_CASES + 1])
    more, cases = len(cases) > MOST_CASES, cases[:MOST_CASES]
    eyes = _eyes(user, cases)
    body = any(one.sees("premises_street") for one in eyes.values())
    steps = [
        *_complaints(premises, eyes),
        *_visits(premises, eyes),
        *_seizures(premises, eyes),
    ]
    keeper = user is not None and keeps(user)
    if not steps and not keeper:
        return None
    # Who keeps the register knows what was entered; once a case names the spot, the table of visibility says who does.
    known = body or (keeper and not cases)
    withheld = user is None and looks_like_person(premises.name)
    operators = premises.operators.select_related("name__organisation").order_by("-starts_on", "-pk")
    return History(
        id=premises.pk, kind=premises.kind, name="" if withheld else premises.name,
        street=premises.street if known else "", region=premises.region.name if premises.region else "",
        operators=tuple(one for one in operators if known or not one.name.organisation.is_person),
        merges=tuple(premises.merged_here.select_related("source").order_by("-pk")) if keeper else (),
        steps=tuple(sorted(with_relapse(steps), key=lambda step: step.at, reverse=True)), more=more,
    )  # fmt: skip


def with_relapse(steps: Iterable[Step]) -> list[Step]:
    """Mark what is relapse: a complaint, or a visit that found something, after something was found in an earlier case."""
    ordered = sorted(steps, key=lambda step: (step.at, step.kind))
    found: dict[str, dt.datetime] = {}  # case -> when something was first found there
    marked = []
    for step in ordered:
        finds = step.kind == "seizure" or step.outcome == "found"
        counts = step.kind == "complaint" or (step.kind in ("inspection", "raid") and step.outcome == "found")
        again = counts and any(case != step.case and at < step.at for case, at in found.items())
        marked.append(
            Step(step.kind, step.at, step.case, step.title, step.outcome, step.outcome_title, step.note, relapse=again)
        )
        if finds:
            found.setdefault(step.case, step.at)
    return marked


def kind_title(kind: str, kinds: Mapping[str, tuple[str, str]]) -> Words:
    """What a kind of premises is called."""
    return Words(*kinds.get(kind, (kind.replace("_", " ").capitalize(), kind)))


def _cases(premises: Premises) -> QuerySet[Case]:
    named = Q(targets__premises=premises) | Q(seizures__premises=premises)
    named |= Q(measures__measure_targets__premises=premises)
    rows = Case.objects.filter(pk__in=Case.objects.filter(named).values("pk"))
    return rows.select_related(_ABOVE).order_by("-opened_at", "-pk")


def _eyes(user: User | None, cases: list[Case]) -> dict[int, Eyes]:
    if user is None:
        return {case.pk: Eyes(PUBLIC, case.stage, case.confidentiality) for case in cases}
    reach = reach_of(user)
    keys = [case.pk for case in cases]
    rows = Case.objects.filter(pk__in=keys).prefetch_related(
        Prefetch("tracks", Track.objects.select_related(_ABOVE)),
        Prefetch("parties", CaseParty.objects.select_related("name__organisation__merged_into")),
        Prefetch("complaints", Complaint.objects.select_related(_ABOVE).order_by("pk")),
    )
    recused = set(Recusal.objects.filter(officer=user, track__case__in=keys).values_list("track", flat=True))
    left = set(relations.handed_on(reach).filter(case__in=keys).values_list("case", flat=True))
    return {
        case.pk: Eyes(_relations(user, reach, case, (recused, left)), case.stage, case.confidentiality)
        for case in rows.select_related(_ABOVE)
    }


def _relations(user: User, reach: Reach, case: Case, known: tuple[set[int], set[int]]) -> relations.Relations:
    recused, left = known
    tracks = list(case.tracks.all())
    return relations.of(
        user, case, reach=reach, tracks=tracks, parties=case.parties.all(), complaints=case.complaints.all(),
        recused={track.pk for track in tracks if track.pk in recused}, left=case.pk in left,
    )  # fmt: skip


def _complaints(premises: Premises, eyes: Mapping[int, Eyes]) -> Iterable[Step]:
    results = tables.lifecycle("case").acts["set_result"].fields["result"].choices
    rows = (
        Target.objects.filter(premises=premises, case__in=_among(eyes))
        .select_related("case", "complaint")
        .order_by("pk")
    )
    seen: set[int] = set()
    for row in rows:
        look = eyes[row.case_id]
        if row.case_id in seen or not (look.sees("targets") and look.sees("number")):
            continue
        seen.add(row.case_id)
        at = row.complaint.filed_at if row.complaint else row.case.opened_at
        words = Words(*results.get(row.result, ("", "")))
        yield Step("complaint", at, row.case.number, _title(row.case, look), row.result, words, "")


def _visits(premises: Premises, eyes: Mapping[int, Eyes]) -> Iterable[Step]:
    outcomes = tables.lifecycle("operation").acts["carry_out"].fields["results"].columns["outcome"].choices
    rows = MeasureTarget.objects.filter(
        premises=premises,
        measure__case__in=_among(eyes),
        measure__lifecycle="operation",
        measure__carried_out_at__isnull=False,
    )
    for row in rows.select_related("measure__case").order_by("pk"):
        measure, look = row.measure, eyes[row.measure.case_id]
        at = row.visited_at or measure.carried_out_at
        if at is None or not (look.sees("measures", measure.track_id) and look.sees("number") and knows(measure, look)):
            continue
        kind = "inspection" if measure.kind == "forensic_report" else measure.kind
        words = Words(*outcomes.get(row.outcome, ("", "")))
        note = row.note if look.hears("parties", measure.track_id) else ""
        yield Step(kind, at, measure.case.number, _title(measure.case, look), row.outcome, words, note)


def _seizures(premises: Premises, eyes: Mapping[int, Eyes]) -> Iterable[Step]:
    rows = Seizure.objects.filter(premises=premises, case__in=_among(eyes)).select_related("measure", "case")
    for row in rows.annotate(lines=Count("items")).order_by("pk"):
        look = eyes[row.case_id]
        if look.sees("seizures", row.measure.track_id) and look.sees("number") and knows(row.measure, look):
            words = Words(f"{row.lines} lines of inventory", f"清单{row.lines}项")
            yield Step("seizure", row.taken_at, row.case.number, _title(row.case, look), "", words, "")


def _among(eyes: Mapping[int, Eyes]) -> list[int]:
    """The cases asked about; never none, so that premises without any take the same queries as those not yet public."""
    return [*eyes, 0]


def _title(case: Case, eyes: Eyes) -> str:
    return case.title if eyes.sees("title") else ""
