"""Which office a matter goes to: what the law makes competent, the nearest first, with the grounds."""

from __future__ import annotations

import pytest
from tests.cases.conftest import Country

from causelist.cases import offices
from causelist.cases.models import Office


def test_the_nearest_office_that_the_law_makes_competent_comes_first(country: Country) -> None:
    city = country.regions["city"]
    found = offices.competent(jurisdiction="cn", track="administrative", kind="stall", region=city)
    assert found is not None
    fitting = offices.candidates(jurisdiction="cn", track="administrative", kind="stall", region=city)
    ranked = offices.by_law(fitting, jurisdiction="cn", track="administrative", kind="stall", places={"act": city})
    assert ranked[0][0] == found
    assert {office.body.organisation.kind for office, _ in ranked} == {"authority"}
    place, level = ranked[0][1]
    assert (place.id, level.id) == ("act", "level")
    assert place.words_zh == "违法行为发生地"


@pytest.mark.parametrize(("track", "kind"), [("civil", "court"), ("criminal", "police")])
def test_each_track_has_its_own_kind_of_body(country: Country, track: str, kind: str) -> None:
    every = list(Office.objects.select_related("body__organisation"))
    places = {"act": country.regions["city"]}
    ranked = offices.by_law(every, jurisdiction="cn", track=track, kind="stall", places=places)
    assert {office.body.organisation.kind for office, _ in ranked} == {kind}


def test_without_a_rule_the_offices_stay_as_they_are(country: Country) -> None:
    every = list(Office.objects.select_related("body__organisation"))
    ranked = offices.by_law(every, jurisdiction="it", track="civil", kind="stall", places={})
    assert ranked == [(office, ()) for office in every]
