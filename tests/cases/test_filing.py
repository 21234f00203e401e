from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.cases.conftest import Country
from tests.notices.rows import letter

from causelist.cases.filing import Filed, Given, GivenTarget, file_complaint, kinds_here
from causelist.cases.models import Case, CasePaper, Clock, Complaint, Premises, Target
from causelist.core.refusal import Refused
from causelist.notices import answers
from causelist.notices.models import Item, Notice
from causelist.parties import papers
from causelist.parties.models import Paper
from causelist.parties.permissions import NotAllowed
from causelist.parties.services import create_organisation, grant_membership
from causelist.runtime import outbox
from causelist.runtime.models import Mail

pytestmark = pytest.mark.django_db
STALL = GivenTarget("stall", "Stall 14; 3 Market Street")


def file(country: Country, who: str = "complainant", **given: Any) -> Filed:
    told: dict[str, Any] = {
        "key": "one", "channel": "desk", "holder": country.organisations["holder"], "region": "CN-XA-1",
        "targets": [STALL], "works": ["The Long Afternoon"], "against": ["Lantern Market Trading"], "industry": "film",
    }  # fmt: skip
    return file_complaint(Given(**told | given), by=country.people[who])


@pytest.fixture
def notice(country: Country) -> Notice:
    """A letter of the holder to a provider in the city, three weeks ago: two addresses."""
    provider = create_organisation(
        name="Videos Example", kind="service_provider", by=None, region=country.regions["city"]
    )
    grant_membership(
        user=country.people["stranger"], organisation=provider, role="officer", by=None, starts_on=dt.date(2020, 1, 1)
    )
    made = letter(
        provider=provider,
        received_on=timezone.localdate() - dt.timedelta(days=21),
        addresses=("https://videos.example.com/watch/88", "https://videos.example.com/watch/91"),
    )
    Notice.objects.filter(pk=made.pk).update(holder=country.organisations["holder"])
    return Notice.objects.get(pk=made.pk)


def items(notice: Notice) -> list[int]:
    return list(Item.objects.filter(notice=notice).order_by("position").values_list("pk", flat=True))


def test_a_complaint_on_its_own_goes_to_the_competent_office(country: Country) -> None:
    filed = file(country)
    case = filed.complaint.case
    assert (case.office, case.jurisdiction, case.kind) == (country.offices["municipal"], "cn", "stall")
    assert case.title == "The Long Afternoon: Stall 14"
    target = Target.objects.get()
    assert (target.description, target.premises) == ("Stall 14", Premises.objects.get())
    assert Premises.objects.get().street == "3 Market Street"
    assert set(case.parties.values_list("role", flat=True)) == {"complainant", "respondent"}


def test_the_same_key_twice_is_one_complaint(country: Country) -> None:
    first, again = file(country), file(country)
    assert first.new
    assert not again.new
    assert first.complaint.pk == again.complaint.pk
    assert Case.objects.count() == 1


def test_the_clock_waits_for_the_papers_of_the_law_s_list(country: Country) -> None:
    filed = file(country)
    assert {paper.id for paper in filed.missing} >= {"identity", "ownership", "evidence"}
    assert not Clock.objects.filter(name="acceptance").exists()
    assert filed.complaint.complete_at is None


def test_with_the_papers_of_the_library_the_clock_runs(country: Country) -> None:
    kept = [keep(country, kind) for kind in ("identity", "representative", "ownership", "work", "evidence")]
    filed = file(country, papers=[paper.pk for paper in kept])
    assert filed.missing == ()
    assert Clock.objects.get(name="acceptance").rule == "cn.admin.acceptance"
    assert CasePaper.objects.filter(case=filed.complaint.case).count() == 5


def keep(country: Country, kind: str) -> Paper:
    return papers.add_paper(
        organisation=country.organisations["holder"], kind=kind, title=kind, content=f"{kind} paper".encode(),
        by=country.people["complainant"],
    )  # fmt: skip


def test_unanswered_addresses_are_carried(country: Country, notice: Notice) -> None:
    filed = file(country, targets=[], works=[], region="", items=items(notice))
    case = filed.complaint.case
    assert case.region == country.regions["city"]
    assert {(one.kind, one.carried_because) for one in Target.objects.all()} == {("website", "unanswered")}
    assert "evidence" not in {paper.id for paper in filed.missing}
    assert case.parties.filter(role="respondent", name__organisation__slug="videos-example").exists()
    assert case.case_works.exists()


def test_a_carried_address_is_carried_once_until_the_complaint_is_over(country: Country, notice: Notice) -> None:
    first = file(country, targets=[], items=items(notice)).complaint
    with pytest.raises(Refused) as refused:
        file(country, key="two", targets=[], items=items(notice)[:1])
    assert refused.value.code == "not_complainable"
    country.do(first.case, "complaint.withdraw", "complainant", first.pk, at=first.filed_at, reason="Settled.")
    assert file(country, key="two", targets=[], items=items(notice)[:1]).new


def test_an_answered_address_cannot_be_complained_of(country: Country, notice: Notice) -> None:
    answers.answer(items=items(notice)[:1], outcome="removed", by=country.people["stranger"])
    with pytest.raises(Refused) as refused:
        file(country, targets=[], items=items(notice))
    assert refused.value.field == "items"
    answers.answer(items=items(notice)[:1], outcome="refused", ground="licensed", by=country.people["stranger"])
    file(country, targets=[], items=items(notice)[:1])
    assert Target.objects.get().carried_because == "refused"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"targets": []}, "no_targets", "targets"),
        ({"targets": [GivenTarget("castle", "The old one")]}, "unknown_kind", "targets"),
        ({"targets": [GivenTarget("website", "not an address")]}, "bad_address", "targets"),
        ({"targets": [GivenTarget("stall", "x" * 501)]}, "too_long", "targets"),
        ({"law": "xx"}, "unknown_law", "law"),
        ({"region": "Atlantis"}, "unknown_region", "region"),
        ({"industry": "gardening"}, "unknown_industry", "industry"),
        ({"papers": [10**9]}, "unknown_paper", "papers"),
        ({"items": [10**9]}, "not_complainable", "items"),
        ({"works": ["x" * 501]}, "bad_works", "works"),
        ({"statement": "a\0b"}, "too_long", "statement"),
        ({"against": ["A"] * 51}, "too_many", "against"),
    ],
)
def test_what_cannot_be_filed_says_which_field_and_leaves_nothing(
    country: Country, given: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        file(country, **given)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "officer", "respondent", "reader"])
def test_nobody_files_for_another(country: Country, who: str) -> None:
    with pytest.raises(NotAllowed):
        file(country, who)


def test_a_receipt_is_owed_and_says_by_when(
    country: Country, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    filed = file(country)
    row = Mail.objects.get(kind="cases.receipt")
    text = outbox._makers[row.kind](row.detail)
    assert text is not None
    assert filed.complaint.case.number in text.subject
    assert "STILL MISSING" in text.body
    assert text.to == country.people["complainant"].email


def test_the_law_says_what_it_asks_of_each_kind(country: Country) -> None:
    kinds = {asked.kind for asked in kinds_here("cn")}
    assert {"stall", "plant", "cinema", "venue", "device", "broadcast", "signal"} <= kinds
    assert kinds_here("xx") == []


def test_silence_is_reckoned_from_the_day_the_papers_were_there(country: Country) -> None:
    complaint = file(country).complaint
    kept = [keep(country, kind) for kind in ("identity", "representative", "ownership", "work", "evidence")]
    at = complaint.filed_at
    country.do(complaint.case, "complaint.ask_papers", "officer", complaint.pk, at=at, papers=["identity", "ownership"])
    country.do(complaint.case, "complaint.hand_in", "complainant", complaint.pk, at=at, papers=[one.pk for one in kept])
    complaint.refresh_from_db()
    assert (complaint.state, complaint.complete_at) == ("received", at)
    assert Clock.objects.get(name="acceptance").started_at == at
    assert Complaint.objects.get().papers.count() == 5
