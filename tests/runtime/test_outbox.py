"""Mail over a real SMTP server: sent after the commit, once, tried again while the server is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.smtp import Mailbox, free_port, mail_server

from causelist.runtime import outbox, tasks
from causelist.runtime.models import Mail
from causelist.runtime.outbox import Text


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    @outbox.maker("test.word")
    def make(detail: Mapping[str, Any]) -> Text | None:
        return Text(detail["to"], detail["subject"], "Body.\n") if detail["to"] else None

    yield
    outbox._makers.pop("test.word")


def owe(key: str = "one", to: str = "alice@example.com", subject: str = "Word") -> None:
    with transaction.atomic():
        outbox.queue(key=key, kind="test.word", detail={"to": to, "subject": subject})


def come_round(hours: int = 24) -> None:
    """Time passes."""
    for row in Mail.objects.filter(due_at__isnull=False):
        row.due_at = row.due_at - dt.timedelta(hours=hours) if row.due_at else None
        row.save(update_fields=["due_at"])


@pytest.mark.django_db
def test_mail_is_sent_once_whatever_is_tried_again(post_office: Mailbox) -> None:
    owe()
    owe()

    assert (outbox.send_due(), outbox.send_due()) == (1, 0)
    assert [(mail["to"], mail["subject"]) for mail in post_office.mails] == [("alice@example.com", "Word")]
    assert post_office.mails[0]["auto-submitted"] == "auto-generated"
    row = Mail.objects.get()
    assert (row.due_at, row.detail, row.sent_at is not None) == (None, {}, True)


@pytest.mark.django_db
def test_what_is_rolled_back_is_never_sent(post_office: Mailbox) -> None:
    with transaction.atomic():
        outbox.queue(key="one", kind="test.word", detail={"to": "alice@example.com", "subject": "Word"})
        transaction.set_rollback(True)

    assert outbox.send_due() == 0
    assert post_office.mails == []


@pytest.mark.django_db(transaction=True)
def test_mail_is_owed_inside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        outbox.queue(key="one", kind="test.word", detail={})


@pytest.mark.django_db
def test_server_that_is_away_loses_nothing(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    owe()

    assert outbox.send_due() == 0
    row = Mail.objects.get()
    assert (row.attempts, row.problem.split(":")[0]) == (1, "ConnectionRefusedError")
    assert outbox.send_due() == 0  # not before its time
    assert Mail.objects.get().attempts == 1

    come_round()
    with mail_server(settings.EMAIL_PORT) as box:
        assert outbox.send_due() == 1
    assert len(box.mails) == 1


@pytest.mark.django_db
def test_waits_grow_and_end(post_office: Mailbox) -> None:
    post_office.refuse = "451 come back later"
    owe()
    waits = []
    for _ in range(12):
        outbox.send_due()
        due = Mail.objects.get().due_at
        assert due is not None
        waits.append(round((due - timezone.now()).total_seconds(), -1))
        come_round(hours=7)

    assert waits[:3] == [30, 60, 120]
    assert waits[-1] == outbox.LONGEST_WAIT.total_seconds()
    Mail.objects.update(queued_at=timezone.now() - outbox.KEPT_TRYING - dt.timedelta(minutes=1))
    outbox.send_due()
    row = Mail.objects.get()
    assert row.dropped_at is not None
    assert "451" in row.problem


@pytest.mark.django_db
def test_address_refused_for_good_is_given_up_at_once(post_office: Mailbox) -> None:
    post_office.refuse = "550 nobody here"
    owe()
    outbox.send_due()

    assert Mail.objects.get().dropped_at is not None


@pytest.mark.django_db
def test_mail_for_nobody_leaves_nothing_behind(post_office: Mailbox) -> None:
    owe(to="")
    outbox.send_due()

    row = Mail.objects.get()
    assert (row.detail, row.dropped_at is not None, post_office.mails) == ({}, True, [])


@pytest.mark.django_db
def test_same_mail_sent_again_after_a_kill_has_the_same_id(post_office: Mailbox) -> None:
    owe()
    outbox.send_due()
    Mail.objects.update(sent_at=None, due_at=timezone.now(), detail={"to": "alice@example.com", "subject": "Word"})
    outbox.send_due()

    assert len({mail["message-id"] for mail in post_office.mails}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["Word\r\nBcc: eve@example.com", "Word\nX: y", "Wo\u2028rd", "\u202eWord\x07"])
def test_subject_cannot_bring_headers(post_office: Mailbox, subject: str) -> None:
    owe(subject=subject)
    outbox.send_due()

    [mail] = post_office.mails
    assert mail["bcc"] is None
    assert mail["x"] is None
    assert mail["subject"] == " ".join(
        subject.replace("\x07", " ").replace("\u202e", " ").replace("\u2028", " ").split()
    )
    assert post_office.recipients == [["alice@example.com"]]


@pytest.mark.django_db
def test_address_with_a_line_break_is_never_sent_to(post_office: Mailbox) -> None:
    owe(to="alice@example.com\nBcc: eve@example.com")
    outbox.send_due()

    assert post_office.mails == []


@pytest.mark.django_db
def test_mail_waits_or_is_done_and_nothing_else() -> None:
    owe()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.update(sent_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_mail_once(post_office: Mailbox) -> None:
    workers = 4 if connection.vendor == "postgresql" else 1  # of SQLite's in memory, threads share the one connection
    for number in range(12):
        owe(f"mail-{number}", subject=f"Word {number}")

    def work(_: int) -> int:
        try:
            return outbox.send_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        assert sum(pool.map(work, range(workers))) == 12
    assert sorted(mail["subject"] for mail in post_office.mails) == sorted(f"Word {number}" for number in range(12))


@pytest.mark.django_db(transaction=True)
def test_task_is_asked_for_once_and_comes_back_when_the_next_attempt_is_due(post_office: Mailbox) -> None:
    DBTaskResult.objects.all().delete()
    owe("one")
    owe("two")
    assert DBTaskResult.objects.filter(task_path=tasks.send_mail.module_path).count() == 1
    post_office.refuse = "451 later"
    DBTaskResult.objects.all().delete()

    tasks.send_mail.func()

    [again] = DBTaskResult.objects.filter(task_path=tasks.send_mail.module_path)
    assert abs((again.run_after - timezone.now()).total_seconds() - 30) < 5
    owe("three")
    assert DBTaskResult.objects.filter(task_path=tasks.send_mail.module_path).count() == 2  # a new mail need not wait


@pytest.mark.django_db
def test_worker_that_starts_finds_what_a_stopped_one_left() -> None:
    owe()
    DBTaskResult.objects.all().delete()

    tasks.begin()
    tasks.begin()

    paths = sorted(DBTaskResult.objects.values_list("task_path", flat=True))
    assert paths == [
        "causelist.cases.tasks.sweep_clocks", "causelist.runtime.tasks.send_mail", "causelist.runtime.tasks.sweep",
    ]  # fmt: skip


@pytest.mark.django_db
def test_sweep_forgets_what_is_long_done(post_office: Mailbox) -> None:
    owe("old")
    outbox.send_due()
    Mail.objects.update(queued_at=timezone.now() - outbox.KEPT - dt.timedelta(days=1))
    owe("waiting")

    tasks.sweep.func()

    assert list(Mail.objects.values_list("key", flat=True)) == ["waiting"]
