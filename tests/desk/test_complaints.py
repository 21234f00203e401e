from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cases.conftest import Country, country  # noqa: F401 -- the fixture
from tests.notices.rows import letter

from causelist.cases.models import Case, Complaint, Target
from causelist.notices.models import Notice
from causelist.parties import papers
from causelist.parties.services import create_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(country: Country) -> Client:  # noqa: F811 -- the fixture
    made = Client()
    made.force_login(country.people["complainant"])
    return made


@pytest.fixture
def overdue(country: Country) -> Notice:  # noqa: F811 -- the fixture
    provider = create_organisation(
        name="Videos Example", kind="service_provider", by=None, region=country.regions["city"]
    )
    made = letter(provider=provider, received_on=timezone.localdate() - dt.timedelta(days=9))
    Notice.objects.filter(pk=made.pk).update(holder=country.organisations["holder"])
    return made


def typed(**given: Any) -> dict[str, Any]:
    return {
        "key": "one", "law": "cn", "industry": "film", "kind": ["stall", ""], "words": ["Stall 14; 3 Market Street", ""],
        "region": "CN-XA-1", "works": "The Long Afternoon", "against": "Lantern Market Trading",
        "statement": "It sells copies.", "file": "1",
    } | given  # fmt: skip


def test_a_complaint_on_its_own_gets_its_receipt(client: Client) -> None:
    answer = client.post(reverse("desk:complaint-new"), typed(), follow=True)
    case = Case.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("desk:complaint", args=[case.number])
    assert case.number in page
    assert "Stall 14" in page
    assert "3 Market Street" not in page  # the table of visibility gives a street to the bodies alone
    assert "Missing by the law" in page
    client.post(reverse("desk:complaint-new"), typed())
    assert Case.objects.count() == 1


def test_overdue_addresses_are_two_clicks_from_a_complaint(client: Client, overdue: Notice) -> None:
    page = client.get(reverse("desk:complaints")).content.decode()
    link = page.partition("/desk/complaints/new?for=")[2].partition('"')[0].replace("&amp;", "&")
    form = client.get(f"/desk/complaints/new?for={link}").content.decode()
    item = overdue.items.get()
    assert f'value="{item.pk}" id="item-{item.pk}" checked' in form
    client.post(reverse("desk:complaint-new"), typed(items=[item.pk], kind=[""], words=[""], works=""))
    assert Target.objects.get().item == item
    assert "Complain of" not in client.get(reverse("desk:complaints")).content.decode()


def test_what_is_refused_keeps_everything_that_was_typed(client: Client) -> None:
    page = client.post(reverse("desk:complaint-new"), typed(region="Atlantis", kind=["cinema"], words=["Roxy"]))
    text = page.content.decode()
    assert page.status_code == 200
    for kept in ("Atlantis", "Roxy", "The Long Afternoon", "Lantern Market Trading", "It sells copies."):
        assert kept in text
    assert '<option value="cinema" selected>' in text
    assert text.count("No region is called") == 2  # above the form, and beside the field
    assert not Case.objects.exists()


def test_more_rows_and_checking_file_nothing(client: Client) -> None:
    for button in ("more", "check"):
        given = {name: value for name, value in typed().items() if name != "file"} | {button: "1"}
        text = client.post(reverse("desk:complaint-new"), given).content.decode()
        assert "Stall 14; 3 Market Street" in text
    assert not Complaint.objects.exists()


def test_the_list_of_papers_says_what_is_there_and_what_is_missing(client: Client, country: Country) -> None:  # noqa: F811 -- the fixture
    kept = papers.add_paper(
        organisation=country.organisations["holder"], kind="identity", title="Business licence",
        content=b"%PDF-1.7 licence", by=country.people["complainant"],
    )  # fmt: skip
    given = {name: value for name, value in typed(papers=[kept.pk]).items() if name != "file"} | {"check": "1"}
    text = client.post(reverse("desk:complaint-new"), given).content.decode()
    rows = text.partition("Papers the law asks for")[2].partition("</ul>")[0]
    assert rows.count("state good") >= 1
    assert rows.count("state late") >= 1


def test_each_kind_of_the_law_stands_beside_with_what_is_asked(client: Client) -> None:
    text = client.get(reverse("desk:complaint-new")).content.decode()
    assert text.count("<details") >= 15


def test_another_s_receipt_is_as_one_that_is_not_there(client: Client, country: Country) -> None:  # noqa: F811 -- the fixture
    client.post(reverse("desk:complaint-new"), typed())
    stranger = Client()
    stranger.force_login(country.people["stranger"])
    theirs = stranger.get(reverse("desk:complaint", args=[Case.objects.get().number]))
    nobodys = stranger.get(reverse("desk:complaint", args=["C-2026-999-9"]))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert stranger.post(reverse("desk:complaint-new"), typed(**{"for": "larkspur-pictures-ltd"})).status_code == 403


def test_the_list_costs_the_same_for_many_as_for_one(
    client: Client, overdue: Notice, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        client.post(reverse("desk:complaint-new"), typed(key=str(number)))
    with django_assert_max_num_queries(14):
        client.get(reverse("desk:complaints"))


def test_the_receipt_costs_the_same_for_many_places_as_for_one(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for key, places in (("one", 1), ("many", 12)):
        words = [f"Stall {number}; {number} Market Street" for number in range(places)]
        client.post(reverse("desk:complaint-new"), typed(key=key, kind=["stall"] * places, words=words))
    few, many = (
        reverse("desk:complaint", args=[number])
        for number in Case.objects.order_by("pk").values_list("number", flat=True)
    )
    client.get(few)
    with django_assert_num_queries(15):
        client.get(few)
    with django_assert_num_queries(15):
        assert "Stall 11" in client.get(many).content.decode()
