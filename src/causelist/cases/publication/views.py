"""A case as somebody may see it: plain values, nothing that the table of visibility withholds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from causelist.cases.tables import Words
from causelist.law.crime_meter import Gauge


@dataclass(frozen=True, slots=True)
class OfficeView:
    """Whom one asks: an office and the body it belongs to; `slug` leads to the body's page."""

    id: int
    name: str
    name_zh: str
    body: str
    slug: str
    email: str
    phone: str
    hours: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a case is. Empty where one does not see it; `joined_into` and `split_from` are numbers."""

    number: str
    stage: str
    jurisdiction: str
    confidentiality: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    title: str = ""
    kind: str = ""
    industry: str = ""
    region: str = ""
    region_zh: str = ""
    region_code: str = ""
    joined_into: str = ""
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One stage that a way has walked ("done"), stands in ("now"), or has ahead ("ahead", without a day)."""

    title: Words
    standing: str
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class WayView:
    """A complaint or a track: where it stands, what it has walked and has ahead, and where it lies.

    `kind` is its lifecycle; `state` is the newest state that one may know of. `link` and `linked_to` say how it
    belongs to another track (its id).
    """

    kind: str
    id: int
    title: Words
    state: str
    state_title: Words
    next: Words
    waits_for: str
    ended: bool
    silent: bool
    steps: tuple[Step, ...]
    office: OfficeView | None
    officer: str
    reference: str
    instance: int
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    link: str = ""
    linked_to: int | None = None


@dataclass(frozen=True, slots=True)
class ClockView:
    """A period of the law that runs or ran. `due_on` is the last day at the place; `late` whether it passed unmet."""

    id: int
    name: str
    title: Words
    subject_kind: str
    subject_id: int
    track_id: int | None
    waits_for: str
    rule: str
    cite: str
    started_at: dt.datetime
    due_at: dt.datetime | None
    due_on: dt.date | None
    stopped_at: dt.datetime | None
    outcome: str
    late: bool
    counted: tuple[Words, ...]
    office: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party. `name` is None where withheld: `withheld` says why ("person", "minor", "stage")."""

    id: int
    role: str
    side: str
    name: str | None
    slug: str | None
    representative: str
    withheld: str
    own: bool


@dataclass(frozen=True, slots=True)
class WorkView:
    """A work the case is about."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """What is complained of. `notice` is the number of the letter it was carried from."""

    id: int
    kind: str
    description: str
    address: str
    place: str
    premises: str
    street: str
    result: str
    carried_because: str
    notice: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """What a seized thing is worth by one method."""

    method: str
    amount: Decimal
    currency: str
    valued_on: dt.date


@dataclass(frozen=True, slots=True)
class SeizedView:
    """One line of an inventory."""

    id: int
    kind: str
    description: str
    quantity: int
    unit: str
    stored_at: str
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class SeizureView:
    """What was taken at one time."""

    id: int
    taken_at: dt.datetime
    receipt: str
    from_party: int | None
    items: tuple[SeizedView, ...]


@dataclass(frozen=True, slots=True)
class MeasureView:
    """An order or an operation, with what was seized by it."""

    id: int
    lifecycle: str
    kind: str
    state: str
    state_title: Words
    scope: str
    whole_repertoire: bool
    planned_for: dt.datetime | None
    carried_out_at: dt.datetime | None
    ends_on: dt.date | None
    result: str
    track_id: int | None
    seizures: tuple[SeizureView, ...]


@dataclass(frozen=True, slots=True)
class SanctionView:
    """One line of what a decision orders, and how far it was carried out."""

    id: int
    kind: str
    against: int | None
    amount: Decimal | None
    currency: str
    months: int | None
    suspended_months: int | None
    what: str
    cite: str
    state: str
    paid: Decimal
    done_on: dt.date | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision. `publication` is the standing of its newest published version: "", published, withdrawn, erased."""

    id: int
    number: str
    kind: str
    outcome: str
    state: str
    state_title: Words
    title: str
    decided_on: dt.date | None
    final_on: dt.date | None
    publication: str
    ecli: str
    track_id: int | None
    sanctions: tuple[SanctionView, ...]


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """What is fixed for a time."""

    id: int
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    place: str
    office: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a step recorded: in both languages where it comes from a table, else as it was written."""

    name: str
    title: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Happening:
    """A step. `by` is a person's name, for those who may know it; `reason` what they gave as reason."""

    id: int
    act: str
    title: Words
    way: str
    subject_id: int
    track_id: int | None
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    from_state: str
    to_state: str
    state: Words | None
    relation: str
    office: str
    by: str
    reason: str
    facts: tuple[Fact, ...]
    audience: str


@dataclass(frozen=True, slots=True)
class History:
    """Steps, newest first; `older` is the id after which the next page begins, None at the end."""

    steps: tuple[Happening, ...]
    older: int | None
    paged: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Whether the facts recorded so far are above the criminal line (None: cannot be said), how far each is, and them."""

    above: bool | None
    gauges: tuple[Gauge, ...]
    rule: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything of a case that somebody may see. `seen` are the fields of the table that they see.

    `relation` is what they look as; `party_ids` the parties they speak for; `silent_since` the moment from which an
    answer was owed and had not come.
    """

    id: int
    relation: str
    party_ids: frozenset[int]
    header: Header
    ways: tuple[WayView, ...]
    lead: WayView | None
    clocks: tuple[ClockView, ...]
    silent_since: dt.datetime | None
    office: OfficeView | None
    parties: tuple[PartyView, ...]
    works: tuple[WorkView, ...]
    target_count: int | None
    targets: tuple[TargetView, ...]
    statements: tuple[str, ...]
    measures: tuple[MeasureView, ...]
    line: Line | None
    decisions: tuple[DecisionView, ...]
    appointments: tuple[AppointmentView, ...]
    history: History
    updated_at: dt.datetime
    seen: frozenset[str]

    def sees(self, field: str) -> bool:
        """Whether a field of the table of visibility is shown."""
        return field in self.seen

    @property
    def running(self) -> tuple[ClockView, ...]:
        """The clocks that run, the first to end first."""
        return tuple(clock for clock in self.clocks if clock.stopped_at is None)

    def party(self, party_id: int | None) -> PartyView | None:
        """A party by id."""
        return next((one for one in self.parties if one.id == party_id), None)
