"""Links to set a password: whom they reach, how long they hold, what they end."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.accounts.conftest import PASSWORD
from tests.smtp import Mailbox

from causelist.accounts import links, passwords, services, throttle
from causelist.accounts.links import Why
from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.runtime import outbox
from causelist.runtime.models import AuditEntry, Mail

NETWORK = "192.0.2.7"
NEW = "a-quite-long-one-27"


def token_in(text: str) -> str:
    found = re.search(r"/desk/password/link/(\S+)", text)
    assert found, text
    return found[1]


def test_link_reaches_the_mailbox_and_sets_the_password_once(alice: User, post_office: Mailbox) -> None:
    services.ask_for_link(email=" Alice@Pictures.example ", network=NETWORK)
    outbox.send_due()
    [mail] = post_office.mails
    token = token_in(mail.get_content())

    services.set_by_link(token=token, new=NEW)

    assert (mail["to"], mail["subject"]) == (alice.email, "Set a new password for Causelist")
    assert services.sign_in(email=alice.email, password=NEW, network=NETWORK) == alice
    with pytest.raises(Refused) as refused:
        services.set_by_link(token=token, new="another-long-one-28")
    assert refused.value.code == "dead"
    entry = AuditEntry.objects.get(act="accounts.set_by_link")
    assert (entry.by_id, entry.subject, entry.detail) == (alice.pk, f"accounts.user:{alice.pk}", {})


def test_person_is_told_that_the_password_was_set(alice: User, post_office: Mailbox) -> None:
    services.set_by_link(token=links.make(alice, Why.FORGOTTEN), new=NEW)
    outbox.send_due()

    [mail] = post_office.mails
    assert mail["subject"] == "Your password for Causelist was set"
    assert NEW not in mail.get_content()


def test_mail_is_in_the_language_of_its_reader(alice: User, post_office: Mailbox) -> None:
    services.set_preferences(user=alice, name="爱丽丝", language="zh-hans", receipts="none", by=alice)
    services.ask_for_link(email=alice.email, network=NETWORK)
    outbox.send_due()

    [mail] = post_office.mails
    assert mail["subject"] == "重设您的 Causelist 密码"
    assert "2 小时" in mail.get_content()


@pytest.mark.parametrize("email", ["nobody@pictures.example", "shut-out@pictures.example"])
def test_nobody_else_is_written_to_and_nothing_typed_is_kept(
    alice: User, admin: User, post_office: Mailbox, email: str
) -> None:
    out = services.create_person(email="shut-out@pictures.example", name="Out", by=None)
    services.set_active(user=out, active=False, by=admin)
    services.ask_for_link(email=email, network=NETWORK)
    assert outbox.send_due() == 0

    assert post_office.mails == []
    assert Mail.objects.get().detail == {}


def test_asking_does_the_same_whether_there_is_such_an_account(alice: User, django_assert_num_queries: object) -> None:
    services.ask_for_link(email="first@pictures.example", network=NETWORK)  # asks for the task
    for email in (alice.email, "nobody@pictures.example"):
        with django_assert_num_queries(4):  # type: ignore[operator]  # count, savepoint, row, savepoint
            services.ask_for_link(email=email, network="198.51.100.3")


def test_asking_too_often_is_refused_alike_for_any_address(alice: User) -> None:
    said: list[tuple[str, str]] = []
    for email in (alice.email, "nobody@pictures.example"):
        for _ in range(throttle.MOST_LINKS_FOR_ADDRESS):
            services.ask_for_link(email=email, network=f"192.0.2.{len(said)}")
        with pytest.raises(Refused) as refused:
            services.ask_for_link(email=email, network="198.51.100.1")
        said.append((refused.value.code, str(refused.value)))

    assert said == [("throttled", "Too many attempts. Wait 60 minutes, then try again.")] * 2
    assert Mail.objects.count() == 2 * throttle.MOST_LINKS_FOR_ADDRESS


def test_one_network_cannot_ask_for_everybody(db: None) -> None:
    for number in range(throttle.MOST_LINKS_FROM_NETWORK):
        services.ask_for_link(email=f"guess{number}@example.com", network=NETWORK)

    with pytest.raises(Refused):
        services.ask_for_link(email="one-more@example.com", network=NETWORK)


@pytest.mark.parametrize("email", ["", "a\0b@example.com", "x" * 300 + "@example.com"])
def test_what_can_be_no_address_costs_nothing(db: None, email: str) -> None:
    services.ask_for_link(email=email, network=NETWORK)

    assert not Mail.objects.exists()


@pytest.mark.parametrize("why", Why)
def test_link_ends(alice: User, why: Why, monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.make(alice, why)
    assert links.is_good(token, alice)

    monkeypatch.setitem(links.HOLDS, why, dt.timedelta(seconds=-1))

    assert links.person_of(token) is None


def test_link_is_dead_after_signing_in_and_after_being_shut_out(alice: User, admin: User) -> None:
    token = links.make(alice, Why.FORGOTTEN)
    User.objects.filter(pk=alice.pk).update(last_login=timezone.now())
    with pytest.raises(Refused):
        services.set_by_link(token=token, new=NEW)
    alice.refresh_from_db()
    fresh = links.make(alice, Why.FORGOTTEN)
    services.set_active(user=alice, active=False, by=admin)
    with pytest.raises(Refused):
        services.set_by_link(token=fresh, new=NEW)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "x" * 5000])
def test_token_of_no_link_opens_nothing(alice: User, token: str) -> None:
    with pytest.raises(Refused) as refused:
        services.set_by_link(token=token, new=NEW)

    assert refused.value.code == "dead"


def test_text_signed_for_something_else_opens_nothing(alice: User) -> None:
    signed = [signing.dumps([alice.pk, "forgotten", "x"]), signing.dumps("x", salt=links._SALT)]

    assert [links.person_of(token) for token in signed] == [None, None]


def test_token_of_another_registry_opens_nothing(alice: User, settings: Settings) -> None:
    token = links.make(alice, Why.FORGOTTEN)
    settings.SECRET_KEY = "another" * 8

    assert links.person_of(token) is None


@pytest.mark.parametrize("new", ["12345678", "short", "alice@pictures.example", "a\0bcdefghij"])
def test_weak_password_leaves_the_link_good(alice: User, new: str) -> None:
    token = links.make(alice, Why.FORGOTTEN)
    with pytest.raises(Refused) as refused:
        services.set_by_link(token=token, new=new)

    assert refused.value.field == "new"
    assert passwords.set_by_link(token=token, new=NEW) == alice


def test_all_sessions_end_and_waiting_attempts_are_forgiven(alice: User) -> None:
    here = Client()
    here.force_login(alice)
    for _ in range(throttle.MOST_FOR_ADDRESS + 1):
        with pytest.raises(Refused):
            services.sign_in(email=alice.email, password="wrong", network=NETWORK)
    alice.refresh_from_db()

    services.set_by_link(token=links.make(alice, Why.FORGOTTEN), new=NEW)

    assert here.get("/desk/").status_code == 302
    assert services.sign_in(email=alice.email, password=NEW, network=NETWORK) == alice


def test_invited_person_sets_the_first_password_in_the_same_way(admin: User, post_office: Mailbox) -> None:
    made = services.create_person(email="new@pictures.example", name="New", by=admin)
    with pytest.raises(Refused):
        services.sign_in(email=made.email, password=PASSWORD, network=NETWORK)
    outbox.send_due()
    [mail] = post_office.mails

    services.set_by_link(token=token_in(mail.get_content()), new=NEW)

    assert mail["subject"] == "You may sign in to Causelist: set your password"
    assert services.sign_in(email=made.email, password=NEW, network=NETWORK) == made
    assert AuditEntry.objects.get(act="accounts.send_link").by_id == admin.pk


def test_attempts_at_signing_in_cost_one_query_before_the_password(
    alice: User, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        assert throttle.attempt(email=alice.email, network=NETWORK) == dt.timedelta()
