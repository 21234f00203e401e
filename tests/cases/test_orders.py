from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cases.conftest import OPENED, Country

from causelist.cases.models import Case, CaseEvent, Clock, Decision, Measure, Track
from causelist.cases.publication import eyes_of, view
from causelist.cases.services import NotThere
from causelist.cases.sweep import sweep
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(country: Country) -> Case:
    return country.complaint().case


@pytest.fixture
def court(country: Country, case: Case) -> Track:
    """The civil track, as it stands before the suit is registered."""
    return Track.objects.create(
        case=case, kind="civil", state="filed", office=country.offices["court"], opened_at=OPENED
    )


def ask(country: Country, case: Case, track: Track | None, **given: Any) -> Measure:
    data = {"kind": "injunction", "scope": "All films of the holder", "reason": "Sold tonight", "urgent": True, **given}
    if track is not None:
        data["track"] = track.pk
    event = country.do(case, "order.ask", "complainant", None, **data)
    return Measure.objects.get(pk=event.subject_id)


def clock(name: str) -> Clock:
    return Clock.objects.filter(name=name).latest("pk")


def test_order_is_decided_within_48_hours_counted_by_the_hour(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court, whole_repertoire=True)

    asked = clock("preservation_order")
    # The hour in which the period begins is not counted (Civil Procedure Law, art. 85).
    assert (asked.rule, asked.due_at) == ("cn.civil.preservation_order", OPENED + 49 * HOUR)
    assert (order.asked_by, order.whole_repertoire) == (case.parties.get(role="complainant"), True)

    event = country.do(case, "order.grant", "clerk", order.pk, at=OPENED + 47 * HOUR, reason="Likely and urgent.")
    assert (event.to_state, clock("preservation_order").outcome) == ("granted", "met")


def test_order_decided_an_hour_late_is_late(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court)

    country.do(case, "order.refuse", "clerk", order.pk, at=OPENED + 50 * HOUR, reason="Not likely.")

    assert clock("preservation_order").outcome == "late"


def test_request_that_is_not_urgent_has_the_longer_clock(country: Country, case: Case, court: Track) -> None:
    ask(country, case, court, urgent=False, kind="asset_preservation")

    assert clock("preservation_order").rule == "cn.civil.preservation_order_ordinary"


def test_refusal_needs_reasons_and_may_be_reconsidered_in_time(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court)
    with pytest.raises(Refused) as refused:
        country.do(case, "order.refuse", "clerk", order.pk)
    assert refused.value.field == "reason"
    country.do(case, "order.refuse", "clerk", order.pk, reason="No proof of title.")

    due = clock("preservation_appeal").due_on
    assert due is not None
    with pytest.raises(Refused) as late:
        country.do(
            case, "order.appeal", "complainant", order.pk, filed_on=(due + DAY).isoformat(), reason="Here is the proof."
        )
    assert (late.value.code, late.value.field) == ("too_late", "filed_on")
    assert due.isoformat() in str(late.value)

    country.do(case, "order.appeal", "complainant", order.pk, filed_on=due.isoformat(), reason="Here is the proof.")
    event = country.do(case, "order.grant", "clerk", order.pk, reason="Title is shown now.")
    assert event.to_state == "granted"
    assert clock("refusal_reconsideration").outcome == "met"


def test_other_side_learns_of_an_order_when_it_is_carried_out(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court)
    country.do(case, "order.grant", "clerk", order.pk, reason="Likely.")
    for who in ("respondent", "stranger"):
        seen = view(case.number, user=country.people[who])
        assert seen is not None
        assert seen.measures == ()
        assert not [one for one in seen.clocks if one.name.startswith("preservation")]
        assert not [step for step in seen.history.steps if step.act.startswith("order")]
    assert not CaseEvent.objects.filter(act__startswith="order.").exclude(audience="asker").exists()
    assert eyes_of(case, user=country.people["complainant"]).hears("asker", court.pk)
    with pytest.raises(NotThere):
        country.do(case, "order.appeal", "respondent", order.pk, filed_on="2026-03-02", reason="?")

    event = country.do(
        case, "order.carry_out", "clerk", order.pk, at=OPENED + 2 * HOUR,
        carried_out_at=(OPENED + 2 * HOUR).isoformat(), result="The shop was told.",
    )  # fmt: skip
    assert event.audience == "parties"
    assert clock("order_appeal").waits_for == "respondent"


def carried_out(country: Country, case: Case, track: Track | None, **granted: Any) -> Measure:
    order = ask(country, case, track)
    country.do(case, "order.grant", "clerk", order.pk, reason="Likely.", **granted)
    country.do(
        case, "order.carry_out", "clerk", order.pk, at=OPENED + HOUR,
        carried_out_at=(OPENED + HOUR).isoformat(), result="Done",
    )  # fmt: skip
    order.refresh_from_db()
    return order


def test_order_lapses_on_its_day_by_itself(country: Country, case: Case, court: Track) -> None:
    order = carried_out(country, case, court, ends_on="2026-04-01")
    due = clock("order_end").due_at
    assert due == dt.datetime(2026, 4, 1, 16, tzinfo=dt.UTC)  # midnight at the court's place

    sweep(due - dt.timedelta(seconds=1))
    order.refresh_from_db()
    assert order.state == "carried_out"
    sweep(due)
    order.refresh_from_db()
    assert order.state == "lapsed"
    event = CaseEvent.objects.get(act="order.lapse")
    assert (event.detail["because"], event.by, event.occurred_at) == ("end_of_term", None, due)


def test_end_of_an_order_is_moved(country: Country, case: Case, court: Track) -> None:
    order = carried_out(country, case, court, ends_on="2026-04-01")

    country.do(case, "order.change_end", "clerk", order.pk, ends_on="2026-05-01", reason="The hearing was moved.")

    sweep(dt.datetime(2026, 4, 20, tzinfo=dt.UTC))
    order.refresh_from_db()
    assert (order.state, order.ends_on) == ("carried_out", dt.date(2026, 5, 1))


def test_order_ends_after_its_grant_and_is_carried_out_after_it(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court)
    with pytest.raises(Refused) as refused:
        country.do(case, "order.grant", "clerk", order.pk, reason="x", ends_on="2026-03-02")
    assert refused.value.field == "ends_on"
    country.do(case, "order.grant", "clerk", order.pk, at=OPENED + 5 * HOUR, reason="x")
    with pytest.raises(Refused) as refused:
        country.do(case, "order.carry_out", "clerk", order.pk, carried_out_at=(OPENED + HOUR).isoformat(), result="x")
    assert (refused.value.code, refused.value.field) == ("out_of_order", "carried_out_at")


def test_reconsideration_of_an_order_in_force_upholds_or_lifts_it(country: Country, case: Case, court: Track) -> None:
    order = carried_out(country, case, court)
    country.do(case, "order.appeal", "respondent", order.pk, filed_on="2026-03-03", reason="We hold a licence.")
    with pytest.raises(Refused):
        country.do(case, "order.grant", "clerk", order.pk, reason="Again")
    with pytest.raises(Refused):
        country.do(case, "order.uphold_refusal", "clerk", order.pk, reason="It was granted")

    event = country.do(case, "order.uphold", "clerk", order.pk, reason="The licence has ended.")

    assert event.to_state == "carried_out"
    assert country.do(case, "order.lift", "clerk", order.pk, reason="Settled.").to_state == "lifted"
    assert not Clock.objects.filter(subject_kind="order", stopped_at=None).exists()


def test_customs_stop_waits_for_no_ruling_and_for_the_finding(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court, kind="customs_stop", scope="Two containers")
    assert not Clock.objects.filter(name="preservation_order").exists()
    country.do(case, "order.grant", "clerk", order.pk, reason="Security was given.", security="20000", currency="CNY")
    country.do(
        case, "order.carry_out", "clerk", order.pk, carried_out_at=(OPENED + HOUR).isoformat(), at=OPENED + HOUR,
        result="Detained",
    )  # fmt: skip

    assert clock("customs_investigation").rule == "cn.customs.investigate"
    assert not Clock.objects.filter(name="sue_after_preservation").exists()


@pytest.mark.parametrize("who", ["respondent", "reader", "policeman", "stranger", "superior"])
def test_nobody_else_grants(country: Country, case: Case, court: Track, who: str) -> None:
    order = ask(country, case, court)

    with pytest.raises(NotAllowed):
        country.do(case, "order.grant", who, order.pk, reason="x")


def test_complainant_withdraws_what_is_not_decided(country: Country, case: Case, court: Track) -> None:
    order = ask(country, case, court)

    event = country.do(case, "order.withdraw", "complainant", order.pk)

    assert (event.to_state, clock("preservation_order").outcome) == ("withdrawn", "cancelled")


def test_before_a_suit_the_court_rules_at_once_and_the_suit_comes_in_thirty_days(country: Country, case: Case) -> None:
    country.do(case, "civil.open_before_suit", "complainant", office=country.offices["court"].pk, reason="Sold tonight")
    track = case.tracks.get(kind="civil")
    order = ask(country, case, track, urgent=False)
    assert clock("preservation_order").rule == "cn.civil.preservation_order"
    country.do(case, "order.grant", "clerk", order.pk, reason="Likely.")
    done = OPENED + HOUR
    country.do(case, "order.carry_out", "clerk", order.pk, at=done, carried_out_at=done.isoformat(), result="Done")
    assert clock("sue_after_preservation").due_on == dt.date(2026, 4, 1)

    country.do(case, "civil.sue_now", "complainant", track.pk, at=OPENED + 9 * DAY, claim="Cease, and damages")

    assert clock("sue_after_preservation").outcome == "met"
    order.refresh_from_db()
    track.refresh_from_db()
    assert (order.state, track.state) == ("carried_out", "filed")


def test_order_before_a_suit_lapses_where_none_is_filed(country: Country, case: Case) -> None:
    country.do(case, "civil.open_before_suit", "complainant", office=country.offices["court"].pk, reason="Sold tonight")
    order = carried_out(country, case, case.tracks.get(kind="civil"))
    due = clock("sue_after_preservation").due_at
    assert due is not None

    assert sweep(due) >= 1

    order.refresh_from_db()
    assert order.state == "lapsed"
    assert CaseEvent.objects.get(act="order.lapse").detail["because"] == "not_sued"


def test_decision_on_an_order_is_drafted_as_a_ruling_that_the_other_side_does_not_see(
    country: Country, case: Case, court: Track
) -> None:
    order = ask(country, case, court)
    country.do(case, "order.grant", "clerk", order.pk, reason="The title is shown.")

    draft = Decision.objects.get(measure=order)
    assert (draft.kind, draft.state, draft.track) == ("preservation", "draft", court)
    assert "The title is shown." in str(draft.document)
    Decision.objects.filter(pk=draft.pk).update(state="issued", number="D-2026-1-1", decided_on=OPENED.date())
    Case.objects.filter(pk=case.pk).update(stage="appeal")
    for who, sees in (("complainant", True), ("respondent", False), ("stranger", False)):
        seen = view(case.number, user=country.people[who])
        assert seen is not None
        assert ([one.number for one in seen.decisions] == ["D-2026-1-1"]) is sees, who


def test_nobody_else_learns_that_a_court_was_asked_before_a_suit(country: Country, case: Case) -> None:
    country.do(case, "civil.open_before_suit", "complainant", office=country.offices["court"].pk, reason="Sold tonight")

    for who, told in (("respondent", False), ("stranger", False), ("complainant", True)):
        seen = view(case.number, user=country.people[who])
        assert seen is not None
        assert ("civil" in [way.kind for way in seen.ways]) is told
