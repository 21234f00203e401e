"""The facts of a criminal case as numbers: which there are, what they are called, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from causelist.law.errors import BadFact, UnknownName
from causelist.law.sums import written

Number = int | Decimal
Given = int | str | Decimal

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_DIGITS = 15  # more than any case holds; a longer number is a slip of the keys
_LARGEST = 10**_DIGITS


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that a rule may ask for: money in yuan, or a count."""

    label: str
    label_zh: str
    money: bool = False

    def told(self, value: Number) -> str:
        """A value with its unit: `50,000 yuan`."""
        return f"{written(value)} yuan" if self.money else written(value)

    def told_zh(self, value: Number) -> str:
        """The same in Chinese: `50,000元`."""
        return f"{written(value)}元" if self.money else written(value)


MEASURES = {
    "business": Measure("illegal business amount", "非法经营数额", money=True),
    "gains": Measure("illegal gains", "违法所得数额", money=True),
    "sales": Measure("sales", "销售金额", money=True),
    "copies": Measure("copies", "复制品数量"),
    "works": Measure("works made available", "传播作品数量"),
    "downloads": Measure("downloads", "下载数量"),
    "clicks": Measure("clicks", "被点击数量"),
    "members": Measure("registered members", "注册会员数量"),
    "prior_sanctions_within_2y": Measure("earlier sanctions within two years", "二年内受过处罚次数"),
    "unsold": Measure("value of unsold stock", "尚未销售的货值金额", money=True),
    "unsold_copies": Measure("unsold copies", "尚未销售的复制品数量"),
}
UNIT = "unit"  # 1: the act of a company or other body; 0: of a person
FACTS = (*MEASURES, UNIT)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, what is not; everything else is none."""

    known: dict[str, Number]
    unknown: frozenset[str]
    units: tuple[bool, ...]  # both, where it is not known whether a unit acted

    def as_json(self) -> dict[str, object]:
        """The facts as they were understood."""
        return {"known": {name: str(value) for name, value in self.known.items()}, "unknown": sorted(self.unknown)}


def read_facts(given: Mapping[str, Given], unknown: Collection[str] = ()) -> Facts:
    """Check the facts; raises `UnknownName` for a fact nobody asks for, `BadFact` for one that cannot be."""
    for name in unknown:
        if name not in FACTS:
            raise UnknownName("fact", name, FACTS)
        if name in given:
            raise BadFact(f"{name} is given and said to be unknown; say one of the two")
    known: dict[str, Number] = {}
    units: tuple[bool, ...] = (False, True) if UNIT in unknown else (False,)
    for name, value in given.items():
        measure = MEASURES.get(name)
        if measure is not None:
            known[name] = number_of(name, value, money=measure.money)
        elif name == UNIT:
            units = (_is_unit(value),)
        else:
            raise UnknownName("fact", name, FACTS)
    return Facts(known, frozenset(unknown) - {UNIT}, units)


def number_of(name: str, value: Given, *, money: bool) -> Number:
    """One number, exact; a count is whole, money has two decimals at most."""
    if type(value) is not int:
        value = _exact(name, value)
    if value < 0:
        raise BadFact(f"{name} is {value}; it cannot be less than nought, so leave it out or mark it unknown")
    if value >= _LARGEST:
        raise BadFact(f"{name} has more than {_DIGITS} digits; no case is that large, so look for a slip of the keys")
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        if not money:
            raise BadFact(f"{name} is {value}; it is counted in whole numbers, so give one")
        if value != value.quantize(Decimal("0.01")):
            raise BadFact(f"{name} is {value}; money has two decimals at most, so round it to the fen")
    return value


def _exact(name: str, value: Given) -> Number:
    written = str(value).strip()
    if isinstance(value, bool) or len(written) > 3 * _DIGITS or not _PLAIN.fullmatch(written):
        raise BadFact(f"{name} is {written[:40]!r}; write a plain number such as 25000, without commas or words")
    return Decimal(written)


def _is_unit(value: Given) -> bool:
    if str(value) not in {"0", "1", "False", "True"}:
        raise BadFact(f"unit is {str(value)[:40]!r}; write 1 for a company or other body, 0 for a person")
    return str(value) in {"1", "True"}
