"""Measures and seizures of a case as somebody may see them: spots, inventories, values side by side, what became of them.

Strictly through the table of visibility (`Eyes`); at most eight queries, however many rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from causelist.cases import tables
from causelist.cases.holdings import Holding, holding
from causelist.cases.models import (
    Case,
    CaseParty,
    Decision,
    Disposition,
    Measure,
    MeasureTarget,
    SeizedItem,
    Seizure,
    Valuation,
)
from causelist.cases.publication.eyes import Eyes
from causelist.cases.relations import SIDES
from causelist.cases.secrecy import audience_of
from causelist.cases.tables import Words
from causelist.cases.worth import Line, Price, Worth, worth


@dataclass(frozen=True, slots=True)
class SpotView:
    """One of the spots of a measure, numbered as the results name it."""

    number: int
    name: str
    street: str  # "" for who may not see it
    region: str
    premises: int | None
    outcome: str
    outcome_title: Words
    note: str
    visited_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """An order or an operation."""

    id: int
    lifecycle: str
    kind: str
    kind_title: Words
    state: str
    state_title: Words
    next: Words
    scope: str
    whole_repertoire: bool
    asked_by: str
    opened_at: dt.datetime
    planned_for: dt.datetime | None
    carried_out_at: dt.datetime | None
    ends_on: dt.date | None
    result: str
    spots: tuple[SpotView, ...]
    rulings: tuple[str, ...]  # numbers of issued decisions


@dataclass(frozen=True, slots=True)
class DispositionView:
    """What became of some of a line."""

    kind: str
    title: Words
    amount: str
    at: dt.datetime
    place: str
    basis: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One line of an inventory; `id` is what valuations and dispositions name it by."""

    id: int
    position: int
    kind: str
    kind_title: Words
    description: str
    amount: str  # with its unit or currency
    held: str
    confiscated: str
    work: str
    stored_at: str
    prices: Mapping[str, Price]
    dispositions: tuple[DispositionView, ...]


@dataclass(frozen=True, slots=True)
class SeizureRow:
    """What was taken at one spot at one time."""

    id: int
    measure: int
    taken_at: dt.datetime
    receipt: str
    premises: int | None
    where: str
    street: str
    taken_from: str
    withheld: bool  # there is somebody whom the reader may not know by name
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of this kind; a part that is None may not be seen."""

    orders: tuple[MeasureRow, ...] | None
    operations: tuple[MeasureRow, ...] | None
    seizures: tuple[SeizureRow, ...] | None
    worth: Worth | None

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.orders or self.operations or self.seizures)


def sheet(case: Case, eyes: Eyes) -> Sheet:
    """The measures and seizures of a case for whoever looks with these eyes."""
    rows = [
        row
        for row in Measure.objects.filter(case=case).select_related("asked_by__name__organisation").order_by("pk")
        if knows(row, eyes)
    ]
    if not rows:
        return Sheet((), (), (), None)
    measures = _measures(rows, eyes) if eyes.sees("measures") else None
    shown = [row.pk for row in rows]
    seizures, lines = _seizures(shown, eyes) if eyes.sees("seizures") else (None, [])
    value = None
    if lines and eyes.sees("values"):
        facts = case.facts if isinstance(case.facts, dict) else {}
        value = worth(
            lines, jurisdiction=case.jurisdiction, on=_day_of(facts, seizures or ()), act=str(facts.get("act") or "217")
        )
    return Sheet(
        None if measures is None else tuple(row for row in measures if row.lifecycle == "order"),
        None if measures is None else tuple(row for row in measures if row.lifecycle == "operation"),
        seizures,
        value,
    )


def knows(measure: Measure, eyes: Eyes) -> bool:
    """Whether somebody may know at all that there is such a measure."""
    audience = audience_of(
        measure.lifecycle,
        carried_out=measure.carried_out_at is not None,
        asked_by_party=measure.asked_by_id is not None,
    )
    return audience == "public" or eyes.hears(audience, measure.track_id)


def _measures(rows: Iterable[Measure], eyes: Eyes) -> list[MeasureRow]:
    rows = list(rows)
    spots = _spots([row.pk for row in rows], eyes)
    rulings: dict[int, list[str]] = {}
    numbers = Decision.objects.filter(measure__in=[row.pk for row in rows], number__isnull=False)
    for measure, number in numbers.order_by("pk").values_list("measure", "number"):
        rulings.setdefault(measure or 0, []).append(number or "")
    return [_measure(row, spots.get(row.pk, []), rulings.get(row.pk, []), eyes) for row in rows]


def _measure(row: Measure, spots: list[SpotView], rulings: list[str], eyes: Eyes) -> MeasureRow:
    table = tables.lifecycle(row.lifecycle)
    state = table.states[row.state]
    inside = eyes.hears("parties", row.track_id)
    name, _withheld = party_name(row.asked_by, eyes)
    first = "ask" if row.lifecycle == "order" else "plan"
    return MeasureRow(
        id=row.pk, lifecycle=row.lifecycle, kind=row.kind, kind_title=_kinds(row.lifecycle, first)[row.kind],
        state=row.state, state_title=state.title, next=state.next, scope=row.scope if inside else "",
        whole_repertoire=row.whole_repertoire, asked_by=name, opened_at=row.opened_at,
        planned_for=row.planned_for if eyes.hears("bodies", row.track_id) else None, carried_out_at=row.carried_out_at,
        ends_on=row.ends_on, result=row.result if inside else "", spots=tuple(spots), rulings=tuple(rulings),
    )  # fmt: skip


def _spots(measures: list[int], eyes: Eyes) -> dict[int, list[SpotView]]:
    outcomes = _choices("carry_out", "results", "outcome")
    rows = (
        MeasureTarget.objects.filter(measure__in=measures).select_related("premises__region", "target").order_by("pk")
    )
    street, targets = eyes.sees("premises_street"), eyes.sees("targets")
    found: dict[int, list[SpotView]] = {}
    for row in rows:
        told = found.setdefault(row.measure_id, [])
        name = row.premises.name if row.premises else row.target.description if row.target else ""
        told.append(
            SpotView(
                len(told) + 1, name if targets else "", row.premises.street if row.premises and street else "",
                row.premises.region.name if row.premises and row.premises.region else "", row.premises_id, row.outcome,
                outcomes.get(row.outcome, Words("Planned", "已计划")),
                row.note if eyes.hears("parties") else "", row.visited_at,
            )
        )  # fmt: skip
    return found


def _seizures(measures: list[int], eyes: Eyes) -> tuple[tuple[SeizureRow, ...], list[Line]]:
    rows = list(
        Seizure.objects.filter(measure__in=measures)
        .select_related("premises", "from_party__name__organisation")
        .order_by("taken_at", "pk")
    )
    items = list(SeizedItem.objects.filter(seizure__in=rows).select_related("work").order_by("seizure", "position"))
    keys = [item.pk for item in items]
    prices = _prices(keys) if eyes.sees("values") else {}
    done: dict[int, list[Disposition]] = {}
    for one in Disposition.objects.filter(item__in=keys).order_by("pk"):
        done.setdefault(one.item_id, []).append(one)
    inside = eyes.hears("parties")
    of_seizure: dict[int, list[ItemView]] = {}
    for item in items:
        view = _item(item, prices.get(item.pk, {}), done.get(item.pk, []), eyes)
        of_seizure.setdefault(item.seizure_id, []).append(view)
    found = []
    for row in rows:
        name, withheld = party_name(row.from_party, eyes)
        found.append(
            SeizureRow(
                row.pk, row.measure_id, row.taken_at, row.receipt if inside else "", row.premises_id,
                row.premises.name if row.premises and eyes.sees("targets") else "",
                row.premises.street if row.premises and eyes.sees("premises_street") else "", name, withheld,
                tuple(of_seizure.get(row.pk, ())),
            )
        )  # fmt: skip
    lines = [Line(item.description, item.kind, item.quantity, item.unit, prices.get(item.pk, {})) for item in items]
    return tuple(found), lines


def _item(item: SeizedItem, prices: Mapping[str, Price], done: list[Disposition], eyes: Eyes) -> ItemView:
    kinds, fates = _choices("seize", "inventory", "kind"), _choices("dispose", "dispositions", "kind")
    now: Holding = holding(item.quantity, [(one.kind, one.quantity) for one in done])
    store = eyes.sees("premises_street")
    return ItemView(
        id=item.pk, position=item.position, kind=item.kind, kind_title=kinds.get(item.kind, Words(item.kind, item.kind)),
        description=item.description, amount=_amount(item, item.quantity), held=_amount(item, now.held),
        confiscated=_amount(item, now.confiscated) if now.confiscated else "",
        work=item.work.title if item.work and eyes.sees("works") else "", stored_at=item.stored_at if store else "",
        prices=prices,
        dispositions=tuple(
            DispositionView(
                one.kind, fates.get(one.kind, Words(one.kind, one.kind)), _amount(item, one.quantity), one.at,
                one.place if store else "", one.basis if eyes.hears("parties") else "",
            )
            for one in done
        ),
    )  # fmt: skip


def _amount(item: SeizedItem, quantity: int) -> str:
    if item.kind == "money":
        return f"{Decimal(quantity) / 100:,.2f} {item.unit}"
    return f"{quantity:,} {item.unit}".rstrip()


def _prices(items: list[int]) -> dict[int, dict[str, Price]]:
    """The newest price of each line by each method."""
    found: dict[int, dict[str, Price]] = {}
    rows = Valuation.objects.filter(item__in=items).order_by("pk")
    for item, method, amount, currency, each in rows.values_list("item", "method", "amount", "currency", "each"):
        found.setdefault(item, {})[method] = Price(amount, currency, each)
    return found


def party_name(party: CaseParty | None, eyes: Eyes) -> tuple[str, bool]:
    """A party's name, or whether there is one that is withheld from who looks."""
    if party is None:
        return "", False
    side = "complainant" if SIDES[party.role] == "complainant" else "respondent"
    open_ = party.pk in eyes.relations.party_ids or (
        eyes.sees(side)
        and not (party.is_minor and not eyes.sees("minors"))
        and not (party.name.organisation.is_person and not eyes.sees("persons"))
    )
    return (party.name.text, False) if open_ else ("", True)


def _day_of(facts: Mapping[str, Any], seizures: Iterable[SeizureRow]) -> dt.date:
    """The day whose law counts: that of the act, where facts say it; else of the last seizure."""
    try:
        return dt.date.fromisoformat(str(facts.get("on") or ""))
    except ValueError:
        return max(row.taken_at for row in seizures).date()


def _kinds(lifecycle: str, act: str) -> Mapping[str, Words]:
    choices = tables.lifecycle(lifecycle).acts[act].fields["kind"].choices
    return {value: Words(*words) for value, words in choices.items()}


def _choices(act: str, field: str, column: str) -> Mapping[str, Words]:
    choices = tables.lifecycle("operation").acts[act].fields[field].columns[column].choices
    return {value: Words(*words) for value, words in choices.items()}
