"""Cases brought to a state by the acts that lead there, for the tests of what follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.cases.conftest import OPENED, Country

from causelist.cases import clocks, subjects
from causelist.cases.effects.appeals import APPEALS
from causelist.cases.models import Case, Track

DAY = dt.timedelta(days=1)


def accepted(country: Country) -> Case:
    complaint = country.complaint()
    country.do(complaint.case, "complaint.accept", "officer", complaint.pk, at=OPENED + DAY)
    return Case.objects.get(pk=complaint.case_id)


def filed(country: Country) -> Track:
    """An administrative track with `officer`."""
    case = accepted(country)
    event = country.do(case, "administrative.file_case", "officer", at=OPENED + 2 * DAY, reference="LC 2026-14")
    return Track.objects.get(pk=event.subject_id)


def decided(country: Country, served_on: dt.date | None = None) -> Track:
    """Decided ten days after opening; served where a day is given, so that the time to appeal runs."""
    track = filed(country)
    country.do(track.case, "administrative.decide", None, track.pk, at=OPENED + 10 * DAY)
    if served_on is not None:
        serve(country, track, served_on)
    return Track.objects.get(pk=track.pk)


def serve(country: Country, track: Track, day: dt.date) -> None:
    """The time to appeal runs, as the service of a decision lets it."""
    about = subjects.clock_subject(track.kind, Track.objects.get(pk=track.pk), track.case)
    clocks.start((APPEALS[track.kind],), about, at=moment(day))


def reported(country: Country) -> Track:
    """A criminal track at the police, by the complainant's report."""
    case = accepted(country)
    event = country.do(
        case, "criminal.report", "complainant", at=OPENED + 2 * DAY, office=country.offices["police"].pk,
        reason="Pressed in numbers.",
    )  # fmt: skip
    return Track.objects.get(pk=event.subject_id)


def charged(country: Country) -> Track:
    """A prosecution before the court of the city."""
    track = reported(country)
    offices = country.offices
    for name, who, given in (
        ("open", "policeman", {"reference": "P-7"}),
        ("finish", "policeman", {"office": offices["procuratorate"].pk, "opinion": "Enough for a charge."}),
        ("charge", "prosecutor", {"office": offices["court"].pk, "charge": "Article 217"}),
    ):
        country.do(track.case, f"criminal.{name}", who, track.pk, at=OPENED + 5 * DAY, **given)
    return Track.objects.get(pk=track.pk)


def sued(country: Country, **given: Any) -> Track:
    """A civil suit at the court of the city, registered."""
    case = accepted(country)
    event = country.do(
        case, "civil.file_suit", "complainant", at=OPENED + 3 * DAY, office=country.offices["court"].pk,
        claim="Damages of 90,000.00", amount="90000.00", currency="CNY", **given,
    )  # fmt: skip
    track = Track.objects.get(pk=event.subject_id)
    country.do(case, "civil.register", "clerk", track.pk, at=OPENED + 4 * DAY, reference="(2026) 14")
    return Track.objects.get(pk=track.pk)


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(4), dt.UTC)
