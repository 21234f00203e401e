from __future__ import annotations

import pytest
from tests.parties.conftest import Maker

from causelist.accounts.models import User
from causelist.accounts.services import make_token
from causelist.core.refusal import Refused
from causelist.parties import queries, services
from causelist.parties.models import Organisation, OrganisationChange


def texts(organisation: Organisation) -> list[str]:
    return list(organisation.names.order_by("id").values_list("text", flat=True))


def primary(organisation: Organisation) -> list[str]:
    return list(organisation.names.filter(is_primary=True).values_list("text", flat=True))


def test_merge_moves_every_name_and_forwards(organisation: Maker, admin: User) -> None:
    one = organisation("Orchard", aliases=[("果园", "zh-Hans")])
    other = organisation("Orchard Inc.")

    change = services.merge(source=one, target=other, basis="Same company number", by=admin)

    one.refresh_from_db()
    assert texts(one) == []
    assert texts(other) == ["Orchard", "果园", "Orchard Inc."]
    assert primary(other) == ["Orchard Inc."]
    assert queries.home_of(one) == other
    assert [name["text"] for name in change.names] == ["Orchard", "果园"]
    assert queries.family([other.pk]) == {one.pk, other.pk}


def test_split_with_exactly_the_names_that_moved_undoes_the_merge(organisation: Maker, admin: User) -> None:
    one = organisation("Orchard", aliases=[("果园", "zh-Hans")])
    services.choose_primary(name=one.names.get(text="果园"), by=admin)
    other = organisation("Orchard Inc.")
    moved = list(one.names.all())
    services.merge(source=one, target=other, basis="Looked the same", by=admin)

    change = services.split(organisation=other, names=moved, basis="They are two", by=admin)

    one.refresh_from_db()
    assert change.target == one
    assert one.merged_into is None
    assert (texts(one), primary(one)) == (["Orchard", "果园"], ["果园"])
    assert (texts(other), primary(other)) == (["Orchard Inc."], ["Orchard Inc."])
    assert list(queries.history_of(one).values_list("kind", flat=True)) == ["split", "merged"]


def test_undo_merge_leaves_alone_what_has_moved_on_since(organisation: Maker, admin: User) -> None:
    one = organisation("Orchard", aliases=[("Orchard Games", "en")])
    other = organisation("Orchard Inc.")
    games = one.names.get(text="Orchard Games")
    merged = services.merge(source=one, target=other, basis="One", by=admin)
    services.split(organisation=other, names=[games], basis="Games are apart", by=admin)

    services.undo_merge(change=merged, basis="Two after all", by=admin)

    one.refresh_from_db()
    games.refresh_from_db()
    assert texts(one) == ["Orchard"]
    assert games.organisation not in {one, other}


def test_a_chain_of_merges_is_undone_link_by_link(organisation: Maker, admin: User) -> None:
    a, b, c = (organisation(name) for name in ("Alpha", "Beta", "Gamma"))
    services.merge(source=a, target=b, basis="1", by=admin)
    second = services.merge(source=b, target=c, basis="2", by=admin)
    a.refresh_from_db()
    assert queries.home_of(a) == c
    assert queries.family([c.pk]) == {a.pk, b.pk, c.pk}

    services.undo_merge(change=second, basis="3", by=admin)

    assert texts(b) == ["Alpha", "Beta"]
    assert texts(c) == ["Gamma"]


def test_split_of_other_names_makes_a_new_organisation_of_the_same_kind(organisation: Maker, admin: User) -> None:
    one = organisation("Orchard", aliases=[("Orchard Music", "en")])

    change = services.split(organisation=one, names=[one.names.get(text="Orchard Music")], basis="Sold", by=admin)

    assert (change.target.kind, change.target.slug, change.target.confirmed) == (one.kind, "orchard-music", True)
    assert primary(change.target) == ["Orchard Music"]


def test_split_of_the_primary_name_leaves_another_in_its_place(organisation: Maker, admin: User) -> None:
    one = organisation("Orchard", aliases=[("Orchard Music", "en")])

    services.split(organisation=one, names=list(one.names.filter(is_primary=True)), basis="Sold", by=admin)

    assert primary(one) == ["Orchard Music"]


@pytest.mark.parametrize(("count", "code"), [(0, "no_names"), (2, "all_names")])
def test_split_refuses_none_and_all(organisation: Maker, admin: User, count: int, code: str) -> None:
    one = organisation("Orchard", aliases=[("Orchard Music", "en")])

    with pytest.raises(Refused) as refused:
        services.split(organisation=one, names=list(one.names.all()[:count]), basis="x", by=admin)

    assert refused.value.code == code


def test_split_refuses_names_of_another(organisation: Maker, admin: User) -> None:
    one, other = organisation("Orchard", aliases=[("Orchard Music", "en")]), organisation("Example")

    with pytest.raises(Refused) as refused:
        services.split(organisation=one, names=list(other.names.all()), basis="x", by=admin)

    assert refused.value.code == "no_names"


def test_split_into_one_that_was_never_merged_is_refused(organisation: Maker, admin: User) -> None:
    one, other = organisation("Orchard", aliases=[("Orchard Music", "en")]), organisation("Example")

    with pytest.raises(Refused) as refused:
        services.split(organisation=one, names=[one.names.all()[0]], into=other, basis="x", by=admin)

    assert refused.value.code == "not_merged"


@pytest.mark.parametrize("basis", ["", "   ", "x" * 501, "a\0b"])
def test_merge_without_a_reason_changes_nothing(organisation: Maker, admin: User, basis: str) -> None:
    one, other = organisation("Orchard"), organisation("Example")

    with pytest.raises(Refused) as refused:
        services.merge(source=one, target=other, basis=basis, by=admin)

    one.refresh_from_db()
    assert refused.value.field == "basis"
    assert (one.merged_into, texts(one)) == (None, ["Orchard"])
    assert not OrganisationChange.objects.exists()


def test_merge_refuses_itself_twice_and_back(organisation: Maker, admin: User) -> None:
    one, other = organisation("Orchard"), organisation("Example")
    services.merge(source=one, target=other, basis="x", by=admin)

    codes = []
    for source, target in ((other, other), (one, other), (other, one)):
        with pytest.raises(Refused) as refused:
            services.merge(source=source, target=target, basis="x", by=admin)
        codes.append(refused.value.code)

    assert codes == ["itself", "merged", "merged"]


def test_merge_refuses_a_person_and_a_company(organisation: Maker, admin: User) -> None:
    with pytest.raises(Refused) as refused:
        services.merge(
            source=organisation("Pat Example", is_person=True), target=organisation("Example"), basis="x", by=admin
        )

    assert refused.value.code == "person"


@pytest.mark.parametrize("holds", ["membership", "mandate", "token"])
def test_merge_refuses_while_somebody_acts_for_the_source(
    organisation: Maker, admin: User, alice: User, holds: str
) -> None:
    one, other = organisation("Orchard"), organisation("Example")
    if holds == "membership":
        services.grant_membership(user=alice, organisation=one, role="filer", by=admin)
    elif holds == "mandate":
        services.grant_mandate(principal=other, agent=one, basis="x", by=admin)
    else:
        make_token(user=alice, organisation_id=one.pk, label="x", scopes=["notices:read"], by=admin)

    with pytest.raises(Refused) as refused:
        services.merge(source=one, target=other, basis="x", by=admin)

    assert refused.value.code == "acting"


def test_what_was_merged_away_cannot_be_changed(organisation: Maker, admin: User, alice: User) -> None:
    one, other = organisation("Orchard"), organisation("Example")
    services.merge(source=one, target=other, basis="x", by=admin)

    with pytest.raises(Refused) as refused:
        services.grant_membership(user=alice, organisation=one, role="filer", by=admin)

    assert refused.value.code == "merged"


def test_undo_merge_takes_no_split(organisation: Maker, admin: User) -> None:
    one = organisation("Orchard", aliases=[("Orchard Music", "en")])
    change = services.split(organisation=one, names=[one.names.all()[0]], basis="x", by=admin)

    with pytest.raises(Refused) as refused:
        services.undo_merge(change=change, basis="x", by=admin)

    assert refused.value.code == "not_merge"
