"""Every case on crime, as a lawyer wrote it down: thresholds, penalties, circumstances, sums, several acts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from causelist.law import LawError, law_of
from causelist.law.crime import threshold
from causelist.law.crime_acts import Act, accumulate
from causelist.law.crime_amounts import Lot, business_amount, illegal_gains
from causelist.law.crime_circumstances import circumstances
from causelist.law.crime_meter import meter
from causelist.law.crime_sentence import sentence

CASES = Path(__file__).with_name("cases")


def ask_business(book: Any, *, on: dt.date, lots: list[dict[str, Any]]) -> Any:
    """Lots as the cases write them."""
    return business_amount(book, on=on, lots=[Lot(**lot) for lot in lots])


def ask_acts(book: Any, act: str, *, acts: list[dict[str, Any]], **rest: Any) -> Any:
    """Acts as the cases write them; `day` is the day of the act."""
    made = [Act(on=item["day"], **{name: value for name, value in item.items() if name != "day"}) for item in acts]
    return accumulate(book, act, made, **rest)


TOPICS: dict[str, Callable[..., Any]] = {
    "threshold": threshold,
    "meter": meter,
    "sentence": sentence,
    "circumstances": circumstances,
    "business_amount": ask_business,
    "illegal_gains": illegal_gains,
    "acts": ask_acts,
}
FIRST = {"act", "tier", "topic"}  # the arguments that are given by their place


def cases() -> list[Any]:
    """Each case of each topic."""
    return [
        pytest.param(topic, case, id=f"{topic}: {case['name']}")
        for topic in TOPICS
        for case in yaml.safe_load((CASES / f"crime_{topic}.yaml").read_text(encoding="utf-8"))
    ]


def ask(topic: str, question: dict[str, Any]) -> dict[str, Any]:
    """The answer as JSON carries it; the same when asked again, and fit to be written."""
    question = dict(question)
    book = law_of(question.pop("place", "cn"), question.pop("bill", None))
    if "day" in question:
        question["on"] = question.pop("day")
    first = [question.pop(name) for name in ("act", "topic", "tier") if name in question]
    answer: dict[str, Any] = TOPICS[topic](book, *first, **question).as_json()
    assert TOPICS[topic](book, *first, **question).as_json() == answer
    assert json.loads(json.dumps(answer)) == answer
    return answer


@pytest.mark.parametrize(("topic", "case"), cases())
def test_case(topic: str, case: dict[str, Any]) -> None:
    assert case["source"]
    if "error" in case:
        with pytest.raises(LawError) as caught:
            ask(topic, case["ask"])
        assert case["error"] in str(caught.value)
        return
    answer = ask(topic, case["ask"])
    for name, value in case["expect"].items():
        assert found(answer, name) == value, (name, answer)


def found(answer: Any, path: str) -> Any:
    """A part of an answer by its path: `penalty.prison_to_years`, `gauges.works.short`."""
    for part in path.split("."):
        if isinstance(answer, list):
            answer = answer[int(part)] if part.isdigit() else next(item for item in answer if part in named(item))
        else:
            answer = answer[part]
    return answer


def named(item: dict[str, Any]) -> set[Any]:
    """What an item of a list may be called by."""
    return {item.get(key) for key in ("measure", "name", "basis", "on")}
