"""What the sums and terms have in common: facts checked, money exact and written, years counted, steps told.

Nothing here knows a rule; a number from a statute comes from its file.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any

from causelist.law.errors import BadFact, UnknownName
from causelist.law.rule import Citation

EXACT = Context(prec=80, rounding=ROUND_HALF_UP)  # no sum of facts within MOST is ever rounded on the way
MOST = Decimal(10) ** 30
_CENT = Decimal("0.01")

Fact = Decimal | int | float | str

# What the names of facts and choices are called in Chinese, where a sentence carries one.
_ZH = {
    "act": "行为",
    "again": "再次侵权",
    "author_died": "作者死亡日期",
    "case": "案件",
    "central": "中部地区",
    "copy": "复制品",
    "created": "创作完成日期",
    "east": "东部地区",
    "gain": "违法所得",
    "innocent": "不知情",
    "licence_fee": "权利使用费",
    "loss": "实际损失",
    "loss+gain": "实际损失和违法所得",
    "national_special": "全国专业频道",
    "published": "首次发表日期",
    "renewed": "是否续展",
    "statutory": "法定赔偿",
    "west": "西部地区",
    "work": "作品",
}


def zh(name: str) -> str:
    """The name of a fact or a choice in Chinese; one that has none stays as it is."""
    return _ZH.get(name, name)


def plain_words(name: str) -> str:
    """The name of a fact or a choice as a sentence carries it."""
    return name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: a template with named values, in English and Chinese, and where it stands."""

    template: str
    template_zh: str
    values: Mapping[str, str]
    rule: str | None = None
    cite: Citation | None = None

    @property
    def words(self) -> str:
        """The line in English."""
        return self.template.format_map(self.values)

    @property
    def words_zh(self) -> str:
        """The line in Chinese."""
        return self.template_zh.format_map(self.values)

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "words": self.words,
            "words_zh": self.words_zh,
            "rule": self.rule,
            "cite": str(self.cite) if self.cite else None,
            "citation": self.cite.as_json() if self.cite else None,
            "template": self.template,
            "values": dict(self.values),
        }


@dataclass(frozen=True, slots=True)
class Range:
    """From one sum to another; `most` None: no top can be named."""

    least: Decimal
    most: Decimal | None

    @classmethod
    def over(cls, ranges: Iterable[Range]) -> Range:
        """All of some ranges, gaps and all."""
        ranges = tuple(ranges)
        tops = [one.most for one in ranges]
        return cls(
            min(one.least for one in ranges), None if None in tops else max(top for top in tops if top is not None)
        )

    def times(self, factor: Decimal | int) -> Range:
        """Both ends multiplied."""
        return Range(product(self.least, factor), None if self.most is None else product(self.most, factor))

    def plus(self, value: Decimal) -> Range:
        """Both ends with a sum added."""
        return Range(total(self.least, value), None if self.most is None else total(self.most, value))

    def weight(self) -> tuple[int, Decimal, Decimal]:
        """To order ranges from the lightest to the heaviest: by the top, then by the bottom."""
        return (1, Decimal(0), self.least) if self.most is None else (0, self.most, self.least)

    def words(self) -> str:
        """The range as a sentence carries it."""
        if self.most is None:
            return f"{written(cents(self.least))} – …"
        if self.least == self.most:
            return written(cents(self.least))
        return f"{written(cents(self.least))} – {written(cents(self.most))}"

    def as_json(self) -> dict[str, str | None]:
        """Both ends, and the sum itself where they are one."""
        return {
            "least": money(self.least),
            "most": money(self.most),
            "amount": money(self.least) if self.least == self.most else None,
        }


def step(
    template: str, template_zh: str, *, rule: str | None = None, cite: Citation | None = None, **values: Any
) -> Step:
    """A line of the working; numbers among the values are written with their thousands apart."""
    return Step(template, template_zh, {name: written(value) for name, value in values.items()}, rule, cite)


def told(steps: Iterable[Step]) -> dict[str, Any]:
    """The steps as the answers carry them: the sentences, the same in Chinese, and all that stands behind them."""
    steps = tuple(steps)
    return {
        "steps": [line.words for line in steps],
        "steps_zh": [line.words_zh for line in steps],
        "working": [line.as_json() for line in steps],
    }


def written(value: Any) -> str:
    """A value as a sentence carries it: 1,000,000; 0.32; 2026-01-01."""
    if isinstance(value, Decimal):
        plain = format(value.normalize(EXACT), "f")
        whole, point, rest = plain.partition(".")
        return f"{int(whole):,}{point}{rest}" if abs(value) >= 1 else plain
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def percent(fraction: Decimal) -> str:
    """A fraction as a percentage: 0.0032 is 0.32 %."""
    return f"{written(EXACT.multiply(fraction, Decimal(100)))} %"


def money(value: Decimal | None) -> str | None:
    """A sum as JSON carries it: a decimal string, whole where it is whole, else to the cent."""
    if value is None:
        return None
    rounded = value.quantize(_CENT, context=EXACT)
    return format(rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded, "f")


def cents(value: Decimal) -> Decimal:
    """A sum rounded to the cent, halves up: only the end of a calculation is rounded."""
    return value.quantize(_CENT, context=EXACT)


def product(*factors: Decimal | int) -> Decimal:
    """The exact product."""
    with localcontext(EXACT):
        made = Decimal(1)
        for factor in factors:
            made *= factor
        return made


def total(*parts: Decimal | int) -> Decimal:
    """The exact sum."""
    with localcontext(EXACT):
        made = Decimal(0)
        for part in parts:
            made += part
        return made


def amount(name: str, value: Fact) -> Decimal:
    """A fact that is a sum or a quantity: exact, nought or more, not above 10^30; raises `BadFact`."""
    try:
        made = None if isinstance(value, bool) else Decimal(str(value).replace(",", "").strip())
    except ArithmeticError:
        made = None
    if made is None or not made.is_finite():
        raise BadFact(f"{name}: {value!r} is no number; write digits, such as 50000 or 0.08")
    if made < 0:
        raise BadFact(f"{name}: {written(made)} is below nought; leave it out if there is none")
    if made > MOST:
        raise BadFact(f"{name}: the number is too large to be meant; the most that is taken is 10^30")
    return made


def maybe_amount(name: str, value: Fact | None) -> Decimal | None:
    """The same, where None stands for a sum that is not there."""
    return None if value is None else amount(name, value)


def count(name: str, value: Fact, *, least: int = 0) -> int:
    """A fact that is a number of things: whole, and `least` or more; raises `BadFact`."""
    made = amount(name, value)
    if made != made.to_integral_value():
        raise BadFact(f"{name}: {written(made)} is not whole; things are counted one by one")
    if made < least:
        raise BadFact(f"{name}: {written(made)} is too few; the least is {least}")
    return int(made)


def fraction(name: str, value: Fact) -> Decimal:
    """A fact that is a share of a whole: 0 to 1; raises `BadFact`."""
    made = amount(name, value)
    if made > 1:
        raise BadFact(f"{name}: {written(made)} is more than the whole; write 8 % as 0.08")
    return made


def known(kind: str, name: str, names: Iterable[str]) -> str:
    """A word from a list; raises `UnknownName` with the nearest."""
    names = tuple(names)
    if name not in names:
        raise UnknownName(kind, name, names)
    return name


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day some years on; where the month has no such day, the last of the month."""
    year = _year(day.year + years)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on; where the month has no such day, the last of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(_year(year), month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_end(day: dt.date, years: int) -> dt.date:
    """31 December of the year that many years after a day."""
    return dt.date(_year(day.year + years), 12, 31)


def _year(year: int) -> int:
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise BadFact(f"the year {year} is beyond the calendar; check the dates given")
    return year
