from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.parties.conftest import Maker

from causelist.accounts.models import User
from causelist.accounts.services import create_person, set_active
from causelist.parties import permissions, services
from causelist.parties.models import Role
from causelist.parties.permissions import Act

DAY = dt.date(2026, 6, 15)
# Role x act, written out once more on purpose: a change of the table must be made twice to pass.
EXPECTED = {
    Role.ADMINISTRATOR: {Act.SEE, Act.NAMES, Act.MEMBERS, Act.MANDATES, Act.TOKENS, Act.PAPERS},
    Role.FILER: {Act.SEE, Act.RECORD, Act.PAPERS, Act.COMPLAIN},
    Role.OFFICER: {Act.SEE, Act.RECORD, Act.ANSWER},
    Role.HEAD: {Act.SEE, Act.RECORD},
    Role.READER: {Act.SEE},
}
BY_MANDATE = {
    Role.ADMINISTRATOR: set[Act](),
    Role.FILER: {Act.SEE, Act.RECORD, Act.PAPERS, Act.COMPLAIN},
    Role.OFFICER: set[Act](),
    Role.HEAD: set[Act](),
    Role.READER: {Act.SEE},
}
GRID = [(role, act) for role in Role for act in Act]


@pytest.mark.parametrize(("role", "act"), GRID)
def test_member_may_what_the_table_says(organisation: Maker, admin: User, alice: User, role: Role, act: Act) -> None:
    own, other = organisation("Own"), organisation("Other")
    services.grant_membership(user=alice, organisation=own, role=role, by=admin, starts_on=DAY)

    may = [permissions.can_act(alice, act, place, DAY) for place in (own, other)]

    assert may == [act in EXPECTED[role], False]


@pytest.mark.parametrize(("role", "act"), GRID)
def test_agent_may_what_the_table_says_for_its_principal(
    organisation: Maker, admin: User, alice: User, role: Role, act: Act
) -> None:
    agent, principal = organisation("Agent"), organisation("Principal")
    services.grant_membership(user=alice, organisation=agent, role=role, by=admin, starts_on=DAY)
    services.grant_mandate(principal=principal, agent=agent, basis="POA", by=admin, starts_on=DAY)

    assert permissions.can_act(alice, act, principal, DAY) is (act in BY_MANDATE[role])


@pytest.mark.parametrize("act", list(Act))
def test_nobody_may_without_a_membership(organisation: Maker, alice: User, act: Act) -> None:
    own = organisation()

    assert permissions.acts_of(alice, own, DAY) == frozenset()
    assert permissions.acts_of(AnonymousUser(), own, DAY) == frozenset()  # type: ignore[arg-type]  # what a request has
    with pytest.raises(permissions.NotAllowed):
        permissions.check_act(alice, act, own, DAY)


def test_registry_may_all_and_a_person_shut_out_nothing(organisation: Maker, admin: User) -> None:
    own = organisation()
    other = create_person(email="bob@causelist.test", name="Bob", by=admin, is_staff=True)

    assert permissions.acts_of(admin, own, DAY) == frozenset(Act)
    assert permissions.acts_of(set_active(user=other, active=False, by=admin), own, DAY) == frozenset()


@pytest.mark.parametrize(("day", "may"), [(14, False), (15, True), (20, True), (21, False)])
def test_membership_and_mandate_hold_from_the_first_day_to_the_last(
    organisation: Maker, admin: User, alice: User, day: int, *, may: bool
) -> None:
    agent, principal = organisation("Agent"), organisation("Principal")
    last = dt.date(2026, 6, 20)
    services.grant_membership(user=alice, organisation=agent, role="filer", by=admin, starts_on=DAY, until=last)
    services.grant_mandate(principal=principal, agent=agent, basis="POA", by=admin, starts_on=DAY, until=last)
    on = dt.date(2026, 6, day)

    assert [permissions.can_act(alice, Act.RECORD, place, on) for place in (agent, principal)] == [may, may]
    assert [bool(permissions.organisations_for(alice, Act.RECORD, on))] == [may]
    assert [bool(permissions.principals_for(alice, Act.RECORD, on))] == [may]


def test_revoked_mandate_gives_nothing(organisation: Maker, admin: User, alice: User) -> None:
    agent, principal = organisation("Agent"), organisation("Principal")
    services.grant_membership(user=alice, organisation=agent, role="filer", by=admin)
    mandate = services.grant_mandate(principal=principal, agent=agent, basis="POA", by=admin)

    services.revoke_mandate(mandate=mandate, by=admin)

    assert permissions.acts_of(alice, principal) == frozenset()
    assert permissions.principals_for(alice, Act.RECORD) == []


def test_mandate_does_not_reach_through_to_the_principals_of_the_principal(
    organisation: Maker, admin: User, alice: User
) -> None:
    agent, middle, far = organisation("Agent"), organisation("Middle"), organisation("Far")
    services.grant_membership(user=alice, organisation=agent, role="filer", by=admin)
    services.grant_mandate(principal=middle, agent=agent, basis="POA", by=admin)
    services.grant_mandate(principal=far, agent=middle, basis="POA", by=admin)

    assert permissions.acts_of(alice, far) == frozenset()


def test_check_registry(admin: User, alice: User) -> None:
    permissions.check_registry(admin)
    with pytest.raises(permissions.NotAllowed):
        permissions.check_registry(alice)
