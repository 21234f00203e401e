"""The calculators of the law: their answers, their reasons, what is not known, and what cannot be."""

from __future__ import annotations

import datetime as dt
import html
from urllib.parse import urlencode

import pytest
from django.test import Client

from causelist.law import law_of
from causelist.law.crime import threshold

pytestmark = pytest.mark.django_db


def _page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return html.unescape(answer.text)


@pytest.mark.parametrize(
    ("query", "verdict"),
    [
        ("act=217&on=2012-06-01&works=250&clicks=25000", "Reached: the base tier"),
        ("act=217&on=2012-06-01&works=249&clicks=25000", "Not reached"),
        ("act=217&on=2025-06-01&works=250&clicks=25000", "Not reached"),
        ("act=217&on=2025-06-01&works=250&business=25000", "Reached: the base tier"),
        ("act=217&on=2012-06-01&works=250&clicks=25000&bill=iipa-2012", "Not reached"),
        ("act=217&on=2012-06-01&clicks=250000", "Reached: especially serious"),
        ("act=217&on=2025-06-01&works=250&unknown=business", "It cannot be said"),
        ("act=217&on=2025-06-01&downloads=10,000", "Reached: the base tier"),
        ("act=218&on=2025-06-01&sales=100000", "Reached: the base tier"),
    ],
)
def test_thresholds_verdict(client: Client, query: str, verdict: str) -> None:
    assert f"<b>{verdict}</b>" in _page(client, f"/law/thresholds?{query}")


def test_thresholds_show_each_limb_its_share_and_what_would_decide(client: Client) -> None:
    page = _page(client, "/law/thresholds?act=217&on=2025-06-01&works=250&unknown=business")

    assert "This would decide: illegal business amount" in page
    assert "50 % of 500" in page
    assert "works made available: 250 more" in page
    assert "Law of today" in page
    assert "causelist law threshold cn --act 217 --on 2025-06-01 --fact works=250 --unknown business" in page


def test_thresholds_later_and_lighter_law_decides_and_the_other_is_shown(client: Client) -> None:
    page = _page(client, "/law/thresholds?act=217&on=2024-03-01&decided=2025-09-01&clicks=50000")

    assert "<b>Not reached</b>" in page
    assert "By the law of the decision, 1 September 2025" in page
    assert "The other law, limb by limb" in page


def test_thresholds_json_is_that_of_the_law(client: Client) -> None:
    answer = client.get("/law/thresholds?act=217&on=2012-06-01&works=250&clicks=25000&format=json").json()

    asked = threshold(law_of("cn"), "217", on=dt.date(2012, 6, 1), facts={"works": 250, "clicks": 25000})
    assert answer == asked.as_json()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("act=217&on=2012-06-01&works=-1", "It cannot be less than nought."),
        ("act=217&on=2012-06-01&works=1.5", "It is counted one by one."),
        ("act=217&on=2012-06-01&works=many", "This is no number."),
        ("act=217&on=2012-06-01&works=1" + "0" * 30, "No case is that large."),
        ("act=217&on=2012-06-01&works=5&unknown=works", "It is given and said to be not known."),
        ("act=217&on=1971-01-01&works=5", "in force"),
        ("act=217&on=2012-13-01&works=5", "This is no day."),
        ("act=217&on=2012-06-01&decided=2011-06-01&works=5", "before the act"),
        ("act=999&on=2012-06-01&works=5", "999"),
        ("act=217&on=2012-06-01&works=5&bill=nothing", "nothing"),
    ],
)
def test_thresholds_refuse_what_cannot_be_and_keep_what_was_typed(client: Client, query: str, words: str) -> None:
    page = _page(client, f"/law/thresholds?{query}", status=400)

    assert words in page
    assert 'role="alert"' in page
    typed = dict(part.split("=") for part in query.split("&"))
    assert f'value="{typed["works"]}"' in page


@pytest.mark.parametrize(
    ("query", "due"),
    [
        ("rule=cn.ecommerce.reinstatement_wait&start=2026-11-24", "9 December 2026"),
        ("rule=cn.ecommerce.reinstatement_wait&start=2026-02-13", "28 February 2026"),
        ("rule=cn.notice.takedown&start=2026-02-13", "No day can be named"),
        (
            "rule=cn.notice.takedown&start=2026-02-13&time=16:00&bill=iipa-2012",
            "2026-02-14 16:00 (UTC+08:00)",
        ),
        ("rule=it.law93.block&start=2026-11-24&time=20:45", "2026-11-24 21:15 (UTC+01:00)"),
    ],
)
def test_deadline_is_counted(client: Client, query: str, due: str) -> None:
    assert f"<b>{due}</b>" in _page(client, f"/law/deadlines?{query}")


def test_deadline_pause_and_extension_are_told(client: Client) -> None:
    page = _page(
        client,
        "/law/deadlines?rule=cn.ecommerce.reinstatement_wait&start=2026-03-02"
        "&pause_from=2026-03-05&pause_until=2026-03-08&pause_reason=expert+opinion&extension=3",
    )

    assert "expert opinion" in page
    assert "<b>24 March 2026</b>" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("rule=it.law93.block&start=2026-11-24", "give the time too"),
        ("rule=cn.ecommerce.reinstatement_wait&start=2041-11-24", "It cannot be said whether"),
        ("rule=cn.ecommerce.reinstatement_wait&start=1990-01-01", "in force"),
        ("rule=cn.ecommerce.reinstatement_wait&start=", "required"),
        ("rule=cn.nothing&start=2026-01-01", "cn.nothing"),
        ("rule=xx.nothing&start=2026-01-01", "xx.nothing"),
    ],
)
def test_deadline_that_cannot_be_said(client: Client, query: str, words: str) -> None:
    assert words in _page(client, f"/law/deadlines?{query}", status=400)


def test_deadline_of_a_rule_is_only_filled_in_until_the_day_is_given(client: Client) -> None:
    page = _page(client, "/law/deadlines?rule=us.dmca.put_back_latest")

    assert '<option value="us.dmca.put_back_latest" selected>' in page
    assert 'role="alert"' not in page


@pytest.mark.parametrize(
    ("query", "sum_"),
    [
        ("year=2012&revenue=100000000&share=0.08", "272,000 yuan"),
        ("year=2012&revenue=100,000,000&share=8%25&region=central", "136,000 yuan"),
        ("year=2012&revenue=100000000&share=0.08&region=west", "27,200 yuan"),
        ("year=2016&revenue=100000000&share=0.08", "340,000 yuan"),
        ("year=2012&medium=tv&minutes=10000", "15,000 yuan"),
        ("year=2016&medium=tv&minutes=10000", "20,000 yuan"),
    ],
)
def test_remuneration_is_reckoned(client: Client, query: str, sum_: str) -> None:
    assert f"<b>{sum_}</b>" in _page(client, f"/law/remuneration?{query}")


def test_remuneration_gap_to_a_rate_of_ones_own(client: Client) -> None:
    page = _page(client, "/law/remuneration?year=2012&revenue=100000000&share=0.08&fair_rate=5%25")

    assert "Your rate gives 5,000,000 yuan; the tariff is 4,728,000 yuan below it." in page


def test_remuneration_without_what_it_needs_says_what(client: Client) -> None:
    page = _page(client, "/law/remuneration?year=2012&revenue=100000000", status=400)

    assert "The advertising base needs it" in page
    assert 'value="100000000"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("place=cn&kind=film&published=1990-05-01&on=2026-01-01", "Protected on 1 January 2026"),
        ("place=cn&kind=literary&author_died=1975-03-03&on=2026-01-01", "Not protected on 1 January 2026"),
        ("place=cn&kind=literary&author_died=1975-03-03&on=2026-01-01&bill=iipa-2012", "Protected on 1 January 2026"),
        ("place=cn&kind=literary&created=1990-03-03&on=2030-01-01", "Protected on 1 January 2030"),
    ],
)
def test_term(client: Client, query: str, words: str) -> None:
    assert f"<b>{words}</b>" in _page(client, f"/law/term?{query}")


def test_damages_range_with_multiple_and_costs_apart(client: Client) -> None:
    page = _page(client, "/law/damages?place=cn&on=2022-06-01&loss=200000&wilful=yes&serious=yes&costs=30000")

    assert "<b>230,000 yuan to 1,030,000 yuan</b>" in page
    assert "causelist law damages cn --on 2022-06-01 --loss 200000 --costs 30000 --wilful --serious" in page


@pytest.mark.parametrize(
    ("query", "sum_"),
    [
        ("place=cn&on=2012-06-01", "0 yuan to 500,000 yuan"),
        ("place=cn&on=2022-06-01", "500 yuan to 5,000,000 yuan"),
        ("place=us&on=2022-06-01&works=10&wilful=yes&registered=yes", "US$7,500 to US$1,500,000"),
    ],
)
def test_damages_set_by_law(client: Client, query: str, sum_: str) -> None:
    assert f"<b>{sum_}</b>" in _page(client, f"/law/damages?{query}")


def test_damages_unknown_sum_is_said_to_decide(client: Client) -> None:
    page = _page(client, "/law/damages?place=cn&on=2022-06-01&unknown=loss")

    assert "This would decide: Loss that is proven" in page


@pytest.mark.parametrize(
    ("query", "sum_"),
    [
        ("place=cn&on=2011-06-01&business=80000&public_interest=yes", "0 yuan to 240,000 yuan"),
        ("place=cn&on=2014-06-01&business=80000&public_interest=yes", "80,000 yuan to 400,000 yuan"),
        ("place=cn&on=2014-06-01&business=80000&public_interest=no", "No fine may be imposed"),
    ],
)
def test_fine(client: Client, query: str, sum_: str) -> None:
    assert f"<b>{sum_}</b>" in _page(client, f"/law/fine?{query}")


def test_limitation(client: Client) -> None:
    page = _page(client, "/law/limitation?place=cn&kind=civil&on=2026-11-24&act=2023-12-01&knew=2024-01-15")

    assert "<b>The time has not run out</b>" in page
    assert "Last day: 15 January 2027." in page


def test_every_answer_has_its_reasons_and_sources_in_chinese(client: Client) -> None:
    asked = {"year": "2012", "revenue": "100000000", "share": "0.08"}
    page = client.get(f"/law/remuneration?{urlencode(asked)}", headers={"accept-language": "zh-hans"}).text

    assert "<b>272,000元</b>" in page
    assert "《广播电台电视台播放录音制品支付报酬暂行办法（国务院令第566号）》第5条" in page


LETTER = """Dear Example Videos,
I act for Example Pictures, the owner of the film The Long Afternoon.
It is at https://videos.example.com/watch/88 without permission.
I have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law.
You can reach me at legal@pictures.example.com.
"""


def test_letter_is_judged_element_by_element_and_nothing_is_kept(client: Client) -> None:
    answer = client.post(
        "/law/letter",
        # A browser sends the ends of lines as two characters.
        {
            "text": LETTER.replace("\n", "\r\n"),
            "place": "us",
            "document": "notice",
            "provider_kind": "hosting",
            "on": "2026-11-24",
        },
    )
    page = html.unescape(answer.text)

    assert answer.status_code == 200
    assert "It lacks something that the law asks" in page
    assert "“https://videos.example.com/watch/88”" in page
    assert "What the provider must do:" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "required"),
        ({"place": "xx"}, "xx"),
        ({"on": "1901-01-01"}, "no rule says"),
        ({"text": "x" * 200_001}, "200"),
    ],
)
def test_letter_that_cannot_be_judged(client: Client, changed: dict[str, str], words: str) -> None:
    given = {"text": LETTER, "place": "us", "document": "notice", "provider_kind": "hosting", "on": "2026-11-24"}
    answer = client.post("/law/letter", {**given, **changed})

    assert answer.status_code == 400
    assert words in html.unescape(answer.text)
