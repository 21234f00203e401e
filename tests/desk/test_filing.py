"""From pasting a letter to its number, and what can go wrong on the way."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.desk.world import LETTER, World

from causelist.filing.models import Draft
from causelist.filing.review import as_typed
from causelist.filing.services import MOST_BYTES, read
from causelist.notices.models import Correction, Notice
from causelist.parties.services import revoke_mandate

NEW = "/desk/new"
OTHER = LETTER.replace("/88", "/1234")


def paste(client: Client, world: World, text: str = OTHER) -> Draft:
    answer = client.post(NEW, {"organisation": world.pictures.slug, "text": text})
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.get(pk=answer.headers["Location"].rsplit("/", 1)[1])


def typed(draft: Draft, **changed: Any) -> dict[str, Any]:
    return {**as_typed(read(bytes(draft.content))), **changed}


def review(draft: Draft) -> str:
    return reverse("desk:review", args=[draft.pk])


def said(client: Client, data: dict[str, Any], **more: Any) -> str:
    """The page that answers a letter that was not taken, with nothing stored."""
    before = Draft.objects.count()
    answer = client.post(NEW, data, **more)
    assert answer.status_code == 200
    assert Draft.objects.count() == before
    return answer.content.decode()


def test_letter_is_pasted_reviewed_corrected_and_recorded(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)
    page = client.get(review(draft)).content.decode()
    assert 'id="w-reported-1"' in page
    assert "Noticed before" in page  # its second address stands in the world's notice
    assert world.notice.number in page

    answer = client.post(review(draft), typed(draft, date="2026-11-20", sender="Fay Example", do="record"))

    notice = Notice.objects.exclude(pk=world.notice.pk).get()
    assert answer.headers["Location"] == reverse("desk:notice", args=[notice.number])
    assert (notice.holder, notice.recorded_by, notice.source) == (world.pictures, world.people["filer"], "desk")
    assert str(notice.dated_on) == "2026-11-20"
    corrected = {row.field: (row.read, row.corrected) for row in Correction.objects.filter(notice=notice)}
    assert corrected["date"] == (None, "2026-11-20")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "2026-11-20" in page
    assert notice.number in page
    draft.refresh_from_db()
    assert (draft.notice, bytes(draft.content)) == (notice, b"")


def test_pressing_record_twice_gives_one_number(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)
    form = typed(draft, do="record")

    places = [client.post(review(draft), form).headers["Location"] for _ in range(3)]

    assert len(set(places)) == 1
    assert Notice.objects.count() == 2


def test_pasting_the_same_letter_again_finds_the_open_draft(world: World) -> None:
    client = world.client("filer")
    first = paste(client, world)
    client.post(review(first), typed(first, sender="Typed already"))

    again = paste(client, world)

    assert again == first
    assert "Typed already" in client.get(review(again)).content.decode()


def test_letter_that_is_on_the_record_already_adds_nothing(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world, LETTER)
    assert "on the record already" in client.get(review(draft)).content.decode()

    answer = client.post(review(draft), typed(draft, do="record"), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("desk:notice", args=[world.notice.number])
    assert "Nothing was added" in answer.content.decode()
    assert Notice.objects.count() == 1


def test_problems_are_said_beside_their_fields_and_nothing_typed_is_lost(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)
    bad = typed(draft, date="last week", reported="https://ok.example/1\njavascript:alert(1)", sender="A <b>B</b>")

    page = client.post(review(draft), {**bad, "do": "record"}, follow=True).content.decode()

    assert "“last week” is not a date" in page
    assert "Line 2: “javascript:alert(1)” cannot be on the record" in page
    assert 'value="last week"' in page
    assert "A &lt;b&gt;B&lt;/b&gt;" in page
    assert Notice.objects.count() == 1
    assert client.get(review(draft)).content.decode().count("last week") >= 1


def test_saving_for_later_records_nothing(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)

    client.post(review(draft), typed(draft, do="save", sender="=HYPERLINK(1)"))

    assert Notice.objects.count() == 1
    assert "=HYPERLINK(1)" in client.get(review(draft)).content.decode()
    assert reverse("desk:review", args=[draft.pk]) in client.get("/desk/").content.decode()


def test_nul_typed_into_a_field_is_pointed_at_and_kept_visible(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)

    page = client.post(review(draft), typed(draft, sender="A\0B", do="record"), follow=True).content.decode()

    assert "NUL character" in page
    assert "A␀B" in page


def test_discarding_leaves_nothing(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)

    client.post(reverse("desk:discard", args=[draft.pk]))

    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_agent_records_for_its_principal_only_while_the_mandate_lasts(world: World) -> None:
    client = world.client("agent")
    draft = paste(client, world)
    revoke_mandate(mandate=world.mandate, by=world.people["registry"])

    page = client.post(review(draft), typed(draft, do="record"), follow=True).content.decode()

    assert "You may not record this letter for Example Pictures" in page
    assert Notice.objects.count() == 1
    assert "Example Pictures" not in client.get(NEW).content.decode()


def test_agent_by_mandate_records_and_sees_it(world: World) -> None:
    client = world.client("agent")
    draft = paste(client, world)

    answer = client.post(review(draft), typed(draft, do="record"), follow=True)

    assert answer.status_code == 200
    assert Notice.objects.exclude(pk=world.notice.pk).get().holder == world.pictures


def test_what_a_provider_records_is_what_it_received(world: World) -> None:
    client = world.client("officer")
    answer = client.post(NEW, {"organisation": world.videos.slug, "text": OTHER})
    draft = Draft.objects.get(pk=answer.headers["Location"].rsplit("/", 1)[1])

    client.post(review(draft), typed(draft, do="record"))

    notice = Notice.objects.exclude(pk=world.notice.pk).get()
    assert (notice.holder, notice.provider) == (world.videos, world.videos)


def test_choosing_an_organisation_one_may_not_record_for_is_refused(world: World) -> None:
    page = said(world.client("officer"), {"organisation": world.pictures.slug, "text": OTHER})

    assert "Select a valid choice" in page
    assert "watch/1234" in page


@pytest.mark.parametrize("text", ["", "   \n\t ", "\r\n"])
def test_empty_paste(world: World, text: str) -> None:
    assert "There is no letter yet" in said(world.client("filer"), {"organisation": world.pictures.slug, "text": text})


def test_paste_with_a_nul_keeps_what_was_typed(world: World) -> None:
    page = said(
        world.client("filer"), {"organisation": world.pictures.slug, "text": "Dear\0 Sir, remove https://a.example/1"}
    )

    assert "Null characters are not allowed" in page
    assert "https://a.example/1" in page


def test_paste_and_file_together_keep_the_paste(world: World) -> None:
    file = SimpleUploadedFile("letter.txt", b"another letter")

    page = said(world.client("filer"), {"organisation": world.pictures.slug, "text": OTHER, "file": file})

    assert "Leave one of the two empty" in page
    assert "watch/1234" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "This cannot be read"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "This cannot be read"),
        ("binary.eml", bytes(range(256)) * 40, "This cannot be read"),
        ("big.txt", b"a" * (MOST_BYTES + 1), "the desk takes letters of up to 5 MB"),
    ],
)
def test_file_that_is_no_letter(world: World, name: str, content: bytes, words: str) -> None:
    file = SimpleUploadedFile(name, content)

    assert words in said(world.client("filer"), {"organisation": world.pictures.slug, "text": "", "file": file})


def test_upload_of_thirty_megabytes_is_refused_with_its_size(world: World) -> None:
    file = io.BytesIO(b"x" * (30 * 1024 * 1024))
    file.name = "huge.txt"

    page = said(world.client("filer"), {"organisation": world.pictures.slug, "text": "", "file": file})

    assert "That is 30 MB" in page


def test_paste_of_thirty_megabytes_is_refused_in_words(world: World) -> None:
    answer = world.client("filer").post(NEW, {"organisation": world.pictures.slug, "text": "x" * (30 * 1024 * 1024)})

    assert answer.status_code == 413
    assert "A form holds at most 25 MB. Nothing was stored." in answer.content.decode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_file_in_another_encoding_is_understood(world: World, encoding: str) -> None:
    text = OTHER.replace("The Long Afternoon", "漫长的下午，一部关于夏天的电影")
    file = SimpleUploadedFile("../../信件.txt", text.encode(encoding))

    answer = world.client("filer").post(
        NEW, {"organisation": world.pictures.slug, "text": "", "file": file}, follow=True
    )

    assert "漫长的下午" in answer.content.decode()
    assert "watch/1234" in answer.content.decode()


def test_letter_with_markup_is_shown_as_text(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world, OTHER + "\n<script>alert(1)</script><img src=x onerror=alert(1)>")

    page = client.get(review(draft)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<img" not in page


def test_original_is_given_to_save_and_never_to_show(world: World) -> None:
    answer = world.client("officer").get(reverse("desk:original", args=[world.notice.number]))

    assert answer.content == LETTER.encode()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("number", ["N-2026-1-4", "nonsense", "N-2026-999999999999999999-1", "%00"])
def test_number_that_is_none_is_not_found(world: World, number: str) -> None:
    assert world.client("registry").get(f"/desk/notices/{number}").status_code == 404


@pytest.mark.parametrize(
    "query", ["q=nonsense", "q=%00", "page=0", "page=99999999999999999999", "kind=%3Cb%3E", "state=x"]
)
def test_list_takes_any_question(world: World, query: str) -> None:
    assert world.client("filer").get(f"/desk/notices?{query}").status_code == 200


def test_list_finds_by_number(world: World) -> None:
    page = world.client("filer").get("/desk/notices", {"q": world.notice.number.lower(), "kind": "notice"})

    assert f'href="/desk/notices/{world.notice.number}"' in page.content.decode()


@pytest.mark.parametrize("path", ["/desk/", "/desk/notices", "/desk/organisations"])
def test_queries_do_not_grow_with_rows(world: World, path: str, django_assert_max_num_queries: Any) -> None:
    client = world.client("filer")
    for count in range(4):
        draft = paste(client, world, OTHER.replace("1234", f"77{count}"))
        client.post(review(draft), typed(draft, do="record"))
        paste(client, world, OTHER.replace("1234", f"88{count}"))

    with django_assert_max_num_queries(16):
        assert client.get(path).status_code == 200


def test_what_is_no_letter_is_recorded_only_on_purpose(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world, "id,name,price\n1,Apple,2\n2,Pear,3\n")
    page = client.get(review(draft)).content.decode()
    assert "This does not read like a letter" in page
    assert "it is a table" in page
    form = typed(draft, kind="other", do="record")

    refused = client.post(review(draft), form, follow=True).content.decode()

    assert "say so below" in refused
    assert Notice.objects.count() == 1
    answer = client.post(review(draft), {**form, "accepted": "yes"}, follow=True)
    notice = Notice.objects.exclude(pk=world.notice.pk).get()
    assert notice.reading.doubt == "it is a table, not a letter"
    assert "said that this is a letter" in answer.content.decode()


def test_a_letter_is_not_asked_about(world: World) -> None:
    client = world.client("filer")
    draft = paste(client, world)
    assert 'name="accepted"' not in client.get(review(draft)).content.decode()
