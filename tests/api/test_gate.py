from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.api.conftest import Post

from causelist.accounts.models import Token, User
from causelist.accounts.services import Scope, make_token, revoke_token
from causelist.parties.models import Organisation

pytestmark = pytest.mark.django_db
LETTER = {"letter": {"text": "Please take down https://codehaven.example/a/b, it infringes my copyright."}}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nothing", 404, "not_found"),
        ("get", "/api/v2/notices", 404, "not_found"),
        ("get", "/api/v1/", 404, "not_found"),
        ("delete", "/api/v1/read", 405, "method_not_allowed"),
        ("post", "/api/v1/openapi.json", 405, "method_not_allowed"),
        ("get", "/api/v1/read", 405, "method_not_allowed"),
    ],
)
def test_whatever_goes_wrong_has_the_one_shape(client: Client, method: str, path: str, status: int, code: str) -> None:
    response = getattr(client, method)(path, content_type="application/json")

    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert response.json()["error"]["code"] == code
    assert set(response.json()) == {"error"}


def test_method_not_allowed_says_which_are(client: Client) -> None:
    response = client.get("/api/v1/read")

    assert response["Allow"] == "POST"
    assert response.json()["error"]["hint"] == "It takes: POST."


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "unauthenticated"),
        ("Bearer cl_unknown", "bad_token"),
        ("Bearer ", "bad_token"),
        ("Bearer " + "x" * 10_000, "bad_token"),
        ("Bearer nul\0", "bad_token"),
        ("Basic YTpi", "bad_token"),
    ],
)
def test_without_a_good_token_nothing_is_taken(client: Client, header: str | None, code: str) -> None:
    headers = {} if header is None else {"Authorization": header}

    response = client.post("/api/v1/read", LETTER, content_type="application/json", headers=headers)

    assert response.status_code == 401
    assert response.json()["error"]["code"] == code
    assert response["WWW-Authenticate"] == 'Bearer realm="causelist"'


def test_revoked_token_is_no_token(post: Post, filer: User) -> None:
    assert post("read", LETTER).status_code == 200
    revoke_token(token_id=Token.objects.get().pk, by=filer)

    assert post("read", LETTER).status_code == 401


def test_token_without_the_scope_is_forbidden(post: Post, filer: User, holder: Organisation) -> None:
    reading = make_token(user=filer, organisation_id=holder.pk, label="reads", scopes=[Scope.READ], by=filer)

    response = post("read", LETTER, Authorization=f"Bearer {reading.secret}")

    assert response.status_code == 403
    assert json.loads(response.content)["error"]["code"] == "missing_scope"


def test_signed_in_person_without_a_token_is_nobody_here(client: Client, filer: User) -> None:
    client.force_login(filer)

    response = client.post("/api/v1/read", LETTER, content_type="application/json")

    assert response.status_code == 401


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("{", "application/json", 400, "malformed"),
        ("[" * 100_000, "application/json", 400, "malformed"),
        ("\xff\xfe", "application/json", 400, "malformed"),
        ('{"letter": {"text": 1' + "0" * 5000 + "}}", "application/json", 400, "malformed"),
        ("letter=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        ("x", "", 415, "unsupported_media_type"),
        ('{"letter": {}}', "application/json", 422, "invalid"),
        ('{"letter": {"text": "a", "base64": "YQ=="}}', "application/json", 422, "invalid"),
        ('{"letter": {"base64": "not base64!"}}', "application/json", 422, "bad_base64"),
        ('{"letter": {"base64": "AAECAwQFBgcICQ=="}}', "application/json", 422, "unreadable"),
        ('{"letter": {"text": ""}}', "application/json", 422, "unreadable"),
        ('{"letter": {"text": "\\ud800"}}', "application/json", 422, "invalid"),
        ('{"letter": {"text": "a"}, "more": 1}', "application/json", 422, "invalid"),
    ],
)
def test_bad_body_is_refused_with_a_reason(
    client: Client, secret: str, *, body: str, content_type: str, status: int, code: str
) -> None:
    response = client.post(
        "/api/v1/read", body, content_type=content_type, headers={"Authorization": f"Bearer {secret}"}
    )

    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


def test_body_over_the_limit_is_too_large(post: Post, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20

    response = post("read", {"letter": {"text": "x" * 2**20}})

    assert response.status_code == 413
    assert json.loads(response.content)["error"]["hint"].startswith("At most 1 MiB")


def test_too_many_requests_are_told_to_wait(client: Client, settings: Settings) -> None:
    settings.API_LIMIT_ADDRESS = 2

    answers = [client.get("/api/v1/openapi.json") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Remaining"] == "1"
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["error"]["code"] == "rate_limited"


def test_guesses_at_tokens_count_against_the_address(client: Client, settings: Settings) -> None:
    settings.API_LIMIT_ADDRESS = 1
    client.get("/api/v1/openapi.json", headers={"Authorization": "Bearer cl_guess"})

    assert client.get("/api/v1/openapi.json").status_code == 429


def test_answer_is_saved_by_its_etag(client: Client) -> None:
    first = client.get("/api/v1/openapi.json")

    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == "public, max-age=60"


def test_head_answers_as_get_without_the_body(client: Client) -> None:
    response = client.head("/api/v1/openapi.json")

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get("/api/v1/openapi.json")["ETag"]


def test_pages_of_other_sites_may_read_and_not_write(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"Origin": "https://paper.example"})
    asked = client.options("/api/v1/read", headers={"Origin": "https://paper.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Set-Cookie" not in answer


def test_use_of_a_token_is_noted_once_a_day(post: Post) -> None:
    post("read", LETTER)

    assert Token.objects.get().last_used_on == timezone.localdate()
