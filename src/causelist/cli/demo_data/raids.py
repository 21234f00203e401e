"""What the officers of the demonstration do on the spot: visits, inventories, valuations, and the facts they give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from causelist.cases.models import MeasureTarget, SeizedItem

if TYPE_CHECKING:
    from causelist.cli.demo_data.steps import Walk

ONLINE = frozenset({"website", "listing", "broadcast", "signal"})


def raid(walk: Walk) -> None:
    """A visit of all spots, or a forensic report where there is none to visit; what was taken, and what it is worth."""
    kind = "forensic_report" if walk.matter.kind in ONLINE else walk.dice.choice(("raid", "raid", "inspection"))
    targets = list(walk.case.targets.values_list("pk", flat=True))
    scope = (
        "Secure a copy of the pages and the access logs."
        if kind == "forensic_report"
        else "Visit all spots at one time."
    )
    plan = walk.do(
        4, "operation.plan", "enforcement",
        lambda at: {
            "kind": kind, "planned_for": (at + dt.timedelta(days=3)).isoformat(), "scope": scope, "targets": targets,
        },
    )  # fmt: skip
    if (
        plan is None
        or walk.do(3.2, "operation.carry_out", "enforcement", lambda at: _results(plan.subject_id, at)) is None
    ):
        return
    if kind != "forensic_report" and walk.do(0.1, "operation.seize", "enforcement", lambda at: _inventory(walk, at)):
        walk.do(3, "operation.value", "enforcement", lambda at: {"valuations": _valuations(walk, at)})
    walk.do(
        1,
        "case.record_facts",
        "enforcement",
        {"facts": _facts(walk), "source": "Inventory and price lists found on the spot"},
    )


def _results(measure: int, at: dt.datetime) -> dict[str, Any]:
    spots = MeasureTarget.objects.filter(measure=measure).count()
    rows = [
        {
            "spot": index + 1,
            "outcome": "found" if index == 0 or index % 3 else "not_found",
            "visited_at": at.isoformat(),
        }
        for index in range(spots)
    ]
    return {
        "carried_out_at": at.isoformat(),
        "result": "Copies without a licence were found and recorded.",
        "results": rows,
    }


def _inventory(walk: Walk, at: dt.datetime) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [
        {
            "kind": "copies",
            "description": "Copies without a licence",
            "quantity": walk.matter.copies,
            "unit": "pieces",
            "stored_at": "Store 3",
        }
    ]
    if walk.matter.copies > 400:
        rows.append(
            {"kind": "equipment", "description": "Duplicators", "quantity": 2, "unit": "pieces", "stored_at": "Store 3"}
        )
    return {"taken_at": at.isoformat(), "receipt": f"S-{walk.case.pk}", "inventory": rows}


def _valuations(walk: Walk, at: dt.datetime) -> list[dict[str, Any]]:
    item = SeizedItem.objects.filter(seizure__case=walk.case, kind="copies").order_by("pk")[0]
    common = {"item": item.pk, "currency": "CNY", "valued_on": at.date().isoformat()}
    return [
        {**common, "method": "average_real", "each": str(walk.matter.price), "valued_by": "Enforcement unit", "basis": "Twelve sales seen on the spot"},
        {**common, "method": "marked", "each": str(walk.matter.price * 2), "valued_by": "Enforcement unit", "basis": "Price tags"},
    ]  # fmt: skip


def _facts(walk: Walk) -> dict[str, Any]:
    matter = walk.matter
    if matter.kind in ONLINE:
        return {"act": "217", "works": matter.copies, "clicks": matter.copies * 60, "unknown": ["gains", "business"]}
    return {"act": "217", "copies": matter.copies, "business": matter.copies * matter.price, "unknown": ["gains"]}
