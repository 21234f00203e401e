"""The bodies of the demonstration's country and who sits in them, as `bodies.yaml` lists them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from causelist.accounts.models import User
from causelist.cases import bodies
from causelist.cases.models import Body, Office
from causelist.cli.demo_data.cast import Person
from causelist.parties import services as parties
from causelist.parties.models import Organisation, Region

PATH = Path(__file__).with_name("bodies.yaml")
HOURS = "Mon–Fri 09:00–17:00"
ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Country:
    """Regions by code, bodies and their offices by key."""

    regions: Mapping[str, Region]
    organisations: Mapping[str, Organisation]
    offices: Mapping[str, Office]

    def office(self, city: str, what: str = "") -> Office:
        """Of a city ("dengcheng"): its enforcement, or its police, procuratorate, court."""
        return self.offices[f"{city}_{what}" if what else city]


@cache
def raw() -> dict[str, Any]:
    """The file, read once."""
    found: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return found


@cache
def people() -> dict[str, Person]:
    """Who signs in for a body."""
    return {key: Person(key=key, **given) for key, given in raw()["people"].items()}


def make(by: User) -> Country:
    """Regions, bodies and offices, through the services that everybody uses."""
    regions: dict[str, Region] = {}
    for given in raw()["regions"]:
        regions[given["code"]] = parties.ensure_region(
            code=given["code"], name=given["name"], name_zh=given["name_zh"],
            parent=Region.objects.get(code=given["parent"]),
        )  # fmt: skip
    organisations: dict[str, Organisation] = {}
    made: dict[str, Body] = {}
    offices: dict[str, Office] = {}
    for key, given in raw()["bodies"].items():
        organisations[key] = parties.create_organisation(
            name=given["name"], kind=given["kind"], by=None, language="zh-Hans", aliases=((given["en"], "en"),),
            region=regions.get(given["region"]) or Region.objects.get(code=given["region"]),
        )  # fmt: skip
        made[key] = bodies.save_body(
            organisation=organisations[key], level=given["level"], code=given["code"], jurisdiction="cn",
            superior=made.get(given.get("superior", "")), by=by,
        )  # fmt: skip
        zh, en = given["office"]
        office = bodies.OfficeGiven(
            name=en, name_zh=zh, contact_email=f"{key.replace('_', '-')}@bodies.example",
            contact_phone="+00 000 0000", hours=HOURS, time_zone=ZONE, tracks=given["tracks"], regions=[given["region"]],
        )  # fmt: skip
        offices[key] = bodies.save_office(body=made[key], given=office, by=by)
    return Country(regions, organisations, offices)


def seat(country: Country, made: Mapping[str, User], begun: dt.date) -> None:
    """Give everybody their memberships."""
    for key, person in people().items():
        for organisation, role in person.member.items():
            parties.grant_membership(
                user=made[key], organisation=country.organisations[organisation], role=role, by=None, starts_on=begun
            )
