from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from causelist.law import BadFact, LawError, NotInForce, UnknownName, law_of, schema
from causelist.law.papers import FACTS, asked_beyond, papers

CN = law_of("cn")
TODAY = dt.date(2026, 11, 24)
STEPS = sorted(rule.id.rpartition(".")[2] for rule in CN if rule.kind == "papers")
CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("papers.yaml").read_text(encoding="utf-8"))
TOLD = st.dictionaries(st.sampled_from(sorted(FACTS)), st.sampled_from([True, False, None]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['step']} {case['day']} {case['source']}")
def test_a_paper_is_asked_when_the_facts_call_for_it(case: dict[str, Any]) -> None:
    answer = papers(CN, on=case["day"], facts=case["facts"], step=case["step"])
    told = answer.as_json()
    if "asked" in case:
        assert (told["asked"], told["perhaps"]) == (case["asked"], case["perhaps"])
    for name, forms in case.get("forms", {}).items():
        paper = next(paper for paper in answer.items if paper.id == name)
        assert [form.form for form in paper.forms if form.asked] == forms


def test_what_is_held_is_not_asked_again() -> None:
    facts = dict.fromkeys(FACTS, False)
    answer = papers(CN, on=TODAY, facts=facts)
    assert [paper.id for paper in answer.missing(["identity", "ownership", "work"])] == ["application", "evidence"]
    assert {paper.id for paper in answer.asked if paper.once} == {"identity", "ownership", "work"}


def test_nothing_is_asked_beyond_the_list() -> None:
    wanted = ["ownership", "mandate", "registration", "tax_certificate", "ownership"]
    assert asked_beyond(CN, on=TODAY, asked_names=wanted) == ("registration", "tax_certificate")
    assert asked_beyond(CN, on=TODAY, asked_names=wanted, facts={"agent": False})[0] == "mandate"


def test_a_slip_is_told() -> None:
    with pytest.raises(BadFact, match="no paper hangs on 'agnet'; the facts that decide are"):
        papers(CN, on=TODAY, facts={"agnet": True})
    with pytest.raises(UnknownName, match="did you mean complaint"):
        papers(CN, on=TODAY, step="complant")
    with pytest.raises(NotInForce, match="no rule lists the papers"):
        papers(law_of("us"), on=TODAY)
    value = CN.on("cn.papers.complaint", TODAY).value
    with pytest.raises(LawError, match="stands twice"):
        schema.check_value("papers", value | {"papers": [*value["papers"], value["papers"][0]]})
    with pytest.raises(LawError, match="never valid"):
        schema.check_value("papers", value | {"papers": [value["papers"][0] | {"valid_months": 0}]})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STEPS), TOLD, st.sampled_from(sorted(FACTS)), st.booleans())
def test_learning_a_fact_only_settles_what_hung_on_it(
    step: str, told: dict[str, bool | None], name: str, so: Any
) -> None:
    before = papers(CN, on=TODAY, facts={**told, name: None}, step=step)
    after = papers(CN, on=TODAY, facts={**told, name: so}, step=step)
    for old, new in zip(before.items, after.items, strict=True):
        assert old.asked in (None, new.asked)
        assert name in old.hangs_on or old.asked == new.asked
