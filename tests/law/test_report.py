from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from causelist.law import LawError, RuleFileError
from causelist.law.formula import reckon
from causelist.law.report import FIGURES, Row, figures, figures_in

ROWS = figures()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number} {row.title}")
def test_every_result_is_recomputed(row: Row) -> None:
    assert [(result.name, result.rounded) for result in row.results] == [
        (result.name, result.expected) for result in row.results
    ]
    assert all(result.agrees for result in row.results)
    assert all(quantity.what_zh for quantity in row.quantities)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number} {row.title}")
def test_a_verdict_fits_what_the_recomputation_shows(row: Row) -> None:
    fitting = {
        True: {"follows", "conditional"},
        False: {"does_not_follow", "off_by_rounding", "wrong", "inconsistent"},
        None: {"derived", "ambiguous", "not_reproducible", "inputs_only"},
    }
    assert row.verdict in fitting[row.follows]
    assert bool(row.results) == (row.verdict != "inputs_only" and row.number != 25)


def test_the_table_is_whole_and_can_be_shown() -> None:
    assert [row.number for row in ROWS] == list(range(1, 31))
    first = ROWS[0].as_json()
    assert (first["follows"], first["verdict"], first["lines"]) == (True, "follows", [469, 486])
    share = first["results"][2]
    assert (share["result"], share["says"], share["unit"]) == ("63.507", "63.5", "%")
    assert ROWS[24].as_json()["results"] == []
    half = ROWS[2].as_json()
    assert half["follows"] is False
    assert [(item["compare"], item["follows"]) for item in half["results"]] == [("more_than", False)] * 3 + [
        ("at_least", True)
    ] * 2


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("-a + 1", "-1"),
        ("a / 8", "0.25"),
        ("max(a, 3, 1)", "3"),
        ("min(a, 3)", "2"),
    ],
)
def test_a_formula_is_reckoned_as_it_is_written(formula: str, value: str) -> None:
    assert reckon(formula, {"a": Decimal(2)}) == Decimal(value)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("", "is no quantity"),
        ("a +", "is no quantity"),
        ("b", "'b' is no quantity; given are a"),
        ("(a", r"'\)' is expected"),
        ("a a", "'a' is not expected at sign 2"),
        ("a / 0", "division by nought"),
        ("0 / 0", "division by nought"),
        ("__import__('os')", "has no place"),
        ("a.b", "has no place"),
        ("2 ** 3", "is no quantity"),
        ("max", "is no quantity"),
        ("open(a)", "is no quantity"),
        ("(" * 500, "at most 400"),
    ],
)
def test_what_is_no_formula_is_refused(formula: str, words: str) -> None:
    with pytest.raises(LawError, match=words):
        reckon(formula, {"a": Decimal(2)})


@given(some.text(alphabet="a1+-*/(), max", max_size=60))
def test_no_text_does_more_than_give_a_number_or_be_refused(text: str) -> None:
    try:
        value = reckon(text, {"a": Decimal(2)})
    except LawError:
        return
    assert isinstance(value, Decimal)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("- number: 2\n", "- number: 7\n", "7 is not the number of its row; write 2"),
        ("verdict: follows", "verdict: perhaps", "one of follows"),
        ("formula: 100 * met / submitted", "formula: 100 * met / asked", "'asked' is no quantity"),
        ('result: "23.38"', "result: much", "is no number"),
        ('result: "23.38"', "result: 23.38", "is no number in quotes"),
        ("value: 282", "value: '1e40'", "a number is too large"),
        ("value: 282", "value: -1", "a number is expected"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = FIGURES.read_text(encoding="utf-8")
    path = tmp_path / "figures.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=words) as refused:
        figures_in(path)
    assert 1 < refused.value.line < text.count("\n")


def test_a_table_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text("number: 1\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match="a list of figures"):
        figures_in(path)
