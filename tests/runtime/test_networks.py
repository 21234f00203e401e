from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from causelist.runtime.networks import network_of


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

    assert network_of(request) == network
