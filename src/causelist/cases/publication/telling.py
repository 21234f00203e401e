"""What happened in a case, as it is told to somebody: steps by audience, and of each step only what they may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from causelist.cases import tables
from causelist.cases.fields import Field
from causelist.cases.models import CaseEvent
from causelist.cases.publication.eyes import Eyes
from causelist.cases.publication.fetching import Rows
from causelist.cases.publication.views import Fact, Happening, History, PartyView
from causelist.cases.tables import Words

# What a step recorded and cannot carry anybody's words or name: told to whoever is told of the step.
PLAIN = frozenset({"choice", "date", "moment", "count", "positive", "currency", "flag", "office"})
BODIES_ONLY = frozenset({"officer", "email", "json", "id", "ids"})
HISTORY_PAGE = 50
FELL_DUE = Words("Not done in time", "逾期未办")
YES, NO = Words("yes", "是"), Words("no", "否")


@dataclass(frozen=True, slots=True)
class Told:
    """States that subjects moved to, as far as one was told: by (lifecycle, id), oldest first.

    `shared` is the last state of subjects that was told to all parties: no secret from anybody concerned.
    """

    walked: Mapping[tuple[str, int], list[tuple[str, Any]]]
    shared: Mapping[tuple[str, int], str]

    @classmethod
    def of(cls, moves: Iterable[tuple[str, int, int | None, str, Any, str]], eyes: Eyes) -> Told:
        """From every move of a case."""
        walked: defaultdict[tuple[str, int], list[tuple[str, Any]]] = defaultdict(list)
        shared = {}
        for kind, subject_id, track_id, state, at, audience in moves:
            if audience in ("public", "parties"):
                shared[kind, subject_id] = state
            if eyes.hears(audience, track_id):
                walked[kind, subject_id].append((state, at))
        return cls(walked, shared)

    def newest(self, kind: str, subject_id: int) -> str:
        """The last state one was told of; empty where one was told of none."""
        moves = self.walked.get((kind, subject_id), [])
        return moves[-1][0] if moves else ""


def history(
    events: list[CaseEvent], rows: Rows, parties: Iterable[PartyView], eyes: Eyes, before: int | None
) -> History:
    """A page of steps. `events` holds one more than the page where there is another."""
    page = events[:HISTORY_PAGE]
    offices = {
        row.office.pk: row.office.name
        for row in (rows.case, *rows.tracks, *rows.complaints)
        if row is not None and row.office is not None
    }
    names = {one.id: one.name for one in parties}
    steps = tuple(_step(event, eyes, offices, names) for event in page)
    older = page[-1].pk if len(events) > HISTORY_PAGE else None
    return History(steps, older, before is not None)


def _step(event: CaseEvent, eyes: Eyes, offices: Mapping[int, str], names: Mapping[int, str | None]) -> Happening:
    kind, _, name = event.act.partition(".")
    act = tables.act(kind, name)
    table = tables.lifecycles().get(event.subject_kind)
    state = table.states[event.to_state].title if table and event.to_state in table.states else None
    of_parties = eyes.hears("parties", event.track_id)
    of_bodies = eyes.hears("bodies", event.track_id)
    return Happening(
        id=event.pk,
        act=event.act,
        title=act.title if act else FELL_DUE,
        way=event.subject_kind,
        subject_id=event.subject_id,
        track_id=event.track_id,
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        from_state=event.from_state,
        to_state=event.to_state,
        state=state,
        relation=event.relation,
        office=event.office.name if event.office else "",
        by=event.by.name if of_bodies and event.by else "",
        reason=event.basis if of_parties else "",
        facts=tuple(_facts(event, act, eyes, offices, names)),
        audience=event.audience,
    )


def _facts(
    event: CaseEvent, act: tables.Act | None, eyes: Eyes, offices: Mapping[int, str], names: Mapping[int, str | None]
) -> Iterable[Fact]:
    if act is None:
        clock = tables.clock_kinds().get(str(event.detail.get("clock")))
        if clock:
            yield Fact("clock", Words("Clock", "期限"), clock.title)
        if event.detail.get("due_on"):
            yield Fact("due_on", Words("Last day", "期满日"), _plain(event.detail["due_on"]))
        return
    for name, field in act.fields.items():
        given = event.detail.get(name)
        if given in (None, "", [], {}) or not _may_know(field, event, eyes):
            continue
        value = _value(field, given, event, offices, names)
        if value is not None:
            yield Fact(name, Words(field.title, field.title_zh), value)


def _may_know(field: Field, event: CaseEvent, eyes: Eyes) -> bool:
    if field.kind in PLAIN:
        return True
    if field.kind == "money":
        return eyes.sees("values", event.track_id)
    return eyes.hears("bodies" if field.kind in BODIES_ONLY else "parties", event.track_id)


def _value(
    field: Field, given: Any, event: CaseEvent, offices: Mapping[int, str], names: Mapping[int, str | None]
) -> Words | None:
    if field.kind == "choice" and given in field.choices:
        return Words(*field.choices[given])
    if field.kind == "flag":
        return YES if given else NO
    if field.kind == "money":
        return _plain(f"{given} {event.detail.get('currency', '')}".strip())
    if field.kind in ("json", "id", "officer"):
        return None
    if field.kind in ("office", "party"):
        given = (offices if field.kind == "office" else names).get(int(given)) if str(given).isdecimal() else None
    if isinstance(given, list):
        given = len(given)
    return _plain(given) if given else None


def _plain(value: object) -> Words:
    return Words(str(value), str(value))
