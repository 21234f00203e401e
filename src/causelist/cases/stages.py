"""The stage of a case, from the states of its complaints and tracks."""

from __future__ import annotations

from causelist.cases.models import Case
from causelist.cases.tables import STAGES, lifecycle


def of(case: Case) -> str:
    """The furthest stage among what is open; closed where nothing is."""
    if case.joined_into_id is not None:
        return "closed"
    found = [_stage(kind, state) for kind, state in case.tracks.values_list("kind", "state")]
    # An accepted complaint counts only until its track is there.
    complaints = [_stage("complaint", state) for state in case.complaints.values_list("state", flat=True)]
    live = [stage for stage in (found or complaints) if stage != "closed"]
    if found:
        live += [stage for stage in complaints if stage == "complaint"]
    return max(live, key=STAGES.index) if live else "closed"


def _stage(table: str, state: str) -> str:
    return lifecycle(table).states[state].stage
