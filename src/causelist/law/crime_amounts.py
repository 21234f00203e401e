"""The sums that thresholds ask for, by their definitions: illegal business amount and illegal gains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from causelist.law.answer import plain
from causelist.law.book import Book
from causelist.law.crime_facts import Given, number_of
from causelist.law.errors import BadFact, UnknownName
from causelist.law.rule import Citation
from causelist.law.sums import written

PRICES = {
    "real": ("price of actual sale", "实际销售价格"),
    "average_real": ("average price of actual sales", "实际销售平均价格"),
    "marked": ("marked price", "标价"),
    "market_middle": ("middle market price of the genuine product", "被侵权产品的市场中间价格"),
}
SUMS = {
    "sales": ("receipts of sales", "销售收入"),
    "service_fees": ("service fees", "服务费"),
    "member_fees": ("member fees", "会员费"),
    "advertising_fees": ("advertising fees", "广告费"),
    "materials": ("raw materials", "原材料价款"),
    "purchase": ("purchase price of what was sold or used", "购进价款"),
    "other_costs": ("other costs", "其他成本"),
}


@dataclass(frozen=True, slots=True)
class Lot:
    """Infringing products that were sold or are in stock, with whatever is known of their price, in yuan each."""

    name: str
    number: int
    sold: bool
    prices: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in yuan and how it was made; `total` None: something is missing.

    `low` and `high` differ where the law leaves a choice between two prices.
    """

    rule: str
    cite: Citation
    total: Decimal | None
    low: Decimal | None
    high: Decimal | None
    steps: tuple[tuple[str, str], ...]  # English and Chinese
    missing: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "amount": plain(self.total),
            "from": plain(self.low),
            "to": plain(self.high),
            "currency": "CNY",
            "steps": [english for english, _ in self.steps],
            "steps_zh": [chinese for _, chinese in self.steps],
            "missing": list(self.missing),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def business_amount(book: Book, *, on: dt.date, lots: Sequence[Lot]) -> Amount:
    """The illegal business amount: each lot at the first price that the law of the day names and that is known."""
    rule_id = f"{book.jurisdiction}.crime.business_amount"
    version = book.on(rule_id, on)
    steps: list[tuple[str, str]] = []
    missing: list[str] = []
    total = low = high = Decimal(0)
    for lot in lots:
        number = Decimal(number_of(f"the number of {lot.name}", lot.number, money=False))
        prices = _prices(lot)
        groups = [[name] for name in version.value["sold"]] if lot.sold else version.value["unsold"]
        known = _first_known(groups, prices)
        if not known:
            missing += [f"{lot.name}: {name}" for group in groups for name in group]
            continue
        values = [number * prices[name] for name in known]
        total, low, high = total + values[0], low + min(values), high + max(values)
        steps.append(_lot_step(lot, known[0], prices[known[0]], values[0]))
        steps += [_choice_step(name, value) for name, value in zip(known[1:], values[1:], strict=True)]
    if missing:
        return Amount(rule_id, version.cite, None, None, None, tuple(steps), tuple(missing))
    return Amount(rule_id, version.cite, total, low, high, tuple(steps), ())


def _prices(lot: Lot) -> dict[str, Decimal]:
    for name in lot.prices:
        if name not in PRICES:
            raise UnknownName("price", name, PRICES)
    return {name: Decimal(number_of(f"{name} of {lot.name}", value, money=True)) for name, value in lot.prices.items()}


def _first_known(groups: Sequence[Sequence[str]], prices: Mapping[str, Decimal]) -> list[str]:
    """The known prices of the first group of methods that has one; several: the law leaves the choice."""
    for group in groups:
        known = [name for name in group if name in prices]
        if known:
            return known
    return []


def _lot_step(lot: Lot, price: str, each: Decimal, value: Decimal) -> tuple[str, str]:
    english, chinese = PRICES[price]
    state, state_zh = ("sold", "已销售") if lot.sold else ("not sold", "尚未销售")
    return (
        f"{lot.name} ({state}): {written(lot.number)} at the {english} of {written(each)} yuan: {written(value)} yuan.",
        f"{lot.name}（{state_zh}）：{written(lot.number)}件，按{chinese}{written(each)}元：{written(value)}元。",
    )


def _choice_step(price: str, value: Decimal) -> tuple[str, str]:
    english, chinese = PRICES[price]
    return (
        f"The law also allows the {english}: {written(value)} yuan.",
        f"法律也允许按{chinese}：{written(value)}元。",
    )


def illegal_gains(book: Book, *, on: dt.date, sums: Mapping[str, Given], unknown: Collection[str] = ()) -> Amount:
    """The illegal gains: receipts less what the law of the day takes off, and fees as it counts them.

    A sum not given is none; the names are those of `SUMS`.
    """
    rule_id = f"{book.jurisdiction}.crime.illegal_gains"
    version = book.on(rule_id, on)
    for name in (*sums, *unknown):
        if name not in SUMS:
            raise UnknownName("sum", name, SUMS)
    for name in unknown:
        if name in sums:
            raise BadFact(f"{name} is given and said to be unknown; say one of the two")
    known = {name: Decimal(number_of(name, value, money=True)) for name, value in sums.items()}
    steps: list[tuple[str, str]] = []
    receipts = _add(version.value["receipts"], known, steps, "+")
    costs = _add(version.value["deduct"], known, steps, "-")
    profit = max(receipts - costs, Decimal(0))
    steps.append((f"Receipts less costs: {written(profit)} yuan.", f"收入扣除成本：{written(profit)}元。"))
    total = profit + _add(version.value.get("fees", ()), known, steps, "+")
    counted = {*version.value["receipts"], *version.value["deduct"], *version.value.get("fees", ())}
    steps += [_not_counted(name) for name in known if name not in counted]
    missing = tuple(name for name in unknown if name in counted)
    if missing:
        return Amount(rule_id, version.cite, None, None, None, tuple(steps), missing)
    return Amount(rule_id, version.cite, total, total, total, tuple(steps), ())


def _add(names: Sequence[str], known: Mapping[str, Decimal], steps: list[tuple[str, str]], sign: str) -> Decimal:
    total = Decimal(0)
    for name in names:
        if name in known:
            english, chinese = SUMS[name]
            total += known[name]
            steps.append(
                (f"{sign} {english}: {written(known[name])} yuan", f"{sign} {chinese}：{written(known[name])}元")
            )
    return total


def _not_counted(name: str) -> tuple[str, str]:
    english, chinese = SUMS[name]
    return f"The {english} are not taken off under the law of that day.", f"{chinese}依当时的规定不予扣除。"
