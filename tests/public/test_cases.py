"""The public pages of cases: what everybody reads, and what nobody learns by asking."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import OPENED, Country, country  # noqa: F401 -- a fixture

from causelist.accounts.models import User
from causelist.cases import keys
from causelist.cases.models import Case, CaseEvent, CaseParty

LANGUAGES = ["en", "zh-hans"]


@pytest.fixture(autouse=True)
def no_cache() -> None:
    cache.clear()


@pytest.fixture
def case(country: Country) -> Case:  # noqa: F811
    return country.complaint(against=[country.name_of("person")]).case


def _signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page",
    ["/cases", "/cases?track=civil&late=1&silent=1&kind=stall&region=CN-XA&year=2026&q=discs", "/feeds/cases.atom",
     "/cases.csv", "/about/visibility", "CASE", "CASE/key", "CASE/feed.atom", "CASE/calendar.ics"],
)  # fmt: skip
def test_page_answers_in_both_languages_and_names_no_person(
    client: Client, case: Case, page: str, language: str
) -> None:
    Case.objects.filter(pk=case.pk).update(stage="closed")

    answer = client.get(page.replace("CASE", f"/c/{case.number}"), headers={"accept-language": language})
    text = answer.getvalue().decode()

    assert answer.status_code == 200
    assert "Hollowell" not in text


def test_page_says_what_waits_for_whom(client: Client, case: Case) -> None:
    page = client.get(f"/c/{case.number}").text

    for words in (
        "Copied discs on a market stall",
        "Decision whether to take the complaint",
        "by 17 March 2026",
        "Culture Enforcement of Lantern City",
        "office@municipal.example",
        "The office decides whether to take it",
        "Larkspur Pictures Ltd",
        "not named at this stage",
    ):
        assert words in page


@pytest.mark.parametrize("who", [None, "stranger", "complainant"])
@pytest.mark.parametrize("page", ["", "/feed.atom", "/calendar.ics", "/private/x:y/feed.atom"])
def test_sealed_and_absent_answer_alike(country: Country, case: Case, page: str, who: str | None) -> None:  # noqa: F811
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")
    absent = country.complaint().case.number
    Case.objects.filter(number=absent).update(number="C-2026-77-1")
    client = _signed_in(country.people[who]) if who else Client()
    sealed_page, absent_page = f"/c/{case.number}{page}", f"/c/{absent}{page}"

    answers = [client.get(address) for address in (sealed_page, absent_page)]

    assert [answer.status_code for answer in answers] == [404, 404]
    texts = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text) for answer in answers]
    assert texts[0].replace(case.number, "C") == texts[1].replace(absent, "C")
    assert _queries(client, sealed_page) == _queries(client, absent_page)


@pytest.mark.parametrize("number", ["N-2026-1-1", "C-2026-1-9", "C-2026-x", "D-1", "%00", "C-99999999999999999999-1-1"])
def test_number_of_another_scheme_is_no_case(client: Client, case: Case, number: str) -> None:
    assert case
    assert client.get(f"/c/{number}").status_code == 404


def test_page_of_a_long_history_takes_few_queries(country: Country, case: Case) -> None:  # noqa: F811
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case, act="administrative.resume", subject_kind="administrative", subject_id=1, occurred_at=OPENED,
            relation="officer", office=case.office, by=country.people["officer"], audience="public",
            to_state="investigating",
        )
        for _ in range(500)
    )  # fmt: skip

    assert _queries(Client(), f"/c/{case.number}") <= 15
    assert _queries(_signed_in(country.people["officer"]), f"/c/{case.number}") <= 15
    assert _queries(_signed_in(country.people["complainant"]), f"/c/{case.number}") <= 15


def test_key_shows_what_the_party_may_see(client: Client, case: Case) -> None:
    party = CaseParty.objects.get(case=case, role="respondent")
    key = keys.make(party, by=None)
    address = f"/c/{case.number}/key"

    wrong = client.post(address, {"key": "ck_wrong"})
    right = client.post(address, {"key": f" {key} "})
    page = client.get(f"/c/{case.number}").text

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Ines Hollowell" in page
    private = re.search(r"/c/[^\"]+/private/[^\"]+/feed\.atom", page)
    assert private is not None
    assert client.get(private[0]).status_code == 200
    client.post(f"{address}/forget")
    assert "Ines Hollowell" not in client.get(f"/c/{case.number}").text
    keys.make(party, by=None)
    assert client.get(private[0]).status_code == 404


def test_key_is_asked_alike_for_a_case_that_is_not_there(client: Client, case: Case) -> None:
    answers = [client.post(f"/c/{number}/key", {"key": "ck_wrong"}) for number in (case.number, "C-2026-77-1")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].text.count(case.number) == answers[1].text.count("C-2026-77-1")


def test_key_may_be_tried_ten_times(client: Client, case: Case) -> None:
    codes = [client.post(f"/c/{case.number}/key", {"key": f"ck_{index}"}).status_code for index in range(11)]

    assert codes == [422] * 10 + [429]


def test_number_leads_to_its_case_unless_it_is_sealed(client: Client, case: Case) -> None:
    assert client.get(f"/search?q={case.number}").headers["Location"] == f"/c/{case.number}"
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")
    assert client.get(f"/search?q={case.number}").status_code == 200


def test_words_find_what_everybody_may_know(country: Country, client: Client) -> None:  # noqa: F811
    case = country.complaint(against=[country.name_of("respondent"), country.name_of("person")]).case

    assert case.number in client.get("/search?q=copied+discs+stall").text
    assert case.number in client.get("/cases?q=larkspur").text
    assert case.number not in client.get("/cases?q=lantern+trading").text
    assert case.number not in client.get("/cases?q=hollowell").text


def test_page_of_an_organisation_lists_its_cases(country: Country, client: Client, case: Case) -> None:  # noqa: F811
    holder, respondent = (country.organisations[name].slug for name in ("holder", "respondent"))

    assert case.number in client.get(f"/organisations/{holder}").text
    assert case.number not in client.get(f"/organisations/{respondent}").text


def test_title_that_is_markup_is_shown_as_text(country: Country, client: Client) -> None:  # noqa: F811
    case = country.complaint(title="<script>alert(1)</script>").case

    for address in (f"/c/{case.number}", "/cases", f"/c/{case.number}/feed.atom", "/feeds/cases.atom"):
        assert "<script>alert" not in client.get(address).text


@pytest.mark.parametrize("page", ["/key", "/feed.atom", "/calendar.ics", "/private/x:y/feed.atom", ""])
@pytest.mark.parametrize("number", ["%00", "C-2026-1-1%00", "%F0%9F%92%A9", "C-2026-1-1'--"])
def test_number_that_is_none_does_no_harm(client: Client, case: Case, number: str, page: str) -> None:
    assert case
    assert client.get(f"/c/{number}{page}").status_code in {200, 404}
    if page == "/key":
        assert client.post(f"/c/{number}{page}", {"key": "ck_x\x00"}).status_code == 422
