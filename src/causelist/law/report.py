"""What the 2012 report says, recomputed: each figure's quantities, formula, our result, and whether it follows.

The figures stand in `report/figures.yaml`; nothing here knows a number of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from causelist.law.errors import LawError
from causelist.law.files import parse
from causelist.law.formula import reckon
from causelist.law.schema import Spec, each, flag, mapping_of, number, one_of, whole, words

FIGURES = Path(__file__).with_name("report") / "figures.yaml"
VERDICTS = (
    "follows",
    "conditional",
    "off_by_rounding",
    "does_not_follow",
    "wrong",
    "inconsistent",
    "ambiguous",
    "not_reproducible",
    "derived",
    "inputs_only",
)
COMPARED = ("equals", "more_than", "at_least", "almost")


def _figure(value: Any, where: str) -> None:
    """A number in quotes, as it is written; its last digit says how far it is rounded."""
    try:
        fine = isinstance(value, str) and Decimal(value).is_finite()
    except ArithmeticError:
        fine = False
    if not fine:
        raise LawError(f"{where}: {value!r} is no number in quotes")


_result = Spec(
    {"name": words, "formula": words, "result": _figure, "unit": words},
    {"name_zh": words, "says": _figure, "compare": one_of(*COMPARED), "within": _figure, "aside": flag},
)
_row = Spec(
    {
        "number": whole,
        "title": words,
        "title_zh": words,
        "lines": each(whole),
        "verdict": one_of(*VERDICTS),
    },
    {
        "quantities": mapping_of(Spec({"value": number, "what": words}, {"what_zh": words, "elsewhere": words})),
        "results": each(_result),
        "note": words,
        "note_zh": words,
    },
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number the report gives, or that another source does (`elsewhere` names it)."""

    name: str
    value: Decimal
    what: str
    what_zh: str | None
    elsewhere: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """One recomputed figure; `follows` None: the report states none to compare it with."""

    name: str
    name_zh: str | None
    formula: str
    unit: str
    exact: Decimal
    rounded: Decimal
    expected: Decimal  # what the file says our result is
    says: Decimal | None  # what the report says
    compare: str
    follows: bool | None
    aside: bool  # told for comparison; does not decide whether the row follows

    @property
    def agrees(self) -> bool:
        """Whether the recomputed result is the one that was written down."""
        return self.rounded == self.expected

    def as_json(self) -> dict[str, Any]:
        """For the pages and the API; numbers as strings, as they are written."""
        return {
            "name": self.name,
            "name_zh": self.name_zh,
            "formula": self.formula,
            "unit": self.unit,
            "result": f"{self.rounded:f}",
            "says": None if self.says is None else f"{self.says:f}",
            "compare": self.compare,
            "follows": self.follows,
            "aside": self.aside,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the report, recomputed."""

    number: int
    title: str
    title_zh: str
    lines: tuple[int, ...]
    verdict: str
    quantities: tuple[Quantity, ...]
    results: tuple[Result, ...]
    note: str | None
    note_zh: str | None

    @property
    def follows(self) -> bool | None:
        """Whether all that the report states follows; None where it states nothing that can be recomputed."""
        stated = [result.follows for result in self.results if result.follows is not None and not result.aside]
        return all(stated) if stated else None

    def as_json(self) -> dict[str, Any]:
        """For the pages and the API."""
        return {
            "number": self.number,
            "title": self.title,
            "title_zh": self.title_zh,
            "lines": list(self.lines),
            "quantities": [
                {
                    "name": q.name,
                    "value": f"{q.value:f}",
                    "what": q.what,
                    "what_zh": q.what_zh,
                    "elsewhere": q.elsewhere,
                }
                for q in self.quantities
            ],
            "results": [result.as_json() for result in self.results],
            "verdict": self.verdict,
            "follows": self.follows,
            "note": self.note,
            "note_zh": self.note_zh,
        }


@lru_cache(maxsize=1)
def figures() -> tuple[Row, ...]:
    """Every figure, recomputed, in the order of the table."""
    return figures_in(FIGURES)


def figures_in(path: Path) -> tuple[Row, ...]:
    """The figures of a file; raises `RuleFileError` with file, line and mend."""
    doc = parse(path)
    if not isinstance(doc.value, list) or not doc.value:
        doc.refuse("", "a list of figures is expected", "write one row for each figure")
    rows = []
    for index, raw in enumerate(doc.value):
        try:
            _row(raw, str(index))
        except LawError as error:
            where, _, what = str(error).partition(": ")
            doc.refuse(where, what, "see the first rows of the table")
        if raw["number"] != index + 1:
            doc.refuse(f"{index}.number", f"{raw['number']} is not the number of its row", f"write {index + 1}")
        try:
            rows.append(recompute(raw))
        except (LawError, ArithmeticError) as error:
            doc.refuse(
                str(index),
                str(error) if isinstance(error, LawError) else "a number is too large",
                "mend its formula or its quantities",
            )
    return tuple(rows)


def recompute(raw: dict[str, Any]) -> Row:
    """A row of the table with every result reckoned anew."""
    quantities = tuple(
        Quantity(name, Decimal(item["value"]), item["what"], item.get("what_zh"), item.get("elsewhere"))
        for name, item in raw.get("quantities", {}).items()
    )
    known = {quantity.name: quantity.value for quantity in quantities}
    return Row(
        number=raw["number"],
        title=raw["title"],
        title_zh=raw["title_zh"],
        lines=tuple(raw["lines"]),
        verdict=raw["verdict"],
        quantities=quantities,
        results=tuple(_recomputed(item, known) for item in raw.get("results", ())),
        note=raw.get("note"),
        note_zh=raw.get("note_zh"),
    )


def _recomputed(raw: dict[str, Any], known: dict[str, Decimal]) -> Result:
    exact = reckon(raw["formula"], known)
    expected = Decimal(raw["result"])
    says = Decimal(raw["says"]) if "says" in raw else None
    compare = raw.get("compare", "equals")
    return Result(
        name=raw["name"],
        name_zh=raw.get("name_zh"),
        formula=raw["formula"],
        unit=raw["unit"],
        exact=exact,
        rounded=_as_written(exact, expected),
        expected=expected,
        says=says,
        compare=compare,
        follows=None if says is None else _follows(exact, says, compare, Decimal(raw.get("within", "0"))),
        aside=raw.get("aside", False),
    )


def _follows(exact: Decimal, says: Decimal, compare: str, within: Decimal) -> bool:
    if compare == "more_than":
        return exact > says
    if compare == "at_least":
        return exact >= says
    if compare == "almost":
        return says * (1 - within) <= exact <= says
    return _as_written(exact, says) == says


def _as_written(value: Decimal, like: Decimal) -> Decimal:
    """A value rounded to as many places as another is written with."""
    return value.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), rounding=ROUND_HALF_UP)
