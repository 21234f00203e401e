"""Decisions of the demonstration: drafted from the record, issued, served, published, final, paid in whole or in part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from causelist.cases import publishing
from causelist.cases.models import CaseParty, Decision, Sanction, Track

if TYPE_CHECKING:
    from causelist.cli.demo_data.steps import Walk

WORDS = Path(__file__).with_name("verdict_words.yaml")
APPEAL_DAYS = 65  # longer than any period to appeal that these cases know
MOST_FINE = 250_000
PUBLISHED = 3  # of each kind: a PDF takes half a second


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a kind of decision says: by whom, its outcome, the officer's facts, what it orders."""

    kind: str
    track: str
    who: str
    outcome: str
    language: str
    facts: dict[str, Any]
    sanctions: list[dict[str, Any]]


def penalty(walk: Walk) -> Verdict:
    """A fine within what the law allows for what was found, the copies taken, an order to stop."""
    amount = walk.matter.copies * walk.matter.price
    fine = min(amount * 2, MOST_FINE) if amount >= 50_000 else max(2_000, min(amount, 60_000))
    facts: dict[str, Any] = {"business": str(amount), "public_interest": True}
    against, words = _respondent(walk), _words(walk)
    return Verdict(
        "penalty", "administrative", "enforcement", "penalty", words.language, words.facts("penalty"),
        [
            {"kind": "fine", "amount": str(fine), "currency": "CNY", "against": against, "facts": facts},
            {"kind": "confiscation", "what": words["copies"], "against": against},
            {"kind": "cease", "what": words["cease"], "against": against},
        ],
    )  # fmt: skip


def conviction(walk: Walk) -> Verdict:
    """A term, now and then suspended, and a fine."""
    against, words = _respondent(walk), _words(walk)
    months = walk.dice.choice((6, 8, 10, 18, 30))
    term = {"kind": "prison", "months": months, "against": against, "rule": "cn.crime.217.penalty"}
    if months <= 10:
        term["suspended_months"] = 12
    amount = str(walk.dice.choice((30_000, 50_000, 80_000)))
    fine = {"kind": "fine", "amount": amount, "currency": "CNY", "against": against, "rule": "cn.crime.fine"}
    return Verdict(
        "criminal_judgment", "criminal", "clerk", "convicted", words.language, words.facts("conviction"), [term, fine]
    )


def damages(walk: Walk) -> Verdict:
    """Damages and costs apart."""
    against, words = _respondent(walk), _words(walk)
    amount = str(walk.dice.choice((20_000, 60_000, 150_000)))
    return Verdict(
        "civil_judgment", "civil", "clerk", "awarded", words.language, words.facts("damages"),
        [
            {"kind": "damages", "amount": amount, "currency": "CNY", "against": against, "rule": "cn.civil.damages.statutory"},
            {"kind": "costs", "amount": "12000", "currency": "CNY", "against": against, "rule": "cn.civil.damages.costs"},
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What an officer of the demonstration writes, in one language."""

    language: str
    said: dict[str, Any]

    def __getitem__(self, name: str) -> str:
        return str(self.said[name])

    def facts(self, kind: str) -> dict[str, Any]:
        """The facts of a kind of decision, its exhibit among them."""
        found = dict(self.said[kind])
        return found | {"evidence": [{"title": found.pop("exhibit"), "number": "E-1"}]}


@cache
def _all_words() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


def _words(walk: Walk) -> Words:
    language = walk.dice.choice(("en", "zh"))
    return Words(language, _all_words()[language])


def decide(walk: Walk, verdict: Verdict) -> bool:
    """From the draft to the service; whether the days for it had come."""
    track = Track.objects.filter(case=walk.case, kind=verdict.track).order_by("-pk")[0]
    drafted = walk.do(
        6 if verdict.track != "criminal" else 16,  # a criminal judgment waits for its hearing
        "decision.draft",
        verdict.who,
        {"kind": verdict.kind, "track": track.pk, "language": verdict.language},
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
