"""What somebody may do in a case now: the acts of the tables that the state and their relation give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from causelist.cases import effects, subjects, tables
from causelist.cases.models import Case, Complaint, Track
from causelist.cases.relations import Relations

# Acts that have a page of their own, because what they ask for is more than a form.
ELSEWHERE = frozenset({"complaint.file", "decision.edit", "publication.publish", "publication.replace"})
# A track of a kind is begun once, while there is none open of that kind.
_BEGINS: Mapping[str, str] = MappingProxyType(
    {"administrative.file_case": "administrative", "civil.file_suit": "civil", "criminal.report": "criminal"}
)
_AFTER_THE_END = frozenset({"case", "civil", "criminal", "publication"})


@dataclass(frozen=True, slots=True)
class Possible:
    """An act that somebody may do now: on which subject (None: it makes one, or is the case's own)."""

    act: tables.Act
    subject_id: int | None
    subject: Any
    tracks: tuple[int | None, ...]  # those it may be said of, where the act asks which


def acts(
    case: Case, relations: Relations, found: Iterable[tuple[str, Any]], *, tracks: Iterable[Track],
    complaints: Iterable[Complaint],
) -> list[Possible]:  # fmt: skip
    """In the order of the tables: acts of each subject given ("complaint", row), then of the case, then new ones."""
    tracks, complaints = list(tracks), list(complaints)
    possible = [
        Possible(act, subject.pk, subject, ())
        for lifecycle, subject in found
        for act in tables.lifecycle(lifecycle).open_acts(subjects.state_of(subject))
        if relations.on(_track_id(subject)) & act.by and act.full_name not in ELSEWHERE
    ]
    for table in tables.lifecycles().values():
        for act in table.acts.values():
            if (act.creates and _may_begin(act, case, tracks, complaints)) or (
                table.id == "case" and subjects.state_of(case) in act.sources
            ):
                possible += _of_case(act, case, relations, tracks)
    return possible


def one(possible: Iterable[Possible], lifecycle: str, name: str, subject_id: int | None) -> Possible | None:
    """The possible act of a name on a subject, or None."""
    for found in possible:
        if (found.act.lifecycle, found.act.name, found.subject_id) == (lifecycle, name, subject_id):
            return found
    return None


def _of_case(act: tables.Act, case: Case, relations: Relations, tracks: list[Track]) -> list[Possible]:
    """An act that may be said of the case or, where it asks for one, of a track."""
    asked: list[int | None] = [None]
    if "track" in act.fields:
        asked += [track.pk for track in tracks]
    mine = tuple(track_id for track_id in asked if relations.on(track_id) & act.by)
    return [Possible(act, None, case, mine)] if mine else []


def _may_begin(act: tables.Act, case: Case, tracks: list[Track], complaints: list[Complaint]) -> bool:
    """Whether there is room for what an act makes; its effect has the last word."""
    if act.full_name in ELSEWHERE or effects.of(act) is None or case.joined_into_id is not None:
        return False
    if case.stage == "closed" and act.lifecycle not in _AFTER_THE_END:
        return False
    kind = _BEGINS.get(act.full_name)
    if kind is None:
        return True
    if any(track.kind == kind and track.closed_at is None for track in tracks):
        return False
    return kind != "administrative" or any(complaint.state == "accepted" for complaint in complaints)


def _track_id(subject: Any) -> int | None:
    track = subjects.track_of(subject)
    return None if track is None else track.pk
