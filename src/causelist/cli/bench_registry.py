"""A registry of cases to measure on: bodies, people, and any number of invented cases put in by bulk insertion."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.cases.models import Body, Case, CaseEvent, CaseParty, Clock, Complaint, Office, Track
from causelist.core.numbers import PublicNumber
from causelist.parties import services as parties
from causelist.parties.models import Organisation, OrganisationName, Region
from causelist.runtime import bulk
from causelist.runtime.models import NumberSeries

OPENED = dt.datetime(2021, 1, 4, 8, tzinfo=dt.UTC)
YEAR = 2021
BATCH = 5_000
OFFICES = 8
LONG = 500  # events of the one long case
_INDUSTRIES = ("film", "music", "software", "games", "books", "broadcast", "other")
_KINDS = ("stall", "listing", "shop", "plant")
_STAGES = ("complaint", "investigation", "decision", "appeal", "enforcement", "closed", "closed", "closed")
_STATES = {
    "investigation": "investigating", "decision": "deciding", "appeal": "decided", "enforcement": "enforcement",
    "closed": "closed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registry:
    """What was made. `officer` works at the first body; `long` is the number of the case with many events."""

    officer: User
    filer: User
    offices: list[Office]
    holder: Organisation
    respondent: OrganisationName
    region: Region
    long: str


@transaction.atomic
def fill(count: int) -> Registry:
    """Make it, with `count` cases of which one is long, in flat memory."""
    made = _bodies()
    chance = random.Random(39)  # noqa: S311 -- the same cases on every machine
    for first in range(0, count, BATCH):
        _insert(made, chance, range(first, min(first + BATCH, count)), count)
    NumberSeries.objects.update_or_create(kind="C", year=YEAR, defaults={"last": count})
    long = Case.objects.order_by("-pk")[0]
    _events(long, Track.objects.filter(case=long).first())
    return Registry(**{**made, "long": long.number})


def _bodies() -> dict[str, Any]:
    regions = [
        parties.ensure_region(code=f"CN-{90 + n}", name=f"Province {n}", name_zh=f"{n}省") for n in range(OFFICES)
    ]
    national = parties.create_organisation(name="National Copyright Office", kind="authority", by=None)
    above = Body.objects.create(organisation=national, level="national", code="B", jurisdiction="cn")
    offices = []
    for n, region in enumerate(regions):
        authority = parties.create_organisation(name=f"Copyright Office {n}", kind="authority", by=None, region=region)
        body = Body.objects.create(
            organisation=authority, level="provincial", code=f"B{n}", superior=above, jurisdiction="cn"
        )
        offices.append(
            Office.objects.create(
                body=body, name="Office I", tracks=["administrative"], regions=[region.code], time_zone="Asia/Shanghai"
            )
        )
    holder = parties.create_organisation(name="Larkspur Pictures Ltd", kind="right_holder", by=None)
    respondent = parties.create_organisation(name="Lantern Market Trading", kind="other", by=None)
    return {
        "officer": _person("officer", offices[0].body.organisation, "officer"),
        "filer": _person("filer", holder, "filer"),
        "offices": offices, "holder": holder, "respondent": respondent.names.get(is_primary=True), "region": regions[0],
    }  # fmt: skip


def _person(name: str, organisation: Organisation, role: str) -> User:
    person = create_person(email=f"{name}@people.example", name=name.title(), by=None, password=None)
    parties.grant_membership(user=person, organisation=organisation, role=role, by=None, starts_on=dt.date(2020, 1, 1))
    return person


def _insert(made: dict[str, Any], chance: random.Random, numbers: Sequence[int], count: int) -> None:
    ids: dict[type[models.Model], list[int]] = {
        model: bulk.reserve_ids(model, len(numbers)) for model in (Case, Complaint, Track, Clock)
    }
    name = made["holder"].names.get(is_primary=True).pk
    rows: dict[type[models.Model], list[dict[str, Any]]] = {
        model: [] for model in (Case, Complaint, Track, CaseParty, CaseEvent, Clock)
    }
    for index, n in enumerate(numbers):
        case = {model: ids[model][index] for model in ids}
        for model, row in _case(made, name, chance, n, count, case):
            rows[model].append(row)
    for model, listed in rows.items():
        if listed:
            usual = _defaults(model)
            columns = list({**usual, **listed[0]})
            bulk.insert(model, [[{**usual, **row}[column] for column in columns] for row in listed], columns)


def _defaults(model: type[models.Model]) -> dict[str, Any]:
    """What columns hold that a row says nothing of."""
    fields = (field for field in model._meta.concrete_fields if not field.primary_key)  # noqa: SLF001 -- Django documents _meta
    return {
        field.column: field.get_default()
        for field in fields
        if field.column and field.db_default is models.NOT_PROVIDED
    }


def _case(  # noqa: PLR0917 -- what a case is made of
    made: dict[str, Any], name: int, chance: random.Random, n: int, count: int, ids: dict[type[models.Model], int]
) -> Iterator[tuple[type[models.Model], dict[str, Any]]]:
    opened = OPENED + dt.timedelta(minutes=n * 5 * 365 * 24 * 60 // count)
    stage = "appeal" if n == count - 1 else chance.choice(_STAGES)
    office = made["offices"][0 if n == count - 1 else chance.randrange(OFFICES)]
    is_open = stage == "complaint"
    # Of those that wait for an answer some have waited too long, and were told of it.
    due = opened + dt.timedelta(days=15)
    yield Case, {
        "id": ids[Case], "number": str(PublicNumber("C", YEAR, n + 1)), "title": f"Copies at stall {n % 977}",
        "jurisdiction": "cn", "kind": _KINDS[n % 4], "industry": _INDUSTRIES[n % 7], "region_id": made["region"].pk,
        "stage": stage, "confidentiality": "restricted" if n % 97 == 5 else "open", "office_id": office.pk,
        "opened_at": opened, "closed_at": opened + dt.timedelta(days=90) if stage == "closed" else None,
        "due_at": due if is_open else None, "above_line": None if n % 3 else bool(n % 2), "facts": {},
        "last_event_at": opened,
    }  # fmt: skip
    yield Complaint, {
        "id": ids[Complaint], "case_id": ids[Case], "state": "received" if is_open else "accepted",
        "key": f"bench:{n}", "channel": "demo", "holder_id": made["holder"].pk, "statement": "", "filed_at": opened,
        "complete_at": opened, "office_id": office.pk,
    }  # fmt: skip
    yield CaseParty, {"case_id": ids[Case], "role": "complainant", "name_id": name, "is_minor": False, "email": ""}
    yield CaseParty, {
        "case_id": ids[Case], "role": "respondent", "name_id": made["respondent"].pk, "is_minor": False, "email": "",
    }  # fmt: skip
    if not is_open:
        yield Track, {
            "id": ids[Track], "case_id": ids[Case], "kind": "administrative", "state": _STATES[stage],
            "office_id": office.pk, "reference": "", "is_public": True, "instance": 1, "link": "", "opened_at": opened,
            "closed_at": opened + dt.timedelta(days=90) if stage == "closed" else None,
        }  # fmt: skip
    for act in ("complaint.file", *(() if is_open else ("complaint.accept",))):
        yield CaseEvent, {
            "case_id": ids[Case], "act": act, "subject_kind": "complaint", "subject_id": ids[Complaint],
            "from_state": "", "to_state": "received", "occurred_at": opened, "relation": "complainant",
            "office_id": office.pk, "basis": "", "detail": {}, "audience": "public",
        }  # fmt: skip
    yield Clock, {
        "id": ids[Clock], "case_id": ids[Case], "office_id": office.pk, "name": "acceptance",
        "subject_kind": "complaint", "subject_id": ids[Complaint], "waits_for": "office", "rule": "cn.admin.acceptance",
        "cite": "Measures, art. 15", "started_at": opened, "due_at": due, "due_on": due.date(), "steps": [],
        "stopped_at": None if is_open else opened + dt.timedelta(days=3), "outcome": "" if is_open else "met",
        "fell_due_at": due if is_open else None, "audience": "public",
    }  # fmt: skip


def _events(case: Case, track: Track | None) -> None:
    """A long history: steps of a track, one a day."""
    columns = [
        "case_id", "track_id", "act", "subject_kind", "subject_id", "from_state", "to_state", "occurred_at", "relation",
        "office_id", "basis", "detail", "audience",
    ]  # fmt: skip
    acts = ("administrative.extend", "administrative.fix_hearing", "administrative.suspend", "administrative.resume")
    rows = [
        (
            case.pk, track.pk if track else None, acts[n % 4], "administrative", track.pk if track else 0, "", "",
            case.opened_at + dt.timedelta(days=n), "officer", case.office_id, "For the reason given.",
            {"until": "2026-01-01"}, "public" if n % 3 else "parties",
        )
        for n in range(LONG)
    ]  # fmt: skip
    bulk.insert(CaseEvent, rows, columns)
