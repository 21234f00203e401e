"""Who may do what for an organisation. Deny by default: what the table does not give, nobody has.

Permissions come only from memberships in force on the day, from mandates in force on the day, or from running the
registry (`is_staff`). The table is data; `docs/reference/permissions.md` is drawn from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.parties import queries
from causelist.parties.models import Mandate, Membership, Organisation, Role


class Act(StrEnum):
    """Something done for, or to, an organisation."""

    SEE = "see"  # its desk: the letters it recorded or received, with the originals
    RECORD = "record"  # take in a letter for it
    NAMES = "names"  # its particulars and what it is called
    MEMBERS = "members"  # who belongs to it
    MANDATES = "mandates"  # who may act for it
    TOKENS = "tokens"  # the keys of its programs
    MERGE = "merge"  # make it one with another, or split it


OF_MEMBERS: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset({Act.SEE, Act.NAMES, Act.MEMBERS, Act.MANDATES, Act.TOKENS}),
        Role.FILER: frozenset({Act.SEE, Act.RECORD}),
        Role.OFFICER: frozenset({Act.SEE, Act.RECORD}),
        Role.READER: frozenset({Act.SEE}),
    }
)
# What a member of the agent may do for the principal while a mandate is in force: never its housekeeping.
BY_MANDATE: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(),
        Role.FILER: frozenset({Act.SEE, Act.RECORD}),
        Role.OFFICER: frozenset(),
        Role.READER: frozenset({Act.SEE}),
    }
)
OF_REGISTRY: frozenset[Act] = frozenset(Act)  # who runs the registry may do all; each act is in the audit trail


class NotAllowed(PermissionDenied):
    """The person may not do this; an edge answers 403."""

    def __init__(self, act: Act) -> None:
        super().__init__(_("You are not allowed to do this here (%s).") % act)
        self.act = act


def acts_of(user: User, organisation: Organisation, on: dt.date | None = None) -> frozenset[Act]:
    """What a person may do for an organisation on a day (today unless said).

    By a mandate only where it is on all works; whether one covers listed works is `works.permissions`' to say.
    """
    day = on or timezone.localdate()
    if not user.is_authenticated or not user.is_active or organisation.merged_into_id is not None:
        return frozenset()
    if user.is_staff:
        return OF_REGISTRY
    own = {(Role(role), pk) for role, pk in queries.memberships_in_force(user, day).values_list("role", "organisation")}
    acts = set[Act]().union(*(OF_MEMBERS[role] for role, pk in own if pk == organisation.pk))
    if elsewhere := {pk for _role, pk in own if pk != organisation.pk}:
        mandates = queries.mandates_in_force(day).filter(principal=organisation, agent__in=elsewhere, all_works=True)
        agents = set(mandates.values_list("agent", flat=True))
        acts = acts.union(*(BY_MANDATE[role] for role, pk in own if pk in agents))
    return frozenset(acts)


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


def principals_for(user: User, act: Act, on: dt.date | None = None) -> list[Organisation]:
    """Organisations a person may do this for by a mandate in force, on all or on listed works; two queries."""
    principals = Organisation.objects.filter(pk__in=principal_ids_for(user, act, on))
    return list(queries.with_names(principals).order_by("slug"))


def check_registry(user: User) -> None:
    """Raise `NotAllowed` unless a person runs the registry: merges, new organisations, people."""
    if not is_registry(user):
        raise NotAllowed(Act.MERGE)


def is_registry(user: User) -> bool:
    """Whether a person runs the registry."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)
