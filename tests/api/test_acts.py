from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import Country

from causelist.accounts.services import Scope, make_token
from causelist.cases.models import Case, CaseEvent, Complaint
from causelist.parties.services import grant_membership

pytestmark = pytest.mark.django_db
Acting = Callable[..., Any]


@pytest.fixture
def token(country: Country) -> Callable[..., str]:
    """The secret of a token by which one of the people acts for an organisation."""

    def make(who: str, organisation: str, *scopes: Scope) -> str:
        person = country.people[who]
        return make_token(
            user=person, organisation_id=country.organisations[organisation].pk, label="tests",
            scopes=scopes or (Scope.ACT, Scope.CASES), by=person,
        ).secret  # fmt: skip

    return make


@pytest.fixture
def act(client: Client, token: Callable[..., str]) -> Acting:
    """POST an act as the municipal officer, unless another secret is given."""
    officer = token("officer", "municipal")

    def send(number: str, name: str, body: dict[str, Any], secret: str = officer, **headers: str) -> Any:
        lifecycle, act_name = name.split(".")
        return client.post(
            f"/api/v1/cases/{number}/acts/{lifecycle}/{act_name}", body, content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **{k.replace("_", "-"): v for k, v in headers.items()}},
        )  # fmt: skip

    return send


@pytest.fixture
def complaint(country: Country) -> Complaint:
    return country.complaint()


def test_act_moves_the_state_and_is_recorded(act: Acting, complaint: Complaint) -> None:
    answer = act(
        complaint.case.number, "complaint.accept", {"subject": complaint.pk, "fields": {"reason": "Complete."}}
    )

    assert answer.status_code == 200, answer.json()
    body = answer.json()
    assert (body["act"], body["from_state"], body["to_state"]) == ("complaint.accept", "received", "accepted")
    assert body["stage"] == "investigation"
    assert CaseEvent.objects.get(pk=body["event"]).basis == "Complete."


def test_act_twice_under_one_key_is_once(act: Acting, complaint: Complaint) -> None:
    body = {"subject": complaint.pk, "fields": {}}
    first = act(complaint.case.number, "complaint.accept", body, Idempotency_Key="a-1")
    again = act(complaint.case.number, "complaint.accept", body, Idempotency_Key="a-1")

    assert again.json()["event"] == first.json()["event"]
    assert CaseEvent.objects.filter(act="complaint.accept").count() == 1


def test_used_key_with_another_body_is_a_conflict(act: Acting, complaint: Complaint) -> None:
    act(complaint.case.number, "case.note", {"fields": {"note": "One"}}, Idempotency_Key="a-1")

    other = act(complaint.case.number, "case.note", {"fields": {"note": "Two"}}, Idempotency_Key="a-1")

    assert (other.status_code, other.json()["error"]["code"]) == (409, "key_reused")
    assert CaseEvent.objects.filter(act="case.note").count() == 1


def test_act_after_somebody_elses_is_told_and_changes_nothing(
    act: Acting, complaint: Complaint, token: Callable[..., str]
) -> None:
    number, seen = complaint.case.number, CaseEvent.objects.get().pk
    act(number, "complaint.withdraw", {"subject": complaint.pk, "fields": {}}, secret=token("complainant", "holder"))

    late = act(
        number, "complaint.refuse",
        {"subject": complaint.pk, "seen": seen, "fields": {"ground": "no_facts", "reason": "x"}},
    )  # fmt: skip

    assert (late.status_code, late.json()["error"]["code"]) == (409, "changed_meanwhile")
    complaint.refresh_from_db()
    assert complaint.state == "withdrawn"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ground": "not_competent"}, "fields.reason"),
        ({"ground": "because", "reason": "x"}, "fields.ground"),
        ({"ground": "not_competent", "reason": " "}, "fields.reason"),
        ({"ground": "not_competent", "reason": "x", "fine": 3}, "fields.fine"),
        ({"ground": "not_competent", "reason": "x\u0000"}, "fields.reason"),
    ],
)
def test_what_is_wrong_names_its_field(act: Acting, complaint: Complaint, fields: dict[str, Any], field: str) -> None:
    answer = act(complaint.case.number, "complaint.refuse", {"subject": complaint.pk, "fields": fields})

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)
    complaint.refresh_from_db()
    assert complaint.state == "received"


def test_act_of_others_is_forbidden_to_who_may_know_the_case(
    act: Acting, complaint: Complaint, token: Callable[..., str]
) -> None:
    answer = act(
        complaint.case.number, "complaint.accept", {"subject": complaint.pk, "fields": {}},
        secret=token("complainant", "holder"),
    )  # fmt: skip

    assert answer.status_code == 403


def test_token_acts_for_its_own_organisation_alone(
    act: Acting,
    complaint: Complaint,
    country: Country,
    token: Callable[..., str],
) -> None:
    """A person who is also an officer of the authority does not act as one by the right holder's token."""
    grant_membership(
        user=country.people["complainant"], organisation=country.organisations["municipal"], role="officer", by=None
    )

    answer = act(
        complaint.case.number, "complaint.accept", {"subject": complaint.pk, "fields": {}},
        secret=token("complainant", "holder"),
    )  # fmt: skip

    assert answer.status_code == 403


@pytest.mark.parametrize("scopes", [(Scope.READ,), (Scope.CASES,), (Scope.WRITE, Scope.COMPLAIN)])
def test_act_needs_its_scope(act: Acting, complaint: Complaint, token: Callable[..., str], scopes: list[Scope]) -> None:
    answer = act(
        complaint.case.number, "case.note", {"fields": {"note": "x"}}, secret=token("officer", "municipal", *scopes)
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "missing_scope")


def test_forbidden_and_absent_answer_alike_with_the_same_number_of_queries(
    act: Acting,
    complaint: Complaint,
    country: Country,
    client: Client,
    token: Callable[..., str],
) -> None:
    case = complaint.case
    country.do(case, "complaint.accept", "officer", complaint.pk)
    country.do(case, "administrative.file_case", "officer")
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")
    stranger = token("stranger", "stranger")
    act(case.number, "case.message", {}, secret=stranger)  # the first use of a token in a day is noted
    told = []
    for number in (case.number, "C-2026-999-8", "X-1", case.number.lower(), "N-2026-1-0"):
        with CaptureQueriesContext(connection) as posted:
            answer = act(number, "case.message", {"fields": {"message": "Hello"}}, secret=stranger)
        with CaptureQueriesContext(connection) as read:
            looked = client.get(f"/api/v1/cases/{number}", headers={"Authorization": f"Bearer {stranger}"})
        told.append((answer.status_code, answer.content, len(posted), looked.status_code, looked.content, len(read)))

    assert told[0][0] == told[0][3] == 404
    assert len({row[:2] + row[3:5] for row in told}) == 1
    assert len({row[2] for row in told}) == 1, [row[2] for row in told]
    assert len({row[5] for row in told}) == 1, [row[5] for row in told]


def test_subject_of_another_case_is_not_there(act: Acting, complaint: Complaint, country: Country) -> None:
    other = country.complaint()

    answer = act(complaint.case.number, "complaint.accept", {"subject": other.pk, "fields": {}})

    assert (answer.status_code, answer.json()["error"]["field"]) == (404, "subject")


def test_secret_order_is_not_there_for_the_other_side(
    act: Acting,
    complaint: Complaint,
    country: Country,
    token: Callable[..., str],
) -> None:
    """Not even by an error that names its state."""
    order = country.do(
        complaint.case, "order.ask", "complainant", kind="evidence_preservation", scope="Ledgers", reason="They burn."
    ).subject_id
    respondent = token("respondent", "respondent")
    fields = {"filed_on": "2026-03-03", "reason": "x"}

    told = [
        act(complaint.case.number, "order.appeal", {"subject": pk, "fields": fields}, secret=respondent)
        for pk in (order, order + 1000)
    ]

    assert [answer.status_code for answer in told] == [404, 404]
    assert told[0].content == told[1].content


def test_key_is_told_once(act: Acting, complaint: Complaint) -> None:
    party = complaint.case.parties.get(role="respondent").pk
    body = {"fields": {"party": party}}

    first = act(complaint.case.number, "case.give_key", body, Idempotency_Key="k")
    again = act(complaint.case.number, "case.give_key", body, Idempotency_Key="k")

    assert first.json()["once"]["key"].startswith("ck_")
    assert again.json()["once"] == {}


def test_case_is_read_as_its_organisation_sees_it(
    complaint: Complaint, client: Client, token: Callable[..., str]
) -> None:
    path = f"/api/v1/cases/{complaint.case.number}"
    inside = client.get(path, headers={"Authorization": f"Bearer {token('officer', 'municipal')}"}).json()
    outside = client.get(path).json()

    assert (inside["relation"], outside["relation"]) == ("officer", "public")
    assert [party["name"] for party in inside["parties"]] == ["Larkspur Pictures Ltd", "Lantern Market Trading"]
    assert [party["name"] for party in outside["parties"]] == ["Larkspur Pictures Ltd", None]
    assert outside["targets"] == []


def test_list_holds_what_everybody_may_know(complaint: Complaint, country: Country, client: Client) -> None:
    sealed = country.complaint().case
    Case.objects.filter(pk=sealed.pk).update(confidentiality="sealed")

    answer = client.get("/api/v1/cases?stage=complaint&kind=stall&size=1")

    assert [row["number"] for row in answer.json()["cases"]] == [complaint.case.number]
    assert answer.json()["next"] is None


def test_what_may_be_done_now_is_told_with_its_fields_and_can_be_done(
    act: Acting, complaint: Complaint, client: Client, token: Callable[..., str]
) -> None:
    path = f"/api/v1/cases/{complaint.case.number}/acts"

    def acts(who: str, organisation: str) -> dict[str, dict[str, Any]]:
        answer = client.get(path, headers={"Authorization": f"Bearer {token(who, organisation)}"})
        assert answer.status_code == 200
        return {f"{one['lifecycle']}.{one['act']}": one for one in answer.json()["acts"]}

    officer, holder = acts("officer", "municipal"), acts("complainant", "holder")

    assert {"complaint.accept", "complaint.refuse", "case.note"} <= set(officer)
    assert "complaint.accept" not in holder
    assert {"complaint.withdraw", "case.message"} <= set(holder)
    refuse = officer["complaint.refuse"]
    assert {field["name"]: field["required"] for field in refuse["fields"]} == {"ground": True, "reason": True}
    assert refuse["subject"] == complaint.pk
    assert acts("stranger", "stranger") == {}


def test_secret_order_is_in_no_list_of_the_other_side(
    complaint: Complaint, country: Country, client: Client, token: Callable[..., str]
) -> None:
    country.do(
        complaint.case, "order.ask", "complainant", kind="evidence_preservation", scope="Ledgers", reason="They burn."
    )
    answer = client.get(
        f"/api/v1/cases/{complaint.case.number}/acts",
        headers={"Authorization": f"Bearer {token('respondent', 'respondent')}"},
    )
    assert "order" not in {one["lifecycle"] for one in answer.json()["acts"] if one["subject"] is not None}
