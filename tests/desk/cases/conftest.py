from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cases.conftest import Country
from tests.cases.conftest import country as country  # noqa: PLC0414 -- the fixture, under its own name


@pytest.fixture
def client_of(country: Country) -> Callable[[str], Client]:
    """A browser in which one of the country's people is signed in."""

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(country.people[who])
        return client

    return signed_in
