"""The pages of the law: they answer in both languages, ask the database for next to nothing, and hide no doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from causelist.law import all_law
from causelist.public.law import catalogue, wording
from causelist.public.law.timeline import timeline

pytestmark = pytest.mark.django_db
PAGES = [
    "/law",
    "/law?q=clicks",
    "/law?q=nothing+of+the+kind",
    "/law?place=cn&certainty=unverified",
    "/law/cn",
    "/law/us",
    "/law/eu",
    "/law/it",
    "/law/changes",
    "/law/changes?place=cn",
    "/law/compare",
    "/law/compare?place=cn&on=2012-02-10&and=2026-11-24",
    "/law/compare?place=cn&on=2012-02-10&bill=iipa-2012",
    "/law/report",
    "/law/report?verdict=wrong",
    "/law/bills/cn/iipa-2012",
    "/law/thresholds",
    "/law/thresholds?act=217&on=2012-06-01&works=250&clicks=25000",
    "/law/deadlines",
    "/law/deadlines?rule=cn.ecommerce.reinstatement_wait&start=2026-11-24",
    "/law/damages",
    "/law/damages?place=cn&on=2022-06-01&loss=200000&wilful=yes&serious=yes",
    "/law/fine",
    "/law/fine?place=cn&on=2014-06-01&business=80000",
    "/law/remuneration",
    "/law/remuneration?year=2012&revenue=100000000&share=0.08",
    "/law/term",
    "/law/term?place=cn&kind=film&published=1990-05-01",
    "/law/limitation",
    "/law/limitation?place=cn&act=2023-12-01&knew=2024-01-15",
    "/law/letter",
    "/law/cn/crime/217/clicks",
    "/law/cn/crime/217/clicks?bill=iipa-2012",
]
MOST_QUERIES = 4  # who is asking, and when the figures in the footer were made: the law needs none


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("page", PAGES)
def test_page_answers_without_a_sign_in(client: Client, page: str, language: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page, headers={"accept-language": language})

    assert answer.status_code == 200
    assert len(captured) <= MOST_QUERIES


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_rule_has_its_page_with_source_and_certainty(client: Client, language: str) -> None:
    for book in all_law().values():
        for rule in book:
            page = client.get(catalogue.rule_url(rule.id, book.bill), headers={"accept-language": language})
            assert page.status_code == 200, rule.id
            assert 'class="state ' in page.text, rule.id
            assert rule.id in page.text


def test_rule_as_json_holds_every_version_with_its_citation(client: Client) -> None:
    answer = client.get("/law/cn/ecommerce/reinstatement_wait.json").json()

    assert answer["id"] == "cn.ecommerce.reinstatement_wait"
    assert answer["versions"][0]["from"] == "2019-01-01"
    assert answer["versions"][0]["value"]["count"] == 15
    assert "43(2)" in answer["versions"][0]["cite"]["article"]


def test_rule_by_its_identifier_leads_to_its_page(client: Client) -> None:
    assert client.get("/law/cn.ecommerce.reinstatement_wait")["Location"] == "/law/cn/ecommerce/reinstatement_wait"


@pytest.mark.parametrize(
    "page",
    [
        "/law/xx",
        "/law/cn/nothing/here",
        "/law/xx/y",
        "/law/cn/crime/217/clicks?bill=nothing",
        "/law/us/dmca/takedown?bill=iipa-2012",
        "/law/bills/cn/nothing",
        "/law/bills/us/iipa-2012",
        "/law/changes?place=xx",
        "/law/cn/%00",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get(page).status_code == 404


def test_rule_under_a_bill_says_that_it_is_not_the_law(client: Client) -> None:
    page = client.get("/law/cn/notice/takedown?bill=iipa-2012").text

    assert "This is not the law." in page
    assert "24 hours" in page
    assert "asked for in a bill" in page


def test_rule_of_which_only_english_is_known_is_marked_on_a_chinese_page(client: Client) -> None:
    page = client.get("/law/cn/crime/217/combination", headers={"accept-language": "zh-hans"}).text

    assert '<span lang="en">By its words the item counts items (1) to (4)' in page
    assert "《关于办理侵犯知识产权刑事案件适用法律若干问题的解释（法释〔2025〕5号）》第13条第1款第5项" in page


def test_words_are_found_in_values_notes_and_titles_of_both_languages(client: Client) -> None:
    assert "/law/cn/crime/217/clicks" in client.get("/law", {"q": "CLICKS network"}).text
    assert "/law/cn/crime/217/clicks" in client.get("/law", {"q": "被点击数量"}).text
    assert "No rule holds all of these words." in client.get("/law", {"q": "zebra"}).text


def test_changes_are_the_newest_first_and_told_by_instrument(client: Client) -> None:
    page = client.get("/law/changes?place=cn").text

    assert page.index("26 April 2025") < page.index("10 January 2011") < page.index("22 December 2004")
    assert "clicks: at least 100,000" in page


def test_compare_shows_only_what_differs(client: Client) -> None:
    page = client.get("/law/compare?place=cn&on=2025-04-25&and=2025-04-26").text

    assert "clicks: at least 50,000" in page
    assert "clicks: at least 100,000" in page
    assert "/law/cn/ecommerce/reinstatement_wait" not in page


def test_compare_with_a_bill_takes_the_same_day_unless_another_is_said(client: Client) -> None:
    answer = client.get("/law/compare?place=cn&on=2012-02-10&bill=iipa-2012&format=json").json()

    assert (answer["on"], answer["and"], answer["bill"]) == ("2012-02-10", "2012-02-10", "iipa-2012")
    takedown = next(one for one in answer["differences"] if one["rule"] == "cn.notice.takedown")
    assert takedown["before"]["value"]["unit"] == "immediately"
    assert (takedown["after"]["value"]["count"], takedown["after"]["value"]["unit"]) == (24, "hour")


def test_compare_with_a_bill_of_another_place_is_refused_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.get("/law/compare?place=us&on=2012-02-10&bill=iipa-2012")

    assert answer.status_code == 400
    assert "There is no such bill for this place." in answer.text
    assert 'value="2012-02-10"' in answer.text


def test_report_shows_quantities_formula_result_and_verdict(client: Client) -> None:
    page = client.get("/law/report").text

    assert "63.507" in page
    assert "does not follow" in page
    assert len(client.get("/law/report?format=json").json()["figures"]) == 30


def test_bill_stands_beside_the_law_of_its_day_and_of_today(client: Client) -> None:
    page = client.get("/law/bills/cn/iipa-2012").text

    assert "Law of 10 February 2012" in page
    assert "more than 50 %" in page
    assert "24 hours" in page


def test_rule_of_an_unknown_group_or_place_is_still_listed() -> None:
    assert wording.group_of("jp.something.new") == "other"
    assert wording.place_name("zz") == "ZZ"


def test_timeline_shows_each_version_once_and_leaves_room_for_tomorrow() -> None:
    day = dt.date(2020, 1, 1)
    line = timeline([(dt.date(2010, 1, 1), dt.date(2014, 12, 31), False), (dt.date(2015, 1, 1), None, False)], day)

    assert [one.now for one in line] == [False, True]
    assert line[0].x == 0
    assert line[0].x + line[0].width == pytest.approx(line[1].x, abs=1)
    assert line[1].x + line[1].width == 760
    assert [one.label for one in line] == ["2010", "2015"]
