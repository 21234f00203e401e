"""What is added to a fine that is paid late: so much a day, never more than the fine itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from causelist.law.errors import BadFact, NotInForce
from causelist.law.schema import Spec, kind, number, words

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation

CENT = Decimal("0.01")
kind("surcharge", Spec({"share_a_day": number, "text": words, "text_zh": words}, {"most_times": number}))


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What has grown on a fine by a day; `days` are those after the last day of payment."""

    rule: str
    fine: Decimal
    due: dt.date
    on: dt.date
    days: int
    amount: Decimal
    capped: bool
    steps: tuple[str, ...]
    steps_zh: tuple[str, ...]
    cite: Citation

    @property
    def total(self) -> Decimal:
        """Fine and surcharge together."""
        return self.fine + self.amount

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages; sums as they are written."""
        return {
            "rule": self.rule,
            "fine": str(self.fine),
            "due": self.due.isoformat(),
            "on": self.on.isoformat(),
            "days": self.days,
            "amount": str(self.amount),
            "total": str(self.total),
            "capped": self.capped,
            "steps": list(self.steps),
            "steps_zh": list(self.steps_zh),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def surcharge(book: Book, *, fine: Decimal | int, due: dt.date, on: dt.date) -> Surcharge:
    """What is added on a day to a fine that had to be paid by `due`; nothing up to that day.

    The version is that of the last day of payment. Raises `BadFact` for a fine below nought and `NotInForce`.
    """
    rule_id = f"{book.jurisdiction}.penalty.surcharge"
    if rule_id not in book.rules:
        raise NotInForce(f"{book.jurisdiction}: no rule adds anything to a fine that is paid late")
    amount = Decimal(fine)
    if not amount.is_finite() or amount < 0:
        raise BadFact(f"fine: {fine} is no sum of money; write it as 50000 or 50000.00")
    version = book.on(rule_id, due)
    share = Decimal(version.value["share_a_day"])
    days = max(0, (on - due).days)
    grown = (amount * share * days).quantize(CENT, ROUND_HALF_UP)
    most = None if "most_times" not in version.value else amount * Decimal(version.value["most_times"])
    capped = most is not None and grown > most
    final = most.quantize(CENT) if capped and most is not None else grown
    percent = f"{(share * 100).normalize():f}"
    steps = [f"{amount:,} x {percent}% x {days} days = {grown:,}"]
    steps_zh = [f"{amount:,} × {percent}% × {days}日 = {grown:,}"]
    if capped:
        steps.append(f"more than the fine may not be added: {final:,}")
        steps_zh.append(f"加处罚款的数额不得超出罚款的数额：{final:,}")
    return Surcharge(rule_id, amount, due, on, days, final, capped, tuple(steps), tuple(steps_zh), version.cite)
