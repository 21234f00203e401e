from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client
from tests.cases.conftest import OPENED, Country

from causelist.cases import following, keys
from causelist.cases.models import Case, CaseParty, Subscription
from causelist.core.refusal import Refused
from causelist.runtime.models import Mail
from causelist.runtime.outbox import send_due

READER = "reader@readers.example"


@pytest.fixture
def case(country: Country) -> Case:
    return country.complaint().case


def _follow(case: Case, party: CaseParty | None = None) -> Subscription:
    following.ask(case=case, email=READER, language="en", party=party)
    row = Subscription.objects.get(case=case, email=READER, ended_at__isnull=True)
    assert following.confirm(token=following.token_of(row)) is not None
    send_due()
    mail.outbox.clear()
    return row


def test_mail_comes_after_the_link_was_confirmed(country: Country, case: Case) -> None:
    following.ask(case=case, email=f" {READER.upper()} ", language="en")
    send_due()
    [asked] = mail.outbox
    link = re.search(r"/follow/(\S+)", str(asked.body))
    assert link is not None
    client = Client()
    client.get(f"/follow/{link[1]}")
    assert Subscription.objects.get().confirmed_at is None

    client.post(f"/follow/{link[1]}", {"act": "confirm"})
    country.do(case, "complaint.accept", "officer", case.complaints.get().pk, reason="Complete.")
    mail.outbox.clear()
    send_due()

    assert [one.to for one in mail.outbox][:1] == [[READER]]
    assert "Complete." not in mail.outbox[0].body
    assert f"/follow/{link[1]}" in mail.outbox[0].body


def test_step_told_to_the_parties_goes_to_parties_alone(country: Country, case: Case) -> None:
    _follow(case)
    party = CaseParty.objects.get(case=case, role="complainant")
    following.ask(case=case, email="party@holder.example", language="en", party=party)
    row = Subscription.objects.get(party=party)
    following.confirm(token=following.token_of(row))
    send_due()
    mail.outbox.clear()

    country.do(case, "complaint.ask_papers", "officer", case.complaints.get().pk, papers=["mandate"], reason="Why.")
    send_due()

    assert [one.to for one in mail.outbox] == [["party@holder.example"]]


def test_mail_ends_by_its_link_and_with_a_sealed_case(country: Country, case: Case) -> None:
    row = _follow(case)
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")
    country.do(case, "complaint.accept", "officer", case.complaints.get().pk)
    send_due()
    assert mail.outbox == []

    following.end(token=following.token_of(row))

    assert Subscription.objects.get().ended_at is not None
    assert following.confirm(token=following.token_of(row)) is None


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@b.example, c@d.example", "x" * 300 + "@b.example"])
def test_bad_address_is_refused_with_its_field(case: Case, email: str) -> None:
    with pytest.raises(Refused) as refused:
        following.ask(case=case, email=email, language="en")

    assert (refused.value.code, refused.value.field) == ("not_email", "email")
    assert Mail.objects.count() == 0


def test_asking_for_many_mails_is_refused(case: Case) -> None:
    for _ in range(following.MOST_AN_HOUR):
        following.ask(case=case, email=READER, language="en", origin="203.0.113.7")

    with pytest.raises(Refused) as refused:
        following.ask(case=case, email=READER, language="en", origin="203.0.113.7")

    assert refused.value.code == "too_many"


@pytest.mark.parametrize("token", ["", "x", "x:y", "k1:bad", "9" * 300])
def test_link_of_nothing_leads_nowhere(case: Case, token: str) -> None:
    assert following.by_token(token) is None
    assert following.looks_of(token, case.number) is None
    assert following.office_of(token) is None


def test_calendar_of_a_case_holds_what_one_may_see(country: Country, case: Case) -> None:
    country.do(
        case, "case.appoint", "officer", kind="hearing", starts_at="2026-04-01T09:00:00+08:00", place="Room 4",
        at=OPENED + dt.timedelta(days=1),
    )  # fmt: skip
    party = CaseParty.objects.get(case=case, role="complainant")
    keys.make(party, by=None)
    token = following.feed_token(party=party)
    client = Client()

    public = client.get(f"/c/{case.number}/calendar.ics")
    private = client.get(f"/c/{case.number}/private/{token}/calendar.ics")

    assert public.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20260317" in public.text
    assert "Room 4" not in public.text
    assert "LOCATION:Room 4" in private.text
    assert "DTSTART:20260401T010000Z" in private.text
    assert client.get(f"/c/C-2026-77-1/private/{token}/calendar.ics").status_code == 404


def test_calendar_of_an_office_is_for_who_works_there(country: Country, case: Case) -> None:
    office, officer = country.offices["municipal"], country.people["officer"]
    client = Client()

    mine = client.get(f"/offices/{following.office_token(office, officer)}/calendar.ics")
    others = client.get(f"/offices/{following.office_token(office, country.people['stranger'])}/calendar.ics")

    assert case.number in mine.text
    assert others.status_code == 404
