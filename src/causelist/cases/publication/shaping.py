"""From rows to what is seen of them: each function takes out what the table withholds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from causelist.cases import line as reckoned
from causelist.cases import tables, visibility
from causelist.cases.models import Appointment, Case, CaseParty, Clock, Complaint, Target, Track
from causelist.cases.publication.eyes import Eyes
from causelist.cases.publication.fetching import Rows
from causelist.cases.publication.telling import Told
from causelist.cases.publication.views import (
    AppointmentView,
    ClockView,
    DecisionView,
    Header,
    Line,
    MeasureView,
    OfficeView,
    PartyView,
    SanctionView,
    SeizedView,
    SeizureView,
    Step,
    TargetView,
    ValueView,
    WayView,
    WorkView,
)
from causelist.cases.relations import SIDES
from causelist.cases.secrecy import is_secret_ruling
from causelist.cases.tables import STAGES, Words
from causelist.parties.queries import home_of
from causelist.works.models import Work

NO_WORDS = Words("", "")
MOST_STEPS = 8  # of a way that was walked; the history holds all
UNANSWERED = ("silent", "silence_appealed")


def header(case: Case, eyes: Eyes) -> Header:
    """What the case is."""
    region = case.region if eyes.sees("region") else None
    return Header(
        number=case.number,
        stage=case.stage if eyes.sees("stage") else "",
        jurisdiction=case.jurisdiction,
        confidentiality=case.confidentiality,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        title=case.title if eyes.sees("title") else "",
        kind=case.kind if eyes.sees("kind") else "",
        industry=case.industry if eyes.sees("industry") else "",
        region=region.name if region else "",
        region_zh=region.name_zh if region else "",
        region_code=region.code if region else "",
        joined_into=_neighbour(case.joined_into),
        split_from=_neighbour(case.split_from),
    )


def _neighbour(case: Case | None) -> str:
    """The number of another case, where everybody may know that it is there."""
    known = case is not None and visibility.sees("number", "public", case.stage, case.confidentiality)
    return case.number if case is not None and known else ""


def office(row: Case | Track | Complaint) -> OfficeView | None:
    """Whom one asks about it."""
    at = row.office
    if at is None:
        return None
    slug, body = at.body.organisation.slug, row.body_name  # type: ignore[union-attr] # fetched with the row
    return OfficeView(
        at.pk, at.name, at.name_zh, body or slug, slug, at.contact_email, at.contact_phone, at.hours, at.time_zone
    )


def ways(rows: Rows, told: Told, eyes: Eyes) -> tuple[WayView, ...]:
    """Complaints and tracks that one was told of, in the order in which they began."""
    found = []
    both: list[Track | Complaint] = [*rows.complaints, *rows.tracks]
    for row in both:
        kind, track_id = (row.kind, row.pk) if isinstance(row, Track) else ("complaint", None)
        inside = eyes.hears("bodies", track_id)
        state = row.state if inside else told.newest(kind, row.pk)
        if state:
            found.append(_way(row, kind, state, told, eyes))
    return tuple(sorted(found, key=lambda way: (way.opened_at, way.kind != "complaint")))


def _way(row: Track | Complaint, kind: str, state: str, told: Told, eyes: Eyes) -> WayView:
    table, track = tables.lifecycle(kind), row if isinstance(row, Track) else None
    here = table.states[state]
    track_id = track.pk if track else None
    officer = track.officer if track and eyes.sees("officer", track_id) else None
    return WayView(
        kind=kind,
        id=row.pk,
        title=table.title,
        state=state,
        state_title=here.title,
        next=here.next,
        waits_for=here.waits_for,
        ended=here.ended,
        silent=kind == "complaint" and state in UNANSWERED,
        steps=_steps(kind, row.pk, here, told),
        office=office(row) if eyes.sees("office") else None,
        officer=officer.name if officer else "",
        reference=track.reference if track and eyes.hears("parties", track_id) else "",
        instance=track.instance if track else 1,
        opened_at=track.opened_at if track else row.filed_at,  # type: ignore[union-attr]
        closed_at=track.closed_at if track and here.ended else None,
        link=track.link if track else "",
        linked_to=track.linked_to_id if track else None,
    )


def _steps(kind: str, subject_id: int, here: tables.State, told: Told) -> tuple[Step, ...]:
    """What was walked, by the states one was told of; then the stages that every case has ahead."""
    states = tables.lifecycle(kind).states
    walked = [(name, at) for name, at in told.walked.get((kind, subject_id), []) if name in states]
    done = [Step(states[name].title, "done", at) for name, at in walked[-MOST_STEPS:-1]]
    at = walked[-1][1] if walked else None
    if here.ended:
        return (*done, Step(here.title, "done", at))
    stage = here.stage or "complaint"
    ahead = [Step(visibility.stage_titles()[name], "ahead") for name in STAGES[STAGES.index(stage) + 1 :]]
    return (*done, Step(here.title, "now", at), *ahead)


def silent_since(rows: Rows, told: Told, eyes: Eyes) -> dt.datetime | None:
    """Since when an answer is owed that has not come."""
    if not eyes.sees("stage"):
        return None
    found = [
        at
        for row in rows.complaints
        if told.newest("complaint", row.pk) in UNANSWERED
        for state, at in told.walked["complaint", row.pk]
        if state == "silent"
    ]
    return min(found, default=None)


def clocks(rows: Iterable[Clock], eyes: Eyes, now: dt.datetime) -> tuple[ClockView, ...]:
    """Clocks whose beginning one was told of; where only the clocks are open to view, those that everybody may know."""
    if not eyes.sees("clocks"):
        return ()
    kinds = tables.clock_kinds()
    return tuple(
        ClockView(
            id=row.pk,
            name=row.name,
            title=kinds[row.name].title if row.name in kinds else Words(row.name, row.name),
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            track_id=row.track_id,
            waits_for=row.waits_for,
            rule=row.rule,
            cite=row.cite,
            started_at=row.started_at,
            due_at=row.due_at,
            due_on=row.due_on,
            stopped_at=row.stopped_at,
            outcome=row.outcome,
            late=row.outcome == "late" or (row.stopped_at is None and row.due_at is not None and row.due_at < now),
            counted=tuple(Words(step.get("en", ""), step.get("zh", "")) for step in row.steps),
            office=row.office.name if row.office and eyes.sees("office") else "",
        )
        for row in rows
        if row.audience == "public" or eyes.hears(row.audience, row.track_id)
    )


def parties(rows: Iterable[CaseParty], eyes: Eyes) -> tuple[PartyView, ...]:
    """Who takes part: natural persons, minors and who is not to be named yet without their name."""
    own = eyes.relations.party_ids
    return tuple(_party(row, eyes, own=row.pk in own) for row in rows)


def _party(row: CaseParty, eyes: Eyes, *, own: bool) -> PartyView:
    side, organisation = SIDES[row.role], row.name.organisation
    withheld = ""
    if not own:
        # A third party is named when the respondent is.
        if not eyes.sees("complainant" if side == "complainant" else "respondent"):
            withheld = "stage"
        elif row.is_minor and not eyes.sees("minors"):
            withheld = "minor"
        elif organisation.is_person and not eyes.sees("persons"):
            withheld = "person"
    page = None if withheld or organisation.is_person else home_of(organisation).slug
    agent = row.representative
    named = agent is not None and withheld != "stage" and (not agent.is_person or eyes.sees("persons"))
    representative = row.representative_name or "" if named else ""  # type: ignore[attr-defined] # fetched with the row
    return PartyView(
        row.pk, row.role, side, None if withheld else row.name.text, page, representative, withheld, own
    )  # fmt: skip


def works(rows: Iterable[Work]) -> tuple[WorkView, ...]:
    """What it is about."""
    return tuple(WorkView(row.pk, row.title) for row in rows)


def targets(rows: Iterable[Target], eyes: Eyes) -> tuple[TargetView, ...]:
    """What is complained of; the street of premises only for the bodies."""
    street = eyes.sees("premises_street")
    return tuple(
        TargetView(
            row.pk, row.kind, row.description, row.address, row.place, row.premises.name if row.premises else "",
            row.premises.street if row.premises and street else "", row.result, row.carried_because,
            row.item.notice.number if row.item else "",
        )
        for row in rows
    )  # fmt: skip


def measures(rows: Iterable[dict[str, Any]], told: Told, eyes: Eyes) -> tuple[MeasureView, ...]:
    """Orders and operations. One that is still secret, asked without hearing the other side or only planned, is not there."""
    found = []
    for _, lines in groupby(rows, key=lambda row: row["id"]):
        rows_of = list(lines)
        row = rows_of[0]
        key, track_id = (row["lifecycle"], row["id"]), row["track_id"]
        inside = eyes.hears("bodies", track_id)
        known = row["state"] if inside else (told.newest(*key) or told.shared.get(key, ""))
        if not known:
            continue
        state = tables.lifecycle(row["lifecycle"]).states.get(known)
        found.append(
            MeasureView(
                row["id"], row["lifecycle"], row["kind"], known, state.title if state else NO_WORDS,
                row["scope"] if eyes.hears("parties", track_id) else "", row["whole_repertoire"],
                row["planned_for"] if inside else None, row["carried_out_at"], row["ends_on"],
                row["result"] if eyes.hears("parties", track_id) else "", track_id,
                _seizures(rows_of, eyes) if eyes.sees("seizures") else (),
            )
        )  # fmt: skip
    return tuple(found)


def _seizures(rows: list[dict[str, Any]], eyes: Eyes) -> tuple[SeizureView, ...]:
    taken = [row for row in rows if row["seizure"] is not None]
    return tuple(
        SeizureView(
            lines[0]["seizure"], lines[0]["taken_at"], lines[0]["receipt"] or "", lines[0]["from_party"],
            _items(lines, eyes),
        )
        for _, group in groupby(taken, key=lambda row: row["seizure"])
        for lines in [list(group)]
    )  # fmt: skip


def _items(rows: list[dict[str, Any]], eyes: Eyes) -> tuple[SeizedView, ...]:
    found = []
    for _, group in groupby((row for row in rows if row["item"] is not None), key=lambda row: row["item"]):
        lines = list(group)
        newest = {
            line["method"]: ValueView(line["method"], line["amount"], line["currency"], line["valued_on"])
            for line in lines
            if line["method"] and eyes.sees("values")
        }
        first = lines[0]
        found.append(
            SeizedView(
                first["item"], first["item_kind"], first["description"], first["quantity"], first["unit"] or "",
                first["stored_at"] or "" if eyes.sees("premises_street") else "", tuple(newest.values()),
            )
        )  # fmt: skip
    return tuple(found)


def decisions(rows: Iterable[dict[str, Any]], told: Told, eyes: Eyes) -> tuple[DecisionView, ...]:
    """Decisions: to the public those that were published; drafts to who drafts; none that was thrown away."""
    states, found = tables.lifecycle("decision").states, []
    for _, group in groupby(rows, key=lambda row: row["id"]):
        lines = list(group)
        row = lines[0]
        track_id, published = row["track_id"], row["publication"] or ""
        secret = is_secret_ruling(row["measure__lifecycle"], row["measure__carried_out_at"])
        if secret and not published and not eyes.hears("asker", track_id):
            continue
        party = eyes.hears("parties", track_id) or eyes.sees("decision_full_text", track_id)
        if row["state"] in ("draft", "discarded"):
            shown = row["state"] == "draft" and eyes.sees("drafts", track_id)
        else:
            shown = party or bool(published)
        # That it was served, the parties are told; to the public it stands as it was last told of.
        state = row["state"] if party else (told.newest("decision", row["id"]) or "issued")
        if shown:
            found.append(
                DecisionView(
                    row["id"], row["number"] or "", row["kind"], row["outcome"], state, states[state].title, row["title"] if party else "", row["decided_on"], row["final_on"],
                    published, row["ecli"] or "", track_id,
                    _sanctions(lines, party=party) if party or published in ("published", "replaced") else (),
                )
            )  # fmt: skip
    return tuple(found)


def _sanctions(rows: list[dict[str, Any]], *, party: bool) -> tuple[SanctionView, ...]:
    return tuple(
        SanctionView(
            row["sanction"], row["sanction_kind"], row["against"], row["amount"], row["currency"], row["months"],
            row["suspended_months"], row["what"] if party else "", row["cite"], row["carried"], row["paid"],
            row["done_on"],
        )
        for row in rows
        if row["sanction"] is not None
    )  # fmt: skip


def appointments(rows: Iterable[Appointment], eyes: Eyes) -> tuple[AppointmentView, ...]:
    """What is fixed and told to these eyes."""
    return tuple(
        AppointmentView(
            row.pk, row.kind, row.starts_at, row.ends_at, row.place if eyes.hears("parties", row.track_id) else "",
            row.office.name if row.office else "", row.cancelled_at is not None,
        )
        for row in rows
        if eyes.hears(row.audience, row.track_id)
    )  # fmt: skip


def line(case: Case) -> Line | None:
    """How far from the criminal line, on the facts recorded so far; None before any were."""
    if not case.facts:
        return None
    found = reckoned.of(case.jurisdiction, case.facts, opened=case.opened_at.date())
    gauges = found.meter.gauges if found else ()
    first = gauges[0].tier if gauges else ""
    return Line(
        case.above_line, tuple(one for one in gauges if one.tier == first), gauges[0].rule if gauges else "", case.facts
    )
