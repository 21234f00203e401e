from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.parties.conftest import Maker

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties import services
from causelist.parties.models import Mandate, Membership

MARCH, APRIL, MAY = dt.date(2026, 3, 1), dt.date(2026, 4, 1), dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("starts_on", "until", "meets"),
    [
        (MARCH, dt.date(2026, 3, 31), False),
        (MARCH, APRIL, True),
        (MARCH, None, True),
        (APRIL, APRIL, True),
        (dt.date(2026, 4, 15), None, True),
        (MAY, MAY, True),
        (dt.date(2026, 5, 2), None, False),
    ],
)
def test_memberships_in_one_role_never_overlap(
    organisation: Maker, admin: User, alice: User, starts_on: dt.date, until: dt.date | None, *, meets: bool
) -> None:
    one = organisation()
    services.grant_membership(user=alice, organisation=one, role="filer", by=admin, starts_on=APRIL, until=MAY)
    row = {"user": alice, "organisation": one, "role": "filer", "starts_on": starts_on, "until": until}

    refused = kept_out = False
    try:
        with transaction.atomic():
            Membership.objects.create(**row)
            transaction.set_rollback(True)
    except IntegrityError:
        kept_out = True
    try:
        services.grant_membership(by=admin, **row)  # type: ignore[arg-type]  # a plain row
    except Refused as error:
        refused = error.code == "overlap"

    assert (refused, kept_out) == (meets, meets)


def test_two_roles_at_once_are_fine(organisation: Maker, admin: User, alice: User) -> None:
    one = organisation()
    for role in ("filer", "administrator"):
        services.grant_membership(user=alice, organisation=one, role=role, by=admin)

    assert Membership.objects.count() == 2


def test_stretching_a_membership_into_another_is_kept_out_by_the_store(
    organisation: Maker, admin: User, alice: User
) -> None:
    one = organisation()
    first = services.grant_membership(
        user=alice, organisation=one, role="filer", by=admin, starts_on=MARCH, until=dt.date(2026, 3, 9)
    )
    services.grant_membership(user=alice, organisation=one, role="filer", by=admin, starts_on=APRIL)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=first.pk).update(until=MAY)


@pytest.mark.parametrize(("given", "code"), [({"role": "king"}, "bad_role"), ({"until": MARCH}, "bad_period")])
def test_grant_membership_refuses(
    organisation: Maker, admin: User, alice: User, given: dict[str, object], code: str
) -> None:
    row = {"user": alice, "organisation": organisation(), "role": "filer", "starts_on": APRIL, "by": admin, **given}

    with pytest.raises(Refused) as refused:
        services.grant_membership(**row)  # type: ignore[arg-type]  # a test may give wrong ones

    assert refused.value.code == code


def test_end_membership_holds_at_once_and_is_said_once(organisation: Maker, admin: User, alice: User) -> None:
    membership = services.grant_membership(
        user=alice, organisation=organisation(), role="filer", by=admin, starts_on=MARCH
    )

    ended = services.end_membership(membership=membership, by=admin)

    assert ended.until == timezone.localdate() - dt.timedelta(days=1)
    assert services.end_membership(membership=membership, by=admin).until == ended.until
    with pytest.raises(Refused):
        services.end_membership(membership=membership, by=admin, last_day=timezone.localdate())


def test_end_membership_of_one_granted_today_leaves_nothing(organisation: Maker, admin: User, alice: User) -> None:
    membership = services.grant_membership(user=alice, organisation=organisation(), role="filer", by=admin)

    services.end_membership(membership=membership, by=admin)

    assert not Membership.objects.exists()


def test_mandates_on_all_works_never_overlap(organisation: Maker, admin: User) -> None:
    principal, agent = organisation("Owner"), organisation("Agent")
    first = services.grant_mandate(principal=principal, agent=agent, basis="POA 1", by=admin, starts_on=MARCH)
    row = {"principal": principal, "agent": agent, "basis": "POA 2", "starts_on": APRIL}

    with pytest.raises(Refused):
        services.grant_mandate(by=admin, **row)  # type: ignore[arg-type]  # a plain row
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(recorded_by=admin, **row)
    services.grant_mandate(by=admin, all_works=False, **row)  # type: ignore[arg-type]  # a plain row
    services.revoke_mandate(mandate=first, by=admin)
    services.grant_mandate(by=admin, **row)  # type: ignore[arg-type]  # a plain row

    assert Mandate.objects.count() == 3


def test_revoke_mandate_twice_keeps_the_first_time(organisation: Maker, admin: User) -> None:
    mandate = services.grant_mandate(
        principal=organisation("Owner"), agent=organisation("Agent"), basis="POA", by=admin
    )

    first = services.revoke_mandate(mandate=mandate, by=admin).revoked_at

    assert services.revoke_mandate(mandate=mandate, by=admin).revoked_at == first


def test_grant_mandate_refuses_itself_and_no_reason(organisation: Maker, admin: User) -> None:
    one, other = organisation("Owner"), organisation("Agent")

    codes = []
    for agent, basis in ((one, "POA"), (other, " ")):
        with pytest.raises(Refused) as refused:
            services.grant_mandate(principal=one, agent=agent, basis=basis, by=admin)
        codes.append(refused.value.code)

    assert codes == ["itself", "no_basis"]
