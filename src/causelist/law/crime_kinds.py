"""The schemas of the rules on crime: what the value of each kind holds."""

from __future__ import annotations

from typing import Any

from causelist.law.errors import LawError
from causelist.law.schema import (
    Spec,
    each,
    flag,
    join,
    kind,
    mapping_of,
    number,
    one_of,
    whole,
    words,
)

MEASURES = one_of(
    "business",
    "gains",
    "sales",
    "copies",
    "works",
    "downloads",
    "clicks",
    "members",
    "prior_sanctions_within_2y",
    "unsold",
    "unsold_copies",
)
TIERS = ("base", "especially_serious")

_LINE = Spec(
    {"measure": MEASURES},
    {
        "at_least": number,
        "over": number,
        "times": number,  # the threshold is so many times the number
        "plus": each(MEASURES),
        "graver": number,
        "unit": number,
        "unit_graver": number,
    },
)


def line(value: Any, where: str) -> None:
    """One measure with `at_least` or `over`, never both."""
    _LINE(value, where)
    if ("at_least" in value) == ("over" in value):
        raise LawError(f"{where}: give either `at_least` or `over`")


def readings(value: Any, where: str) -> None:
    """Readings of a combination, each the items that count; `literal` is one of them."""
    mapping_of(mapping_of(each(words)))(value, where)
    if "literal" not in value:
        raise LawError(f"{where}: the reading 'literal' is missing")


def pair(value: Any, where: str) -> None:
    """The lower and the upper end of a range."""
    each(number)(value, where)
    if len(value) != len(("from", "to")):
        raise LawError(f"{where}: a range has two ends")


_ITEM = Spec({"name": words, "text": words}, {"text_zh": words})
_TIER = Spec(
    {"prison_to_years": whole, "detention": flag, "fine": one_of("and", "and_or")},
    {"prison_from_years": whole},
)
_BAND = Spec({"prison_to_years": number, "from": number, "to": number}, {"prison_from_years": number})


def tiers(value: Any, where: str) -> None:
    """The penalty of each tier that an act has."""
    mapping_of(_TIER)(value, where)
    for name in value:
        if name not in TIERS:
            raise LawError(f"{join(where, str(name))}: one of {', '.join(TIERS)} is expected, not {name!r}")


kind(
    "crime_limb",
    Spec({"any": each(line)}, {"if": Spec({"measure": MEASURES, "at_least": number}), "graver_times": number}),
)
kind(
    "crime_combination",
    Spec(
        {"readings": readings, "share": number, "needed": whole, "graver_times": number},
        {"more_than": flag},
    ),
)
kind("crime_unit", Spec({"times": number}))
kind("crime_scope", Spec({"limbs": each(words), "text": words}, {"text_zh": words}))
kind("crime_penalty", Spec({"tiers": tiers}))
kind(
    "crime_fine",
    Spec(
        {"gains_times": pair, "business_share": pair, "business_only_without_gains": flag},
        {"bands": each(_BAND)},
    ),
)
kind(
    "crime_circumstances",
    Spec({"any": each(_ITEM)}, {"needs": each(_ITEM)}),
)
kind("crime_value", Spec({"sold": each(words), "unsold": each(each(words))}))
kind("crime_gains", Spec({"receipts": each(words), "deduct": each(words)}, {"fees": each(words)}))
kind(
    "crime_accumulation",
    Spec({"measures": each(MEASURES), "prosecutable": flag}, {"violations_within_years": whole}),
)
kind(
    "crime_prosecution",
    Spec({"steps": each(Spec({"years": whole}, {"prison_below_years": whole}))}),
)
