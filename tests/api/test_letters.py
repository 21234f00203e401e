from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Post

from causelist.accounts.models import User
from causelist.accounts.services import Scope, create_person, make_token
from causelist.api.models import TakenIn
from causelist.notices.models import Correction, Notice
from causelist.parties.models import Organisation
from causelist.parties.services import create_organisation, grant_mandate, grant_membership

pytestmark = pytest.mark.django_db
TEXT = """I am the copyright owner of the program "Contour Studio". The following copy infringes my copyright:

https://github.com/pellworm/contour-studio-src

I have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law.

Judith Amsel
"""


def _body(text: str = TEXT, /, **more: object) -> dict[str, object]:
    return {"letter": {"text": text}, **more}


def test_read_says_what_would_be_understood_and_stores_nothing(post: Post) -> None:
    response = post("read", _body())

    body = response.json()
    assert response.status_code == 200
    assert body["understood"]["kind"] == "notice"
    assert body["understood"]["reported"] == ["https://github.com/pellworm/contour-studio-src"]
    [passage] = [passage for passage in body["passages"] if passage["field"] == "reported"]
    assert body["text"][passage["start"] : passage["end"]] == passage["value"]
    assert not Notice.objects.exists()


def test_read_takes_bytes_in_any_encoding(post: Post) -> None:
    encoded = base64.b64encode("侵权通知：请删除 https://github.com/a/b".encode("gb18030")).decode()

    response = post("read", {"letter": {"base64": encoded}})

    assert response.json()["text"].startswith("侵权通知")


def test_record_puts_the_letter_on_the_record_of_the_tokens_organisation(
    post: Post, holder: Organisation, filer: User
) -> None:
    response = post("notices", _body())

    notice = Notice.objects.get()
    assert response.status_code == 201
    assert response.json()["number"] == notice.number
    assert response["Location"] == response.json()["url"]
    assert response["Location"].endswith(f"/n/{notice.number}")
    assert (notice.holder, notice.recorded_by, notice.source) == (holder, filer, "api")


def test_record_of_a_known_letter_changes_nothing(post: Post) -> None:
    first = post("notices", _body())

    again = post("notices", _body())

    assert again.status_code == 200
    assert again.json()["status"] == "known"
    assert again.json()["number"] == first.json()["number"]
    assert Notice.objects.count() == 1


def test_record_under_the_same_key_gives_the_same_answer(post: Post) -> None:
    first = post("notices", _body(), Idempotency_Key="letter-1")

    again = post("notices", _body(), Idempotency_Key="letter-1")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert (Notice.objects.count(), TakenIn.objects.count()) == (1, 1)


def test_record_under_a_used_key_with_another_body_is_refused(post: Post) -> None:
    post("notices", _body(), Idempotency_Key="letter-1")

    other = post("notices", _body(TEXT + "More."), Idempotency_Key="letter-1")

    assert other.status_code == 409
    assert other.json()["error"]["code"] == "idempotency_conflict"
    assert Notice.objects.count() == 1


def test_keys_of_another_organisation_are_its_own(post: Post) -> None:
    post("notices", _body(), Idempotency_Key="letter-1")
    other = create_organisation(name="Halcyon Row Typefoundry", kind="right_holder", by=None)
    person = create_person(email="bob@halcyonrow.example", name="Bob", by=None)
    grant_membership(user=person, organisation=other, role="filer", by=None)
    secret = make_token(user=person, organisation_id=other.pk, label="x", scopes=[Scope.WRITE], by=person).secret

    response = post("notices", _body(TEXT + "Ours."), Idempotency_Key="letter-1", Authorization=f"Bearer {secret}")

    assert response.status_code == 201


def test_record_keeps_corrections_beside_what_was_read(post: Post) -> None:
    response = post("notices", _body(corrections={"whole": True, "works": ["Contour Studio 4"]}))

    assert response.json()["corrected"] == ["whole", "works"]
    assert response.json()["understood"]["works"] == ["Contour Studio 4"]
    assert set(Correction.objects.values_list("field", flat=True)) == {"whole", "works"}


def test_record_for_another_needs_its_mandate(post: Post, holder: Organisation, filer: User) -> None:
    principal = create_organisation(name="Larkspur Pictures Ltd", kind="right_holder", by=None)

    refused = post("notices", _body(on_behalf_of=principal.slug))
    grant_mandate(principal=principal, agent=holder, basis="Power of attorney", by=filer)
    taken = post("notices", _body(on_behalf_of=principal.slug))

    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "no_mandate")
    assert taken.status_code == 201
    assert Notice.objects.get().holder == principal


def test_record_by_somebody_who_is_a_member_no_longer_is_forbidden(post: Post, filer: User) -> None:
    filer.memberships.update(
        starts_on=timezone.localdate() - timedelta(days=9), until=timezone.localdate() - timedelta(days=1)
    )

    response = post("notices", _body())

    assert response.status_code == 403
    assert response.json()["error"]["code"] == "forbidden"
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"provider": "nobody"}, "unknown_provider", "provider"),
        ({"on_behalf_of": "nobody"}, "unknown_organisation", "on_behalf_of"),
        ({"provider": "nul\0"}, "invalid", "provider"),
        ({"received_on": "2026-13-01"}, "invalid", "received_on"),
        ({"received_on": 5}, "invalid", "received_on"),
        ({"received_on": "2999-01-01"}, "future", "received_on"),
        ({"jurisdiction": "the moon"}, "invalid", "jurisdiction"),
        ({"corrections": {"forks_named": 2**63}}, "invalid", "corrections.forks_named"),
        ({"corrections": {"forks_named": -1}}, "invalid", "corrections.forks_named"),
        ({"corrections": {"kind": "poem"}}, "invalid", "corrections.kind"),
        ({"corrections": {"shape": "letter"}}, "invalid", "corrections.shape"),
        ({"corrections": {"sender": "\0"}}, "invalid", "corrections.sender"),
    ],
)
def test_record_says_what_cannot_be_and_stores_nothing(post: Post, more: dict[str, Any], code: str, field: str) -> None:
    response = post("notices", _body(**more))

    assert response.status_code == 422
    assert (response.json()["error"]["code"], response.json()["error"]["field"]) == (code, field)
    assert not Notice.objects.exists()


def test_addresses_that_no_one_can_look_up_are_said_and_not_listed(post: Post) -> None:
    response = post(
        "notices", _body(corrections={"reported": ["javascript:alert(1)", "http://127.0.0.1/x", "https://a.example/b"]})
    )

    assert response.status_code == 201
    assert len(response.json()["remarks"]) >= 2
    assert Notice.objects.get().item_count == 1


TABLE = "id,name,price\n1,Apple,2\n2,Pear,3\n"


def test_what_is_no_letter_is_refused_with_a_code(post: Post) -> None:
    response = post("notices", _body(TABLE))

    error = response.json()["error"]
    assert (response.status_code, error["code"], error["field"]) == (422, "unrecognised", "letter")
    assert "it is a table" in error["message"]
    assert "accept_unrecognised" in error["hint"]
    assert not Notice.objects.exists()


def test_what_is_no_letter_is_recorded_at_the_callers_word(post: Post) -> None:
    response = post("notices", _body(TABLE, accept_unrecognised=True))

    assert response.status_code == 201
    assert Notice.objects.get().reading.doubt == "it is a table, not a letter"


def test_a_letter_needs_no_word_and_none_is_kept(post: Post) -> None:
    post("notices", _body(accept_unrecognised=True))

    assert Notice.objects.get().reading.doubt == ""


@pytest.mark.parametrize(("text", "said"), [(TEXT, None), (TABLE, "it is a table, not a letter")])
def test_read_says_whether_it_is_a_letter(post: Post, text: str, said: str | None) -> None:
    assert post("read", _body(text)).json()["unrecognised"] == said
