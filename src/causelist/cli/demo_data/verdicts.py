"""Decisions of the demonstration: drafted from the record, issued, served, published, final, paid in whole or in part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.cases import publishing
from causelist.cases.models import CaseParty, Decision, Sanction, Track

if TYPE_CHECKING:
    from causelist.cli.demo_data.steps import Walk

APPEAL_DAYS = 65  # longer than any period to appeal that these cases know
MOST_FINE = 250_000
PUBLISHED = 5  # of each kind: a PDF takes half a second


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a kind of decision says: by whom, its outcome, the officer's facts, what it orders."""

    kind: str
    track: str
    who: str
    outcome: str
    facts: dict[str, Any]
    sanctions: list[dict[str, Any]]


def penalty(walk: Walk) -> Verdict:
    """A fine within what the law allows for what was found, the copies taken, an order to stop."""
    amount = walk.matter.copies * walk.matter.price
    fine = min(amount * 2, MOST_FINE) if amount >= 50_000 else max(2_000, min(amount, 60_000))
    facts: dict[str, Any] = {"business": str(amount), "public_interest": True}
    against = _respondent(walk)
    return Verdict(
        "penalty", "administrative", "enforcement", "penalty",
        {
            "acts": "Copies without the right holder's permission were kept and offered to the public.",
            "reasons": "The copies were made without permission and offered to the public at large, which harms the public interest.",
            "evidence": [{"title": "Record of the visit, with photographs", "number": "E-1"}],
            "pay_within": "15 days",
        },
        [
            {"kind": "fine", "amount": str(fine), "currency": "CNY", "against": against, "facts": facts},
            {"kind": "confiscation", "what": "The copies seized", "against": against},
            {"kind": "cease", "what": "The respondent stops offering the copies", "against": against},
        ],
    )  # fmt: skip


def conviction(walk: Walk) -> Verdict:
    """A term, now and then suspended, and a fine."""
    against = _respondent(walk)
    months = walk.dice.choice((6, 8, 10, 18, 30))
    term = {"kind": "prison", "months": months, "against": against, "rule": "cn.crime.217.penalty"}
    if months <= 10:
        term["suspended_months"] = 12
    fine = {
        "kind": "fine",
        "amount": str(walk.dice.choice((30_000, 50_000, 80_000))),
        "currency": "CNY",
        "against": against,
        "rule": "cn.crime.fine",
    }
    return Verdict(
        "criminal_judgment", "criminal", "clerk", "convicted",
        {
            "acts": "Copied and sold works without permission, for profit.",
            "findings": "The inventory, the samples and the accounts agree.",
            "outcome": "guilty of infringing copyright",
            "reasons": "The number of copies is above the criminal line; the purpose was profit.",
            "evidence": [{"title": "Inventory of what was seized", "number": "E-1"}],
        },
        [term, fine],
    )  # fmt: skip


def damages(walk: Walk) -> Verdict:
    """Damages and costs apart."""
    against = _respondent(walk)
    return Verdict(
        "civil_judgment", "civil", "clerk", "awarded",
        {
            "findings": "The defendant offered the work without permission.",
            "reasons": "Neither loss nor gains can be shown; statutory damages are set by the work's renown and the time of the offer.",
            "evidence": [{"title": "Pages of the offer", "number": "E-1"}],
            "pay_within": "10 days",
        },
        [
            {"kind": "damages", "amount": str(walk.dice.choice((20_000, 60_000, 150_000))), "currency": "CNY", "against": against, "rule": "cn.civil.damages.statutory"},
            {"kind": "costs", "amount": "12000", "currency": "CNY", "against": against, "rule": "cn.civil.damages.costs"},
        ],
    )  # fmt: skip


def decide(walk: Walk, verdict: Verdict) -> bool:
    """From the draft to the service; whether the days for it had come."""
    track = Track.objects.filter(case=walk.case, kind=verdict.track).order_by("-pk")[0]
    drafted = walk.do(
        6 if verdict.track != "criminal" else 16,  # a criminal judgment waits for its hearing
        "decision.draft",
        verdict.who,
        {"kind": verdict.kind, "track": track.pk, "language": walk.dice.choice(("en", "zh"))},
    )
    if drafted is None:
        return False
    row = Decision.objects.get(pk=drafted.subject_id)
    if (
        walk.do(
            1,
            "decision.edit",
            verdict.who,
            {"version": row.version, "document": {"facts": verdict.facts}, "sanctions": verdict.sanctions},
        )
        is None
    ):
        return False
    row.refresh_from_db()
    if (
        walk.do(
            2,
            "decision.issue",
            verdict.who,
            lambda at: {"version": row.version, "decided_on": at.date().isoformat(), "outcome": verdict.outcome},
        )
        is None
    ):
        return False
    return walk.do(
        4, "decision.serve", verdict.who,
        lambda at: {"party": _respondent(walk), "method": "post", "served_on": at.date().isoformat(), "proof": "Return receipt signed"},
    ) is not None  # fmt: skip


def publish(walk: Walk, who: str) -> None:
    """The redacted wording, its difference seen."""
    row = Decision.objects.get(pk=walk.subjects["decision"])
    digest = publishing.propose(row).difference.digest
    walk.do(5, "publication.publish", who, {"decision": row.pk, "track": row.track_id, "digest": digest})


def carry_out(walk: Walk, who: str) -> None:
    """Final after the time to appeal; most pay in full, some in part, some not at all."""
    if walk.do(APPEAL_DAYS, "decision.become_final", who) is None:
        return
    lot = walk.dice.randrange(4)
    for sanction in Sanction.objects.filter(decision=walk.subjects["decision"]).order_by("pk"):
        if lot:
            _pay(walk, who, sanction, whole=lot > 1)


def _pay(walk: Walk, who: str, sanction: Sanction, *, whole: bool) -> None:
    def given(at: dt.datetime) -> dict[str, Any]:
        data: dict[str, Any] = {"sanction": sanction.pk, "done_on": at.date().isoformat()}
        if sanction.amount is None:
            return data | {"complete": True}
        return data | {"amount": str(sanction.amount if whole else round(sanction.amount / 2, 2))}

    if sanction.amount is not None or whole:
        walk.do(4, "decision.pay", who, given)


def _respondent(walk: Walk) -> int:
    return CaseParty.objects.filter(case=walk.case, role="respondent").values_list("pk", flat=True)[0]
