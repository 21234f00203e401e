"""Cases to look at in a real browser: one that waits, one met with silence, one under way, one that is restricted."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from tests.cases.conftest import Country, make_country

from causelist.accounts.tokens import digest
from causelist.cases import keys
from causelist.cases.complaining import NewTarget
from causelist.cases.models import Case, CaseParty
from causelist.cases.sweep import sweep
from causelist.works.models import Work

KEY = "ck_only-for-the-browser"


def make_cases() -> None:
    """Five cases of this year."""
    country, now = make_country(), timezone.now()
    work = Work.objects.create(title="The Long Afternoon", key="long-afternoon")
    _waiting(country, now, work)
    _silent(country, now)
    _under_way(country, now, work)
    restricted = country.complaint(title="A raid is being prepared", filed_at=now - dt.timedelta(days=2)).case
    Case.objects.filter(pk=restricted.pk).update(confidentiality="restricted")
    sweep(now)


def _waiting(country: Country, now: dt.datetime, work: Work) -> None:
    case = country.complaint(
        title="Copied discs on a market stall", filed_at=now - dt.timedelta(days=3), works=[work],
        against=[country.name_of("respondent"), country.name_of("person")], statement="Forty copies were on display.",
    ).case  # fmt: skip
    party = CaseParty.objects.get(case=case, name__organisation__is_person=True)
    keys.make(party, by=None)
    party.keys.update(digest=digest(KEY))


def _silent(country: Country, now: dt.datetime) -> None:
    country.complaint(title="A listing that nobody answered for", kind="listing", filed_at=now - dt.timedelta(days=40))


def _under_way(country: Country, now: dt.datetime, work: Work) -> None:
    start = now - dt.timedelta(days=60)
    targets = [NewTarget("shop", "Shop 3, Quay Street"), NewTarget("warehouse", "Shed 9, Quay Street")]
    complaint = country.complaint(
        title="Unlicensed discs from a shop and its warehouse", kind="shop", filed_at=start, targets=targets,
        works=[work], industry="music",
    )  # fmt: skip
    case = complaint.case
    country.do(case, "complaint.accept", "officer", complaint.pk, at=start + dt.timedelta(days=6), reason="Complete.")
    if not case.tracks.exists():
        country.do(case, "administrative.file_case", "officer", at=start + dt.timedelta(days=6))
    track = case.tracks.get()
    country.do(case, "administrative.investigate", "officer", track.pk, at=start + dt.timedelta(days=8))
    country.do(
        case, "case.appoint", "officer", at=start + dt.timedelta(days=9), kind="hearing",
        starts_at=(now + dt.timedelta(days=9)).isoformat(), place="Room 4, 12 Harbour Road",
    )  # fmt: skip
