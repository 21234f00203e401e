from __future__ import annotations

import pytest

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.core.refusal import Refused
from causelist.parties.models import Mandate, Organisation
from causelist.parties.permissions import NotAllowed
from causelist.parties.services import create_organisation, grant_mandate, grant_membership
from causelist.works.mandates import set_mandate_works, works_under
from causelist.works.models import Work
from causelist.works.permissions import can_file, check_file


@pytest.fixture
def admin(db: None) -> User:
    return create_person(email="admin@causelist.test", name="Ada", by=None, is_staff=True)


@pytest.fixture
def agent(admin: User) -> Organisation:
    return create_organisation(name="Guard Agency", kind="agent", by=admin)


@pytest.fixture
def principal(admin: User) -> Organisation:
    return create_organisation(name="Example Pictures", kind="right_holder", by=admin)


@pytest.fixture
def bob(admin: User, agent: Organisation) -> User:
    person = create_person(email="bob@agency.example", name="Bob", by=admin)
    grant_membership(user=person, organisation=agent, role="filer", by=admin)
    return person


@pytest.fixture
def listed(admin: User, agent: Organisation, principal: Organisation) -> Mandate:
    mandate = grant_mandate(principal=principal, agent=agent, basis="POA 7", by=admin, all_works=False)
    work = Work.objects.create(title="The Long Afternoon", key="1" * 64, owner=principal)
    return set_mandate_works(mandate=mandate, works=[work], by=admin)


@pytest.mark.parametrize(
    ("titles", "may"),
    [
        (["The Long Afternoon"], True),
        (["THE LONG AFTERNOON."], True),
        (["The Long Afternoon", "The Short Morning"], False),
        (["The Short Morning"], False),
        ([], False),
        (["  "], False),
    ],
)
def test_mandate_on_listed_works_covers_letters_about_them_alone(
    bob: User, principal: Organisation, listed: Mandate, titles: list[str], *, may: bool
) -> None:
    assert can_file(bob, principal, titles) is may


def test_own_organisation_and_strangers(bob: User, agent: Organisation, principal: Organisation) -> None:
    check_file(bob, agent)
    with pytest.raises(NotAllowed):
        check_file(bob, principal, ["The Long Afternoon"])


def test_set_mandate_works_replaces_the_list(admin: User, principal: Organisation, listed: Mandate) -> None:
    other = Work.objects.create(title="The Short Morning", key="2" * 64, owner=principal)

    set_mandate_works(mandate=listed, works=[other], by=admin)

    assert works_under([listed.pk]) == {listed.pk: [other]}


def test_set_mandate_works_refuses_works_of_others_and_mandates_on_all(
    admin: User, agent: Organisation, principal: Organisation, listed: Mandate
) -> None:
    foreign = Work.objects.create(title="Foreign", key="3" * 64, owner=agent)
    on_all = grant_mandate(principal=principal, agent=agent, basis="POA 8", by=admin)

    codes = []
    for mandate, works in ((listed, [foreign]), (on_all, [])):
        with pytest.raises(Refused) as refused:
            set_mandate_works(mandate=mandate, works=works, by=admin)
        codes.append(refused.value.code)

    assert codes == ["not_theirs", "all_works"]
