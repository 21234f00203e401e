"""The docket, the calendar, the hand-over, supervision: what lies where, and who is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cases.conftest import Country

from causelist.cases.models import CaseEvent, Complaint, Track
from causelist.cases.sweep import sweep

ClientOf = Callable[[str], Client]
NOW = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)


def ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def numbers(page: str, *complaints: Complaint) -> list[str]:
    """The numbers of these that a page shows, in its order."""
    shown = [row.case.number for row in complaints if f">{row.case.number}<" in page]
    return sorted(shown, key=page.index)


def test_docket_is_ordered_by_due_time_and_filtered(country: Country, client_of: ClientOf) -> None:
    young, old = country.complaint(filed_at=ago(2)), country.complaint(filed_at=ago(40))
    officer = client_of("officer")

    whole = officer.get(reverse("desk:docket")).content.decode()
    late = officer.get(reverse("desk:docket"), {"late": "1"}).content.decode()
    mine = officer.get(reverse("desk:docket"), {"mine": "1"}).content.decode()

    assert numbers(whole, young, old) == [old.case.number, young.case.number]
    assert numbers(late, young, old) == [old.case.number]
    assert numbers(mine, young, old) == []


def test_docket_goes_on_where_the_page_ended(
    country: Country, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("causelist.cases.docket.PAGE", 2)
    rows = [country.complaint(filed_at=ago(20 - day)) for day in range(5)]
    officer, seen, at = client_of("officer"), list[str](), reverse("desk:docket")

    for _page in range(3):
        answer = officer.get(at)
        seen += numbers(answer.content.decode(), *rows)
        at = f"{reverse('desk:docket')}?{answer.context['older']}"

    assert seen == [row.case.number for row in rows]
    assert answer.context["older"] == ""


@pytest.mark.parametrize(
    "after", ["x", "2026-01-01", "2026-01-01T00:00:00,5", "2026-01-01T00:00:00+00:00,9" + "9" * 30]
)
def test_place_that_is_none_is_the_first_page(country: Country, client_of: ClientOf, after: str) -> None:
    row = country.complaint()

    page = client_of("officer").get(reverse("desk:docket"), {"after": after}).content.decode()

    assert numbers(page, row) == [row.case.number]


def test_neighbours_do_not_see_each_others_docket(country: Country, client_of: ClientOf) -> None:
    row = country.complaint()

    for who in ("policeman", "clerk", "stranger"):
        for page in ("docket", "cases", "calendar", "today"):
            assert row.case.number not in client_of(who).get(reverse(f"desk:{page}")).content.decode()


def test_party_sees_when_it_is_their_turn(country: Country, client_of: ClientOf) -> None:
    row = country.complaint(filed_at=ago(60))
    sweep()

    page = client_of("complainant").get(reverse("desk:docket")).content.decode()

    assert "Appeal against silence" in page
    assert numbers(page, row) == [row.case.number]
    assert "Appeal against silence" not in client_of("respondent").get(reverse("desk:docket")).content.decode()


def test_everything_is_handed_over_with_its_note_or_nothing(country: Country, client_of: ClientOf) -> None:
    tracks = []
    for _each in range(2):
        row = country.complaint()
        country.do(row.case, "complaint.accept", "officer", row.pk)
        country.do(row.case, "administrative.file_case", "officer", officer=country.people["officer"].pk)
        tracks.append(Track.objects.get(case=row.case))
    officer, at = client_of("officer"), reverse("desk:handover")
    colleague = country.people["colleague"].pk
    ticked = {
        "to": colleague,
        "held": [f"t{track.pk}" for track in tracks],
        f"note-t{tracks[0].pk}": "The hearing is fixed.",
    }

    refused = officer.post(at, ticked)
    assert "write a note, or one for all" in refused.content.decode()
    assert not Track.objects.filter(officer=colleague).exists()
    done = officer.post(at, ticked | {"note": "On leave from Monday."})

    assert done.headers["Location"] == reverse("desk:docket")
    assert Track.objects.filter(officer=colleague).count() == 2
    notes = [event.detail["note"] for event in CaseEvent.objects.filter(act="case.hand_over").order_by("track")]
    assert notes == ["The hearing is fixed.", "On leave from Monday."]


def test_officer_does_not_hand_over_a_colleagues_work(country: Country, client_of: ClientOf) -> None:
    answer = client_of("officer").get(reverse("desk:handover"), {"officer": country.people["colleague"].pk})

    assert answer.status_code == 403


def test_supervision_says_who_is_late_and_where_silence_grew(country: Country, client_of: ClientOf) -> None:
    country.complaint(filed_at=ago(60))
    answered = country.complaint(filed_at=ago(10))
    country.do(answered.case, "complaint.accept", "officer", answered.pk, at=ago(6))
    sweep()

    for who in ("head", "superior", "registry"):
        found = client_of(who).get(reverse("desk:supervision")).context["found"]
        row = next(row for row in found.rows if row.office == country.offices["municipal"])
        assert (row.open, row.late, row.silences, round(row.acceptance)) == (2, 1, 1, 4)
        assert [one.clocks for one in found.late] == [1]


def test_supervisor_opens_the_docket_behind_a_line(country: Country, client_of: ClientOf) -> None:
    row = country.complaint(filed_at=ago(60))
    at = {"office": country.offices["municipal"].pk, "late": "1"}

    assert numbers(client_of("superior").get(reverse("desk:docket"), at).content.decode(), row) == [row.case.number]
    assert row.case.number not in client_of("policeman").get(reverse("desk:docket"), at).content.decode()


def test_calendar_shows_what_ends_and_what_is_fixed(country: Country, client_of: ClientOf) -> None:
    row = country.complaint(filed_at=ago(1))
    when = timezone.now() + dt.timedelta(days=1)
    country.do(
        row.case, "case.appoint", "officer", at=ago(0), kind="meeting", starts_at=when.isoformat(), place="Room 4"
    )

    month = {"month": f"{timezone.localdate(when):%Y-%m}"}
    page = client_of("officer").get(reverse("desk:calendar"), month).content.decode()

    assert "Room 4" in page
    assert f"{reverse('desk:case', args=[row.case.number])}" in page
