"""Receipts: who has one, what it says, in which language, and that nothing in a letter can bend the mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.world import LETTER, World, make_world
from tests.smtp import Mailbox, text_of

from causelist.accounts.models import User
from causelist.accounts.services import set_active, set_preferences
from causelist.accounts.tokens import Scope, make_token
from causelist.filing import services as filing
from causelist.notices.models import Notice
from causelist.notices.services import prepare, receive
from causelist.runtime import outbox
from causelist.runtime.models import Mail


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    Mail.objects.all().delete()  # the receipt for the world's own letter
    return made


def record(world: World, text: str, **corrections: Any) -> Notice:
    """At the desk, by the filer."""
    outcome = receive(
        incoming=prepare(text.encode(), source="desk", provider_name_id=world.videos.names.get().pk),
        by=User.objects.get(pk=world.people["filer"].pk),
        holder=world.pictures,
        corrections=corrections,
    )
    return Notice.objects.get(number=outcome.number)


def prefer(world: World, receipts: str, language: str = "en") -> None:
    filer = world.people["filer"]
    set_preferences(user=filer, name=filer.name, language=language, receipts=receipts, by=filer)


def test_letter_recorded_at_the_desk_is_answered_with_a_mail(world: World, post_office: Mailbox) -> None:
    filed = filing.record(draft_id=world.draft.pk, by=world.people["filer"])
    filing.record(draft_id=world.draft.pk, by=world.people["filer"])
    outbox.send_due()

    [mail] = post_office.mails
    text = text_of(mail)
    assert mail["to"] == "filer@people.example"
    assert mail["subject"] == f"On record as {filed.notice.number}: The Long Afternoon"
    assert f"/n/{filed.notice.number}" in text
    assert "https://videos.example.com/watch/99\n    https://videos.example.com/watch/91" in text
    assert "Work: The Long Afternoon" in text
    assert f"takes {filed.notice.number} back" in text
    assert "/desk/account" in text


def test_letter_that_was_on_the_record_is_not_answered_again(world: World) -> None:
    record(world, LETTER)

    assert not Mail.objects.exists()


def test_correction_is_told(world: World, post_office: Mailbox) -> None:
    record(world, LETTER.replace("/88", "/7"), works=["The Longer Afternoon"])
    outbox.send_due()

    text = text_of(post_office.mails[0])
    assert "Work: The Longer Afternoon" in text
    assert "Corrected by you: Work" in text


def test_mail_is_in_the_language_of_its_reader(world: World, post_office: Mailbox) -> None:
    prefer(world, "all", "zh-hans")
    notice = record(world, LETTER.replace("/88", "/7"))
    outbox.send_due()

    [mail] = post_office.mails
    assert str(mail["subject"]).strip() == f"已登记为 {notice.number}：The Long Afternoon"
    assert "如需撤回" in text_of(mail)
    assert "WHAT WAS" not in text_of(mail)


@pytest.mark.parametrize(("receipts", "owed"), [("all", ["desk", "api"]), ("desk", ["desk"]), ("none", [])])
def test_person_has_the_mails_they_wish(world: World, client: Client, receipts: str, owed: list[str]) -> None:
    prefer(world, receipts)
    at_desk = record(world, LETTER.replace("/88", "/7"))
    filer = world.people["filer"]
    secret = make_token(user=filer, organisation_id=world.pictures.pk, label="t", scopes=[Scope.WRITE], by=filer).secret
    body = {"letter": {"text": LETTER.replace("/88", "/8")}}
    for _ in range(2):
        sent = client.post(
            "/api/v1/notices", body, content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "one"},
        )  # fmt: skip
    by_api = Notice.objects.get(number=sent.json()["number"])

    wanted = {"desk": f"receipt:{at_desk.pk}", "api": f"receipt:{by_api.pk}"}
    assert set(Mail.objects.values_list("key", flat=True)) == {wanted[source] for source in owed}


def test_import_is_answered_with_no_mail(world: World) -> None:
    incoming = prepare(LETTER.replace("/88", "/7").encode(), source="import")
    receive(incoming=incoming, by=world.people["filer"], holder=world.pictures)

    assert not Mail.objects.exists()


def test_hostile_letter_bends_no_header_and_no_line(world: World, post_office: Mailbox) -> None:
    evil = "Film\r\nBcc: eve@example.com\u202e\u2028X: y"
    notice = record(world, LETTER.replace("/88", "/7"), works=[evil], sender="A\tB\x07 Ltd")
    outbox.send_due()

    [mail] = post_office.mails
    assert (mail["bcc"], mail["x"]) == (None, None)
    assert post_office.recipients == [["filer@people.example"]]
    assert "\n" not in str(mail["subject"])
    assert "\u202e" not in text_of(mail)
    assert [line for line in text_of(mail).splitlines() if line.startswith(("Bcc", "X:"))] == []
    assert notice.number in str(mail["subject"])


def test_letter_with_very_many_addresses_has_a_short_mail(world: World, post_office: Mailbox) -> None:
    many = "\n".join(f"https://videos.example.com/watch/{number}" for number in range(1000, 1400))
    record(world, LETTER.replace("https://videos.example.com/watch/88", many))
    outbox.send_due()

    text = text_of(post_office.mails[0])
    assert "and 381 more, on its page" in text
    assert len(text) < 4000


def test_person_shut_out_meanwhile_has_none(world: World, post_office: Mailbox) -> None:
    record(world, LETTER.replace("/88", "/7"))
    set_active(user=world.people["filer"], active=False, by=world.people["registry"])

    assert outbox.send_due() == 0
    assert post_office.mails == []
