"""Very many cases at once, for what must stay quick: written by bulk inserts, past the services."""

from __future__ import annotations

import datetime as dt
from itertools import islice

from causelist.cases.models import Case, CaseEvent, CaseParty, Clock, Complaint, Office, Track
from causelist.core.numbers import PublicNumber
from causelist.parties.models import OrganisationName

BATCH = 5_000
STAGES = ("complaint", "investigation", "decision", "appeal", "enforcement", "closed")
KINDS = ("stall", "shop", "listing", "website", "plant", "cinema")
INDUSTRIES = ("film", "music", "software", "games", "books")


def make(count: int, offices: list[Office], holders: list[OrganisationName], *, until: dt.datetime) -> None:
    """So many cases, spread over years, offices and stages; each with a complaint, a step, a party, mostly a clock."""
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        cases = Case.objects.bulk_create(_case(index, offices, until, count) for index in batch)
        holder = [holders[index % len(holders)] for index in batch]
        complaints = Complaint.objects.bulk_create(
            Complaint(
                case=case, state="silent" if case.pk % 20 == 0 else "accepted", key=f"many:{case.number}",
                channel="demo", holder_id=name.organisation_id, filed_at=case.opened_at, office=case.office,
            )
            for case, name in zip(cases, holder, strict=True)
        )  # fmt: skip
        CaseParty.objects.bulk_create(
            CaseParty(case=case, role="complainant", name=name) for case, name in zip(cases, holder, strict=True)
        )
        Track.objects.bulk_create(
            Track(
                case=case, kind="administrative", state="investigating", office=case.office, opened_at=case.opened_at,
                is_public=True,
            )
            for case in cases
        )  # fmt: skip
        CaseEvent.objects.bulk_create(
            CaseEvent(
                case=case, act="complaint.file", subject_kind="complaint", subject_id=complaint.pk,
                to_state="received", occurred_at=case.opened_at, relation="complainant", office=case.office,
                audience="public",
            )
            for case, complaint in zip(cases, complaints, strict=True)
        )  # fmt: skip
        Clock.objects.bulk_create(
            Clock(
                case=case, office=case.office, name="acceptance", subject_kind="complaint", subject_id=complaint.pk,
                waits_for="office", rule="cn.admin.acceptance", cite="-", started_at=case.opened_at,
                due_at=case.due_at, due_on=case.due_at.date(),
            )
            for case, complaint in zip(cases, complaints, strict=True)
            if case.due_at is not None
        )  # fmt: skip


def _case(index: int, offices: list[Office], until: dt.datetime, count: int) -> Case:
    opened = until - dt.timedelta(minutes=(count - index) * 8)
    stage = STAGES[index % 6]
    due = opened + dt.timedelta(days=15 + index % 60) if stage != "closed" else None
    return Case(
        number=str(PublicNumber("C", opened.year, 10_000_000 + index)), title=f"Copies at stall {index}",
        jurisdiction="cn", kind=KINDS[index % 6], industry=INDUSTRIES[index % 5], stage=stage,
        region=None, office=offices[index % len(offices)], opened_at=opened, due_at=due,
        closed_at=opened + dt.timedelta(days=90) if stage == "closed" else None, last_event_at=opened,
    )  # fmt: skip
