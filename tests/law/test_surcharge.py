from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from causelist.law import BadFact, NotInForce, law_of
from causelist.law.surcharge import surcharge

CN = law_of("cn")
DUE = dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("fine", "due", "on", "amount", "capped"),
    [
        (50_000, DUE, dt.date(2026, 3, 10), "0.00", False),
        (50_000, DUE, dt.date(2026, 3, 1), "0.00", False),
        (50_000, DUE, dt.date(2026, 3, 11), "1500.00", False),
        (50_000, DUE, dt.date(2026, 4, 12), "49500.00", False),
        (50_000, DUE, dt.date(2026, 4, 13), "50000.00", True),
        (Decimal("333.33"), DUE, dt.date(2026, 3, 11), "10.00", False),
        (50_000, dt.date(2011, 3, 10), dt.date(2011, 4, 13), "51000.00", False),  # no ceiling before 2012
        (0, DUE, dt.date(2027, 1, 1), "0.00", False),
    ],
)
def test_three_per_cent_a_day_and_never_more_than_the_fine(
    fine: int, due: dt.date, on: dt.date, amount: str, capped: Any
) -> None:
    found = surcharge(CN, fine=fine, due=due, on=on)
    assert (found.amount, found.capped) == (Decimal(amount), capped)
    assert found.total == Decimal(fine) + Decimal(amount)
    assert found.as_json()["amount"] == amount
    assert len(found.steps) == len(found.steps_zh) == (2 if capped else 1)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(BadFact, match="is no sum of money"):
        surcharge(CN, fine=-1, due=DUE, on=DUE)
    with pytest.raises(BadFact, match="is no sum of money"):
        surcharge(CN, fine=Decimal("NaN"), due=DUE, on=DUE)
    with pytest.raises(NotInForce, match="no rule adds anything"):
        surcharge(law_of("us"), fine=1, due=DUE, on=DUE)
