"""A country's year of complaints and cases, walked through the services that everybody uses."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from causelist.accounts.models import User
from causelist.cases import complaining, sweep
from causelist.cases.models import Case, Channel
from causelist.cli.demo_data import matters, steps
from causelist.cli.demo_data.country import Country
from causelist.cli.demo_data.matters import Matter
from causelist.parties import services as parties
from causelist.parties.models import Organisation, OrganisationName
from causelist.works.models import Work

PATHS = Path(__file__).with_name("case_paths.yaml")
# Who complains in an industry, and who files for them.
HOLDERS: Mapping[str, str] = {
    "film": "larkspur", "music": "larkspur", "broadcast": "larkspur", "software": "northmere", "games": "northmere", "books": "qingwu",
}  # fmt: skip
FILERS: Mapping[str, str] = {"larkspur": "agent", "northmere": "paralegal", "qingwu": "agent_zh"}
WITH_WORKS = frozenset({"film", "software", "books"})


@cache
def _paths() -> Mapping[str, Mapping[str, Any]]:
    raw = yaml.safe_load(PATHS.read_text(encoding="utf-8"))
    accepted = raw["accepted"]["steps"]
    long = {
        path["name"]: {**path, "steps": [*accepted, *path["steps"]], "raid_after": len(accepted)}
        for path in raw["long"]
    }
    return {path["name"]: path for path in raw["short"]} | long


def make(
    country: Country, organisations: Mapping[str, Organisation], people: Mapping[str, User], *, now: dt.datetime,
    complaints: int,
) -> None:  # fmt: skip
    """All complaints with what became of them."""
    dice = random.Random(39)  # noqa: S311 -- the same demonstration every time
    answering = _respondents(people["counsel"], now)
    works = _works(organisations)
    published: dict[str, int] = {}
    wanted = matters.spread(complaints, [(name, path["share"]) for name, path in _paths().items()])
    # The year's first are the oldest; what is fresh by its nature lies in the last weeks.
    for number, name in enumerate(wanted):
        path = _paths()[name]
        filed = _filed_at(number / complaints, path, now, dice)
        matter = matters.matter(number, filed, dice, person=bool(path.get("conviction")))
        holder = HOLDERS[matter.industry]
        case = _file(
            number=number, matter=matter, country=country, holder=organisations[holder], works=works[holder] if matter.industry in WITH_WORKS else (),
            respondents=answering, by=people[FILERS[holder]],
        )  # fmt: skip
        walk = steps.Walk(
            case=case, matter=matter, country=country, people={**people, "complainant": people[FILERS[holder]]}, now=now,
            dice=dice, published=published,
        )  # fmt: skip
        walk.go(path)
    sweep.sweep(now)


def _filed_at(share: float, path: Mapping[str, Any], now: dt.datetime, dice: random.Random) -> dt.datetime:
    """A working hour of a day of the year; of the last ten days where nothing may have happened since."""
    needed = (
        sum(step[0] for step in path["steps"])
        + sum(step[0] for step in path.get("after", ()))
        + 90 * any(path.get(kind) for kind in ("penalty", "conviction", "damages"))
    )
    if path.get("fresh"):
        back = needed + dice.randrange(1, 9)
    else:
        earliest = needed + (30 if path.get("silent") else 12)
        back = earliest + round((364 - earliest) * (1 - share)) if earliest < 364 else earliest
    day = now - dt.timedelta(days=back)
    return day.replace(hour=1 + dice.randrange(8), minute=dice.randrange(60), second=0, microsecond=0)


def _file(
    *, number: int, matter: Matter, country: Country, holder: Organisation, works: Sequence[Work],
    respondents: Mapping[str, OrganisationName], by: User,
) -> Case:  # fmt: skip
    region = country.office(matter.city).regions[0]
    filed = complaining.complain(
        complaining.NewComplaint(
            key=f"demo:{number}", title=matter.title, jurisdiction="cn", kind=matter.kind, industry=matter.industry,
            channel=Channel.DEMO, holder=holder, holder_name=holder.names.get(is_primary=True),
            region=country.regions[region], against=[respondents[matter.respondent]], targets=matter.targets,
            works=works[:1], filed_at=matter.filed_at,
            statement="The copies are offered without a licence; a sample purchase and photographs are enclosed.",
        ),
        by=by,
    )  # fmt: skip
    return filed.case


def _respondents(counsel: User, now: dt.datetime) -> dict[str, OrganisationName]:
    """Those complained of; one counsel answers for them all."""
    found = {}
    for name, is_person in matters.respondents():
        organisation = parties.create_organisation(name=name, kind="other", by=None, is_person=is_person)
        found[name] = organisation.names.get(is_primary=True)
        parties.grant_membership(
            user=counsel,
            organisation=organisation,
            role="filer",
            by=None,
            starts_on=now.date() - dt.timedelta(days=800),
        )
    return found


def _works(organisations: Mapping[str, Organisation]) -> dict[str, list[Work]]:
    return {
        key: list(Work.objects.filter(holder__organisation=organisations[key]).order_by("pk")[:5]) for key in FILERS
    }
