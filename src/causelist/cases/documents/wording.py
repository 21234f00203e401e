"""The words that documents share, in English and Chinese: labels, dates, money, what a sum or a term orders. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from causelist.cases.documents import plain
from causelist.cases.documents.plain import BadText
from causelist.cases.documents.text import Cited, DecisionText, Sum, Term

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 -- reads as a list
)


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return made


def words(language: str) -> dict[str, Any]:
    """All shared words of a language."""
    made: dict[str, Any] = _all()[language]
    return made


def tag(language: str) -> str:
    """The language as HTML and XML name it."""
    return "zh-Hans" if language == "zh" else "en"


def day(value: dt.date, language: str) -> str:
    """24 November 2026; 2026年11月24日."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def money(amount: Decimal, currency: str, language: str) -> str:
    """CNY 120,000; 人民币120,000元. Cents only where there are some."""
    whole = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    if language == "zh":
        unit = words("zh")["currencies"].get(currency)
        return f"{unit[0]}{whole}{unit[1]}" if unit else f"{whole} {currency}"
    return f"{currency} {whole}"


def months(value: int, language: str) -> str:
    """1 year 6 months; 一年六个月 written with digits: 1年6个月."""
    years, rest = divmod(value, 12)
    if language == "zh":
        return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
    parts = [f"{years} year{'s' * (years > 1)}"] if years else []
    parts += [f"{rest} month{'s' * (rest > 1)}"] if rest else []
    return " ".join(parts)


def joined(parts: Sequence[str], language: str) -> str:
    """A, B and C; 甲、乙和丙."""
    if len(parts) < 2:
        return "".join(parts)
    comma, last = ("、", "和") if language == "zh" else (", ", " and ")
    return f"{comma.join(parts[:-1])}{last}{parts[-1]}"


def cited(one: Cited, language: str) -> str:
    """The rule as a sentence carries it."""
    if language == "zh":
        law = one.law if one.law.startswith("《") else f"《{one.law}》"
        return f"{law}第{one.article}条" if one.article else law
    return one.words


def sum_kind(text: DecisionText, one: Sum) -> str:
    """The kind of a sum as it is called there: what a criminal court takes as a fine has a word of its own."""
    return "criminal_fine" if (text.kind, one.kind) == ("criminal_judgment", "fine") else one.kind


def sum_order(text: DecisionText, one: Sum) -> str:
    """What a sum orders, as a point of the holding."""
    amount = money(one.amount, one.currency, text.language)
    return _order(text, f"sum_{sum_kind(text, one)}", one.against, one.to, amount=amount)


def term_order(text: DecisionText, term: Term) -> str:
    """What a term orders, as a point of the holding."""
    kind = f"term_{term.kind}" + ("_suspended" if term.suspended_months else "")
    return _order(
        text,
        kind,
        term.against,
        "",
        term=months(term.months, text.language),
        probation=months(term.suspended_months, text.language),
    )


def _order(text: DecisionText, kind: str, against: str, to: str, **values: str) -> str:
    table = words(text.language)
    payer, paid = text.party(against), text.party(to)
    values["who"] = payer.name if payer else table["who"]
    values["to"] = table["to"].replace("{}", paid.name) if paid else ""
    made: str = table["orders"][kind]
    for name, value in values.items():  # one by one: a name may hold braces
        made = made.replace("{" + name + "}", value.replace("{", "\x00"))
    return made.replace("\x00", "{")


def value(name: str, kind: str, given: Any, language: str) -> str:
    """A fact as a sentence carries it, by its type. Raises `BadText` for one of another type."""
    if kind == "date" or isinstance(given, dt.date):
        return day(_date(name, given), language)
    if kind == "money":
        if not isinstance(given, dict) or set(given) != {"amount", "currency"}:
            raise BadText(name, "a sum of money is needed, with amount and currency")
        try:
            return money(Decimal(str(given["amount"])), str(given["currency"]), language)
        except InvalidOperation:
            raise BadText(name, f"{given['amount']!r} is no sum; write 50000 or 50000.50") from None
    if kind == "count" or (isinstance(given, int) and not isinstance(given, bool)):
        return f"{given:,}"
    return plain.line(given if isinstance(given, str) else str(given), name, plain.MOST_PARAGRAPH)


def _date(name: str, given: Any) -> dt.date:
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        raise BadText(name, f"{given!r} is no day; write it as 2026-11-24") from None
