from __future__ import annotations

import uuid

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from causelist.api import limits


def test_count_allows_the_limit_and_no_more() -> None:
    caller = uuid.uuid4().hex

    first, second, third = (limits.count(caller, 2, now=1_000_000_010) for _ in range(3))

    assert first == limits.Allowance(limit=2, remaining=1, reset=10, exceeded=False)
    assert second == limits.Allowance(limit=2, remaining=0, reset=10, exceeded=False)
    assert third == limits.Allowance(limit=2, remaining=0, reset=10, exceeded=True)


def test_count_starts_anew_with_the_next_window() -> None:
    caller = uuid.uuid4().hex
    limits.count(caller, 1, now=1_000_000_010)

    assert not limits.count(caller, 1, now=1_000_000_080).exceeded


def test_exceeded_allowance_says_when_to_come_back() -> None:
    response = HttpResponse()

    limits.Allowance(limit=2, remaining=0, reset=17, exceeded=True).put_into(response)

    assert response["Retry-After"] == "17"
    assert response["RateLimit-Policy"] == "2;w=60"


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "network"),
    [
        ("203.0.113.9", "198.51.100.1", 0, "203.0.113.9"),  # nobody's word is taken
        ("10.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),  # what the caller made up stands further left
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("", "", 1, ""),
    ],
)
def test_network_of_a_request(settings: Settings, remote: str, forwarded: str, proxies: int, network: str) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert limits.network_of(request) == network
