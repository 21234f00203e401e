"""Every address as everybody: what the table of visibility does not give appears nowhere, not even in an error.

A case holds a marker in every field that somebody must not see. All addresses of public site, desk and API are asked
for as every role, with the numbers and ids of that case, and the answers searched for the markers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.cases.conftest import Country

from causelist.accounts.models import User
from causelist.accounts.services import Scope, make_token
from causelist.cases import relations, tables, visibility
from causelist.cases.complaining import NewTarget
from causelist.cases.models import Case, CaseParty, Premises

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# A marker, and the field of the table that gives it.
MARKERS = {
    "MkStatement": "statement", "MkTarget": "targets", "MkStreet": "premises_street", "MkPerson": "persons",
    "MkMinor": "minors", "MkOfficeNote": "history_office", "MkPlan": "history_bodies", "MkMessage": "history_parties",
    "MkSecret": "history_asker", "MkRaid": "history_office", "MkDraft": "drafts", "MkOfficer": "officer",
}  # fmt: skip
# What each person looks as; the others of the country are the public.
SIGHTS = {
    "complainant": "complainant", "respondent": "respondent", "officer": "officer", "colleague": "office", "head": "head",
    "reader": "reader", "superior": "superior", "registry": "registry",
}  # fmt: skip
WALKERS = ("nobody", *SIGHTS, "policeman", "stranger")
# What a person is shown about themself, and the registry's own register of people and organisations: no part of a case.
APART = re.compile(r"^(admin/|desk/(people|organisations|sign-out|language)|static/|language|__)")
TOKENS = {"complainant": "holder", "respondent": "respondent", "officer": "municipal", "stranger": "stranger"}


@pytest.fixture
def case(country: Country, client: Client) -> Case:
    """A case under investigation, a marker in every field."""
    premises = Premises.objects.create(
        kind="stall", name="Stall 14", street="MkStreet 14", region=country.regions["city"], key="mk"
    )
    complaint = country.complaint(statement="MkStatement", targets=[NewTarget("stall", "MkTarget", premises=premises)])
    at = complaint.filed_at + dt.timedelta(days=2)
    found, officer = complaint.case, country.people["officer"]
    User.objects.filter(pk=officer.pk).update(name="MkOfficer")

    def do(act: str, who: str, subject: int | None = None, /, **data: Any) -> int:
        return country.do(found, act, who, subject, at=at, **data).subject_id

    do("complaint.accept", "officer", complaint.pk)
    track = do("administrative.file_case", "officer")
    do("administrative.investigate", "officer", track, plan="MkPlan")
    do("case.note", "officer", note="MkOfficeNote")
    do("case.message", "complainant", message="MkMessage")
    do(
        "case.add_party",
        "officer",
        name="MkPerson Quill",
        role="respondent",
        is_person=True,
        email="mkmail@quill.example",
    )
    do("case.add_party", "officer", name="MkMinor Quill", role="third_party", is_person=True, is_minor=True)
    do("order.ask", "complainant", kind="evidence_preservation", scope="MkSecret", reason="MkSecret")
    do("operation.plan", "officer", kind="raid", planned_for=(at + dt.timedelta(days=400)).isoformat(), scope="MkRaid",
       targets=[found.targets.get().pk])  # fmt: skip
    do("decision.draft", "officer", kind="penalty", track=track, language="en", reasons="MkDraft")
    return Case.objects.get(pk=found.pk)


def addresses(case: Case) -> list[str]:
    """Every address of the site, with this case's numbers and ids where it asks for any."""
    given: dict[str, list[str]] = {
        "number": [case.number, "C-2026-999-8"],
        "pk": ["1", "2", "3", "4"],
        "subject_id": ["1", "2"],
        "slug": ["larkspur-pictures-ltd", "lantern-market-trading", "mkperson-quill", "mkminor-quill"],
        "lifecycle": list(tables.lifecycles()),
        "host": ["discs.example"],
        "key": ["discs.example"],
        "metric": ["civil", "criminal"],
        "office_id": ["1", "3"],
    }
    found: dict[str, None] = {}
    for route in _routes(get_resolver().url_patterns, ""):
        if APART.match(route):
            continue
        paths = [route]
        for converter in re.findall(r"<[^>]+>", route):
            name = converter.strip("<>").split(":")[-1]
            if name == "act":
                paths = [path.replace(converter, one) for path in paths for one in _acts_of(path)]
            else:
                paths = [path.replace(converter, one) for path in paths for one in given.get(name, ["1"])]
        found |= dict.fromkeys(f"/{path}" for path in paths)
    # A page of results repeats what was asked for, so the words here are none of the markers.
    found |= dict.fromkeys([f"/search?q={word}" for word in ("Quill", "stall", case.number)])
    return list(found)


def _acts_of(path: str) -> list[str]:
    return [name for one in tables.lifecycles() if f"/{one}/" in path for name in tables.lifecycle(one).acts][:40] or [
        "x"
    ]


def _routes(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        else:
            yield route.replace("^", "").replace("$", "")


@pytest.mark.parametrize("who", WALKERS)
def test_nothing_appears_that_the_table_does_not_give(
    case: Case,
    country: Country,
    client: Client,
    who: str,
) -> None:
    sight = SIGHTS.get(who, "public")
    if who != "nobody":
        client.force_login(country.people[who])
        assert relations.of(country.people[who], case).sight == sight
    hidden = [
        marker for marker, field in MARKERS.items()
        if not visibility.sees(field, sight, case.stage, case.confidentiality) and not (marker == "MkOfficer" and who == "officer")
    ]  # fmt: skip
    hidden += ["mkmail@quill.example"] if sight in ("public", "complainant", "respondent") else []
    assert hidden or who in ("officer", "head")
    headers = {}
    if who in TOKENS:
        organisation = country.organisations[TOKENS[who]]
        secret = make_token(
            user=country.people[who], organisation_id=organisation.pk, label="t", scopes=[Scope.CASES, Scope.ACT],
            by=country.people[who],
        ).secret  # fmt: skip
        headers = {"Authorization": f"Bearer {secret}"}
    leaks, failed, asked = set(), set(), 0
    for address in addresses(case):
        response = client.get(address, headers=headers if address.startswith("/api/") else {})
        asked += 1
        body = b"".join(response) if response.streaming else response.content
        text = body.decode("utf-8", "replace") + str(dict(response.items()))
        leaks |= {(marker, address) for marker in hidden if marker in text}
        failed |= {(response.status_code, address)} if response.status_code >= 500 else set()
    assert asked > 100
    assert not leaks
    assert not failed


def test_the_markers_are_there_for_who_may_see_them(case: Case) -> None:
    assert CaseParty.objects.filter(case=case, name__text__startswith="Mk").count() == 2
    assert case.stage == "investigation"
    assert sorted(MARKERS.values())
