"""The country of the tests of cases, for these tests too."""

from tests.cases.conftest import country

__all__ = ["country"]
