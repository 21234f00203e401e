from __future__ import annotations

import pytest
from tests.cases import journeys
from tests.cases.conftest import OPENED, Country
from tests.cases.journeys import DAY

from causelist.cases import keys, relations
from causelist.cases.complaining import NewTarget
from causelist.cases.models import AccessKey, Appointment, Case, CaseEvent, CaseParty, Clock, Office, Recusal, Target
from causelist.core.refusal import Refused
from causelist.parties.models import Organisation
from causelist.parties.permissions import NotAllowed

AT = OPENED + 5 * DAY


def test_assigned_case_lies_with_the_officer_and_so_do_its_clocks(country: Country) -> None:
    case = country.complaint().case

    country.do(case, "case.assign", "head", at=AT, officer=country.people["colleague"].pk)

    case = Case.objects.get(pk=case.pk)
    assert case.officer == country.people["colleague"]
    assert Clock.objects.get(case=case).officer == country.people["colleague"]
    with pytest.raises(NotAllowed):
        country.do(case, "complaint.accept", "officer", case.complaints.get().pk)


def test_case_is_not_assigned_to_another_body(country: Country) -> None:
    case = country.complaint().case

    with pytest.raises(Refused) as refused:
        country.do(case, "case.assign", "head", at=AT, office=country.offices["provincial"].pk)

    assert (refused.value.code, refused.value.field) == ("another_body", "office")


def test_case_moves_to_another_office_of_the_body_with_its_complaint(country: Country) -> None:
    case = country.complaint().case
    second = Office.objects.create(body=country.bodies["municipal"], name="Office II", time_zone="Asia/Shanghai")

    country.do(case, "case.assign", "head", at=AT, office=second.pk)

    case = Case.objects.get(pk=case.pk)
    assert (case.office, case.complaints.get().office, Clock.objects.get(case=case).office) == (second, second, second)


@pytest.mark.parametrize("who", ["policeman", "complainant", "reader", "registry"])
def test_track_is_handed_over_to_an_officer_of_the_body_alone(country: Country, who: str) -> None:
    track = journeys.filed(country)

    with pytest.raises(Refused) as refused:
        country.do(
            track.case, "case.hand_over", "head", at=AT, track=track.pk, officer=country.people[who].pk, note="x"
        )

    assert (refused.value.code, refused.value.field) == ("no_such_officer", "officer")


def test_handed_over_track_has_its_new_officer_and_the_old_one_acts_no_more(country: Country) -> None:
    track = journeys.filed(country)

    country.do(
        track.case, "case.hand_over", "officer", at=AT, track=track.pk, officer=country.people["colleague"].pk,
        note="I am away from Monday; the receipts are in the blue folder.",
    )  # fmt: skip

    track.refresh_from_db()
    assert track.officer == country.people["colleague"]
    with pytest.raises(NotAllowed):
        country.do(track.case, "administrative.investigate", "officer", track.pk, at=AT)
    country.do(track.case, "administrative.investigate", "colleague", track.pk, at=AT)


def test_recused_officer_has_nothing_to_do_with_the_track_any_more(country: Country) -> None:
    track = journeys.filed(country)
    country.do(track.case, "case.challenge", "respondent", at=AT, track=track.pk, reason="His brother sells there.")

    country.do(
        track.case, "case.recuse", "head", at=AT, track=track.pk, officer=country.people["officer"].pk,
        reason="His brother is a stallholder.",
    )  # fmt: skip

    track.refresh_from_db()
    assert track.officer is None
    assert Recusal.objects.get().officer == country.people["officer"]
    assert not relations.of(country.people["officer"], track.case).on(track.pk)
    with pytest.raises(Refused) as refused:
        country.do(track.case, "case.assign", "head", at=AT, track=track.pk, officer=country.people["officer"].pk)
    assert refused.value.code == "recused"


def test_note_is_read_by_its_own_office_unless_said(country: Country) -> None:
    case = country.complaint().case

    country.do(case, "case.note", "officer", at=AT, note="Ask the market for the lease.")
    country.do(case, "case.note", "officer", at=AT, note="The market is closed on Mondays.", audience="parties")

    found = CaseEvent.objects.filter(act="case.note").order_by("id").values_list("audience", flat=True)
    assert list(found) == ["office", "parties"]


def test_inspection_is_in_no_calendar_of_the_parties(country: Country) -> None:
    case = country.complaint().case

    country.do(case, "case.appoint", "officer", at=AT, kind="inspection", starts_at=AT + DAY, place="Stall 14")

    assert Appointment.objects.get().audience == "bodies"
    assert CaseEvent.objects.get(act="case.appoint").audience == "bodies"


@pytest.mark.parametrize(("starts", "ends", "field"), [(-1, 1, "starts_at"), (2, 1, "ends_at")])
def test_appointment_in_the_past_or_ending_before_it_begins_is_refused(
    country: Country, starts: int, ends: int, field: str
) -> None:
    case = country.complaint().case

    with pytest.raises(Refused) as refused:
        country.do(
            case, "case.appoint", "officer", at=AT, kind="meeting", starts_at=AT + starts * DAY, ends_at=AT + ends * DAY
        )

    assert refused.value.field == field


def test_natural_person_becomes_a_party_whose_name_the_history_does_not_hold(country: Country) -> None:
    case = country.complaint().case

    country.do(
        case, "case.add_party", "officer", at=AT, name="<b>Tomas Quill</b>", role="respondent", is_person=True,
        is_minor=True, email="t@quill.example",
    )  # fmt: skip

    party = CaseParty.objects.get(email="t@quill.example")
    assert (party.name.text, party.name.organisation.is_person, party.is_minor) == ("<b>Tomas Quill</b>", True, True)
    assert "Quill" not in str(CaseEvent.objects.get(act="case.add_party").detail)


def test_same_party_twice_is_refused_and_nothing_is_lost(country: Country) -> None:
    case = country.complaint().case

    with pytest.raises(Refused) as refused:
        country.do(case, "case.add_party", "officer", at=AT, name="Lantern Market Trading", role="respondent")

    assert (refused.value.code, refused.value.field) == ("known", "name")
    assert CaseParty.objects.filter(case=case).count() == 2


def test_organisation_on_the_record_is_not_made_a_person_by_the_way(country: Country) -> None:
    case = country.complaint().case

    with pytest.raises(Refused) as refused:
        country.do(
            case, "case.add_party", "officer", at=AT, name="Northmere Software GmbH", role="victim", is_person=True
        )

    assert refused.value.field == "is_person"
    assert not Organisation.objects.get(slug="northmere-software-gmbh").is_person


def test_target_is_added_with_the_one_form_of_its_address(country: Country) -> None:
    case = country.complaint().case

    country.do(
        case, "case.add_target", "complainant", at=AT, kind="listing", description="The same discs, by post",
        address="HTTPS://Discs.Example/shop",
    )  # fmt: skip

    assert Target.objects.get(kind="listing").address == "https://discs.example/shop"


def test_result_is_told_of_a_target_of_this_case_alone(country: Country) -> None:
    case, other = country.complaint().case, country.complaint().case
    target = case.targets.get()

    with pytest.raises(Refused) as refused:
        country.do(other, "case.set_result", "officer", at=AT, target=target.pk, result="ceased")
    country.do(case, "case.set_result", "officer", at=AT, target=target.pk, result="ceased")

    target.refresh_from_db()
    assert (refused.value.field, target.result) == ("target", "ceased")


@pytest.mark.parametrize(
    ("facts", "above"),
    [
        ({"business": 60000}, True),
        ({"business": 100, "copies": 3}, False),
        ({"business": 100, "unknown": ["copies"]}, None),
    ],
)
def test_facts_say_whether_the_case_is_above_the_line(
    country: Country,
    facts: dict[str, object],
    above: bool | None,  # noqa: FBT001 -- a case of the table
) -> None:
    case = country.complaint().case

    country.do(case, "case.record_facts", "officer", at=AT, facts=facts, source="Ledger of the stall")

    assert Case.objects.get(pk=case.pk).above_line is above


@pytest.mark.parametrize(
    "facts", [{"discs": 3}, {"copies": -3}, {"copies": "many"}, {"act": "999"}, {"on": "yesterday"}, {"unknown": 3}]
)
def test_facts_that_cannot_be_are_refused(country: Country, facts: dict[str, object]) -> None:
    case = country.complaint().case

    with pytest.raises(Refused) as refused:
        country.do(case, "case.record_facts", "officer", at=AT, facts=facts, source="Ledger")

    assert refused.value.field == "facts"
    assert Case.objects.get(pk=case.pk).facts == {}


def test_joined_case_goes_on_in_the_other_and_both_say_so(country: Country) -> None:
    case, other = country.complaint().case, country.complaint().case

    country.do(case, "case.join", "officer", at=AT, case=other.number, reason="The same stall.")

    case = Case.objects.get(pk=case.pk)
    assert (case.joined_into, case.stage, case.due_at) == (other, "closed", None)
    assert CaseEvent.objects.get(case=case, act="case.join").detail["into"] == other.number
    assert CaseEvent.objects.get(case=other, act="case.take_in").detail["case"] == case.number
    assert case.targets.count() == other.targets.count() == 1
    with pytest.raises(Refused) as refused:
        country.do(case, "complaint.accept", "officer", case.complaints.get().pk, at=AT)
    assert refused.value.code == "joined"


def test_case_is_not_joined_to_one_that_the_officer_does_not_handle(country: Country) -> None:
    case = country.complaint().case
    foreign = country.complaint(office=country.offices["provincial"]).case
    said = []
    for number in (foreign.number, "C-2026-999-0", case.number):
        with pytest.raises(Refused) as refused:
            country.do(case, "case.join", "officer", at=AT, case=number, reason="x")
        said.append((refused.value.field, str(refused.value)))

    assert said[0] == ("case", "You handle no such case.")
    assert said[2] == said[0]


def test_split_case_has_its_targets_its_complaint_and_its_parties(country: Country) -> None:
    complaint = country.complaint(targets=[NewTarget("stall", "Stall 14"), NewTarget("stall", "Stall 15")])
    case = complaint.case
    country.do(case, "complaint.accept", "officer", complaint.pk, at=AT)
    second = case.targets.get(description="Stall 15")
    respondent = case.parties.get(role="respondent")

    country.do(
        case, "case.split", "officer", at=AT, title="Stall 15, Lantern Market", targets=[second.pk],
        parties=[respondent.pk], reason="Another stallholder.",
    )  # fmt: skip

    new = Case.objects.get(split_from=case)
    assert (new.stage, new.office) == ("investigation", country.offices["municipal"])
    assert list(new.targets.all()) == [second]
    assert sorted(new.parties.values_list("role", flat=True)) == ["complainant", "respondent"]
    assert CaseEvent.objects.get(case=case, act="case.split").detail["new_case"] == new.number
    assert CaseEvent.objects.get(case=new).act == "case.open_split"
    country.do(new, "administrative.file_case", "officer", at=AT)


def test_key_is_told_once_and_kept_as_a_hash(country: Country) -> None:
    case = country.complaint().case
    party = case.parties.get(role="respondent")

    first = keys.give(case=case, party_id=party.pk, by=country.people["officer"])
    second = keys.give(case=case, party_id=party.pk, by=country.people["officer"])

    assert keys.party_of(case, second) == party
    assert keys.party_of(case, first) is None
    assert keys.party_of(country.complaint().case, second) is None
    kept = [*AccessKey.objects.values_list("digest", flat=True), *map(str, CaseEvent.objects.values_list("detail"))]
    assert not any(second in row for row in kept)
