from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone
from tests.accounts.conftest import PASSWORD

from causelist.accounts import services, throttle
from causelist.accounts.models import Token, User
from causelist.accounts.tokens import live_tokens, tokens_of
from causelist.core.refusal import Refused
from causelist.runtime.models import AuditEntry, Counter

NETWORK = "192.0.2.7"


def test_create_person_keeps_one_person_for_one_mailbox(alice: User) -> None:
    with pytest.raises(Refused) as refused:
        services.create_person(email="ALICE@Pictures.example", name="Alice again", by=alice)

    assert (refused.value.code, refused.value.field) == ("known", "email")


@pytest.mark.parametrize("email", ["", "alice", "a@b@c", "alice@exa\0mple.com", "<b>@example.com>"])
def test_create_person_refuses_what_is_no_mail_address(db: None, email: str) -> None:
    with pytest.raises(Refused) as refused:
        services.create_person(email=email, name="A", by=None)

    assert refused.value.field == "email"
    assert not User.objects.exists()


def test_create_person_refuses_a_weak_password(db: None) -> None:
    with pytest.raises(Refused) as refused:
        services.create_person(email="a@example.com", name="A", by=None, password="12345")

    assert refused.value.code == "weak_password"


def test_sign_in_knows_the_person_whatever_the_case_of_the_address(alice: User) -> None:
    assert services.sign_in(email=" Alice@PICTURES.example ", password=PASSWORD, network=NETWORK) == alice


@pytest.mark.parametrize("email", ["alice@pictures.example", "nobody@pictures.example"])
def test_sign_in_says_the_same_of_a_wrong_password_and_an_unknown_address(alice: User, email: str) -> None:
    with pytest.raises(Refused) as refused:
        services.sign_in(email=email, password="wrong", network=NETWORK)

    assert str(refused.value) == "Mail address and password do not belong together. Try again."


def test_sign_in_with_a_nul_is_a_wrong_password(alice: User) -> None:
    with pytest.raises(Refused) as refused:
        services.sign_in(email="alice@pictures.example", password="a\0b", network=NETWORK)

    assert refused.value.code == "wrong"


def test_sign_in_of_a_person_shut_out_is_refused(alice: User, admin: User) -> None:
    services.set_active(user=alice, active=False, by=admin)

    with pytest.raises(Refused):
        services.sign_in(email=alice.email, password=PASSWORD, network=NETWORK)


def test_sign_in_is_throttled_for_an_address_from_any_network(alice: User) -> None:
    for attempt in range(throttle.MOST_FOR_ADDRESS):
        with pytest.raises(Refused):
            services.sign_in(email=alice.email, password="wrong", network=f"192.0.2.{attempt}")

    with pytest.raises(Refused) as refused:
        services.sign_in(email=alice.email, password=PASSWORD, network="198.51.100.1")

    assert refused.value.code == "throttled"
    assert "15 minutes" in str(refused.value)


def test_sign_in_is_throttled_for_a_network_over_many_addresses(alice: User) -> None:
    for attempt in range(throttle.MOST_FROM_NETWORK):
        throttle.attempt(email=f"guess{attempt}@example.com", network=NETWORK)

    with pytest.raises(Refused) as refused:
        services.sign_in(email=alice.email, password=PASSWORD, network=NETWORK)

    assert refused.value.code == "throttled"
    assert services.sign_in(email=alice.email, password=PASSWORD, network="198.51.100.1") == alice


def test_sign_in_starts_anew_after_the_window(alice: User) -> None:
    for _ in range(throttle.MOST_FOR_ADDRESS):
        throttle.attempt(email=alice.email, network=NETWORK)
    Counter.objects.update(until=F("until") - throttle.WINDOW.total_seconds())

    assert services.sign_in(email=alice.email, password=PASSWORD, network=NETWORK) == alice


def test_sign_in_keeps_no_address_that_was_typed(db: None) -> None:
    throttle.attempt(email="my-password-in-the-wrong-field", network=NETWORK)

    assert all(len(row.key) == 64 and "password" not in row.key for row in Counter.objects.all())


def test_change_password_needs_the_present_one(alice: User) -> None:
    with pytest.raises(Refused) as refused:
        services.change_password(user=alice, old="wrong", new="short-morning-8", by=alice)

    assert refused.value.field == "old"


def test_change_password_refuses_one_like_the_address(alice: User) -> None:
    with pytest.raises(Refused) as refused:
        services.change_password(user=alice, old=PASSWORD, new="alice@pictures.example", by=alice)

    assert refused.value.field == "new"


def test_set_password_needs_no_present_one_and_refuses_a_weak_one(alice: User) -> None:
    changed = services.set_password(user=alice, new="a-quite-long-one-27", by=None)

    assert changed.check_password("a-quite-long-one-27")
    with pytest.raises(Refused):
        services.set_password(user=alice, new="12345", by=None)


def test_change_password_lets_the_new_one_in(alice: User) -> None:
    services.change_password(user=alice, old=PASSWORD, new="short-morning-8", by=alice)

    assert services.sign_in(email=alice.email, password="short-morning-8", network=NETWORK) == alice


def test_set_active_refuses_to_shut_oneself_out(admin: User) -> None:
    with pytest.raises(Refused):
        services.set_active(user=admin, active=False, by=admin)


def make(user: User, **given: object) -> services.MadeToken:
    fields = {"organisation_id": 7, "label": "nightly", "scopes": ["notices:write"], **given}
    return services.make_token(user=user, by=user, **fields)  # type: ignore[arg-type]  # a test may give wrong ones


def test_make_token_keeps_only_a_hash(alice: User) -> None:
    made = make(alice)

    row = Token.objects.values().get()
    assert made.secret.startswith("cl_")
    assert row["prefix"] == made.secret[:10]
    assert made.secret not in str(row)
    assert AuditEntry.objects.filter(act="accounts.make_token", by=alice).count() == 1


def test_authenticate_knows_a_live_token_and_notes_the_day(alice: User) -> None:
    made = make(alice)

    token = services.authenticate(made.secret)

    assert token == made.token
    assert Token.objects.get().last_used_on == timezone.localdate()


@pytest.mark.parametrize("secret", ["", "cl_", "cl_unknown", "\0", "\ud800", "x" * 100_000])
def test_authenticate_does_not_know_anything_else(alice: User, secret: str) -> None:
    make(alice)

    assert services.authenticate(secret) is None


def test_authenticate_refuses_revoked_ended_and_shut_out(alice: User, admin: User) -> None:
    revoked, ended, shut_out = make(alice), make(alice), make(alice)
    services.revoke_token(token_id=revoked.token.pk, by=alice)
    Token.objects.filter(pk=ended.token.pk).update(expires_at=timezone.now())
    services.set_active(user=alice, active=False, by=admin)

    assert [services.authenticate(made.secret) for made in (revoked, ended, shut_out)] == [None, None, None]


def test_revoke_token_twice_keeps_the_first_time(alice: User) -> None:
    made = make(alice)

    first = services.revoke_token(token_id=made.token.pk, by=alice).revoked_at

    assert services.revoke_token(token_id=made.token.pk, by=alice).revoked_at == first
    assert live_tokens(7) == 0
    assert [token.label for token in tokens_of(7)] == ["nightly"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"label": "  "}, "label"),
        ({"label": "x" * 101}, "label"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"expires_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "expires_at"),
    ],
)
def test_make_token_refuses(alice: User, given: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        make(alice, **given)

    assert refused.value.field == field
    assert not Token.objects.exists()
