"""Who belongs to an organisation, and who may act for it: memberships and mandates, each from one day to another.

That two of the same kind never overlap is kept by a trigger on both stores; the services say it first, in words.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties.basics import clean_basis, lock, log
from causelist.parties.models import Mandate, Membership, Organisation, Role


@transaction.atomic
def grant_membership(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    by: User | None,
    starts_on: dt.date | None = None,
    until: dt.date | None = None,
) -> Membership:
    """`user` acts for the organisation in a role, from a day (today unless said) until another, both included.

    Raises `Refused` (code `overlap`) when they hold that role there on one of these days already.
    """
    locked = lock(organisation)
    starts_on = starts_on or timezone.localdate()
    _check_period(starts_on, until)
    try:
        held_as = Role(role)
    except ValueError as error:
        raise Refused(_("Choose what the member may do."), code="bad_role", field="role") from error
    others = Membership.objects.filter(_overlapping(starts_on, until), user=user, organisation=locked, role=held_as)
    if others.exists():
        raise Refused(
            _("They hold this role here on those days already. End that first, or choose other days."),
            code="overlap",
            field="starts_on",
        )
    membership = Membership.objects.create(
        user=user, organisation=locked, role=held_as, starts_on=starts_on, until=until
    )
    log(by, "grant_membership", locked, {"user": user.pk, "role": held_as, "membership": membership.pk})
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User, last_day: dt.date | None = None) -> Membership:
    """The member acts no longer; `last_day` is yesterday unless said, so that it holds at once.

    One that has not begun by then ends on its first day. Raises `Refused` when it ended earlier already.
    """
    locked = Membership.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=membership.pk)
    today = timezone.localdate()
    ends = max(last_day or today - dt.timedelta(days=1), locked.starts_on)
    if locked.until is not None and locked.until < ends:
        raise Refused(_("This membership has ended already."), code="ended")
    if ends == locked.starts_on >= today and last_day is None:
        # Granted today and taken back today: it must not hold for the rest of the day.
        log(by, "withdraw_membership", locked.organisation, {"user": locked.user_id, "role": locked.role})
        locked.delete()
        return locked
    locked.until = ends
    locked.save(update_fields=["until"])
    log(by, "end_membership", locked.organisation, {"membership": locked.pk, "until": ends.isoformat()})
    return locked


@transaction.atomic
def grant_mandate(
    *,
    principal: Organisation,
    agent: Organisation,
    basis: str,
    by: User,
    starts_on: dt.date | None = None,
    until: dt.date | None = None,
    all_works: bool = True,
) -> Mandate:
    """`agent` may act for `principal` from a day until another, both included.

    With `all_works` False it covers nothing until works are listed (`works.mandates.set_mandate_works`).
    `basis` says where the power of attorney lies. Raises `Refused` for an overlapping mandate on all works.
    """
    if principal.pk == agent.pk:
        raise Refused(_("An organisation needs no mandate from itself. Choose another."), code="itself", field="agent")
    first, second = sorted((principal, agent), key=lambda organisation: organisation.pk)
    lock(first)
    lock(second)
    starts_on = starts_on or timezone.localdate()
    _check_period(starts_on, until)
    others = Mandate.objects.filter(
        _overlapping(starts_on, until), principal=principal, agent=agent, all_works=True, revoked_at__isnull=True
    )
    if all_works and others.exists():
        raise Refused(
            _("There is a mandate on all works for some of those days already. Revoke it first, or choose other days."),
            code="overlap",
            field="starts_on",
        )
    mandate = Mandate.objects.create(
        principal=principal,
        agent=agent,
        starts_on=starts_on,
        until=until,
        all_works=all_works,
        basis=clean_basis(basis),
        recorded_by=by,
    )
    log(by, "grant_mandate", principal, {"mandate": mandate.pk, "agent": agent.pk, "all_works": all_works})
    return mandate


@transaction.atomic
def revoke_mandate(*, mandate: Mandate, by: User) -> Mandate:
    """The agent may act no longer, from this moment on. Doing it twice keeps the first time."""
    locked = Mandate.objects.select_for_update(of=("self",)).select_related("principal").get(pk=mandate.pk)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        log(by, "revoke_mandate", locked.principal, {"mandate": locked.pk, "agent": locked.agent_id})
    return locked


def _check_period(starts_on: dt.date, until: dt.date | None) -> None:
    if until is not None and until < starts_on:
        raise Refused(_("The last day lies before the first. Choose a later one."), code="bad_period", field="until")


def _overlapping(starts_on: dt.date, until: dt.date | None) -> Q:
    overlapping = Q(until__isnull=True) | Q(until__gte=starts_on)
    return overlapping if until is None else overlapping & Q(starts_on__lte=until)
