from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.conftest import Country
from tests.cases.conftest import country as country  # noqa: PLC0414 -- the fixture, under its own name
from tests.cases.test_operations import planned, spot
from tests.cases.test_premises import LATER, publish, raided

from causelist.cases import premises


def test_premises_in_public_have_history_and_no_street(country: Country, client: Client) -> None:
    where = spot(country)
    cases = [raided(country, where), raided(country, where, at=LATER)]
    publish(*cases)

    page = client.get(f"/premises/{where.pk}").content.decode()

    assert "Stall 14" in page
    assert "seen again" in page
    for secret in ("Lantern Lane", "Under the counter"):
        assert secret not in page


def test_absent_not_yet_public_and_impossible_are_the_same(country: Country, client: Client) -> None:
    where = spot(country)
    raided(country, where)

    answers = [client.get(f"/premises/{pk}") for pk in (where.pk, 10**6, 10**30)]

    assert {answer.status_code for answer in answers} == {404}
    bodies = {
        answer.content.replace(f"/premises/{pk}".encode(), b"")
        for answer, pk in zip(answers, (where.pk, 10**6, 10**30), strict=True)
    }
    assert len(bodies) == 1


def test_merged_premises_lead_to_where_they_stand_now(country: Country, client: Client) -> None:
    one, two = spot(country, "A1"), spot(country, "B2")
    publish(raided(country, one))
    premises.merge(source_id=one.pk, target_id=two.pk, basis="One door", by=country.people["officer"])

    assert client.get(f"/premises/{one.pk}").headers["Location"] == f"/premises/{two.pk}"


def test_absent_and_not_yet_public_take_the_same_queries(country: Country, client: Client) -> None:
    hidden, planned_only = spot(country, "Stall 1"), spot(country, "Stall 2")
    raided(country, hidden)
    case = country.complaint().case
    planned(country, case, planned_only)
    publish(case)

    counts = []
    for pk in (hidden.pk, planned_only.pk, 10**6):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/premises/{pk}").status_code == 404
        counts.append(len(queries))

    assert len(set(counts)) == 1
