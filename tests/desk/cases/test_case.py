"""The case file and the forms of its acts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cases.conftest import Country

from causelist.cases.models import CaseEvent, Complaint
from causelist.core.numbers import PublicNumber

ClientOf = Callable[[str], Client]


def file_of(complaint: Complaint) -> str:
    return reverse("desk:case", args=[complaint.case.number])


def act_url(complaint: Complaint, name: str) -> str:
    return reverse("desk:act", args=[complaint.case.number, "complaint", name, complaint.pk])


def test_file_reads_from_top_to_bottom(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint(statement="They sell copies of every film.")

    page = client_of("officer").get(file_of(complaint)).content.decode()

    order = ["What it waits for", "Parties", "What is alleged", "Stall 14, Lantern Market", "What happened"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "They sell copies of every film." in page
    assert act_url(complaint, "accept") in page


@pytest.mark.parametrize("who", ["complainant", "respondent", "head", "reader", "superior", "registry"])
def test_acts_of_others_are_not_shown(country: Country, client_of: ClientOf, who: str) -> None:
    complaint = country.complaint()

    page = client_of(who).get(file_of(complaint)).content.decode()

    assert act_url(complaint, "accept") not in page
    assert (act_url(complaint, "withdraw") in page) == (who == "complainant")


def test_respondent_does_not_read_what_the_table_withholds(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint(statement="A secret tip.")

    page = client_of("respondent").get(file_of(complaint)).content.decode()

    assert "A secret tip." not in page
    assert "Stall 14" not in page


def test_absent_and_forbidden_answer_alike(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()
    stranger = client_of("stranger")

    answers, queries = [], []
    absent = str(PublicNumber("C", 2026, 77))
    for number in (complaint.case.number, absent):
        with CaptureQueriesContext(connection) as captured:
            answer = stranger.get(reverse("desk:case", args=[number]))
        queries.append(len(captured))
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
        answers.append((answer.status_code, page.replace(number, "")))

    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert queries[0] == queries[1]


def test_act_is_done_once_with_its_form(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()
    officer, at = client_of("officer"), act_url(complaint, "accept")
    form = officer.get(at)
    hidden = {"seen": form.context["seen"], "key": form.context["key"]}

    answers = [officer.post(at, {**hidden, "reason": "Competent and complete."}) for _twice in range(2)]

    assert answers[0].headers["Location"] == file_of(complaint)
    complaint.refresh_from_db()
    assert complaint.state == "accepted"
    assert CaseEvent.objects.filter(act="complaint.accept").count() == 1


def test_refusal_keeps_what_was_typed_and_names_the_field(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()

    answer = client_of("officer").post(act_url(complaint, "refuse"), {"ground": "not_competent", "reason": " "})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="not_competent" selected' in page
    assert "This field is required" in page
    complaint.refresh_from_db()
    assert complaint.state == "received"


def test_second_officer_is_told_that_somebody_acted(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()
    at = act_url(complaint, "refuse")
    seen = client_of("colleague").get(at).context["seen"]
    country.do(complaint.case, "complaint.ask_papers", "officer", complaint.pk, papers="mandate")

    answer = client_of("colleague").post(at, {"seen": seen, "ground": "no_facts", "reason": "Nothing there."})

    page = answer.content.decode()
    assert "Somebody else acted here meanwhile" in page
    assert "Nothing there." in page
    complaint.refresh_from_db()
    assert complaint.state == "incomplete"


def test_act_that_is_no_longer_possible_says_so_and_keeps_what_was_typed(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()
    country.do(complaint.case, "complaint.accept", "officer", complaint.pk)

    answer = client_of("colleague").post(act_url(complaint, "refuse"), {"ground": "no_facts", "reason": "Not ours."})

    assert answer.status_code == 409
    assert "This is not possible now" in answer.content.decode()
    assert "Not ours." in answer.content.decode()


def test_file_in_chinese(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()

    page = client_of("officer").get(file_of(complaint), headers={"accept-language": "zh-hans"}).content.decode()

    assert "是否受理的决定" in page
    assert "受理" in page
