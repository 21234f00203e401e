from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cases.conftest import Country
from tests.cases.test_measures_view import case as case  # noqa: PLC0414 -- the fixture, under its own name
from tests.cases.test_measures_view import many
from tests.cases.test_operations import spot

from causelist.cases.models import Case, Premises

ClientOf = Callable[[str], Client]


def test_case_file_shows_measures_inventory_values_and_their_meaning(client_of: ClientOf, case: Case) -> None:
    page = client_of("officer").get(f"/desk/cases/{case.number}").content.decode()

    for words in (
        "2 spots at one time", "Under the counter", "19,000 discs", "18,000 discs", "12,500.50 CNY", "114,000.00 CNY",
        "The methods lead to different answers.", "As the law reckons", "not a method of the law", "3 Lantern Lane",
        "nobody but this office knows of it",
    ):  # fmt: skip
        assert words in page


def test_respondent_reads_neither_the_plan_nor_the_street(client_of: ClientOf, case: Case) -> None:
    page = client_of("respondent").get(f"/desk/cases/{case.number}").content.decode()

    assert "19,000 discs" in page
    for words in ("Secret", "Stall 16", "Lantern Lane", "114,000.00"):
        assert words not in page


def test_case_file_in_chinese(client_of: ClientOf, case: Case) -> None:
    page = (
        client_of("officer").get(f"/desk/cases/{case.number}", headers={"accept-language": "zh-Hans"}).content.decode()
    )

    for words in ("标价", "刑事追诉标准", "查扣", "各方法分别对应的结果"):
        assert words in page


def test_case_file_of_five_hundred_lines_is_bounded(
    client_of: ClientOf, case: Case, django_assert_max_num_queries: Any
) -> None:
    browser = client_of("officer")
    many(case, 500)

    with django_assert_max_num_queries(45):
        page = browser.get(f"/desk/cases/{case.number}").content.decode()

    assert "Title 500" in page


def test_premises_are_found_or_added(client_of: ClientOf, country: Country) -> None:
    officer = client_of("officer")
    given = {"kind": "plant", "name": "Moonrise Discs", "street": "9 Mill Road", "region": country.regions["city"].pk}

    first = officer.post("/desk/premises/new", given)
    again = officer.post("/desk/premises/new", given | {"name": "MOONRISE  discs"})

    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    found = officer.get("/desk/premises?q=moonrise").content.decode()
    assert "Moonrise Discs" in found
    assert "9 Mill Road" not in found  # it stands on the page of the premises, for whom the table gives it to
    assert "9 Mill Road" in officer.get(first.headers["Location"]).content.decode()


def test_premises_that_cannot_be_keep_what_was_typed(client_of: ClientOf, country: Country) -> None:
    page = client_of("officer").post("/desk/premises/new", {"kind": "plant", "name": "…", "street": "9 Mill Road"})

    assert page.status_code == 200
    assert "9 Mill Road" in page.content.decode()
    assert "Say what the premises are called" in page.content.decode()
    assert not Premises.objects.exists()


def test_premises_page_records_who_runs_it_and_that_two_are_one(
    client_of: ClientOf, case: Case, country: Country
) -> None:
    officer, one, two = client_of("officer"), spot(country, "Stall 14"), spot(country, "Stall 15")
    name = country.name_of("respondent").text

    officer.post(f"/desk/premises/{one.pk}/operator", {"name": name, "starts_on": "2025-01-01", "basis": "Register"})
    page = officer.get(f"/desk/premises/{one.pk}").content.decode()
    assert name in page
    assert case.number in page

    officer.post(f"/desk/premises/{one.pk}/merge", {"target": two.pk, "basis": "One door"})
    assert officer.get(f"/desk/premises/{one.pk}").headers["Location"] == f"/desk/premises/{two.pk}"
    refused = officer.post(f"/desk/premises/{two.pk}/merge", {"target": two.pk, "basis": "x"}).content.decode()
    assert "cannot be merged with themselves" in refused


@pytest.mark.parametrize("who", ["complainant", "respondent", "stranger", "reader"])
def test_register_of_premises_is_for_bodies(client_of: ClientOf, country: Country, who: str) -> None:
    row = spot(country)

    browser = client_of(who)
    assert browser.get("/desk/premises").status_code == 403
    assert (
        browser.get(f"/desk/premises/{row.pk}").status_code == browser.get("/desk/premises/999999").status_code == 404
    )


def test_name_that_is_markup_stays_text(client_of: ClientOf, country: Country) -> None:
    row = spot(country, "<script>alert(1)</script> Stall")

    page = client_of("officer").get(f"/desk/premises/{row.pk}").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
