from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cases import journeys
from tests.cases.conftest import OPENED, Country
from tests.cases.journeys import DAY

from causelist.cases.models import Appointment, CaseEvent, Clock, Track
from causelist.cases.services import NotThere
from causelist.cases.sweep import sweep
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed


def test_case_is_filed_on_an_accepted_complaint_alone(country: Country) -> None:
    complaint = country.complaint()

    with pytest.raises(Refused) as refused:
        country.do(complaint.case, "administrative.file_case", "officer")

    assert refused.value.code == "not_accepted"
    assert not Track.objects.exists()


def test_filed_case_lies_with_its_officer_and_its_clock_runs(country: Country) -> None:
    track = journeys.filed(country)

    assert (track.office, track.officer) == (country.offices["municipal"], country.people["officer"])
    assert track.reference == "LC 2026-14"
    clock = Clock.objects.get(track=track)
    assert (clock.name, clock.due_on, clock.officer) == ("decide", dt.date(2026, 6, 2), country.people["officer"])


def test_second_track_of_a_kind_is_refused_while_one_is_open(country: Country) -> None:
    track = journeys.filed(country)

    with pytest.raises(Refused) as refused:
        country.do(track.case, "administrative.file_case", "officer")

    assert refused.value.code == "track_open"


def test_extension_moves_the_clock_and_keeps_the_reason(country: Country) -> None:
    track = journeys.filed(country)

    country.do(
        track.case, "administrative.extend", "head", track.pk, at=OPENED + 20 * DAY, until="2026-07-01",
        reason="Expert evidence is awaited.",
    )  # fmt: skip

    clock = Clock.objects.get(track=track)
    assert clock.due_on == dt.date(2026, 7, 1)
    assert "Expert evidence" in clock.steps[-1]["en"]
    event = CaseEvent.objects.get(act="administrative.extend")
    assert event.detail == {"until": "2026-07-01", "from": "2026-06-02"}


@pytest.mark.parametrize(
    ("until", "at", "code"), [("2026-05-01", 20, "not_later"), ("2026-07-01", 120, "late")], ids=["earlier", "too late"]
)
def test_extension_to_an_earlier_day_or_after_the_end_is_refused(
    country: Country, until: str, at: int, code: str
) -> None:
    track = journeys.filed(country)

    with pytest.raises(Refused) as refused:
        country.do(track.case, "administrative.extend", "head", track.pk, at=OPENED + at * DAY, until=until, reason="x")

    assert refused.value.code == code


def test_appeal_on_the_last_day_is_taken(country: Country) -> None:
    track = journeys.decided(country, served_on=dt.date(2026, 3, 16))
    due = Clock.objects.get(track=track, name="appeal").due_on
    assert due is not None

    country.do(
        track.case, "administrative.appeal", "respondent", track.pk, at=journeys.moment(due), filed_on=due, reason="x"
    )

    track.refresh_from_db()
    assert track.state == "reconsideration"


@pytest.mark.parametrize("says", ["in time", "late"])
def test_appeal_a_day_late_is_refused_with_the_day(country: Country, says: str) -> None:
    track = journeys.decided(country, served_on=dt.date(2026, 3, 16))
    due = Clock.objects.get(track=track, name="appeal").due_on
    assert due is not None
    late = due + DAY

    with pytest.raises(Refused) as refused:
        country.do(
            track.case, "administrative.appeal", "respondent", track.pk, at=journeys.moment(late),
            filed_on=due if says == "in time" else late, reason="x",
        )  # fmt: skip

    assert (refused.value.code, refused.value.field) == ("late", "filed_on")
    assert f"{due:%Y-%m-%d}" in str(refused.value)


def test_appeal_after_it_fell_final_is_late_too(country: Country) -> None:
    track = journeys.decided(country, served_on=dt.date(2026, 3, 16))
    late = OPENED + 120 * DAY
    sweep(late)
    track.refresh_from_db()
    assert track.state == "enforcement"

    with pytest.raises(Refused) as refused:
        country.do(
            track.case, "administrative.appeal", "respondent", track.pk, at=late, filed_on=late.date(), reason="x"
        )

    assert refused.value.code == "late"


@pytest.mark.parametrize(
    ("result", "state", "clock"),
    [("upheld", "enforcement", "admin_suit"), ("annulled", "filed", "decide"), ("ended", "closed", None)],
)
def test_reconsideration_leads_where_its_result_says(
    country: Country, result: str, state: str, clock: str | None
) -> None:
    track = journeys.decided(country, served_on=dt.date(2026, 3, 16))
    at = OPENED + 20 * DAY
    country.do(track.case, "administrative.appeal", "respondent", track.pk, at=at, filed_on="2026-03-20", reason="x")

    country.do(
        track.case, "administrative.decide_reconsideration", "superior", track.pk, at=at, result=result, reason="x"
    )

    track.refresh_from_db()
    running = Clock.objects.filter(track=track, stopped_at__isnull=True).values_list("name", flat=True)
    assert (track.state, list(running)) == (state, [clock] if clock else [])


def test_final_before_the_time_to_appeal_is_over_is_refused(country: Country) -> None:
    track = journeys.decided(country, served_on=dt.date(2026, 3, 16))

    with pytest.raises(Refused) as refused:
        country.do(track.case, "administrative.become_final", "officer", track.pk, at=OPENED + 20 * DAY)

    assert refused.value.code == "still_runs"


def test_transfer_gives_the_police_a_track_of_their_own(country: Country) -> None:
    track = journeys.filed(country)

    country.do(
        track.case, "administrative.transfer", "head", track.pk, at=OPENED + 3 * DAY,
        office=country.offices["police"].pk, reason="Above the line.",
    )  # fmt: skip

    track.refresh_from_db()
    criminal = Track.objects.get(kind="criminal")
    assert (track.state, criminal.state, criminal.linked_to, criminal.link) == (
        "transferred", "reported", track, "transfer_of",
    )  # fmt: skip
    assert Clock.objects.get(track=criminal).name == "police_decide"
    assert list(CaseEvent.objects.order_by("id").values_list("act", flat=True))[-2:] == [
        "administrative.transfer", "criminal.receive_transfer",
    ]  # fmt: skip


def test_transfer_to_a_court_is_refused(country: Country) -> None:
    track = journeys.filed(country)

    with pytest.raises(Refused) as refused:
        country.do(
            track.case, "administrative.transfer", "head", track.pk, at=OPENED + 3 * DAY,
            office=country.offices["court"].pk, reason="x",
        )  # fmt: skip

    assert (refused.value.code, refused.value.field) == ("wrong_kind_of_office", "office")
    track.refresh_from_db()
    assert track.state == "filed"


def test_case_taken_back_ends_the_track_of_the_police(country: Country) -> None:
    track = journeys.filed(country)
    at = OPENED + 3 * DAY
    country.do(
        track.case, "administrative.transfer", "head", track.pk, at=at, office=country.offices["police"].pk, reason="x"
    )
    criminal = Track.objects.get(kind="criminal")
    country.do(track.case, "criminal.decline", "policeman", criminal.pk, at=at, reason="Below the line.")

    country.do(track.case, "administrative.take_back", "officer", track.pk, at=at, reason="Fined here.")

    track.refresh_from_db()
    criminal.refresh_from_db()
    assert (track.state, criminal.state) == ("investigating", "closed")
    assert not Clock.objects.filter(track=criminal, stopped_at__isnull=True).exists()


def test_case_the_police_opened_is_not_taken_back(country: Country) -> None:
    track = journeys.filed(country)
    at = OPENED + 3 * DAY
    country.do(
        track.case, "administrative.transfer", "head", track.pk, at=at, office=country.offices["police"].pk, reason="x"
    )
    criminal = Track.objects.get(kind="criminal")
    country.do(track.case, "criminal.open", "policeman", criminal.pk, at=at, reference="P-1")

    with pytest.raises(Refused) as refused:
        country.do(track.case, "administrative.take_back", "officer", track.pk, at=at, reason="x")

    assert refused.value.code == "with_the_police"


def test_prosecution_goes_from_body_to_body_with_its_clocks(country: Country) -> None:
    track = journeys.charged(country)

    assert (track.state, track.office, track.officer) == ("charged", country.offices["court"], None)
    clock = Clock.objects.get(track=track, stopped_at__isnull=True)
    assert (clock.name, clock.office) == ("criminal_first_instance", country.offices["court"])
    left = dict(CaseEvent.objects.filter(track=track).values_list("act", "office__body__organisation__kind"))
    assert (left["criminal.finish"], left["criminal.charge"]) == ("police", "procuratorate")


def test_body_that_handed_on_still_sees_and_may_protest_but_not_act(country: Country) -> None:
    track = journeys.charged(country)

    with pytest.raises(NotAllowed):
        country.do(track.case, "criminal.fix_hearing", "prosecutor", track.pk, starts_at="2026-05-01T09:00", place="I")

    country.do(
        track.case,
        "criminal.fix_hearing",
        "clerk",
        track.pk,
        at=OPENED + 6 * DAY,
        starts_at="2026-05-01T09:00",
        place="I",
    )
    country.do(track.case, "criminal.judge", None, track.pk, at=OPENED + 70 * DAY)
    country.do(
        track.case,
        "criminal.appeal",
        "prosecutor",
        track.pk,
        at=OPENED + 71 * DAY,
        filed_on="2026-05-12",
        reason="Too mild.",
    )
    track.refresh_from_db()
    assert (track.state, track.office, track.instance) == ("appealed", country.offices["high_court"], 2)


def test_refusal_to_open_is_supervised_by_the_procuratorate(country: Country) -> None:
    track = journeys.reported(country)
    at = OPENED + 4 * DAY
    country.do(track.case, "criminal.decline", "policeman", track.pk, at=at, reason="x")
    country.do(
        track.case, "criminal.supervise", "complainant", track.pk, at=at, reason="x",
        office=country.offices["procuratorate"].pk,
    )  # fmt: skip

    country.do(track.case, "criminal.explain", "policeman", track.pk, at=at, reason="Too few copies.")
    country.do(track.case, "criminal.require_opening", "prosecutor", track.pk, at=at, reason="Enough.")

    track.refresh_from_db()
    assert (track.state, track.office) == ("investigating", country.offices["police"])


def test_report_to_the_police_has_the_period_of_reports(country: Country) -> None:
    track = journeys.reported(country)

    assert Clock.objects.get(track=track).rule == "cn.police.file"


def test_civil_claim_rides_on_the_prosecution_before_its_court(country: Country) -> None:
    criminal = journeys.charged(country)
    given: dict[str, Any] = {"claim": "Damages", "rides_on": criminal.pk, "at": OPENED + 6 * DAY}

    with pytest.raises(Refused) as refused:
        country.do(criminal.case, "civil.file_suit", "complainant", office=country.offices["high_court"].pk, **given)
    event = country.do(criminal.case, "civil.file_suit", "complainant", office=country.offices["court"].pk, **given)

    assert refused.value.code == "another_court"
    civil = Track.objects.get(pk=event.subject_id)
    assert (civil.linked_to, civil.link) == (criminal, "rides_on")


def test_claim_cannot_ride_on_a_track_of_another_case(country: Country) -> None:
    elsewhere = journeys.charged(country)
    case = journeys.accepted(country)

    with pytest.raises(Refused) as refused:
        country.do(
            case, "civil.file_suit", "complainant", office=country.offices["court"].pk, claim="x", rides_on=elsewhere.pk
        )

    assert (refused.value.code, refused.value.field) == ("no_such_track", "rides_on")


def test_sum_needs_its_currency(country: Country) -> None:
    case = journeys.accepted(country)

    with pytest.raises(Refused) as refused:
        country.do(
            case, "civil.file_suit", "complainant", office=country.offices["court"].pk, claim="x", amount="10.00"
        )

    assert refused.value.field == "currency"


def test_hearing_is_fixed_as_long_before_as_the_law_wants(country: Country) -> None:
    track = journeys.sued(country)
    at = OPENED + 5 * DAY

    with pytest.raises(Refused) as refused:
        country.do(track.case, "civil.fix_hearing", "clerk", track.pk, at=at, starts_at=at + 2 * DAY, place="Room 3")

    assert (refused.value.code, refused.value.field) == ("too_soon", "starts_at")
    assert not Appointment.objects.exists()


def test_hearing_fixed_anew_takes_the_place_of_the_first(country: Country) -> None:
    track = journeys.sued(country)
    at = OPENED + 5 * DAY
    for days in (10, 20):
        country.do(track.case, "civil.fix_hearing", "clerk", track.pk, at=at, starts_at=at + days * DAY, place="Room 3")

    standing = Appointment.objects.get(cancelled_at__isnull=True)
    assert standing.starts_at == at + 20 * DAY
    assert Appointment.objects.count() == 2


def test_hearing_is_not_held_before_it_was_fixed_for(country: Country) -> None:
    track = journeys.sued(country)
    at = OPENED + 5 * DAY
    country.do(track.case, "civil.fix_hearing", "clerk", track.pk, at=at, starts_at=at + 10 * DAY, place="Room 3")

    with pytest.raises(Refused) as refused:
        country.do(track.case, "civil.hold_hearing", "clerk", track.pk, at=at + 9 * DAY, held_at=at + 9 * DAY)

    assert (refused.value.code, refused.value.field) == ("before_hearing", "held_at")


@pytest.mark.parametrize(("hearing", "code"), [("none", "no_hearing"), ("fixed", "before_hearing")])
def test_judgment_before_its_hearing_is_refused(country: Country, hearing: str, code: str) -> None:
    track = journeys.sued(country)
    at = OPENED + 5 * DAY
    if hearing == "fixed":
        country.do(track.case, "civil.fix_hearing", "clerk", track.pk, at=at, starts_at=at + 10 * DAY, place="Room 3")

    with pytest.raises(Refused) as refused:
        country.do(track.case, "civil.judge", None, track.pk, at=at + 9 * DAY)

    assert refused.value.code == code


def test_civil_appeal_goes_to_the_court_above_and_back(country: Country) -> None:
    track = journeys.sued(country)
    at = OPENED + 5 * DAY
    country.do(track.case, "civil.fix_hearing", "clerk", track.pk, at=at, starts_at=at + 10 * DAY, place="Room 3")
    country.do(track.case, "civil.judge", None, track.pk, at=at + 11 * DAY)
    journeys.serve(country, track, (at + 12 * DAY).date())
    country.do(
        track.case,
        "civil.appeal",
        "respondent",
        track.pk,
        at=at + 13 * DAY,
        filed_on=(at + 13 * DAY).date(),
        reason="x",
    )
    track.refresh_from_db()
    assert (track.state, track.office) == ("appealed", country.offices["high_court"])

    country.do(
        track.case, "civil.decide_appeal", "appeal_clerk", track.pk, at=at + 40 * DAY, result="sent_back", reason="x"
    )

    track.refresh_from_db()
    assert (track.state, track.office, track.instance) == ("registered", country.offices["court"], 1)
    assert Clock.objects.filter(track=track, name="first_instance", stopped_at__isnull=True).exists()


def test_day_to_come_is_refused(country: Country) -> None:
    track = journeys.decided(country, served_on=dt.date(2026, 3, 16))
    tomorrow = dt.datetime.now(tz=dt.UTC).date() + 2 * DAY

    with pytest.raises(Refused) as refused:
        country.do(
            track.case,
            "administrative.appeal",
            "respondent",
            track.pk,
            at=OPENED + 20 * DAY,
            filed_on=tomorrow,
            reason="x",
        )

    assert (refused.value.code, refused.value.field) == ("in_future", "filed_on")


def test_sealed_case_is_not_there_for_strangers(country: Country) -> None:
    case = journeys.accepted(country)
    country.do(case, "case.set_confidentiality", "head", level="sealed", reason="By order.")

    with pytest.raises(NotThere):
        country.do(case, "case.message", "stranger", message="Hello")
