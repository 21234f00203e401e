from __future__ import annotations

import datetime as dt

import pytest
from tests.cases.conftest import OPENED, Country

from causelist.cases.models import CaseEvent, Clock
from causelist.cases.sweep import sweep
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_an_authority_asks_only_for_what_the_law_lists(country: Country) -> None:
    complaint = country.complaint()
    with pytest.raises(Refused) as refused:
        country.do(complaint.case, "complaint.ask_papers", "officer", complaint.pk, papers=["notarised_evidence"])
    assert refused.value.code == "asked_beyond_law"
    assert "notarised_evidence" in str(refused.value)


def test_a_forwarded_complaint_lies_elsewhere_and_its_clock_goes_on(country: Country) -> None:
    complaint = country.complaint()
    office = country.offices["provincial"]
    country.do(
        complaint.case, "complaint.forward", "officer", complaint.pk, at=OPENED + 3 * DAY, office=office.pk,
        reason="The plant lies in another city.",
    )  # fmt: skip
    complaint.refresh_from_db()
    clock = Clock.objects.get(name="acceptance")
    assert (complaint.state, complaint.office) == ("forwarded", office)
    assert (clock.office, clock.stopped_at, clock.started_at) == (office, None, OPENED)
    complaint.case.refresh_from_db()
    assert complaint.case.office == office
    country.do(complaint.case, "complaint.accept", "superior", complaint.pk, at=OPENED + 5 * DAY, reason="Ours.")
    with pytest.raises(NotAllowed):
        country.do(complaint.case, "complaint.withdraw", "officer", complaint.pk, at=OPENED + 6 * DAY)


@pytest.mark.parametrize("to", ["municipal", "police", "court"])
def test_a_complaint_is_forwarded_to_an_office_that_takes_it(country: Country, to: str) -> None:
    complaint = country.complaint()
    with pytest.raises(Refused) as refused:
        country.do(
            complaint.case, "complaint.forward", "officer", complaint.pk, office=country.offices[to].pk, reason="Yours."
        )
    assert refused.value.field == "office"


def test_contested_competence_is_settled_by_the_body_above(country: Country) -> None:
    complaint = country.complaint()
    case = complaint.case
    country.do(case, "complaint.contest_competence", "respondent", complaint.pk, reason="We are in another city.")
    assert Clock.objects.filter(name="competence", stopped_at=None).exists()
    country.do(
        case, "complaint.assign_competence", "superior", complaint.pk, at=OPENED + DAY,
        office=country.offices["provincial"].pk, reason="The province takes it.",
    )  # fmt: skip
    complaint.refresh_from_db()
    assert (complaint.state, complaint.office) == ("forwarded", country.offices["provincial"])


def test_no_refusal_for_papers_that_were_never_asked_for(country: Country) -> None:
    complaint = country.complaint()
    with pytest.raises(Refused) as refused:
        country.do(
            complaint.case, "complaint.refuse", "officer", complaint.pk, ground="papers_missing", reason="Incomplete."
        )
    assert refused.value.code == "papers_not_asked"


def test_silence_tells_its_day_and_an_order_to_act_begins_anew(country: Country) -> None:
    complaint = country.complaint()
    case = complaint.case
    sweep(OPENED + 20 * DAY)
    told = CaseEvent.objects.get(act="complaint.fall_silent")
    assert told.detail == {"silent_since": "2026-03-18", "rule": "cn.admin.acceptance"}
    at = OPENED + 21 * DAY
    country.do(case, "complaint.appeal_silence", "complainant", complaint.pk, at=at, reason="No answer.")
    country.do(case, "complaint.decide_appeal", "superior", complaint.pk, at=at, result="order_to_act", reason="Act.")
    complaint.refresh_from_db()
    assert complaint.state == "forwarded"
    assert Clock.objects.filter(name="acceptance", stopped_at=None, started_at=at).exists()


def test_an_acceptance_names_an_officer_of_the_office(country: Country) -> None:
    complaint = country.complaint()
    with pytest.raises(Refused) as refused:
        country.do(complaint.case, "complaint.accept", "officer", complaint.pk, officer=country.people["policeman"].pk)
    assert refused.value.field == "officer"
    country.do(complaint.case, "complaint.accept", "officer", complaint.pk, officer=country.people["colleague"].pk)
    complaint.case.refresh_from_db()
    assert complaint.case.officer == country.people["colleague"]
