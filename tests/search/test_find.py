from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.letters import make_letter

from causelist.accounts.models import User
from causelist.notices.models import Notice
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.services import add_name, create_organisation, merge, split, update_organisation
from causelist.runtime.announcements import announce
from causelist.search.entries import Kind
from causelist.search.queries import find, matching
from causelist.search.services import index, reindex
from causelist.works.models import Work

pytestmark = pytest.mark.django_db


def put(*letters: Notice) -> None:
    announce("notice", [letter.pk for letter in letters])


def numbers(text: str) -> list[str]:
    return [hit.key for hit in find(text).notices]


def test_letters_are_found_by_their_words_newest_first() -> None:
    old = make_letter(text="I found my film on this site.", on=dt.date(2020, 1, 5))
    new = make_letter(text="My films, and my film “The Café”.", on=dt.date(2024, 1, 5))
    older = make_letter(text="A film.", on=dt.date(2019, 1, 5))
    put(old, new, older)
    assert numbers("film") == [new.number, old.number, older.number]
    assert numbers("CAFE film") == [new.number]
    assert numbers("film my site") == [old.number]
    assert numbers("film nowhere") == []


def test_chinese_letters_are_found_by_any_part() -> None:
    letter = make_letter(text="我方发现该网站未经授权传播电影《长江之歌》。", title="长江之歌")
    put(letter)
    for query in ("长江之歌", "未经授权", "电影", "歌", "授权 传播"):
        assert numbers(query) == [letter.number], query
    assert numbers("江长") == []


def test_hosts_titles_parties_and_works_find_a_letter() -> None:
    work = Work.objects.create(title="The Long River", key="1" * 64)
    letter = make_letter(
        text="see https://files.pirate.example/long-river.zip",
        title="Silent title",
        senders=["Example Pictures Ltd"],
        works=[work],
    )
    put(letter)
    for query in (
        "files.pirate.example",
        "pirate.example",
        "long-river.zip",
        "silent",
        "example pictures",
        "the river",
    ):
        assert numbers(query) == [letter.number], query


def test_a_natural_person_is_never_found_by_name() -> None:
    letter = make_letter(text="Dear Sir or Madam,", senders=["Jane Roe"])
    put(letter)
    announce("organisation", list(Organisation.objects.values_list("pk", flat=True)))
    assert not find("Jane Roe").found


def test_an_organisation_found_to_be_a_person_leaves_the_index_and_comes_back(admin: User) -> None:
    organisation = create_organisation(name="Roe Studios", kind=OrganisationKind.OTHER, by=admin)
    letter = make_letter(text="Hello.", senders=["Roe Studios"])
    put(letter)
    assert [hit.label for hit in find("roe").organisations] == ["Roe Studios"]
    assert numbers("roe") == [letter.number]
    update_organisation(organisation=organisation, by=admin, kind=OrganisationKind.OTHER, is_person=True)
    assert not find("roe").found
    update_organisation(organisation=organisation, by=admin, kind=OrganisationKind.OTHER, is_person=False)
    assert find("roe").organisations
    assert numbers("roe") == [letter.number]


def test_merge_and_split_carry_the_names_along(admin: User) -> None:
    target = create_organisation(name="Adobe Inc.", kind=OrganisationKind.RIGHT_HOLDER, by=admin)
    source = create_organisation(name="奥多比", kind=OrganisationKind.RIGHT_HOLDER, by=admin)
    assert [hit.key for hit in find("奥多比").organisations] == [source.slug]
    merge(source=source, target=target, basis="one company", by=admin)
    (hit,) = find("奥多比").organisations
    assert (hit.key, hit.label, hit.title) == (target.slug, "Adobe Inc.", "奥多比")
    names = list(target.names.filter(text="奥多比"))
    split(organisation=target, names=names, basis="two after all", by=admin)
    assert [hit.key for hit in find("奥多比").organisations] == [source.slug]
    assert find("adobe").organisations[0].title == ""


def test_a_new_name_finds_its_organisation(admin: User) -> None:
    organisation = create_organisation(name="Example Records", kind=OrganisationKind.OTHER, by=admin)
    add_name(organisation=organisation, text="示例唱片", by=admin, language="zh")
    (hit,) = find("示例", language="zh-hans").organisations
    assert (hit.key, hit.label) == (organisation.slug, "Example Records")


def test_works_are_found_by_title() -> None:
    work = Work.objects.create(title="Nights in Lisbon", key="2" * 64)
    announce("work", [work.pk])
    assert [(hit.key, hit.label) for hit in find("lisbon").works] == [(str(work.pk), "Nights in Lisbon")]


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    letters = [make_letter(text="film", on=dt.date(2022, 1, 1 + number % 3)) for number in range(11)]
    put(*letters)
    everything = numbers("film")
    seen: list[str] = []
    after = ""
    for _ in range(4):
        page = find("film", limit=3, after=after)
        seen += [hit.key for hit in page.notices]
        after = page.after
    assert after == ""
    assert seen == everything
    assert len(set(seen)) == 11


@pytest.mark.parametrize("after", ["x", "1", "1-99999999", "-", "9" * 40, "1-20200101\0", "' OR 1"])
def test_a_token_that_is_none_shows_the_beginning(after: str) -> None:
    letter = make_letter(text="film")
    put(letter)
    assert [hit.key for hit in find("film", after=after).notices] == [letter.number]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\0", "a\0b", '"', "'", "((", "AND", "NOT", "* *", "a*", "-", "--", ":", "a:b", "^a", "NEAR(a b)", "a OR b",
        "{words}: x", "\\", "%", "_", "😀", "😀" * 5000, "a" * 10_000, "a " * 10_000, "\ud800", "\u202e", "ﷺ" * 2000, "é" * 3000,
        "N-", "N-2026-999999999999999999-1", "N-0000-1-1", "http://", "https://[::1", "http://" + "a" * 9000, "a/" * 3000,
        "javascript:alert(1)", "data:text/html,x", "http://user:pw@example.com/", "x" * 300 + ".com", "中" * 10_000, "\n\t\r",
        "; DROP TABLE notices_notice;--", "<script>", "%00", "..", "a..b", ".com", "٢٠٢٦", "🇨🇳.example",
    ],
)  # fmt: skip
def test_hostile_queries_are_answered(text: str) -> None:
    put(make_letter(text="film"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        results = find(text)
    assert len(results.notices) <= 20
    assert len(queries) <= 12


def test_queries_do_not_grow_with_the_rows(admin: User) -> None:
    def fill(times: int) -> None:
        for number in range(times):
            letter = make_letter(text="film", senders=[f"Film House {letters()} {number} GmbH"])
            work = Work.objects.create(title=f"film {letter.number}", key=f"{letter.pk:064}")
            put(letter)
            announce("work", [work.pk])
        announce("organisation", list(Organisation.objects.values_list("pk", flat=True)))

    def letters() -> int:
        return Notice.objects.count()

    fill(1)
    with CaptureQueriesContext(connection) as few:
        assert len(find("film").notices) == 1
    fill(20)
    with CaptureQueriesContext(connection) as many:
        results = find("film")
    assert (len(results.notices), len(results.organisations), len(results.works)) == (20, 8, 8)
    assert results.more_organisations
    assert results.more_works
    assert len(many) == len(few) <= 9


def test_indexing_many_takes_as_many_queries_as_few() -> None:
    one = [make_letter(text="film").pk]
    with CaptureQueriesContext(connection) as few:
        index(kind=Kind.NOTICE, ids=one)
    more = [make_letter(text="film").pk for _ in range(30)]
    with CaptureQueriesContext(connection) as many:
        index(kind=Kind.NOTICE, ids=more)
    assert len(many) == len(few)


def test_reindex_makes_the_same_index_and_drops_what_is_gone() -> None:
    letters = [make_letter(text=f"film number{number}") for number in range(3)]
    reindex()
    assert len(numbers("film")) == 3
    index(kind=Kind.NOTICE, ids=[letters[0].pk])
    gone = letters[1]
    gone.published_letter.delete()
    gone.delete()
    assert reindex() == 1
    assert matching("film") == [letters[2].pk, letters[0].pk]
    assert reindex(scratch=True) == 2
    assert matching("number0") == [letters[0].pk]
