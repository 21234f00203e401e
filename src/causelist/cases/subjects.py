"""Which row an act is about: the model of each lifecycle, its case, its track, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django.db.models import QuerySet

from causelist.cases import visibility
from causelist.cases.clocks import Subject
from causelist.cases.models import Case, CaseEvent, Complaint, Decision, Measure, Publication, RedactionRequest, Track

MODELS: Mapping[str, type[models.Model]] = MappingProxyType(
    {
        "case": Case, "complaint": Complaint, "administrative": Track, "civil": Track, "criminal": Track,
        "order": Measure, "operation": Measure, "decision": Decision, "publication": Publication,
        "redaction": RedactionRequest,
    }
)  # fmt: skip
# How a subject's row leads to its case.
_TO_CASE = {"publication": "decision__case", "redaction": "decision__case"}


def find(lifecycle: str, case: Case, subject_id: int | None) -> Any:
    """The subject of a case by lifecycle and id, locked; None where the case has no such one."""
    if lifecycle == "case":
        return case
    if subject_id is None:
        return None
    model = MODELS[lifecycle]
    where: dict[str, Any] = {"pk": subject_id, _TO_CASE.get(lifecycle, "case"): case}
    if model is Track:
        where["kind"] = lifecycle
    if model is Measure:
        where["lifecycle"] = lifecycle
    rows: QuerySet[Any] = QuerySet(model).select_for_update(of=("self",))
    return rows.filter(**where).first()


def is_known(lifecycle: str, subject: Any, case: Case, relation: str) -> bool:
    """Whether somebody who looks at its track in this relation was told that it is there: an order may be secret."""
    if isinstance(subject, Case | Complaint | Track):
        return True
    heard = visibility.audiences(relation, case.stage, case.confidentiality)
    return CaseEvent.objects.filter(subject_kind=lifecycle, subject_id=subject.pk, audience__in=heard).exists()


def known(case: Case, sees: Mapping[int | None, str]) -> list[tuple[str, Any]]:
    """Every subject of a case that somebody was told of, by lifecycle; `sees` is in which relation they look at tracks.

    One query for what was told, one for each kind of subject there is.
    """
    rows = CaseEvent.objects.filter(case=case).exclude(subject_kind="case").order_by()
    told = rows.values_list("subject_kind", "subject_id", "track_id", "audience").distinct()
    heard = {
        track_id: visibility.audiences(relation, case.stage, case.confidentiality)
        for track_id, relation in sees.items()
    }
    ids: dict[str, set[int]] = {}
    for lifecycle, subject_id, track_id, audience in told:
        if lifecycle in MODELS and audience in heard.get(track_id, ()):
            ids.setdefault(lifecycle, set()).add(subject_id)
    return [
        (lifecycle, row)
        for lifecycle in MODELS
        if lifecycle in ids
        for row in _all(MODELS[lifecycle]).filter(pk__in=ids[lifecycle]).order_by("pk")
    ]


def _all(model: type[models.Model]) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(model)
    if model in (Publication, RedactionRequest):
        return rows.select_related("decision__track")
    return rows.select_related("track") if model in (Decision, Measure) else rows


def state_of(subject: Any) -> str:
    """Its state; of a case, whether it was joined to another."""
    if isinstance(subject, Case):
        return "joined" if subject.joined_into_id else "open"
    return str(subject.state)


def track_of(subject: Any) -> Track | None:
    """The track it belongs to."""
    if isinstance(subject, Track):
        return subject
    if isinstance(subject, Publication | RedactionRequest):
        return subject.decision.track
    return getattr(subject, "track", None)


def clock_subject(lifecycle: str, subject: Any, case: Case) -> Subject:
    """As clocks know it."""
    track = track_of(subject)
    if track is not None:
        return Subject(case, lifecycle, subject.pk, track, track.office, track.officer_id)
    office = getattr(subject, "office", None) or case.office
    return Subject(case, lifecycle, subject.pk, None, office, case.officer_id)
