"""Who may do what for an organisation. Deny by default: what the table does not give, nobody has.

Permissions come only from memberships in force on the day, from mandates in force on the day, or from running the
registry (`is_staff`). The table is data; `docs/reference/permissions.md` is drawn from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.core.exceptions import PermissionDenied
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.parties import queries
from causelist.parties.models import Mandate, Membership, Organisation, Role


class Act(StrEnum):
    """Something done for, or to, an organisation."""

    SEE = "see"  # its desk: the letters it recorded or received, with the originals
    RECORD = "record"  # take in a letter for it
    ANSWER = "answer"  # say what a provider did about addresses that letters report to it
    PAPERS = "papers"  # its library of papers: what authorities ask for
    COMPLAIN = "complain"  # bring a complaint before an authority for it
    NAMES = "names"  # its particulars and what it is called
    MEMBERS = "members"  # who belongs to it
    MANDATES = "mandates"  # who may act for it
    TOKENS = "tokens"  # the keys of its programs
    MERGE = "merge"  # make it one with another, or split it


OF_MEMBERS: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset({Act.SEE, Act.NAMES, Act.MEMBERS, Act.MANDATES, Act.TOKENS, Act.PAPERS}),
        Role.FILER: frozenset({Act.SEE, Act.RECORD, Act.PAPERS, Act.COMPLAIN}),
        Role.OFFICER: frozenset({Act.SEE, Act.RECORD, Act.ANSWER}),
        Role.HEAD: frozenset({Act.SEE, Act.RECORD}),
        Role.READER: frozenset({Act.SEE}),
    }
)
# What a member of the agent may do for the principal while a mandate is in force: never its housekeeping.
BY_MANDATE: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(),
        Role.FILER: frozenset({Act.SEE, Act.RECORD, Act.PAPERS, Act.COMPLAIN}),
        Role.OFFICER: frozenset(),
        Role.HEAD: frozenset(),
        Role.READER: frozenset({Act.SEE}),
    }
)
OF_REGISTRY: frozenset[Act] = frozenset(Act)  # who runs the registry may do all; each act is in the audit trail


class NotAllowed(PermissionDenied):
    """The person may not do this; an edge answers 403."""

    def __init__(self, act: Act) -> None:
        super().__init__(_("You are not allowed to do this here (%s).") % act)
        self.act = act


@dataclass(frozen=True, slots=True)
class HeldMandate:
    """A mandate in force that one of a person's organisations holds."""

    id: int
    principal: int
    agent: int
    all_works: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person reaches on a day: their memberships and the mandates these bring. Read once for a page."""

    registry: bool = False
    roles: frozenset[tuple[Role, int]] = frozenset()
    mandates: frozenset[HeldMandate] = frozenset()

    @property
    def answers(self) -> bool:
        """Whether they answer for a provider: who runs the registry may, and is not asked to."""
        return bool(self.own(Act.ANSWER))

    @property
    def complains(self) -> bool:
        """Whether they bring complaints for an organisation, their own or by a mandate."""
        return self.registry or bool(self.own(Act.COMPLAIN) or self.by_mandate(Act.COMPLAIN))

    def own(self, act: Act) -> set[int]:
        """Organisations they may do this for by their own membership."""
        return {pk for role, pk in self.roles if act in OF_MEMBERS[role]}

    def by_mandate(self, act: Act) -> list[HeldMandate]:
        """The mandates, on all or on listed works, by which they may do this for a principal."""
        agents = {pk for role, pk in self.roles if act in BY_MANDATE[role]}
        return [mandate for mandate in self.mandates if mandate.agent in agents]

    def through(self, organisation_id: int) -> Reach:
        """As far as they reach as members of one organisation alone: what its token may do in their name."""
        return Reach(
            roles=frozenset(held for held in self.roles if held[1] == organisation_id),
            mandates=frozenset(held for held in self.mandates if held.agent == organisation_id),
        )

    def acts_for(self, organisation: Organisation) -> frozenset[Act]:
        """What they may do for an organisation; by a mandate only where it is on all works."""
        if organisation.merged_into_id is not None:
            return frozenset()
        if self.registry:
            return OF_REGISTRY
        acts = set[Act]().union(*(OF_MEMBERS[role] for role, pk in self.roles if pk == organisation.pk))
        agents = {held.agent for held in self.mandates if held.all_works and held.principal == organisation.pk}
        return frozenset(acts.union(*(BY_MANDATE[role] for role, pk in self.roles if pk in agents)))


def reach_of(user: User, on: dt.date | None = None) -> Reach:
    """How far a person reaches on a day (today unless said); one query, none for who runs the registry."""
    day = on or timezone.localdate()
    if not user.is_authenticated or not user.is_active:
        return Reach()
    if user.is_staff:
        return Reach(registry=True)
    held = "organisation__mandates_held__"
    in_force = Q(**{f"{held}until__isnull": True}) | Q(**{f"{held}until__gte": day})
    rows = (
        queries.memberships_in_force(user, day)
        .annotate(
            held=FilteredRelation(
                "organisation__mandates_held",
                condition=in_force & Q(**{f"{held}starts_on__lte": day, f"{held}revoked_at__isnull": True}),
            )
        )
        .values_list(
            "role", "organisation", "held__id", "held__principal", "held__all_works", "held__principal__merged_into"
        )
    )
    roles, mandates = set(), set()
    for role, organisation, pk, principal, all_works, merged_into in rows:
        roles.add((Role(role), organisation))
        if pk is not None and merged_into is None:
            mandates.add(HeldMandate(pk, principal, organisation, all_works))
    return Reach(roles=frozenset(roles), mandates=frozenset(mandates))


def acts_of(user: User, organisation: Organisation, on: dt.date | None = None) -> frozenset[Act]:
    """What a person may do for an organisation on a day (today unless said).

    By a mandate only where it is on all works; whether one covers listed works is `works.permissions`' to say.
    """
    return reach_of(user, on).acts_for(organisation)


def check_act(user: User, act: Act, organisation: Organisation, on: dt.date | None = None) -> None:
    """Raise `NotAllowed` unless a person may do this for an organisation on a day."""
    if act not in acts_of(user, organisation, on):
        raise NotAllowed(act)


def can_act(user: User, act: Act, organisation: Organisation, on: dt.date | None = None) -> bool:
    """Whether `check_act` would pass."""
    return act in acts_of(user, organisation, on)


def ids_for(user: User, act: Act, on: dt.date | None = None) -> QuerySet[Membership, int]:
    """Ids of organisations a person may do this for by their own membership; to be used inside another query."""
    roles = [role for role, acts in OF_MEMBERS.items() if act in acts]
    memberships = queries.memberships_in_force(user, on or timezone.localdate())
    return memberships.filter(role__in=roles).values_list("organisation", flat=True)


def principal_ids_for(
    user: User, act: Act, on: dt.date | None = None, *, all_works: bool = False
) -> QuerySet[Mandate, int]:
    """Ids of organisations a person may do this for by a mandate in force; to be used inside another query.

    `all_works`: only by mandates on all works; else those on listed works count too.
    """
    day = on or timezone.localdate()
    roles = [role for role, acts in BY_MANDATE.items() if act in acts]
    agents = queries.memberships_in_force(user, day).filter(role__in=roles).values("organisation")
    mandates = queries.mandates_in_force(day).filter(agent__in=agents)
    return (mandates.filter(all_works=True) if all_works else mandates).values_list("principal", flat=True)


def organisations_for(user: User, act: Act, on: dt.date | None = None) -> list[Organisation]:
    """Organisations a person may do this for by their own membership, with names; two queries.

    For who runs the registry: only those they are also members of, so that a list does not hold the whole country.
    """
    own = Organisation.objects.filter(pk__in=ids_for(user, act, on))
    return list(queries.with_names(own).order_by("slug"))


def principals_for(user: User, act: Act, on: dt.date | None = None, *, all_works: bool = False) -> list[Organisation]:
    """Organisations a person may do this for by a mandate in force, on all or on listed works; two queries.

    `all_works`: only by mandates on all works.
    """
    principals = Organisation.objects.filter(pk__in=principal_ids_for(user, act, on, all_works=all_works))
    return list(queries.with_names(principals).order_by("slug"))


def check_registry(user: User) -> None:
    """Raise `NotAllowed` unless a person runs the registry: merges, new organisations, people."""
    if not is_registry(user):
        raise NotAllowed(Act.MERGE)


def is_registry(user: User) -> bool:
    """Whether a person runs the registry."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)
