from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.parties.conftest import Maker

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties import queries, services
from causelist.parties.models import NameKind, Organisation, OrganisationName
from causelist.runtime.models import AuditEntry


def names_of(organisation: Organisation) -> list[tuple[str, str, bool]]:
    return list(organisation.names.order_by("id").values_list("text", "kind", "is_primary"))


def test_create_organisation_with_names_in_two_scripts(organisation: Maker) -> None:
    made = organisation("Orchard Software Inc.", aliases=[("果园软件", "zh-Hans")])

    assert made.confirmed
    assert names_of(made) == [("Orchard Software Inc.", "official", True), ("果园软件", "alias", False)]
    assert list(made.names.order_by("id").values_list("script", flat=True)) == ["Latn", "Hani"]
    assert AuditEntry.objects.filter(act="parties.create_organisation").count() == 1


def test_create_organisation_refuses_a_known_name_and_stores_nothing(organisation: Maker) -> None:
    organisation("Example Pictures")

    with pytest.raises(Refused) as refused:
        organisation("EXAMPLE  PICTURES")

    assert refused.value.code == "known"
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "\0", "Exa\0mple", "!!!", "x" * 301])
def test_create_organisation_refuses_what_is_no_name(organisation: Maker, name: str) -> None:
    with pytest.raises(Refused) as refused:
        organisation(name)

    assert refused.value.field == "text"
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "<script>alert(1)</script>", "果园", "Ünïcode & Söhne"])
def test_create_organisation_keeps_odd_names_as_they_are(organisation: Maker, name: str) -> None:
    assert names_of(organisation(name)) == [(name, "official", True)]


def test_free_slug_counts_on(organisation: Maker) -> None:
    first = organisation("Long " * 30)
    second = organisation("Long " * 31)

    assert (len(first.slug) <= 80, len(second.slug) <= 80) == (True, True)
    assert first.slug != second.slug


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "nonsense"}, "kind"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"contact_email": "nobody"}, "contact_email"),
    ],
)
def test_create_organisation_refuses_bad_particulars(organisation: Maker, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        organisation(**given)

    assert refused.value.field == field


def test_update_organisation_keeps_hosts_clean(organisation: Maker, admin: User) -> None:
    made = organisation()

    updated = services.update_organisation(
        organisation=made, by=admin, kind="service_provider", hosts=["Videos.Example.COM.", "", "videos.example.com"]
    )

    assert (updated.kind, updated.hosts) == ("service_provider", ["videos.example.com"])


def test_rename_makes_the_old_official_name_a_former_one(organisation: Maker, admin: User) -> None:
    made = organisation("Old Pictures", language="en")

    services.rename(organisation=made, text="New Pictures", language="en", by=admin)

    assert names_of(made) == [("Old Pictures", "former", False), ("New Pictures", "official", True)]


def test_choose_primary_shows_the_organisation_under_it(organisation: Maker, admin: User) -> None:
    made = organisation(aliases=[("例图影业", "zh-Hans")])

    services.choose_primary(name=made.names.get(text="例图影业"), by=admin)

    assert queries.shown_name(made) == "例图影业"


def test_shown_name_prefers_the_official_name_in_the_language(organisation: Maker, admin: User) -> None:
    made = organisation("Example Pictures", language="en")
    services.add_name(organisation=made, text="例图影业", by=admin, kind=NameKind.OFFICIAL, language="zh-Hans")

    assert [queries.shown_name(made, language) for language in ("", "en", "zh-hans", "fr")] == [
        "Example Pictures",
        "Example Pictures",
        "例图影业",
        "Example Pictures",
    ]


def test_confirm_marks_one_that_only_stood_in_letters(admin: User) -> None:
    found = Organisation.objects.create(slug="found")

    assert services.confirm(organisation=found, by=admin, kind="agent").kind == "agent"
    assert Organisation.objects.get().confirmed


def test_ensure_region_twice_is_one(db: None) -> None:
    china = services.ensure_region(code="cn", name="China", name_zh="中国")
    services.ensure_region(code="CN-BJ", name="Beijing", name_zh="北京", parent=china)

    assert services.ensure_region(code="CN", name="China", name_zh="中国") == china
    assert [region.code for region in china.parts.all()] == ["CN-BJ"]


def test_only_one_primary_name_is_kept_by_the_store(organisation: Maker) -> None:
    made = organisation()

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(organisation=made, text="B", key="b", is_primary=True)


def test_find_organisations_by_part_of_any_name(organisation: Maker) -> None:
    first = organisation("Orchard Software", aliases=[("果园软件", "zh-Hans")])
    organisation("Example Pictures")

    assert queries.find_organisations("orch") == [first]
    assert queries.find_organisations("果园") == [first]
    assert queries.find_organisations("orch", exclude=[first.pk]) == []
    assert queries.find_organisations("\0!") == []
