from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from tests.letters import make_letter

from causelist.search.queries import find

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("options", [[], ["--scratch"]])
def test_reindex_makes_an_index_of_what_is_on_the_record(options: list[str]) -> None:
    letter = make_letter(text="The long river")
    said = io.StringIO()
    call_command("reindex", *options, stdout=said)
    assert "1 entries" in said.getvalue()
    assert [hit.key for hit in find("river").notices] == [letter.number]
