"""The page of a work: what it shows, that it follows merges, how it is found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from tests.notices import rows

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.notices.models import Notice
from causelist.notices.services import prepare, receive_many
from causelist.parties import services as parties
from causelist.search.services import reindex
from causelist.works.models import Work
from causelist.works.queries import one_work

LETTER = """Dear Sir or Madam,

I act for {holder}, owner of the film "{title}". Remove https://videos.example.com/watch/{n}

I have a good faith belief that this use is not authorised.
"""


@pytest.fixture
def ada(db: None) -> User:
    return create_person(email="ada@causelist.test", name="Ada", by=None, is_staff=True)


def work_of(notice: Notice) -> int:
    return notice.notice_works.get().work_id


def test_page_tells_holder_places_years_and_letters(client: Client, db: None) -> None:
    pictures = rows.name("Example Pictures")
    first = rows.letter(right_holder=pictures, addresses=["https://videos.example.com/watch/1"])
    rows.letter(
        right_holder=pictures,
        addresses=["https://videos.example.com/watch/1", "https://videos.example.com/watch/2"],
        received_on=dt.date(2025, 3, 1),
        item_state="put_back",
    )
    rows.letter(kind="counter-notice", right_holder=pictures, item_state=None, addresses=["https://a.example/9"])

    page = client.get(f"/works/{work_of(first)}").text

    assert 'href="/organisations/example-pictures"' in page
    assert "videos.example.com/watch/2" in page
    assert "1 place" in page  # noticed
    assert "2 places" in page  # put back
    assert "a.example/9" not in page.split("<h2>Letters")[0]
    assert page.count('class="about"') == 3
    years = page[page.index("By year") : page.index("</table>")]
    assert [years.index(text) for text in (">2025<", ">2026<")] == sorted(years.index(t) for t in (">2025<", ">2026<"))


def test_places_are_downloaded_whole(client: Client, db: None) -> None:
    notice = rows.letter(addresses=[f"https://videos.example.com/watch/{n}" for n in range(120)])

    text = b"".join(client.get(f"/works/{work_of(notice)}/places.csv").streaming_content).decode()  # type: ignore[attr-defined]  # of a stream

    assert len(text.splitlines()) == 121
    assert "videos.example.com/watch/0" in text


def test_person_as_holder_is_withheld(client: Client, db: None) -> None:
    notice = rows.letter(right_holder=rows.name("Jane Roe", person=True))

    page = client.get(f"/works/{work_of(notice)}").text

    assert "Jane" not in page
    assert "a person (name withheld)" in page


@pytest.mark.parametrize("path", ["/works/999", "/works/99999999999999999999", "/works/999/places.csv"])
def test_no_such_work_is_not_found(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_same_title_of_one_holder_is_one_work_and_follows_merge_and_undo(client: Client, ada: User) -> None:
    english, chinese = rows.name("Example Pictures"), rows.name("示例影业")
    first = rows.letter(right_holder=english, work="The Long Afternoon")
    second = rows.letter(right_holder=chinese, work="THE LONG  AFTERNOON")
    foreign = rows.letter(right_holder=rows.name("Other Pictures"), work="The Long Afternoon")
    one, other = work_of(first), work_of(second)
    assert client.get(f"/works/{other}").status_code == 200

    change = parties.merge(source=chinese.organisation, target=english.organisation, basis="the same company", by=ada)

    assert client.get(f"/works/{other}").headers["Location"] == f"/works/{one}"
    page = client.get(f"/works/{one}").text
    assert first.number in page
    assert second.number in page
    assert foreign.number not in page
    listed = client.get(f"/notices?work={other}").text
    assert first.number in listed
    assert second.number in listed
    parties.undo_merge(change=change, basis="they are two", by=ada)
    assert client.get(f"/works/{other}").status_code == 200
    assert second.number not in client.get(f"/works/{one}").text


def test_works_without_a_holder_are_never_taken_together(client: Client, db: None) -> None:
    named = rows.letter(right_holder=rows.name("Example Pictures"))
    nameless = rows.letter()

    found = one_work(work_of(nameless))

    assert found is not None
    assert found.ids == (work_of(nameless),)
    assert work_of(named) != work_of(nameless)


def test_letters_taken_in_together_share_their_works_in_a_bounded_number_of_queries(
    db: None, django_assert_max_num_queries: object
) -> None:
    def batch(first: int, count: int) -> None:
        letters = [
            prepare(LETTER.format(holder="Example Pictures Ltd", title=f"Film {n % 3}", n=n).encode(), source="import")
            for n in range(first, first + count)
        ]
        assert {outcome.status for outcome in receive_many(letters, by=None)} == {"new"}

    batch(0, 6)
    works = list(Work.objects.order_by("pk").values_list("title", "holder__text"))
    assert works == [(f"Film {n}", "Example Pictures Ltd") for n in range(3)]
    with django_assert_max_num_queries(60):  # type: ignore[operator]  # a fixture without a type
        batch(100, 60)
    assert Work.objects.count() == 3


def test_search_leads_to_the_page_of_the_one_work(client: Client, ada: User) -> None:
    english, chinese = rows.name("Example Pictures"), rows.name("示例影业")
    first = rows.letter(right_holder=english, work="The Long Afternoon")
    rows.letter(right_holder=chinese, work="The Long Afternoon")
    reindex()
    several = client.get("/search?q=the+long+afternoon")
    assert several.status_code == 200
    assert "示例影业" in several.text
    parties.merge(source=chinese.organisation, target=english.organisation, basis="the same company", by=ada)

    assert client.get("/search?q=the+long+afternoon").headers["Location"] == f"/works/{work_of(first)}"
    assert client.get("/search?q=the+long+afternoon&all=1").text.count('href="/works/') == 1


def test_letter_leads_to_its_works(client: Client, db: None) -> None:
    notice = rows.letter(right_holder=rows.name("Example Pictures"))

    assert f'href="/works/{work_of(notice)}"' in client.get(f"/n/{notice.number}").text
