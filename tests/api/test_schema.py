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
from tests.cases.conftest import Country

from causelist.accounts.services import Scope, make_token
from causelist.api.v1 import api
from causelist.cases.models import Case, Track
from causelist.parties.services import grant_membership


def described(method: str, path: str, **config: Any) -> BaseSchema:
    """The operations of a method, as the API describes them.

    The site itself is not asked: that counts against its limits, in a store that is not there yet.
    """
    found = schemathesis.openapi.from_dict(
        api.get_openapi_schema(), config=schemathesis.Config.from_dict(config) if config else None
    )
    found.app, found.location = get_wsgi_application(), "/api/v1/openapi.json"
    return found.include(method=method, path_regex=path)


QUESTIONS = described("GET", "")
# Letters without the phase that sends every field at its largest: five million characters, twenty thousand addresses.
LETTERS = described("POST", "^(?!.*/acts/)", phases={"coverage": {"enabled": False}})
ACTS = described("POST", "/acts/", phases={"coverage": {"enabled": False}})
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


@pytest.fixture
def everybody(country: Country) -> tuple[str, Case, dict[str, int]]:
    """A case with a track of each kind, in which one organisation is every party and every body; its token and subjects."""
    body = country.organisations["municipal"]
    case = country.complaint(holder_name=country.name_of("municipal"), against=[country.name_of("municipal")]).case
    complaint = case.complaints.get()
    country.do(case, "complaint.accept", "officer", complaint.pk)
    events = [
        country.do(case, "administrative.file_case", "officer"),
        country.do(case, "criminal.report", "officer", office=country.offices["police"].pk, reason="x"),
        country.do(case, "case.note", "officer", note="x"),
    ]
    Track.objects.filter(case=case).update(office=country.offices["municipal"], officer=None)
    person = country.people["head"]
    for role in ("officer", "filer"):
        grant_membership(user=person, organisation=body, role=role, by=None)
    secret = make_token(user=person, organisation_id=body.pk, label="tests", scopes=[Scope.ACT], by=person).secret
    subjects = {event.subject_kind: event.subject_id for event in events} | {"complaint": complaint.pk}
    return secret, case, subjects


@pytest.mark.django_db
@ACTS.parametrize()
@few(5)
def test_answers_to_acts_are_as_described(
    case: schemathesis.Case[Any], everybody: tuple[str, Case, dict[str, int]]
) -> None:
    secret, at, subjects = everybody
    case.path_parameters["number"] = at.number
    subject = subjects.get(case.path.split("/")[-2])
    if isinstance(case.body, dict) and subject is not None:
        case.body["subject"] = subject
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS)
    assert answer.status_code < 500
