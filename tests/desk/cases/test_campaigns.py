"""Campaigns, the log of training, bodies: recorded at the desk, read by everybody, counted beside reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import Country

from causelist.cases import campaigns
from causelist.cases.bodies import OfficeGiven, save_body, save_office
from causelist.cases.campaign_figures import Share, counted
from causelist.cases.models import Body, Campaign, Case, Target
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

ClientOf = Callable[[str], Client]
DAY = dt.date(2026, 3, 1)


def campaign(country: Country) -> Campaign:
    return campaigns.create(
        body=country.bodies["municipal"], title="Clean markets", aim="Visit every market", starts_on=DAY,
        by=country.people["officer"],
    )  # fmt: skip


def test_counted_comes_from_the_record_alone(country: Country) -> None:
    made, row = campaign(country), country.complaint()
    campaigns.add(campaign=made, kind="case", keys=[row.case.number], by=country.people["officer"])
    campaigns.record_enforcement_notice(
        campaign=made, issuer="City", reference="3", issued_on=DAY, named=117, closed=72, source="Report",
        by=country.people["officer"],
    )  # fmt: skip
    Target.objects.filter(case=row.case).update(result="ceased")

    found = counted(made)

    assert (found.cases, found.complaints, found.targets) == (1, 1, Share(1, 1))
    Case.objects.filter(pk=row.case_id).update(confidentiality="sealed")
    assert (counted(made).cases, counted(made).targets) == (0, Share(0, 0))


def test_entry_taken_out_and_put_in_again(country: Country) -> None:
    made, row, by = campaign(country), country.complaint(), country.people["officer"]
    assert campaigns.add(campaign=made, kind="case", keys=[row.case.number, row.case.number], by=by) == 1
    campaigns.remove(campaign=made, entry_id=made.entries.get().pk, by=by)
    assert counted(made).cases == 0
    assert campaigns.add(campaign=made, kind="case", keys=[row.case.number], by=by) == 1
    assert counted(made).cases == 1


@pytest.mark.parametrize(
    ("kind", "key"),
    [("case", "C-2026-99-9"), ("case", "N-2026-1-1"), ("notice", "x"), ("target", "-1"), ("premises", "9" * 30)],
)
def test_what_is_not_there_is_named(country: Country, kind: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        campaigns.add(campaign=campaign(country), kind=kind, keys=[key], by=country.people["officer"])

    assert (refused.value.code, refused.value.field) == ("not_there", "keys")


def test_more_closed_than_named_is_refused(country: Country) -> None:
    with pytest.raises(Refused) as refused:
        campaigns.record_enforcement_notice(
            campaign=campaign(country), issuer="City", reference="3", issued_on=None, named=3, closed=4, source="Report",
            by=country.people["officer"],
        )  # fmt: skip

    assert refused.value.field == "closed"


@pytest.mark.parametrize("who", ["complainant", "respondent", "reader", "policeman", "superior", "stranger"])
def test_campaign_is_kept_by_its_body_alone(country: Country, who: str) -> None:
    made = campaign(country)

    with pytest.raises(NotAllowed):
        campaigns.record_reported(
            campaign=made, reporter="A", what="b", value=Decimal(1), unit="c", source="d", by=country.people[who]
        )


def test_public_reads_counted_beside_reported(country: Country, client_of: ClientOf) -> None:
    made, officer = campaign(country), client_of("officer")
    at = reverse("desk:campaign", args=[made.slug])
    notice = {"issuer": "City", "reference": "3", "named": "117", "closed": "72", "source": "Its own report"}
    figure = {"reporter": "Association", "what": "stalls", "value": "191", "unit": "stalls", "source": "Press release"}
    for do, given in (("enforcement", notice), ("reported", figure)):
        assert officer.post(at, given | {"do": do}).status_code == 302
    kept = officer.post(at, notice | {"do": "enforcement", "reference": "4", "closed": "many"})
    assert 'value="many"' in kept.content.decode()

    page = Client().get(reverse("public:campaign", args=[made.slug])).content.decode()

    assert "72/117" in page
    assert "191 stalls" in page
    assert "added to nothing" in page
    assert "Clean markets" in Client().get(reverse("public:campaigns")).content.decode()
    assert Client().get(reverse("public:campaign", args=["no-such"])).status_code == 404


def test_training_is_logged_and_read_as_csv(country: Country, client_of: ClientOf) -> None:
    given = {
        "body": country.bodies["municipal"].pk, "kind": "training", "title": "=Reading codes", "organiser": "City",
        "held_on": "2026-03-01", "audience": "officers", "people": "34",
    }  # fmt: skip

    done = client_of("officer").post(reverse("desk:activities"), given)
    early = client_of("officer").post(reverse("desk:activities"), given | {"held_on": "2199-01-01"})

    assert done.status_code == 302
    assert "This day has not come yet." in early.content.decode()
    table = b"".join(Client().get(reverse("public:activities-csv")).streaming_content).decode()  # type: ignore[attr-defined]
    assert table.splitlines()[1] == "2026-03-01,training,'=Reading codes,City,,officers,34,"


def test_registry_makes_a_body_with_an_office(country: Country, client_of: ClientOf) -> None:
    court = country.organisations["court"]
    registry = client_of("registry")
    body = {
        "organisation": court.pk,
        "level": "municipal",
        "superior": country.bodies["high_court"].pk,
        "code": "lc7",
        "jurisdiction": "cn",
    }

    assert registry.post(reverse("desk:bodies"), body).headers["Location"] == reverse("desk:body", args=["LC7"])
    office = {"name": "Office II", "time_zone": "Asia/Shanghai", "tracks": ["civil"], "regions": "CN-XA-1"}
    assert registry.post(reverse("desk:body", args=["LC7"]), office).status_code == 302
    wrong = registry.post(reverse("desk:body", args=["LC7"]), office | {"regions": "CN-00", "name": "Office III"})

    assert Body.objects.get(code="LC7").offices.get(name="Office II").regions == ["CN-XA-1"]
    assert "There is no such region: CN-00." in wrong.content.decode()


def test_body_is_not_above_itself(country: Country) -> None:
    national = country.bodies["national"]
    with pytest.raises(Refused) as refused:
        save_body(
            organisation=national.organisation, level="national", code="N1", jurisdiction="cn",
            superior=country.bodies["municipal"], by=country.people["registry"],
        )  # fmt: skip
    assert refused.value.field == "superior"


def test_office_with_a_zone_that_is_none_is_refused(country: Country) -> None:
    with pytest.raises(Refused) as refused:
        save_office(
            body=country.bodies["court"],
            given=OfficeGiven(name="X", time_zone="Moon/Sea"),
            by=country.people["registry"],
        )
    assert refused.value.field == "time_zone"
