"""What was taken: its inventory, what it is worth by several methods, how long it is held, what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.effects.spots import bad_cell, day_at_place
from causelist.cases.fields import LARGEST
from causelist.cases.holdings import Holding, TooMuch, holding
from causelist.cases.models import (
    CaseParty,
    Disposition,
    Measure,
    MeasureTarget,
    Premises,
    SeizedItem,
    Seizure,
    Valuation,
)
from causelist.core.refusal import Refused
from causelist.works.models import Work

LONGEST = {
    "receipt": 80,
    "description": 500,
    "unit": 30,
    "stored_at": 200,
    "place": 200,
    "basis": 500,
    "valued_by": 200,
}
SLACK = dt.timedelta(minutes=5)
HUNDREDTHS = 100


@effect("operation.seize")
def seize(doing: Doing) -> Effect:
    """An inventory, its lines numbered from 1; the time that things may be held begins."""
    data, measure = doing.data, doing.subject
    rows = [_line(doing, position, row) for position, row in enumerate(data["inventory"], 1)]
    _check_works(doing, data["inventory"])
    seizure = Seizure.objects.create(
        case=doing.case, measure=measure, premises=_premises(doing, measure), taken_at=data["taken_at"],
        from_party=_from(doing), receipt=_short(data.get("receipt", ""), "receipt"),
    )  # fmt: skip
    for row in rows:
        row.seizure = seizure
    SeizedItem.objects.bulk_create(rows)
    return Effect(
        starts=("seizure_hold",) if _is_held(measure) else (), start_at=data["taken_at"], audience=_audience(measure),
        detail={"seizure": seizure.pk, "lines": len(rows)},
    )  # fmt: skip


@effect("operation.value")
def value(doing: Doing) -> Effect:
    """What lines are worth by a method; a later one by the same method takes its place, both are kept."""
    measure: Measure = doing.subject
    rows = doing.data["valuations"]
    items = _items(doing, "valuations", rows)
    made = [_valuation(doing, position, row, items[row["item"]]) for position, row in enumerate(rows, 1)]
    Valuation.objects.bulk_create(made)
    return Effect(audience=_audience(measure))


@effect("operation.extend_hold")
def extend_hold(doing: Doing) -> Effect:
    """Things are held longer, once; there must be some."""
    measure: Measure = doing.subject
    if not _is_held(measure) or not _something_held(measure):
        raise Refused(_("Nothing is held under this measure whose time the law limits."), code="nothing_held")
    if doing.case.clocks.filter(subject_kind="operation", subject_id=measure.pk, name="seizure_extension").exists():
        raise Refused(_("It was extended once already; the law allows no more."), code="extended_already")
    return Effect()


@effect("operation.dispose")
def dispose(doing: Doing) -> Effect:
    """What became of things, row by row; when nothing is left to decide on, the time to hold them ends."""
    measure: Measure = doing.subject
    rows = doing.data["dispositions"]
    items = _items(doing, "dispositions", rows)
    standing = _standing(items.values())
    made = []
    for position, row in enumerate(rows, 1):
        item = items[row["item"]]
        quantity = _quantity(doing, "dispositions", position, row, item.kind)
        _check_when(doing, position, row["at"], item)
        standing[item.pk] = _after(doing, position, item, standing[item.pk], (row["kind"], quantity))
        made.append(
            Disposition(
                item=item, kind=row["kind"], quantity=quantity, at=row["at"], place=_short(row.get("place", ""), "place"),
                basis=_short(row.get("basis") or doing.data["reason"], "basis", cut=True), by=doing.by,
            )
        )  # fmt: skip
        if row["kind"] == "moved" and quantity == standing[item.pk].held:
            item.stored_at = _short(row.get("place", ""), "stored_at")
    Disposition.objects.bulk_create(made)
    SeizedItem.objects.bulk_update(items.values(), ["stored_at"])
    done = not _something_held(measure)
    stops = {"seizure_hold": "met", "seizure_extension": "met"} if done else {}
    return Effect(audience=_audience(measure), stops=stops)


def _line(doing: Doing, position: int, row: Mapping[str, Any]) -> SeizedItem:
    quantity = _quantity(doing, "inventory", position, row, row["kind"])
    unit = row["currency"] if row["kind"] == "money" else row.get("unit", "")
    for column in ("description", "unit", "stored_at"):
        if len(row.get(column, "")) > LONGEST[column]:
            raise bad_cell(
                doing,
                "inventory",
                (position, column),
                _("at most %d characters fit.") % LONGEST[column],
                code="too_long",
            )
    return SeizedItem(
        position=position, kind=row["kind"], description=row["description"], quantity=quantity, unit=unit,
        work_id=row.get("work"), stored_at=row.get("stored_at", ""),
    )  # fmt: skip


def _quantity(doing: Doing, field: str, position: int, row: Mapping[str, Any], kind: str) -> int:
    """How many; of money, how many hundredths."""
    if kind != "money":
        if "amount" in row:
            raise bad_cell(
                doing, field, (position, "amount"), _("only money has a sum here; count the things."), code="not_money"
            )
        if "quantity" not in row and kind != "premises":
            raise bad_cell(doing, field, (position, "quantity"), _("say how many."), code="required")
        return int(row.get("quantity", 1))
    if "quantity" in row:
        raise bad_cell(doing, field, (position, "quantity"), _("money is given as a sum, not counted."), code="money")
    amount: Decimal | None = row.get("amount")
    if not amount:
        raise bad_cell(doing, field, (position, "amount"), _("say how much money, more than nought."), code="required")
    if field == "inventory" and "currency" not in row:
        raise bad_cell(doing, field, (position, "currency"), _("say of which currency."), code="required")
    hundredths = int(amount * HUNDREDTHS)
    if hundredths > LARGEST:
        raise bad_cell(doing, field, (position, "amount"), _("no sum is that large."), code="out_of_range")
    return hundredths


def _check_works(doing: Doing, rows: Sequence[Mapping[str, Any]]) -> None:
    asked = {row["work"] for row in rows if "work" in row}
    known = set(Work.objects.filter(pk__in=asked).values_list("pk", flat=True))
    for position, row in enumerate(rows, 1):
        if "work" in row and row["work"] not in known:
            raise bad_cell(doing, "inventory", (position, "work"), _("there is no such work."), code="not_there")


def _premises(doing: Doing, measure: Measure) -> Premises | None:
    """Where it was: as said, else the one spot of the measure."""
    asked = doing.data.get("premises")
    spots = MeasureTarget.objects.filter(measure=measure, premises__isnull=False).select_related("premises")
    known = {spot.premises_id: spot.premises for spot in spots}
    if asked is None:
        return next(iter(known.values())) if len(known) == 1 else None
    if asked in known:
        return known[asked]
    found = Premises.objects.filter(pk=asked, merged_into__isnull=True).first()
    if found is None:
        raise Refused(_("There are no such premises."), code="not_there", field="premises")
    return found


def _from(doing: Doing) -> CaseParty | None:
    asked = doing.data.get("from_party")
    if asked is None:
        return None
    party = CaseParty.objects.filter(case=doing.case, pk=asked).first()
    if party is None:
        raise Refused(_("The case has no such party."), code="not_there", field="from_party")
    return party


def _items(doing: Doing, field: str, rows: Sequence[Mapping[str, Any]]) -> dict[int, SeizedItem]:
    """The lines that rows name, of this measure, locked in the order of their numbers."""
    asked = {row["item"] for row in rows}
    found: QuerySet[SeizedItem] = (
        QuerySet(SeizedItem).select_for_update(of=("self",)).filter(pk__in=asked, seizure__measure=doing.subject)
    )
    items = {item.pk: item for item in found.select_related("seizure").order_by("pk")}
    for position, row in enumerate(rows, 1):
        if row["item"] not in items:
            raise bad_cell(
                doing, field, (position, "item"), _("nothing seized here has the number %d.") % row["item"],
                code="not_there",
            )  # fmt: skip
    return items


def _valuation(doing: Doing, position: int, row: Mapping[str, Any], item: SeizedItem) -> Valuation:
    if item.kind == "money":
        raise bad_cell(doing, "valuations", (position, "item"), _("money is worth itself."), code="money")
    each: Decimal | None = row.get("each")
    amount: Decimal | None = row.get("amount")
    total = amount if each is None else each * item.quantity
    if total is None:
        raise bad_cell(
            doing, "valuations", (position, "amount"), _("give the price of one or the sum."), code="required"
        )
    if amount is not None and amount != total:
        said = _("%(quantity)s at %(each)s are %(total)s, not %(amount)s.") % {
            "quantity": item.quantity, "each": each, "total": total, "amount": amount,
        }  # fmt: skip
        raise bad_cell(doing, "valuations", (position, "amount"), said, code="does_not_add_up")
    if total > LARGEST:
        raise bad_cell(doing, "valuations", (position, "each"), _("no sum is that large."), code="out_of_range")
    if not day_at_place(doing, item.seizure.taken_at) <= row["valued_on"] <= day_at_place(doing, timezone.now()):
        raise bad_cell(
            doing, "valuations", (position, "valued_on"), _("this is in the future, or before the things were seized."),
            code="out_of_order",
        )  # fmt: skip
    return Valuation(
        item=item, method=row["method"], each=each, amount=total, currency=row["currency"], valued_on=row["valued_on"],
        valued_by=_short(row["valued_by"], "valued_by"), basis=_short(row["basis"], "basis"), by=doing.by,
    )  # fmt: skip


def _check_when(doing: Doing, position: int, at: dt.datetime, item: SeizedItem) -> None:
    if not item.seizure.taken_at <= at <= timezone.now() + SLACK:
        raise bad_cell(
            doing, "dispositions", (position, "at"), _("this is in the future, or before the things were seized."),
            code="out_of_order",
        )  # fmt: skip


def _after(doing: Doing, position: int, item: SeizedItem, now: Holding, wanted: tuple[str, int]) -> Holding:
    try:
        return now.after(*wanted)
    except TooMuch as error:
        money = item.kind == "money"
        left = f"{Decimal(error.left) / HUNDREDTHS:.2f} {item.unit}" if money else str(error.left)
        raise bad_cell(
            doing, "dispositions", (position, "amount" if money else "quantity"),
            _("of number %(item)d at most %(left)s are left for this.") % {"item": item.pk, "left": left},
            code="more_than_there",
        ) from error  # fmt: skip


def _standing(items: Any) -> dict[int, Holding]:
    items = list(items)
    told: dict[int, list[tuple[str, int]]] = {item.pk: [] for item in items}
    rows = Disposition.objects.filter(item__in=told).order_by("pk")
    for pk, kind, quantity in rows.values_list("item", "kind", "quantity"):
        told[pk].append((kind, quantity))
    return {item.pk: holding(item.quantity, told[item.pk]) for item in items}


def _something_held(measure: Measure) -> bool:
    """Whether anything seized under a measure still waits for what becomes of it."""
    standing = _standing(SeizedItem.objects.filter(seizure__measure=measure))
    return any(one.held > one.owned for one in standing.values())


def _is_held(measure: Measure) -> bool:
    """Whether the law limits how long: in administrative matters, not where the police or a court hold evidence."""
    return measure.track is None or measure.track.kind == "administrative"


def _audience(measure: Measure) -> str:
    return "parties" if measure.carried_out_at else "office"


def _short(text: str, name: str, *, cut: bool = False) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST[name]:
        return text
    if cut:
        return text[: LONGEST[name] - 1] + "…"
    raise Refused(_("At most %d characters fit.") % LONGEST[name], code="too_long", field=name)
