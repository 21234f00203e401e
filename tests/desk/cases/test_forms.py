"""Forms made from the tables: every act has one; rows as a table, added, pasted and refused by row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cases.conftest import Country

from causelist.cases import relations
from causelist.cases.models import Measure, SeizedItem
from causelist.cases.possible import Possible
from causelist.cases.tables import Act, all_acts
from causelist.desk.casework.forms import ActForm, with_zone
from causelist.desk.casework.opening import Opened

ClientOf = Callable[[str], Client]


@pytest.mark.parametrize("act", all_acts(), ids=lambda act: act.full_name)
def test_every_act_has_a_form_with_all_its_fields(country: Country, act: Act) -> None:
    complaint = country.complaint()
    opened = Opened(
        complaint.case, relations.of(country.people["officer"], complaint.case), [], list(complaint.case.parties.all()),
        [complaint], [],
    )  # fmt: skip

    form = ActForm(QueryDict(""), possible=Possible(act, None, complaint.case, (None,)), opened=opened)

    shown = {*form.fields, *form.tables} | ({"facts"} if form.facts else set())
    nothing_to_choose = {
        name for name, field in act.fields.items() if field.kind in {"id", "ids"} and not field.required
    }
    assert set(act.fields) - shown <= nothing_to_choose


def raid(country: Country) -> Measure:
    complaint = country.complaint()
    country.do(complaint.case, "complaint.accept", "officer", complaint.pk)
    later = (timezone.now() + timezone.timedelta(hours=1)).isoformat()
    country.do(
        complaint.case, "operation.plan", "officer", kind="raid", planned_for=later, scope="The stall",
        targets=[complaint.case.targets.get().pk], at=timezone.now(),
    )  # fmt: skip
    return Measure.objects.get()


def test_rows_are_added_pasted_and_recorded(country: Country, client_of: ClientOf) -> None:
    measure, officer = raid(country), client_of("officer")
    at = reverse("desk:act", args=[measure.case.number, "operation", "seize", measure.pk])
    taken = timezone.now().strftime("%Y-%m-%dT%H:%M:%S+00:00")
    typed = {
        "taken_at": taken,
        "inventory-lines": "1",
        "inventory-0-kind": "copies",
        "inventory-0-description": "Discs",
        "inventory-0-quantity": "-3",
    }

    more = officer.post(at, typed | {"add": "inventory"}).content.decode()
    assert 'name="inventory-1-kind"' in more
    assert 'value="Discs"' in more
    pasted = officer.post(
        at, typed | {"paste": "inventory", "inventory-pasted": "kind,description,quantity\nequipment,Burner,2\n"}
    )
    assert 'value="Burner"' in pasted.content.decode()
    assert SeizedItem.objects.count() == 0
    refused = officer.post(at, typed)
    assert (
        'name="inventory-0-quantity" id="inventory-0-quantity" value="-3" aria-label="Number, 1"'
        in refused.content.decode()
    )
    assert 'id="inventory-0-quantity-e"' in refused.content.decode()
    done = officer.post(at, typed | {"inventory-0-quantity": "19000"})

    assert done.status_code == 302
    assert SeizedItem.objects.get().quantity == 19_000


def test_times_are_those_of_the_place() -> None:
    assert with_zone("2026-11-24T14:30", "Asia/Shanghai") == "2026-11-24T14:30:00+08:00"
    assert with_zone("2026-11-24T14:30+00:00", "Asia/Shanghai") == "2026-11-24T14:30:00+00:00"
    assert with_zone("soon", "Asia/Shanghai") == "soon"


def test_facts_say_what_is_not_known(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()
    at = reverse("desk:act", args=[complaint.case.number, "case", "record_facts"])

    done = client_of("officer").post(
        at, {"fact-act": "217", "fact-copies": "8,000", "fact-gains": "0", "source": "Inventory"}
    )

    assert done.status_code == 302
    complaint.case.refresh_from_db()
    assert complaint.case.above_line is True
    assert "gains" not in complaint.case.facts["unknown"]
    assert "clicks" in complaint.case.facts["unknown"]
    page = client_of("officer").get(reverse("desk:case", args=[complaint.case.number])).content.decode()
    assert "Above the line" in page


def test_key_of_a_party_is_shown_once(country: Country, client_of: ClientOf) -> None:
    complaint = country.complaint()
    party = complaint.case.parties.get(role="respondent")
    officer = client_of("officer")
    file = reverse("desk:case", args=[complaint.case.number])

    officer.post(reverse("desk:act", args=[complaint.case.number, "case", "give_key"]), {"party": party.pk})

    assert "shown this once" in officer.get(file).content.decode()
    assert "shown this once" not in officer.get(file).content.decode()
