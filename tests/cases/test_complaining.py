from __future__ import annotations

import datetime as dt

import pytest
from tests.cases.conftest import OPENED, Country

from causelist.cases.models import CaseEvent, Clock
from causelist.cases.sweep import sweep
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed


def test_complaint_opens_a_case_at_the_competent_office_with_its_clock(country: Country) -> None:
    complaint = country.complaint()
    case = complaint.case

    assert case.number.startswith("C-2026-1-")
    assert case.office == country.offices["municipal"]
    assert (complaint.state, case.stage) == ("received", "complaint")
    clock = Clock.objects.get(case=case)
    assert (clock.name, clock.rule, clock.due_on) == ("acceptance", "cn.admin.acceptance", dt.date(2026, 3, 17))
    assert case.due_at == clock.due_at == dt.datetime(2026, 3, 17, 16, tzinfo=dt.UTC)


def test_complaint_twice_is_once(country: Country) -> None:
    assert country.complaint(key="same").pk == country.complaint(key="same").pk
    assert CaseEvent.objects.count() == 1


def test_complaint_accepted_in_time_stops_the_clock(country: Country) -> None:
    complaint = country.complaint()
    day = OPENED + dt.timedelta(days=3)

    event = country.do(
        complaint.case, "complaint.accept", "officer", complaint.pk, at=day, reason="Competent and complete."
    )

    complaint.refresh_from_db()
    assert (complaint.state, event.from_state, event.to_state) == ("accepted", "received", "accepted")
    assert Clock.objects.get(name="acceptance").outcome == "met"


@pytest.mark.parametrize(
    "who", ["complainant", "respondent", "superior", "policeman", "stranger", "registry", "reader"]
)
def test_complaint_is_accepted_by_nobody_else(country: Country, who: str) -> None:
    complaint = country.complaint()

    with pytest.raises(NotAllowed):
        country.do(complaint.case, "complaint.accept", who, complaint.pk)


def test_silence_shows_once_and_can_be_appealed(country: Country) -> None:
    complaint = country.complaint()
    late = OPENED + dt.timedelta(days=20)

    assert [sweep(late), sweep(late)] == [1, 0]

    complaint.refresh_from_db()
    assert complaint.state == "silent"
    country.do(
        complaint.case, "complaint.appeal_silence", "complainant", complaint.pk, at=late, reason="No answer came."
    )
    complaint.refresh_from_db()
    assert complaint.state == "silence_appealed"


def test_refusal_without_a_reason_names_the_field(country: Country) -> None:
    complaint = country.complaint()

    with pytest.raises(Refused) as refused:
        country.do(complaint.case, "complaint.refuse", "officer", complaint.pk, ground="not_competent", reason=" ")

    assert (refused.value.code, refused.value.field) == ("required", "reason")
