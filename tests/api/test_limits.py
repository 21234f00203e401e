from __future__ import annotations

import uuid

import pytest
from django.http import HttpResponse

from causelist.api import limits


@pytest.mark.django_db
def test_count_allows_the_limit_and_no_more() -> None:
    caller = uuid.uuid4().hex

    first, second, third = (limits.count(caller, 2, now=1_000_000_010) for _ in range(3))

    assert first == limits.Allowance(limit=2, remaining=1, reset=10, exceeded=False)
    assert second == limits.Allowance(limit=2, remaining=0, reset=10, exceeded=False)
    assert third == limits.Allowance(limit=2, remaining=0, reset=10, exceeded=True)


@pytest.mark.django_db
def test_count_starts_anew_with_the_next_window() -> None:
    caller = uuid.uuid4().hex
    limits.count(caller, 1, now=1_000_000_010)

    assert not limits.count(caller, 1, now=1_000_000_080).exceeded


def test_exceeded_allowance_says_when_to_come_back() -> None:
    response = HttpResponse()

    limits.Allowance(limit=2, remaining=0, reset=17, exceeded=True).put_into(response)

    assert response["Retry-After"] == "17"
    assert response["RateLimit-Policy"] == "2;w=60"
