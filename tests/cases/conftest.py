"""A small country: three levels of authority, police, procuratorate, court, a right holder and a respondent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.cases.complaining import NewComplaint, NewTarget, complain
from causelist.cases.models import Body, Case, CaseEvent, Complaint, Office
from causelist.cases.services import act
from causelist.parties import services as parties
from causelist.parties.models import Organisation, OrganisationName, Region

OPENED = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
PASSWORD = "quiet-harbour-4182"


@dataclass
class Country:
    """Bodies by name, people by what they are."""

    regions: dict[str, Region]
    bodies: dict[str, Body]
    offices: dict[str, Office]
    organisations: dict[str, Organisation]
    people: dict[str, User]

    def name_of(self, organisation: str) -> OrganisationName:
        return self.organisations[organisation].names.get(is_primary=True)

    def complaint(self, **given: Any) -> Complaint:
        """A complaint about one shop in the city, by the right holder's paralegal."""
        settings: dict[str, Any] = {
            "key": f"test:{Complaint.objects.count()}",
            "title": "Copied discs on a market stall",
            "jurisdiction": "cn",
            "kind": "stall",
            "industry": "film",
            "holder": self.organisations["holder"],
            "holder_name": self.name_of("holder"),
            "region": self.regions["city"],
            "against": [self.name_of("respondent")],
            "targets": [NewTarget("stall", "Stall 14, Lantern Market")],
            "filed_at": OPENED,
        }
        return complain(NewComplaint(**settings | given), by=self.people["complainant"])

    def do(
        self,
        case: Case,
        name: str,
        who: str | None,
        /,
        subject_id: int | None = None,
        at: dt.datetime = OPENED,
        **data: Any,
    ) -> CaseEvent:
        """An act by its full name, by one of the people (None: the sweep)."""
        lifecycle, act_name = name.split(".")
        by = None if who is None else self.people[who]
        return act(case_id=case.pk, lifecycle=lifecycle, act=act_name, subject_id=subject_id, data=data, by=by, at=at)


@pytest.fixture
def country(db: None) -> Country:
    return make_country()


def make_country() -> Country:
    """All of it, in an empty registry."""
    cn = parties.ensure_region(code="CN", name="Northern Country", name_zh="北国")
    province = parties.ensure_region(code="CN-XA", name="Northern Province", name_zh="北省")
    city = parties.ensure_region(code="CN-XA-1", name="Lantern City", name_zh="灯城")
    Region.objects.filter(pk=province.pk).update(parent=cn)
    Region.objects.filter(pk=city.pk).update(parent=province)
    regions = {
        region.code: Region.objects.select_related("parent__parent").get(pk=region.pk)
        for region in (cn, province, city)
    }
    named = {"country": regions["CN"], "province": regions["CN-XA"], "city": regions["CN-XA-1"]}
    organisations: dict[str, Organisation] = {}

    def organisation(
        key: str, name: str, kind: str, region: Region | None = None, *, is_person: bool = False
    ) -> Organisation:
        organisations[key] = parties.create_organisation(
            name=name, kind=kind, by=None, region=region, is_person=is_person
        )
        return organisations[key]

    bodies: dict[str, Body] = {}
    offices: dict[str, Office] = {}
    for key, name, kind, level, where, above, tracks in (
        ("national", "National Copyright Administration of the Northern Country", "authority", "national", "country", None, ["administrative"]),
        ("provincial", "Copyright Administration of the Northern Province", "authority", "provincial", "province", "national", ["administrative"]),
        ("municipal", "Culture Enforcement of Lantern City", "authority", "municipal", "city", "provincial", ["administrative"]),
        ("police", "Police of Lantern City", "police", "municipal", "city", None, ["criminal"]),
        ("procuratorate", "Procuratorate of Lantern City", "procuratorate", "municipal", "city", None, ["criminal"]),
        ("high_court", "High Court of the Northern Province", "court", "provincial", "province", None, ["civil", "criminal"]),
        ("court", "Court of Lantern City", "court", "municipal", "city", "high_court", ["civil", "criminal"]),
    ):  # fmt: skip
        bodies[key] = Body.objects.create(
            organisation=organisation(key, name, kind, named[where]), level=level, code=f"B{len(bodies) + 1}",
            superior=bodies.get(above or ""), jurisdiction="cn",
        )  # fmt: skip
        offices[key] = Office.objects.create(
            body=bodies[key], name="Office I", time_zone="Asia/Shanghai", tracks=tracks, regions=[named[where].code],
            contact_email=f"office@{key.replace('_', '-')}.example",
        )  # fmt: skip
    organisation("holder", "Larkspur Pictures Ltd", "right_holder")
    organisation("respondent", "Lantern Market Trading", "other")
    organisation("person", "Ines Hollowell", "other", is_person=True)
    organisation("stranger", "Northmere Software GmbH", "right_holder")
    people = {
        key: _member(key, organisations[where], role)
        for key, where, role in (
            ("complainant", "holder", "filer"), ("respondent", "respondent", "filer"), ("officer", "municipal", "officer"),
            ("colleague", "municipal", "officer"), ("head", "municipal", "head"), ("reader", "municipal", "reader"),
            ("superior", "provincial", "officer"), ("policeman", "police", "officer"),
            ("prosecutor", "procuratorate", "officer"), ("clerk", "court", "officer"), ("appeal_clerk", "high_court", "officer"),
            ("stranger", "stranger", "filer"),
        )
    }  # fmt: skip
    people["registry"] = create_person(
        email="registry@registry.example", name="R", by=None, password=PASSWORD, is_staff=True
    )
    return Country(named, bodies, offices, organisations, people)


def _member(key: str, organisation: Organisation, role: str) -> User:
    person = create_person(
        email=f"{key.replace('_', '-')}@people.example", name=key.title(), by=None, password=PASSWORD
    )
    parties.grant_membership(user=person, organisation=organisation, role=role, by=None, starts_on=dt.date(2020, 1, 1))
    return person
