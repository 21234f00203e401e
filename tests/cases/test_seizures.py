from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.conftest import Country
from tests.cases.test_operations import RAID, opened, planned, spot

from causelist.cases.models import Case, CaseEvent, Clock, Disposition, Measure, SeizedItem, Seizure, Valuation
from causelist.core.refusal import Refused

DISCS = {"kind": "copies", "description": "Film discs without labels", "quantity": 19000, "unit": "discs"}
BURNER = {"kind": "equipment", "description": "Disc copier with eleven trays", "quantity": 2, "stored_at": "Store A"}
CASH = {"kind": "money", "description": "Cash in the till", "amount": "12500.50", "currency": "CNY"}
LATER = RAID + dt.timedelta(days=3)


def seize(country: Country, case: Case, raid: Measure, *rows: dict[str, Any], **given: Any) -> Seizure:
    data = {"taken_at": RAID.isoformat(), "receipt": "R-1", "inventory": list(rows), **given}
    event = country.do(case, "operation.seize", "officer", raid.pk, at=RAID, **data)
    return Seizure.objects.get(pk=event.detail["seizure"])


@pytest.fixture
def case(country: Country) -> Case:
    return opened(country)


@pytest.fixture
def raid(country: Country, case: Case) -> Measure:
    made = planned(country, case, spot(country))
    country.do(
        case, "operation.carry_out", "officer", made.pk, at=RAID, carried_out_at=RAID.isoformat(), result="Sold copies",
        results=[{"spot": 1, "outcome": "found"}],
    )  # fmt: skip
    made.refresh_from_db()
    return made


def test_inventory_is_kept_line_by_line_with_its_spot(country: Country, case: Case, raid: Measure) -> None:
    seizure = seize(country, case, raid, DISCS, BURNER, CASH, {"kind": "premises", "description": "Back room sealed"})

    assert seizure.premises == spot(country)
    rows = list(seizure.items.order_by("position").values_list("position", "kind", "quantity", "unit"))
    assert rows == [
        (1, "copies", 19000, "discs"),
        (2, "equipment", 2, ""),
        (3, "money", 1250050, "CNY"),
        (4, "premises", 1, ""),
    ]
    clock = Clock.objects.get(name="seizure_hold")
    assert (clock.rule, clock.started_at) == ("cn.seizure.hold", RAID)


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (DISCS | {"quantity": -3}, "out_of_range", "inventory.2.quantity"),
        (DISCS | {"quantity": 0}, "out_of_range", "inventory.2.quantity"),
        (DISCS | {"quantity": "many"}, "not_count", "inventory.2.quantity"),
        ({"kind": "copies", "description": "Discs"}, "required", "inventory.2.quantity"),
        (DISCS | {"amount": "3"}, "not_money", "inventory.2.amount"),
        (CASH | {"quantity": 3}, "money", "inventory.2.quantity"),
        ({"kind": "money", "description": "Cash", "amount": "0", "currency": "CNY"}, "required", "inventory.2.amount"),
        ({"kind": "money", "description": "Cash", "amount": "5"}, "required", "inventory.2.currency"),
        (CASH | {"currency": "yuan"}, "not_currency", "inventory.2.currency"),
        (DISCS | {"kind": "dreams"}, "not_a_choice", "inventory.2.kind"),
        (DISCS | {"work": 4_000_000}, "not_there", "inventory.2.work"),
        (DISCS | {"stored_at": "x" * 201}, "too_long", "inventory.2.stored_at"),
        (DISCS | {"colour": "red"}, "unknown_field", "inventory.2.colour"),
    ],
)
def test_line_that_cannot_be_names_row_and_column_and_nothing_is_stored(
    country: Country, raid: Measure, row: dict[str, Any], code: str, field: str
) -> None:
    before = CaseEvent.objects.count()

    with pytest.raises(Refused) as refused:
        seize(country, raid.case, raid, BURNER, row)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert "row 2" in str(refused.value)
    assert (Seizure.objects.count(), SeizedItem.objects.count(), CaseEvent.objects.count()) == (0, 0, before)


def test_inventory_pasted_from_a_spreadsheet(country: Country, case: Case, raid: Measure) -> None:
    pasted = "Kind\tDescription\tNumber\nCopies\tDiscs\t19,000\nEquipment\tCopier\t2"
    event = country.do(
        case, "operation.seize", "officer", raid.pk, at=RAID, taken_at=RAID.isoformat(), inventory=pasted
    )

    assert event.detail["lines"] == 2
    assert SeizedItem.objects.get(position=1).quantity == 19000


def value(country: Country, case: Case, raid: Measure, *rows: dict[str, Any]) -> CaseEvent:
    return country.do(case, "operation.value", "officer", raid.pk, at=LATER, valuations=list(rows))


def priced(item: SeizedItem, method: str, **given: Any) -> dict[str, Any]:
    settings = {"currency": "CNY", "valued_on": LATER.date().isoformat(), "valued_by": "Price office", "basis": "Tags"}
    return {"item": item.pk, "method": method, **settings, **given}


def test_values_by_several_methods_stand_side_by_side(country: Country, case: Case, raid: Measure) -> None:
    discs = seize(country, case, raid, DISCS).items.get()

    value(
        country, case, raid, priced(discs, "declared", amount="1900"), priced(discs, "marked", each="5"),
        priced(discs, "average_real", each="2.50", amount="47500"), priced(discs, "official", each="28"),
    )  # fmt: skip
    value(country, case, raid, priced(discs, "marked", each="6"))

    found = Valuation.objects.filter(item=discs).order_by("pk").values_list("method", "amount")
    assert list(found) == [
        ("declared", Decimal(1900)), ("marked", Decimal(95000)), ("average_real", Decimal(47500)),
        ("official", Decimal(532000)), ("marked", Decimal(114000)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code", "column"),
    [
        ({}, "required", "amount"),
        ({"each": "2", "amount": "5"}, "does_not_add_up", "amount"),
        ({"amount": "-1"}, "out_of_range", "amount"),
        ({"amount": "5", "valued_on": "2026-03-01"}, "out_of_order", "valued_on"),
        ({"amount": "5", "valued_on": "2199-01-01"}, "out_of_order", "valued_on"),
        ({"amount": "5", "item": 999_999}, "not_there", "item"),
        ({"each": "900000000000000000"}, "out_of_range", "each"),
        ({"amount": "5", "method": "guessed"}, "not_a_choice", "method"),
    ],
)
def test_value_that_cannot_be_names_row_and_column(
    country: Country, raid: Measure, given: dict[str, Any], code: str, column: str
) -> None:
    discs = seize(country, raid.case, raid, DISCS).items.get()

    with pytest.raises(Refused) as refused:
        value(country, raid.case, raid, priced(discs, "marked") | given)

    assert (refused.value.code, refused.value.field) == (code, f"valuations.1.{column}")
    assert Valuation.objects.count() == 0


def dispose(country: Country, case: Case, raid: Measure, *rows: dict[str, Any]) -> CaseEvent:
    return country.do(
        case, "operation.dispose", "officer", raid.pk, at=LATER, dispositions=list(rows), reason="Decision of 5 March"
    )


def done(item: SeizedItem, kind: str, **given: Any) -> dict[str, Any]:
    return {"item": item.pk, "kind": kind, "at": LATER.isoformat(), **given}


def test_things_move_return_and_are_destroyed_until_nothing_is_held(
    country: Country, case: Case, raid: Measure
) -> None:
    seizure = seize(country, case, raid, DISCS, BURNER, CASH)
    discs, burner, cash = seizure.items.order_by("position")

    dispose(
        country,
        case,
        raid,
        done(burner, "moved", quantity=2, place="Store B"),
        done(discs, "confiscated", quantity=18000),
    )
    burner.refresh_from_db()
    assert burner.stored_at == "Store B"
    assert Clock.objects.get(name="seizure_hold").stopped_at is None

    dispose(
        country, case, raid, done(discs, "destroyed", quantity=18000), done(discs, "returned", quantity=1000),
        done(burner, "returned", quantity=2), done(cash, "confiscated", amount="12500.50"),
    )  # fmt: skip
    assert Clock.objects.get(name="seizure_hold").outcome == "met"
    assert Disposition.objects.filter(item=cash).values_list("quantity", "basis").get() == (
        1250050,
        "Decision of 5 March",
    )


def test_more_than_is_there_is_never_disposed_of(country: Country, case: Case, raid: Measure) -> None:
    discs = seize(country, case, raid, DISCS | {"quantity": 10}).items.get()
    dispose(country, case, raid, done(discs, "returned", quantity=4))

    with pytest.raises(Refused) as refused:
        dispose(country, case, raid, done(discs, "confiscated", quantity=3), done(discs, "confiscated", quantity=4))

    assert (refused.value.code, refused.value.field) == ("more_than_there", "dispositions.2.quantity")
    assert "at most 3" in str(refused.value)
    assert Disposition.objects.count() == 1


def test_disposal_before_the_seizure_or_in_the_future_is_refused(country: Country, case: Case, raid: Measure) -> None:
    discs = seize(country, case, raid, DISCS).items.get()
    for at in ("2026-03-01T00:00", "2190-01-01T00:00"):
        with pytest.raises(Refused) as refused:
            dispose(country, case, raid, done(discs, "returned", quantity=1) | {"at": at})
        assert refused.value.field == "dispositions.1.at"


def test_holding_is_extended_once_by_the_head(country: Country, case: Case, raid: Measure) -> None:
    with pytest.raises(Refused) as refused:
        country.do(case, "operation.extend_hold", "head", raid.pk, at=LATER, reason="Tests take longer")
    assert refused.value.code == "nothing_held"

    seize(country, case, raid, DISCS)
    country.do(case, "operation.extend_hold", "head", raid.pk, at=LATER, reason="Tests take longer")
    assert Clock.objects.get(name="seizure_extension").rule == "cn.seizure.extend"
    with pytest.raises(Refused) as refused:
        country.do(case, "operation.extend_hold", "head", raid.pk, at=LATER, reason="Again")
    assert refused.value.code == "extended_already"
