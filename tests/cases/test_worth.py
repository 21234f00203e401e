from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from causelist.cases.worth import Line, Price, Worth, worth

DAY = dt.date(2026, 3, 12)


def discs(quantity: int = 19_000, **each: str) -> Line:
    prices = {method: Price(Decimal(price) * quantity, "CNY", Decimal(price)) for method, price in each.items()}
    return Line("Film discs", "copies", quantity, "discs", prices)


def met(found: Worth) -> dict[str, bool]:
    return {one.method: one.met for one in found.meanings}


def test_methods_stand_side_by_side_and_may_lead_to_different_answers() -> None:
    found = worth([discs(declared="0.10", marked="5", average_real="2.50", official="28")], jurisdiction="cn", on=DAY)

    assert [(one.method, one.amount) for one in found.totals] == [
        ("declared", Decimal(1900)), ("marked", Decimal(95000)), ("average_real", Decimal(47500)),
        ("official", Decimal(532000)),
    ]  # fmt: skip
    assert met(found) == {
        "number": True, "declared": False, "marked": True, "average_real": False, "official": True, "law": False,
    }  # fmt: skip
    assert found.differ
    assert found.law is not None
    assert (found.law.total, found.law.rule) == (Decimal(47500), "cn.crime.business_amount")
    assert {one.method for one in found.meanings if one.of_law} == {"number", "marked", "average_real", "law"}


def test_report_of_19000_discs_is_far_above_the_line_by_number_alone() -> None:
    number = worth([discs()], jurisdiction="cn", on=DAY).meanings[0]

    assert [(gauge.tier, gauge.threshold, gauge.met) for gauge in number.gauges] == [
        ("base", Decimal(500), True), ("especially_serious", Decimal(5000), True),
    ]  # fmt: skip


def test_equipment_and_money_are_added_up_but_are_no_goods() -> None:
    copier = Line("Disc copiers", "equipment", 8000, "", {"market": Price(Decimal(8_000_000), "CNY", Decimal(1000))})
    cash = Line("Cash", "money", 1_250_050, "CNY", {})

    found = worth([copier, cash], jurisdiction="cn", on=DAY)

    assert [(one.method, one.amount) for one in found.totals] == [
        ("market", Decimal(8_000_000)),
        ("money", Decimal("12500.50")),
    ]
    assert (found.meanings, found.law, found.copies) == ((), None, 0)


def test_law_of_2004_leaves_a_choice_and_gives_both_ends() -> None:
    found = worth([discs(100, marked="600", average_real="400")], jurisdiction="cn", on=dt.date(2010, 5, 1))

    assert found.law is not None
    assert (found.law.low, found.law.high) == (Decimal(40000), Decimal(60000))


def test_lines_without_a_method_of_the_law_are_named() -> None:
    found = worth([discs(10, official="30"), discs(10, marked="9")], jurisdiction="cn", on=DAY)

    assert found.law is not None
    assert found.law.total is None
    assert found.law.missing
    assert "law" not in met(found)
    assert [(one.lines, one.of) for one in found.meanings if one.method == "marked"] == [(1, 2)]


@pytest.mark.parametrize(("place", "day"), [("us", DAY), ("xx", DAY), ("cn", dt.date(1990, 1, 1))])
def test_place_or_day_without_such_a_line_gives_totals_alone(place: str, day: dt.date) -> None:
    found = worth([discs(marked="5")], jurisdiction=place, on=day)

    assert [one.amount for one in found.totals] == [Decimal(95000)]
    assert (found.meanings, found.law) == ((), None)


def test_other_currencies_are_said_not_to_count() -> None:
    dollars = Line("Discs", "copies", 10, "", {"market": Price(Decimal(90), "USD", Decimal(9))})

    found = worth([dollars], jurisdiction="cn", on=DAY)

    assert found.not_counted == ("USD",)
    assert [one.method for one in found.meanings] == ["number"]
