"""Every act from every state by everybody, against the tables: who may is known here by hand, not asked of the code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from tests.cases import journeys
from tests.cases.conftest import OPENED, Country

from causelist.cases import tables
from causelist.cases.models import (
    Case,
    CaseEvent,
    Complaint,
    Decision,
    Measure,
    Publication,
    Recusal,
    RedactionRequest,
    Track,
)
from causelist.cases.services import NotThere, act
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

AT = OPENED + dt.timedelta(days=5)
# What each person is, on the case itself and on each of its tracks. Who is not named is nothing there.
PARTIES = {"complainant": {"complainant"}, "respondent": {"respondent"}, "registry": {"registry"}}
ABOVE, ANOTHER = {"superior"}, {"other_body"}
OFFICE, OFFICER, HEAD = {"office"}, {"officer", "office"}, {"head", "office"}
BODIES: dict[str, dict[str, set[str]]] = {
    "case": {
        "officer": OFFICER, "colleague": OFFICE, "head": HEAD, "superior": ABOVE, "policeman": ANOTHER, "clerk": ANOTHER,
    },
    "administrative": {
        "officer": OFFICER, "colleague": OFFICE, "head": HEAD, "superior": ABOVE, "policeman": ANOTHER, "clerk": ANOTHER,
    },
    "civil": {
        "clerk": OFFICER, "appeal_clerk": ABOVE, "officer": ANOTHER, "colleague": ANOTHER, "head": ANOTHER,
        "policeman": ANOTHER,
    },
    "criminal": {
        "policeman": OFFICER, "officer": ANOTHER, "colleague": ANOTHER, "head": ANOTHER, "clerk": ANOTHER,
    },
}  # fmt: skip
PEOPLE = (
    "complainant", "respondent", "officer", "colleague", "head", "reader", "superior", "policeman", "prosecutor",
    "clerk", "appeal_clerk", "stranger", "registry",
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A row of a lifecycle, and whose desk it lies on."""

    row: Any
    desk: str

    def put(self, state: str) -> None:
        """Write a state as a row has it, whatever led there."""
        if isinstance(self.row, Case):
            Case.objects.filter(pk=self.row.pk).update(joined_into=self.row.joined_into if state == "joined" else None)
            return
        more: dict[str, Any] = {}
        if isinstance(self.row, Decision):
            made = state not in ("draft", "discarded")
            more = {"number": "D-2026-1-0" if made else None, "decided_on": dt.date(2026, 3, 4) if made else None}
        if isinstance(self.row, Publication):
            more = {"withdrawn_at": AT if state in ("withdrawn", "erased") else None}
        type(self.row).objects.filter(pk=self.row.pk).update(state=state, **more)


@pytest.fixture
def subjects(country: Country) -> dict[str, Subject]:
    """One case with a subject of every lifecycle, each told to everybody."""
    other = country.complaint().case
    admin = journeys.filed(country)
    case = admin.case
    offices = country.offices
    rows: dict[str, Subject] = {"administrative": Subject(admin, "administrative")}
    rows["complaint"] = Subject(case.complaints.get(), "case")
    for kind, office in (("civil", "court"), ("criminal", "police")):
        track = Track.objects.create(case=case, kind=kind, state=first(kind), office=offices[office], opened_at=AT)
        rows[kind] = Subject(track, kind)
    for lifecycle, kind in (("order", "injunction"), ("operation", "raid")):
        measure = Measure.objects.create(
            case=case, lifecycle=lifecycle, kind=kind, state=first(lifecycle), opened_at=AT
        )
        rows[lifecycle] = Subject(measure, "case")
    decision = Decision.objects.create(
        case=case, track=admin, kind="penalty", body=country.bodies["municipal"], title="Penalty"
    )
    rows["decision"] = Subject(decision, "administrative")
    publication = Publication.objects.create(
        decision=decision, version=1, ecli="ECLI:XX:B3:2026:1", language="en", rules="1", published_at=AT
    )
    rows["publication"] = Subject(publication, "administrative")
    asked = RedactionRequest.objects.create(
        decision=decision, email="q@quill.example", what="x", ground="person", asked_at=AT, key="k"
    )
    rows["redaction"] = Subject(asked, "administrative")
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case, track=country_track(one, admin), act="test.told", subject_kind=lifecycle, subject_id=one.row.pk,
            occurred_at=AT, relation="system", audience="public",
        )
        for lifecycle, one in rows.items()
    )  # fmt: skip
    case.joined_into = other
    rows["case"] = Subject(case, "case")
    return rows


def first(lifecycle: str) -> str:
    return next(iter(tables.lifecycle(lifecycle).states))


def country_track(subject: Subject, admin: Track) -> Track | None:
    if isinstance(subject.row, Track):
        return subject.row
    return admin if subject.desk == "administrative" else None


def relations(person: str, desk: str) -> set[str]:
    return PARTIES.get(person, set()) | BODIES[desk].get(person, set())


def outcome(case: Case, one: tables.Act, subject: Subject | None, country: Country, person: str) -> str:
    """How an act without any field ends, undone at once: "forbidden", "absent", "state", or "taken" where it got further."""
    try:
        with transaction.atomic():
            act(
                case_id=case.pk, lifecycle=one.lifecycle, act=one.name, subject_id=subject.row.pk if subject else None,
                data={}, by=country.people[person], at=AT,
            )  # fmt: skip
            transaction.set_rollback(True)
    except NotAllowed:
        return "forbidden"
    except NotThere:
        return "absent"
    except Refused as refused:
        return "state" if refused.code == "wrong_state" else "taken"
    return "taken"


@pytest.mark.parametrize("lifecycle", sorted(tables.lifecycles()))
def test_every_act_from_every_state_by_everybody(
    country: Country, subjects: dict[str, Subject], lifecycle: str
) -> None:
    table, subject = tables.lifecycle(lifecycle), subjects[lifecycle]
    case = subjects["case"].row
    wrong = []
    for state in table.states:
        subject.put(state)
        for one in (one for one in table.acts.values() if not one.creates):
            for person in PEOPLE:
                mine = relations(person, subject.desk) & one.by
                expected = "forbidden" if not mine else "taken" if state in one.sources else "state"
                found = outcome(case, one, subject, country, person)
                if found != expected:
                    wrong.append((state, one.name, person, found, expected))
    assert not wrong


@pytest.mark.parametrize("lifecycle", sorted(tables.lifecycles()))
def test_what_is_made_is_made_by_whom_the_tables_name(
    country: Country, subjects: dict[str, Subject], lifecycle: str
) -> None:
    case = subjects["case"].row
    Case.objects.filter(pk=case.pk).update(joined_into=None)
    for one in tables.lifecycle(lifecycle).acts.values():
        if one.creates and one.full_name != "complaint.file":
            for person in PEOPLE:
                expected = "taken" if relations(person, "case") & one.by else "forbidden"
                assert outcome(case, one, None, country, person) == expected, (one.full_name, person)


@pytest.mark.parametrize("person", PEOPLE)
def test_sealed_case_is_there_for_its_bodies_and_the_registry_alone(
    country: Country, subjects: dict[str, Subject], person: str
) -> None:
    case = subjects["case"].row
    Case.objects.filter(pk=case.pk).update(joined_into=None, confidentiality="sealed")
    bodies = {"officer", "colleague", "head", "reader", "superior", "policeman", "clerk", "appeal_clerk", "registry"}

    found = outcome(case, tables.lifecycle("case").acts["note"], subjects["case"], country, person)

    assert (found == "absent") == (person not in bodies)


@pytest.mark.parametrize("lifecycle", ["administrative", "decision"])
def test_recused_officer_may_do_nothing_on_the_track(
    country: Country, subjects: dict[str, Subject], lifecycle: str
) -> None:
    track = subjects["administrative"].row
    Recusal.objects.create(track=track, officer=country.people["officer"], reason="x", by=country.people["head"])
    Track.objects.filter(pk=track.pk).update(officer=None)
    table, subject = tables.lifecycle(lifecycle), subjects[lifecycle]
    subject.put(next(iter(table.states)))
    for one in table.acts.values():
        if not one.creates:
            assert outcome(track.case, one, subject, country, "officer") == "forbidden", one.full_name


def test_every_state_can_be_reached_and_every_lifecycle_ends() -> None:
    for table in tables.lifecycles().values():
        reached = {target for one in table.acts.values() if one.creates for target in one.to} or {"open"}
        while True:
            more = {target for one in table.acts.values() if set(one.sources) & reached for target in one.to} - reached
            if not more:
                break
            reached |= more
        assert reached == set(table.states), table.id
        for name, state in table.states.items():
            acts = table.open_acts(name)
            assert acts or state.ended, f"{table.id}: nothing leads out of {name}"


def test_every_act_has_its_words_in_both_languages() -> None:
    for one in tables.all_acts():
        assert one.title.en
        assert one.title.zh
        for field in one.fields.values():
            assert field.title != field.title_zh, f"{one.full_name}.{field.name} has no Chinese title"


def test_complaints_are_made_by_filing_alone(country: Country) -> None:
    assert tables.lifecycle("complaint").acts["file"].creates
    assert Complaint.objects.count() == 0
