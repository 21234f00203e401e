"""Every case of the sums and terms, as a lawyer wrote it down."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from causelist.law import LawError, law_of
from causelist.law.damages import damages
from causelist.law.fines import fine
from causelist.law.limitation import limitation
from causelist.law.remuneration import remuneration
from causelist.law.term import term

CASES = Path(__file__).with_name("cases")
TOPICS: dict[str, Any] = {
    "damages": damages,
    "fines": fine,
    "limitation": limitation,
    "remuneration": remuneration,
    "term": term,
}


def cases() -> list[Any]:
    """Each case of each topic."""
    return [
        pytest.param(topic, case, id=f"{topic}: {case['name']}")
        for topic in TOPICS
        for case in yaml.safe_load((CASES / f"{topic}.yaml").read_text(encoding="utf-8"))
    ]


def ask(topic: str, question: dict[Any, Any]) -> dict[str, Any]:
    """The answer as JSON carries it; it must be the same when asked again, and fit to be written."""
    question = {"on" if name is True else name: value for name, value in question.items()}  # YAML reads `on` as true
    book = law_of(question.pop("place", "cn"), question.pop("bill", None))
    answer: dict[str, Any] = TOPICS[topic](book, **question).as_json()
    assert TOPICS[topic](book, **question).as_json() == answer
    assert json.loads(json.dumps(answer)) == answer
    return answer


@pytest.mark.parametrize(("topic", "case"), cases())
def test_case(topic: str, case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(LawError) as caught:
            ask(topic, case["ask"])
        assert case["error"] in str(caught.value)
        return
    assert case["source"]
    answer = ask(topic, case["ask"])
    wanted = {name: as_written(value) for name, value in case["expect"].items()}
    assert {name: only(answer[name], value) for name, value in wanted.items()} == wanted
    assert answer["steps"]
    assert len(answer["steps"]) == len(answer["steps_zh"]) == len(answer["working"])
    assert answer["cite"]


def only(given: Any, wanted: Any) -> Any:
    """The part of an answer that a case speaks of."""
    if isinstance(wanted, dict) and isinstance(given, dict):
        return {name: only(given.get(name), value) for name, value in wanted.items()}
    return given


def as_written(value: Any) -> Any:
    """A day in a case as JSON carries it."""
    return value.isoformat() if isinstance(value, dt.date) else value
