"""Who may open and do what: every role against every page and act of the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver, reverse
from tests.desk.world import ROLES, World

from causelist.accounts import links
from causelist.accounts.links import Why
from causelist.accounts.tokens import make_token
from causelist.cases.filing import Given, GivenTarget, file_complaint
from causelist.cases.models import Body
from causelist.desk import case_urls, urls
from causelist.parties.models import Membership, Organisation, OrganisationChange
from causelist.parties.papers import add_paper
from causelist.parties.services import add_name, create_organisation, merge

ALL = set(ROLES)
SIGNED_IN = ALL - {"anonymous"}
SEE = {"reader", "filer", "administrator", "agent", "agent_reader", "registry"}
HOUSEKEEPING = {"administrator", "registry"}
REGISTRY = {"registry"}

# Page -> who may open it. A page that is missing here fails test_every_address_is_in_a_table.
PAGES = {
    "sign-in": ALL,
    "password-forgotten": ALL,
    "password-link": ALL,
    "today": SIGNED_IN,
    "account": SIGNED_IN,
    "password": SIGNED_IN,
    "mail-keys": SIGNED_IN,
    "new": {"filer", "agent", "officer", "registry"},
    "review": {"filer"},
    "notices": SIGNED_IN,
    "notice": SEE | {"officer"},
    "original": SEE | {"officer"},
    "organisations": SIGNED_IN,
    "organisation": SEE,
    "organisation-new": REGISTRY,
    "members": HOUSEKEEPING,
    "mandates": HOUSEKEEPING,
    "tokens": HOUSEKEEPING,
    "people": REGISTRY,
    "inbox": {"officer", "registry"},
    "complaints": SIGNED_IN,
    "complaint-new": {"filer", "agent"},
    "complaint": {"filer", "agent"},
    "papers": {"filer", "administrator", "agent", "registry"},
    "paper": {"filer", "administrator", "agent", "registry"},
    "claims": REGISTRY,
    "claim": REGISTRY,
}
ACTS = {
    "sign-out": SIGNED_IN,
    "mail-key-revoke": SIGNED_IN,
    "discard": {"filer"},
    "organisation-update": HOUSEKEEPING,
    "organisation-confirm": REGISTRY,
    "name-add": HOUSEKEEPING,
    "name-choose": HOUSEKEEPING,
    "merge": REGISTRY,
    "split": REGISTRY,
    "undo": REGISTRY,
    "member-end": HOUSEKEEPING,
    "mandate-revoke": HOUSEKEEPING,
    "token-revoke": HOUSEKEEPING,
    "paper-retire": {"filer", "administrator", "agent", "registry"},
    "person-active": REGISTRY,
    "person-link": REGISTRY,
}


def address(world: World, name: str) -> str:
    slug = world.pictures.slug
    ids = {
        "review": world.draft.pk,
        "discard": world.draft.pk,
        "notice": world.notice.number,
        "original": world.notice.number,
        "name-choose": (slug, world.pictures.names.get(text="Example Pictures").pk),
        "member-end": (slug, Membership.objects.get(user=world.people["reader"]).pk),
        "mandate-revoke": (slug, world.mandate.pk),
        "person-active": world.people["reader"].pk,
        "person-link": world.people["reader"].pk,
        "mail-key-revoke": 1,
        "password-link": links.make(world.people["reader"], Why.FORGOTTEN),
    }
    if name == "complaint":
        Body.objects.get_or_create(
            organisation=world.agency, defaults={"level": "county", "code": "B1", "jurisdiction": "cn"}
        )
        told = Given(
            key="1", channel="desk", holder=world.pictures, targets=[GivenTarget("stall", "Stall 14")], works=["A"]
        )
        ids[name] = file_complaint(told, by=world.people["filer"]).complaint.case.number
    if name in {"paper", "paper-retire"}:
        kept = add_paper(
            organisation=world.pictures, kind="other", title="Note", content=b"note", by=world.people["filer"]
        )
        ids[name] = (slug, kept.pk)
    if name == "claim":
        ids[name] = (world.claim().number, world.notice.number)
    if name == "undo":
        other = create_organisation(name="Pictures Old", kind="right_holder", by=world.people["registry"])
        ids[name] = (slug, merge(source=other, target=world.pictures, basis="One", by=world.people["registry"]).pk)
    if name == "token-revoke":
        admin = world.people["administrator"]
        made = make_token(user=admin, organisation_id=world.pictures.pk, label="x", scopes=["notices:read"], by=admin)
        ids[name] = (slug, made.token.pk)
    pattern = next(pattern for pattern in urls.urlpatterns if pattern.name == name)  # type: ignore[union-attr]  # no includes
    if not pattern.pattern.converters:
        return reverse(f"desk:{name}")
    wanted = ids.get(name, slug)
    return reverse(f"desk:{name}", args=wanted if isinstance(wanted, tuple) else (wanted,))


def verdict(response: Any) -> str:
    """Whether one was let in. To the sign-in page is not; 404 is how another's draft is hidden."""
    if response.status_code in {403, 404} or response.headers.get("Location", "").startswith("/desk/sign-in"):
        return "refused"
    assert response.status_code in {200, 302}
    return "let in"


def test_every_address_is_in_a_table() -> None:
    assert get_resolver("causelist.desk.urls").url_patterns
    of_cases = {pattern.name for pattern in case_urls.urlpatterns}  # type: ignore[union-attr]  # no includes
    of_cases |= {"decision", "decision-publish"}  # see test_decisions
    of_cases |= {"premises", "premises-new", "premises-one", "premises-operator", "premises-merge"}  # see test_measures
    assert {pattern.name for pattern in urls.urlpatterns} - of_cases == PAGES.keys() | ACTS.keys()  # type: ignore[union-attr]  # no includes


@pytest.mark.parametrize("role", ROLES)
def test_role_opens_only_its_pages(world: World, role: str) -> None:
    client = world.client(role)

    opened = {name for name in PAGES if verdict(client.get(address(world, name))) == "let in"}

    assert opened == {name for name, roles in PAGES.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_role_does_only_its_acts(world: World, role: str) -> None:
    addresses = {name: address(world, name) for name in ACTS}

    # A fresh client for each: one of the acts signs out.
    done = {name for name, path in addresses.items() if verdict(world.client(role).post(path)) == "let in"}

    assert done == {name for name, roles in ACTS.items() if role in roles}


@pytest.mark.parametrize("role", sorted(SIGNED_IN - HOUSEKEEPING))
def test_posting_to_a_page_with_a_form_needs_the_same_role(world: World, role: str) -> None:
    client = world.client(role)

    answers = [
        client.post(address(world, name), {"email": "filer@people.example", "role": "administrator"}).status_code
        for name in ("members", "mandates", "tokens", "people", "organisation-new")
    ]

    assert answers == [403] * 5
    assert Membership.objects.filter(role="administrator").count() == 1


@pytest.mark.parametrize("name", sorted(ACTS))
def test_act_is_never_done_by_a_link(world: World, name: str) -> None:
    assert world.client("registry").get(address(world, name)).status_code == 405


def test_administrator_of_one_organisation_reaches_no_other(world: World) -> None:
    client = world.client("administrator")
    foreign = Membership.objects.get(user=world.people["agent"])

    assert client.get(reverse("desk:members", args=[world.agency.slug])).status_code == 403
    answer = client.post(reverse("desk:member-end", args=[world.pictures.slug, foreign.pk]))
    assert answer.status_code == 404
    assert Membership.objects.filter(pk=foreign.pk, until=None).exists()


def test_administrator_cannot_say_that_names_are_no_longer_withheld(world: World) -> None:
    Organisation.objects.filter(pk=world.pictures.pk).update(is_person=True)

    world.client("administrator").post(
        reverse("desk:organisation-update", args=[world.pictures.slug]),
        {"kind": "court", "website": "https://pictures.example"},
    )

    world.pictures.refresh_from_db()
    assert (world.pictures.kind, world.pictures.is_person) == ("right_holder", True)
    assert world.pictures.website == "https://pictures.example"


def test_merge_split_and_back_by_the_registry(world: World) -> None:
    ada, client = world.people["registry"], world.client("registry")
    other = create_organisation(name="Pictures 图片", kind="right_holder", by=ada)
    add_name(organisation=other, text="Pictures International", by=ada)

    client.post(reverse("desk:merge", args=[other.slug]), {"target": "EXAMPLE PICTURES", "basis": "One company"})
    moved = world.pictures.names.filter(text__startswith="Pictures").values_list("pk", flat=True)
    assert len(moved) == 2
    page = client.get(reverse("desk:organisation", args=[world.pictures.slug])).content.decode()
    assert "Take this merge back" in page
    assert client.get(reverse("desk:organisation", args=[other.slug])).status_code == 200

    client.post(reverse("desk:split", args=[world.pictures.slug]), {"names": list(moved), "basis": "Two after all"})

    other.refresh_from_db()
    assert other.merged_into is None
    assert other.names.count() == 2
    assert list(OrganisationChange.objects.order_by("id").values_list("kind", "basis")) == [
        ("merged", "One company"),
        ("split", "Two after all"),
    ]
