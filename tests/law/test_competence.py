from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from causelist.law import BadFact, LawError, NotInForce, UnknownName, law_of, schema
from causelist.law.competence import BODIES, LEVELS, PLACES, OfficeFacts, competence, pick

CN = law_of("cn")
TODAY = dt.date(2026, 11, 24)
CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("competence.yaml").read_text(encoding="utf-8"))
OFFICES = [
    OfficeFacts(1, "authority", "county", ("c1",)),
    OfficeFacts(2, "authority", "county", ("c2",)),
    OfficeFacts(3, "authority", "municipal", ("m1",)),
    OfficeFacts(4, "authority", "county", ("c1",), subjects=("cinema",)),
    OfficeFacts(5, "authority", "provincial", ("p1",), tracks=("administrative",)),
    OfficeFacts(6, "court", "county", ("c1",)),
    OfficeFacts(7, "court", "municipal", ("m1",)),
    OfficeFacts(8, "police", "county", ("c1",)),
    OfficeFacts(9, "authority", "national"),
]
CODES = st.sampled_from(["c1", "c2", "m1", "p1"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['track']}: {case['source']}")
def test_the_office_that_the_law_names_comes_first(case: dict[str, Any]) -> None:
    found = competence(
        CN, on=TODAY, track=case["track"], places=case["places"], circumstances=case.get("circumstances")
    )
    offices = [office for office in OFFICES if "subject" in case or office.id != 4]
    ranked = pick(found, offices, subject=case.get("subject", ""))
    assert [item.office.id for item in ranked] == case["order"]
    assert all(item.reasons[-1] == found.why_level for item in ranked)


def test_an_answer_says_where_on_what_ground_and_who_decides_a_dispute() -> None:
    found = competence(CN, on=TODAY, track="administrative", places={"act": ["c1", "m1"], "server": ["c2"]})
    told = found.as_json()
    assert (told["level"], told["body"], told["regions"]) == ("county", "authority", ["c1", "c2"])
    assert [row["place"] for row in told["places"]] == ["act", "result", "storage", "server", "respondent"]
    assert told["dispute"]["decides"] == "the common superior"
    assert CN.on(told["dispute"]["clock"], TODAY).value["unit"] == "reasonable"
    first = pick(found, OFFICES)[0]
    assert (first.place, first.region, first.reasons[0].article) == ("act", "c1", "art. 22; 2009 Measures art. 5")


def test_a_slip_is_told() -> None:
    with pytest.raises(BadFact, match="no place is called 'home'; known are: act"):
        competence(CN, on=TODAY, track="civil", places={"home": ["c1"]})
    with pytest.raises(BadFact, match="no circumstance is called 'huge'"):
        competence(CN, on=TODAY, track="civil", circumstances={"huge": True})
    with pytest.raises(UnknownName, match="did you mean criminal"):
        competence(CN, on=TODAY, track="crimnal")
    with pytest.raises(NotInForce, match="no rule says who is competent"):
        competence(law_of("it"), on=TODAY, track="civil")
    value = CN.on("cn.competence.civil", TODAY).value
    with pytest.raises(LawError, match="last level must hold"):
        schema.check_value("competence", value | {"levels": value["levels"][:1]})


def test_every_clock_that_a_dispute_names_is_a_period() -> None:
    for rule in (rule for rule in CN if rule.kind == "competence"):
        for version in rule.versions:
            clock = version.value["dispute"]["clock"]
            assert clock is None or CN.rule(clock).kind == "period"


@st.composite
def an_office(draw: st.DrawFn) -> OfficeFacts:
    regions = tuple(draw(st.lists(CODES, max_size=2)))
    return OfficeFacts(draw(st.integers(1, 9)), draw(st.sampled_from(BODIES)), draw(st.sampled_from(LEVELS)), regions)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(an_office(), max_size=6, unique_by=lambda office: office.id),
    st.dictionaries(st.sampled_from(sorted(PLACES)), st.lists(CODES, min_size=1, max_size=3)),
)
def test_only_who_is_competent_is_ranked_whatever_the_order_they_come_in(
    offices: list[OfficeFacts], places: dict[str, list[str]]
) -> None:
    found = competence(CN, on=TODAY, track="administrative", places=places)
    ranked = [item.office for item in pick(found, offices)]
    assert all(office.body == found.body for office in ranked)
    told = {code for row in found.places for code in row.regions}
    assert all(not office.regions or not told or told & set(office.regions) for office in ranked)
    assert ranked == [item.office for item in pick(found, offices[::-1])]
