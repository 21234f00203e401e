"""Two officers at once, and what an act costs."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases import journeys
from tests.cases.conftest import OPENED, Country

from causelist.cases import relations
from causelist.cases.models import Case, CaseEvent, CaseParty, Complaint
from causelist.cases.services import act
from causelist.core.refusal import Refused
from causelist.parties.register import ensure_names


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_is_told(country: Country) -> None:
    """Both saw the same page. On PostgreSQL they act in the same moment; SQLite lets one writer in after the other."""
    complaint = country.complaint()
    seen = CaseEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    told: list[str] = []
    start = threading.Barrier(2)

    def decide(who: str, name: str, fields: dict[str, str], *, together: bool) -> None:
        if together:
            start.wait(20)
        try:
            act(
                case_id=complaint.case_id, lifecycle="complaint", act=name, subject_id=complaint.pk, data=fields,
                by=country.people[who], seen=seen, at=OPENED,
            )  # fmt: skip
            told.append("done")
        except Refused as refused:
            told.append(refused.code)
        finally:
            if together:
                connection.close()

    refusing = {"ground": "no_facts", "reason": "Nothing shows it."}
    if connection.vendor == "postgresql":
        threads = [
            threading.Thread(target=decide, args=("officer", "accept", {}), kwargs={"together": True}),
            threading.Thread(target=decide, args=("colleague", "refuse", refusing), kwargs={"together": True}),
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
    else:
        decide("officer", "accept", {}, together=False)
        decide("colleague", "refuse", refusing, together=False)

    # Who accepts becomes the case's officer, so that the second may find it is not theirs any more.
    assert told.count("done") == 1
    assert set(told) <= {"done", "changed_meanwhile"} or len(told) == 1
    assert CaseEvent.objects.filter(act__in=["complaint.accept", "complaint.refuse"]).count() == 1


def test_relations_and_an_act_cost_the_same_however_large_the_case(country: Country) -> None:
    track = journeys.filed(country)
    case = Case.objects.get(pk=track.case_id)
    officer = country.people["officer"]

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            relations.of(officer, Case.objects.select_related("office__body").get(pk=case.pk))
        with CaptureQueriesContext(connection) as done:
            country.do(case, "case.note", "officer", at=OPENED, note="x")
        return len(asked), len(done)

    small = cost()
    names = ensure_names([f"Trader {number}" for number in range(40)])
    CaseParty.objects.bulk_create(CaseParty(case=case, role="respondent", name_id=pk) for pk in names.values())
    holder = country.organisations["holder"]
    Complaint.objects.bulk_create(
        Complaint(case=case, key=f"more:{number}", channel="desk", holder=holder, state="accepted", filed_at=OPENED)
        for number in range(40)
    )

    assert cost() == small
    assert small[0] <= 8
    assert small[1] <= 28
