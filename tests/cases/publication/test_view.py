from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import OPENED, Country

from causelist.accounts.tokens import digest
from causelist.cases import keys
from causelist.cases.models import Case, CaseEvent, CaseParty
from causelist.cases.publication import view
from causelist.cases.sweep import sweep

LATE = OPENED + dt.timedelta(days=20)


@pytest.fixture
def case(country: Country) -> Case:
    return country.complaint().case


def _party(case: Case, role: str) -> CaseParty:
    return CaseParty.objects.get(case=case, role=role)


def _queries(number: str, **who: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        view(number, **who)
    return len(queries)


def test_public_sees_what_waits_for_whom(case: Case) -> None:
    seen = view(case.number)

    assert seen is not None
    assert seen.relation == "public"
    assert seen.header.title == "Copied discs on a market stall"
    assert seen.lead is not None
    assert (seen.lead.state, seen.lead.waits_for) == ("received", "office")
    assert [step.standing for step in seen.lead.steps] == ["now", "ahead", "ahead", "ahead", "ahead", "ahead"]
    assert [(clock.name, clock.due_on) for clock in seen.running] == [("acceptance", dt.date(2026, 3, 17))]
    assert seen.office is not None
    assert seen.office.body == "Culture Enforcement of Lantern City"
    assert [(step.act, step.by, step.reason) for step in seen.history.steps] == [("complaint.file", "", "")]
    assert [(party.side, party.name, party.withheld) for party in seen.parties] == [
        ("complainant", "Larkspur Pictures Ltd", ""),
        ("respondent", None, "stage"),
    ]
    assert (seen.target_count, seen.targets, seen.statements) == (1, (), ())


def test_silence_is_said_with_its_day(case: Case) -> None:
    sweep(LATE)

    seen = view(case.number)

    assert seen is not None
    assert seen.silent_since == dt.datetime(2026, 3, 17, 16, tzinfo=dt.UTC)
    assert [way.silent for way in seen.ways] == [True]


def test_person_is_named_to_the_parties_alone(country: Country) -> None:
    case = country.complaint(against=[country.name_of("person")]).case
    Case.objects.filter(pk=case.pk).update(stage="closed")

    names = {
        who: [party.name for party in found.parties]
        for who, found in (
            ("public", view(case.number)),
            ("complainant", view(case.number, user=country.people["complainant"])),
            ("person", view(case.number, party=_party(case, "respondent"))),
        )
        if found
    }

    assert names == {
        "public": ["Larkspur Pictures Ltd", None],
        "complainant": ["Larkspur Pictures Ltd", "Ines Hollowell"],
        "person": ["Larkspur Pictures Ltd", "Ines Hollowell"],
    }


def test_step_told_to_the_parties_is_not_told_to_the_public(country: Country, case: Case) -> None:
    complaint = case.complaints.get()
    country.do(case, "complaint.ask_papers", "officer", complaint.pk, papers=["mandate"], reason="No mandate came.")

    public, party = view(case.number), view(case.number, user=country.people["complainant"])

    assert public is not None
    assert party is not None
    assert [step.act for step in public.history.steps] == ["complaint.file"]
    assert (public.lead and public.lead.state) == "received"
    assert [clock.name for clock in public.running] == []
    assert [(step.act, step.reason) for step in party.history.steps] == [
        ("complaint.ask_papers", "No mandate came."),
        ("complaint.file", ""),
    ]
    assert (party.lead and party.lead.state) == "incomplete"


@pytest.mark.parametrize("who", [None, "stranger", "complainant"])
def test_sealed_and_absent_answer_alike(country: Country, case: Case, who: str | None) -> None:
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")
    user = country.people[who] if who else None

    assert view(case.number, user=user) is None
    assert view("C-2026-999-0", user=user) is None
    assert _queries(case.number, user=user) == _queries("C-2026-999-0", user=user)


@pytest.mark.parametrize("who", ["officer", "head", "superior"])
def test_sealed_case_is_open_to_its_bodies(country: Country, case: Case, who: str) -> None:
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")

    assert view(case.number, user=country.people[who]) is not None


def test_restricted_case_shows_number_stage_and_clock(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(confidentiality="restricted")

    seen = view(case.number)

    assert seen is not None
    assert seen.seen == {"number", "stage", "clocks", "office"}
    assert (seen.header.title, seen.ways, seen.works, seen.history.steps) == ("", (), (), ())
    assert {party.name for party in seen.parties} == {None}
    assert [clock.name for clock in seen.running] == ["acceptance"]


def test_queries_are_few_however_long_the_history(country: Country, case: Case) -> None:
    rows = [
        CaseEvent(
            case=case, act="case.note", subject_kind="case", subject_id=case.pk, occurred_at=OPENED,
            relation="officer", office=case.office, by=country.people["officer"], audience="public",
            detail={"note": f"{index}"},
        )
        for index in range(500)
    ]  # fmt: skip
    few = _queries(case.number)
    CaseEvent.objects.bulk_create(rows)

    assert _queries(case.number) == few <= 12
    assert _queries(case.number, user=country.people["officer"]) <= 13
    seen = view(case.number)
    assert seen is not None
    assert seen.history.older is not None
    older = view(case.number, before=seen.history.older)
    assert older is not None
    assert older.history.steps[0].id == seen.history.older - 1


def test_key_opens_its_own_case_alone(country: Country, case: Case) -> None:
    other, party = country.complaint().case, _party(case, "respondent")
    key = keys.make(party, by=None)

    assert keys.holder(case.number, digest(key)) == party
    assert keys.holder(other.number, digest(key)) is None
    keys.make(party, by=None)
    assert keys.holder(case.number, digest(key)) is None
