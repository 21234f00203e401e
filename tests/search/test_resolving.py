from __future__ import annotations

import pytest
from tests.letters import make_letter

from causelist.accounts.models import User
from causelist.core.numbers import PublicNumber
from causelist.parties.models import OrganisationKind
from causelist.parties.services import create_organisation, merge
from causelist.runtime.announcements import announce
from causelist.search.resolving import Target, resolve
from causelist.works.models import Work

pytestmark = pytest.mark.django_db


def kind_and_key(text: str) -> tuple[str, str] | None:
    target = resolve(text)
    return (target.kind, target.key) if target and not target.problem else None


def test_a_number_in_any_writing() -> None:
    number = make_letter().number
    bare = number.rpartition("-")[0]
    for typed in (number, number.lower(), f"  {number} ", number.replace("-", "–"), bare):
        assert kind_and_key(typed) == ("number", number), typed


def test_a_mistyped_number_says_so() -> None:
    number = make_letter().number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    target = resolve(wrong)
    assert target is not None
    assert (target.kind, target.key) == ("number", wrong)
    assert "check digit" in target.problem


def test_a_number_that_no_letter_has_says_so() -> None:
    for typed in (str(PublicNumber("N", 2031, 77)), "N-2031-77"):
        target = resolve(typed)
        assert target is not None
        assert "no letter" in target.problem.lower()
    assert resolve("ISO-8859-1") is None


def test_an_address_answers_whether_it_is_on_the_record_or_not() -> None:
    make_letter(addresses=["https://github.com/owner/copy"])
    assert kind_and_key("HTTPS://GitHub.com/owner/copy") == ("address", "https://github.com/owner/copy")
    assert kind_and_key("https://nowhere.example/x y") is None
    assert kind_and_key("nowhere.example/film.html") == ("address", "https://nowhere.example/film.html")
    assert kind_and_key("github.com/Owner/Copy") == ("place", "github.com/owner/copy")
    assert kind_and_key("github.com/owner/copy/blob/main/x") == ("address", "https://github.com/owner/copy/blob/main/x")


def test_an_address_of_nothing_public_says_why() -> None:
    target = resolve("ftps://example.com/x")
    assert target is not None
    assert "ftps" in target.problem


def test_a_host_that_letters_name() -> None:
    make_letter(addresses=["https://www.pirate.example/a", "https://mirror.example/b"])
    assert kind_and_key("Pirate.example") == ("host", "www.pirate.example")
    assert kind_and_key("www.mirror.example") == ("host", "mirror.example")
    assert kind_and_key("other.example") is None


def test_an_organisation_by_exactly_one_of_its_names(admin: User) -> None:
    target = create_organisation(name="Adobe Inc.", kind=OrganisationKind.RIGHT_HOLDER, by=admin)
    source = create_organisation(name="奥多比", kind=OrganisationKind.RIGHT_HOLDER, by=admin)
    merge(source=source, target=target, basis="one company", by=admin)
    assert kind_and_key("ADOBE, INC") == ("organisation", target.slug)
    assert kind_and_key("奥多比") == ("organisation", target.slug)
    assert kind_and_key("Adobe") is None


def test_a_natural_person_is_not_an_answer() -> None:
    make_letter(senders=["Jane Roe"])
    assert resolve("Jane Roe") is None


def test_a_work_by_its_exact_title_where_only_one_has_it() -> None:
    work = Work.objects.create(title="The Long River", key="1" * 64)
    other = Work.objects.create(title="The Long River II", key="2" * 64)
    announce("work", [work.pk, other.pk])
    assert resolve("the  long RIVER") == Target("work", str(work.pk), "The Long River")
    twin = Work.objects.create(title="The Long River", key="3" * 64)
    announce("work", [twin.pk])
    assert resolve("The Long River") is None
