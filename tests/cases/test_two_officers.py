"""Two officers at once, and what an act costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases import journeys
from tests.cases.conftest import OPENED, Country

from causelist.cases import relations
from causelist.cases.models import Case, CaseEvent, CaseParty, Complaint
from causelist.cases.services import act
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed
from causelist.parties.register import ensure_names


@pytest.mark.django_db
def test_of_two_officers_at_once_one_wins_and_the_other_is_told(country: Country) -> None:
    """Both saw the same page; the engine lets one in after the other."""
    complaint = country.complaint()
    seen = CaseEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    told: list[str] = []
    refusing = {"ground": "no_facts", "reason": "Nothing shows it."}
    for who, name, fields in (("officer", "accept", {}), ("colleague", "refuse", refusing)):
        try:
            act(
                case_id=complaint.case_id, lifecycle="complaint", act=name, subject_id=complaint.pk, data=fields,
                by=country.people[who], seen=seen, at=OPENED,
            )  # fmt: skip
            told.append("done")
        except Refused as refused:
            told.append(refused.code)
        except NotAllowed:
            told.append("not_allowed")

    # Who accepts becomes the case's officer, so that the second may find it is not theirs any more.
    assert told[0] == "done"
    assert told[1] in {"changed_meanwhile", "not_allowed"}
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
