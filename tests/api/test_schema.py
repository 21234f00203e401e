"""Requests made up from the API's own description: none may end in a 500, each answer must be as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from pytest_django import Settings
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from causelist.api.v1 import api


def described(method: str, **config: Any) -> BaseSchema:
    """The operations of a method, as the API describes them.

    The site itself is not asked: that counts against its limits, in a store that is not there yet.
    """
    found = schemathesis.openapi.from_dict(
        api.get_openapi_schema(), config=schemathesis.Config.from_dict(config) if config else None
    )
    found.app, found.location = get_wsgi_application(), "/api/v1/openapi.json"
    return found.include(method=method)


QUESTIONS = described("GET")
# Letters without the phase that sends every field at its largest: five million characters, twenty thousand addresses.
LETTERS = described("POST", phases={"coverage": {"enabled": False}})
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def few(examples: int) -> settings:
    """So many requests for each operation, the same ones every time."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
        ],
    )


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.API_LIMIT_ADDRESS = settings.API_LIMIT_TOKEN = settings.API_LIMIT_LETTERS = 1_000_000


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """As Django's own test client does: the application must not close the connection that the transaction is on."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.mark.django_db
@QUESTIONS.parametrize()
@few(20)
def test_answers_to_questions_are_as_described(case: schemathesis.Case[Any], on_record: object) -> None:
    assert case.call_and_validate(checks=CHECKS).status_code < 500


@pytest.mark.django_db
@LETTERS.parametrize()
@few(8)
def test_answers_to_letters_are_as_described(case: schemathesis.Case[Any], secret: str) -> None:
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS)
    assert answer.status_code < 500
