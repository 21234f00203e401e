"""What was seized is worth, by each method beside the others, and what each means for the criminal line. Pure.

The line counts infringing copies alone: equipment, money and papers are not goods that were made or sold. The law names
the methods it takes and their order; every other method is shown for what it would mean, and marked as not the law's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from causelist.law.book import law_of
from causelist.law.crime_amounts import Amount, Lot, business_amount
from causelist.law.crime_meter import Gauge, Meter, meter
from causelist.law.errors import LawError

METHODS = ("declared", "marked", "average_real", "market", "official")
# As the law calls them; it knows neither what the owner declares nor an appraisal as such.
OF_LAW = {"marked": "marked", "average_real": "average_real", "market": "market_middle"}
CURRENCIES = {"cn": "CNY"}
GOODS = ("copies",)
_SUMS = ("business", "unsold")
_COUNTS = ("copies", "unsold_copies")


@dataclass(frozen=True, slots=True)
class Price:
    """What one line is worth by one method; `each` where the method gives a price of one."""

    amount: Decimal
    currency: str
    each: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an inventory, with its newest price by each method. Money: `quantity` in hundredths of `unit`."""

    name: str
    kind: str
    quantity: int
    unit: str
    prices: Mapping[str, Price]


@dataclass(frozen=True, slots=True)
class Total:
    """All lines that were valued by a method in a currency: how much, and how many lines of those that could be."""

    currency: str
    method: str  # "money": cash, worth itself
    amount: Decimal
    lines: int
    of: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure means for the line: the gauges of its measure, the lower tier first."""

    method: str  # "number": the count of copies; "law": as the law itself reckons
    figure: Decimal
    of_law: bool  # whether the law of the day takes this method
    lines: int
    of: int
    gauges: tuple[Gauge, ...]

    @property
    def met(self) -> bool:
        """Whether it reaches the lower tier by itself."""
        return any(gauge.met for gauge in self.gauges)


@dataclass(frozen=True, slots=True)
class Worth:
    """Totals side by side; what they mean; and the law's own reckoning, where its methods are known."""

    totals: tuple[Total, ...]
    meanings: tuple[Meaning, ...]
    law: Amount | None
    copies: int
    not_counted: tuple[str, ...]  # currencies that the law's line is not in
    on: dt.date

    @property
    def methods(self) -> list[str]:
        """The methods by which anything was valued, in their order."""
        return [method for method in METHODS if any(total.method == method for total in self.totals)]

    @property
    def differ(self) -> bool:
        """Whether the methods lead to different answers."""
        return len({one.met for one in self.meanings if one.method not in ("number", "law")}) > 1


def worth(lines: Sequence[Line], *, jurisdiction: str, on: dt.date, act: str = "217") -> Worth:
    """Add up and compare; where the law of the place has no such line, the totals stand alone."""
    goods = [line for line in lines if line.kind in GOODS]
    copies = sum(line.quantity for line in goods)
    currency = CURRENCIES.get(jurisdiction, "")
    others = {price.currency for line in goods for price in line.prices.values()} - {currency}
    found = Worth(tuple(_totals(lines)), (), None, copies, tuple(sorted(others)) if currency else (), on)
    if not currency or not goods:
        return found
    try:
        amount = business_amount(law_of(jurisdiction), on=on, lots=[_lot(line, currency) for line in goods])
        meanings = tuple(_meanings(goods, amount, currency, (jurisdiction, act, on)))
    except LawError:
        return found
    return Worth(found.totals, meanings, amount, copies, found.not_counted, on)


def _totals(lines: Sequence[Line]) -> Iterable[Total]:
    things = [line for line in lines if line.kind != "money"]
    cash = [line for line in lines if line.kind == "money"]
    used = {price.currency for line in things for price in line.prices.values()} | {line.unit for line in cash}
    for currency in sorted(used):
        for method in METHODS:
            prices = [line.prices[method] for line in things if method in line.prices]
            valued = [price.amount for price in prices if price.currency == currency]
            if valued:
                yield Total(currency, method, sum(valued, Decimal(0)), len(valued), len(things))
        sums = [Decimal(line.quantity) / 100 for line in cash if line.unit == currency]
        if sums:
            yield Total(currency, "money", sum(sums, Decimal(0)), len(sums), len(sums))


def _lot(line: Line, currency: str) -> Lot:
    """As the law reckons: number times price, where each method that is known has a price of one."""
    prices = {
        OF_LAW[method]: price
        for method, price in line.prices.items()
        if method in OF_LAW and price.currency == currency
    }
    if prices and all(price.each is not None for price in prices.values()):
        return Lot(
            line.name, line.quantity, sold=False, prices={name: price.each or 0 for name, price in prices.items()}
        )
    return Lot(line.name, 1, sold=False, prices={name: price.amount for name, price in prices.items()})


def _meanings(
    goods: Sequence[Line], amount: Amount, currency: str, where: tuple[str, str, dt.date]
) -> Iterable[Meaning]:
    count = sum(line.quantity for line in goods)
    yield Meaning("number", Decimal(count), True, len(goods), len(goods), _gauges(where, _COUNTS, count))
    taken = {method for method, name in OF_LAW.items() if _takes(where, name)}
    for method in METHODS:
        prices = [line.prices[method] for line in goods if method in line.prices]
        valued = [price.amount for price in prices if price.currency == currency]
        if valued:
            total = sum(valued, Decimal(0))
            gauges = _gauges(where, _SUMS, total)
            yield Meaning(method, total, method in taken, len(valued), len(goods), gauges)
    if amount.total is not None:
        gauges = _gauges(where, _SUMS, amount.total)
        yield Meaning("law", amount.total, True, len(goods), len(goods), gauges)


def _takes(where: tuple[str, str, dt.date], name: str) -> bool:
    """Whether the law of the day takes a method for goods that were not sold."""
    jurisdiction, _, day = where
    groups = law_of(jurisdiction).on(f"{jurisdiction}.crime.business_amount", day).value["unsold"]
    return any(name in group for group in groups)


def _gauges(where: tuple[str, str, dt.date], names: Sequence[str], figure: Decimal | int) -> tuple[Gauge, ...]:
    jurisdiction, act, day = where
    found: Meter = meter(law_of(jurisdiction), act, on=day, facts=dict.fromkeys(names, figure))
    wanted = [gauge for gauge in found.gauges if gauge.measure in names and gauge.condition is not False]
    lowest = {gauge.tier: gauge for gauge in sorted(wanted, key=lambda gauge: -gauge.threshold)}
    return tuple(sorted(lowest.values(), key=lambda gauge: gauge.threshold))
