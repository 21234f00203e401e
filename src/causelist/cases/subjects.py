"""Which row an act is about: the model of each lifecycle, its case, its track, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django.db.models import QuerySet

from causelist.cases.clocks import Subject
from causelist.cases.models import Case, Complaint, Decision, Measure, Publication, RedactionRequest, Track

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
