"""Invented cases put straight into the store: rows as the room of cases leaves them, of every kind and at random."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any

from causelist.cases.models import (
    Body,
    Case,
    CaseEvent,
    Clock,
    Complaint,
    Decision,
    Measure,
    Office,
    Publication,
    Sanction,
    SeizedItem,
    Seizure,
    Track,
)
from causelist.cases.tables import STAGES
from causelist.core.numbers import PublicNumber
from causelist.parties.models import Organisation, Region
from causelist.parties.services import create_organisation, ensure_region

START = dt.datetime(2025, 1, 5, 8, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_sequence = itertools.count(1)
_ENDS = {
    "civil": ["civil.settle", "civil.withdraw", "civil.reject", "civil.close"],
    "administrative": ["administrative.close", "administrative.court_decides"],
    "criminal": ["criminal.close", "criminal.drop", "criminal.not_charge"],
}
_RESULTS = ["enforced", "no_infringement", "settled", "claim_dismissed", "acquitted", "something new", None]
_DECIDES = {"administrative": "administrative.decide", "civil": "civil.judge", "criminal": "criminal.judge"}


class World:
    """Two regions, three bodies with an office each, one right holder."""

    def __init__(self) -> None:
        self.regions: list[Region | None] = [
            ensure_region(code="CN-91", name="Northern Province", name_zh="北省"),
            ensure_region(code="CN-92", name="Southern Province", name_zh="南省"),
            None,
        ]
        self.holder = self._organisation("Larkspur Pictures Ltd", "right_holder")
        self.offices = [
            Office.objects.create(
                body=Body.objects.create(
                    organisation=self._organisation(name, "authority"), level="municipal", code=f"B{n}", jurisdiction="cn"
                ),
                name="Office I",
            )
            for n, name in enumerate(("Copyright Office of Lantern City", "Court of Lantern City", "Police of Harbour"))
        ]  # fmt: skip

    @staticmethod
    def _organisation(name: str, kind: str) -> Organisation:
        return create_organisation(name=name, kind=kind, by=None)

    def case(self, **given: Any) -> Case:
        """One case at the first office."""
        sequence = next(_sequence)
        settings: dict[str, Any] = {
            "number": str(PublicNumber("C", 2026, sequence)), "title": "Copied discs", "jurisdiction": "cn",
            "kind": "stall", "industry": "film", "region": self.regions[0], "office": self.offices[0],
            "opened_at": START, "stage": "appeal",
        }  # fmt: skip
        return Case.objects.create(**settings | given)

    def complaint(self, case: Case, **given: Any) -> Complaint:
        """One complaint of the right holder."""
        settings: dict[str, Any] = {
            "case": case, "key": f"rows:{next(_sequence)}", "channel": "desk", "holder": self.holder,
            "filed_at": case.opened_at, "office": case.office,
        }  # fmt: skip
        return Complaint.objects.create(**settings | given)

    def track(self, case: Case, kind: str = "administrative", **given: Any) -> Track:
        """One track at the case's office."""
        settings: dict[str, Any] = {
            "case": case, "kind": kind, "state": "filed", "office": case.office, "opened_at": case.opened_at,
            "is_public": True,
        }  # fmt: skip
        return Track.objects.create(**settings | given)

    def decision(self, case: Case, track: Track | None, **given: Any) -> Decision:
        """One issued decision of the track's body."""
        office = track.office if track else case.office
        assert office is not None
        settings: dict[str, Any] = {
            "number": str(PublicNumber("D", 2026, next(_sequence))), "case": case, "track": track, "kind": "penalty",
            "outcome": "penalty", "state": "issued", "body": office.body, "title": "Decision",
            "decided_on": case.opened_at.date() + dt.timedelta(days=40),
        }  # fmt: skip
        return Decision.objects.create(**settings | given)


def event(case: Case, act: str, subject: Any, at: dt.datetime, **given: Any) -> CaseEvent:
    """One step, as the engine writes it."""
    return CaseEvent.objects.create(
        case=case, act=act, subject_kind=act.split(".", maxsplit=1)[0], subject_id=subject.pk, occurred_at=at, relation="officer",
        audience="public", **given,
    )  # fmt: skip


def clock(
    case: Case, complaint: Complaint, *, due: dt.datetime, stopped: dt.datetime | None, outcome: str = ""
) -> Clock:
    """The clock for the decision whether to take a complaint."""
    return Clock.objects.create(
        case=case, name="acceptance", subject_kind="complaint", subject_id=complaint.pk, waits_for="office",
        rule="cn.admin.acceptance", cite="Art. 1", started_at=complaint.filed_at, due_at=due, stopped_at=stopped,
        outcome=outcome,
    )  # fmt: skip


def publish(decision: Decision, state: str = "published", version: int = 1) -> Publication:
    """One published wording."""
    gone = NOW if state in {"withdrawn", "erased"} else None
    return Publication.objects.create(
        decision=decision, version=version, ecli="ECLI:CN:B1:2026:1", language="en", rules="1", published_at=NOW,
        state=state, withdrawn_at=gone,
    )  # fmt: skip


def at_random(world: World, seed: int, count: int) -> None:
    """`count` cases with everything that figures are made of, in every combination that chance makes."""
    chance = random.Random(seed)  # noqa: S311 -- the same on every machine
    for _ in range(count):
        opened = START + dt.timedelta(minutes=chance.randrange(500 * 24 * 60))
        case = world.case(
            opened_at=opened, stage=chance.choice([*STAGES, "appeal", "closed", "closed"]), industry=chance.choice(["film", "music", "other"]),
            confidentiality=chance.choice(["open"] * 6 + ["restricted", "sealed"]), region=chance.choice(world.regions),
            office=chance.choice(world.offices),
        )  # fmt: skip
        for _ in range(chance.choice([1, 1, 2])):
            _complaint(world, case, chance)
        tracks = [_track(world, case, kind, chance) for kind in _DECIDES if chance.random() < 0.5]
        for _ in range(chance.choice([1, 3, 5])):
            _measure(case, chance.choice([*tracks, None]), chance)
        for _ in range(chance.choice([0, 1, 2])):
            _decision(world, case, chance.choice([*tracks, None]), chance)


def _after(chance: random.Random, moment: dt.datetime, days: int = 90) -> dt.datetime:
    return moment + dt.timedelta(minutes=chance.randrange(days * 24 * 60))


def _complaint(world: World, case: Case, chance: random.Random) -> None:
    filed = case.opened_at
    complaint = world.complaint(case, filed_at=filed, office=chance.choice([*world.offices, None]))
    due = filed + dt.timedelta(days=15)
    ends = chance.choice(["accept", "refuse", "withdraw", "open", "open", "accept"])
    stopped = _after(chance, filed) if ends != "open" else None
    if chance.random() < 0.9:
        outcome = "" if stopped is None else "cancelled" if ends == "withdraw" else "late" if stopped > due else "met"
        clock(case, complaint, due=due, stopped=stopped, outcome=outcome)
    if stopped is not None:
        event(case, f"complaint.{ends}", complaint, stopped)
        if chance.random() < 0.2:
            event(case, "complaint.accept", complaint, stopped + dt.timedelta(days=9))
    complaint.state = {"accept": "accepted", "refuse": "refused", "withdraw": "withdrawn", "open": "silent"}[ends]
    complaint.save()


def _track(world: World, case: Case, kind: str, chance: random.Random) -> Track:
    opened = _after(chance, case.opened_at)
    closed = _after(chance, opened) if chance.random() < 0.5 else None
    track = world.track(
        case, kind, opened_at=opened, closed_at=closed, office=chance.choice(world.offices),
        state="closed" if closed else "filed",
        is_public=chance.random() < 0.85,
    )  # fmt: skip
    for _ in range(chance.choice([0, 1, 2])):
        event(case, _DECIDES[kind], track, _after(chance, opened), track=track)
    if kind == "criminal" and chance.random() < 0.6:
        event(case, "criminal.charge", track, _after(chance, opened), track=track)
        event(case, "criminal.charge", track, _after(chance, opened, 200), track=track)
    if closed is not None and chance.random() < 0.9:
        if chance.random() < 0.3:
            event(case, f"{kind}.close", track, opened, track=track, to_state="closed", detail={"result": "settled"})
        result = chance.choice(_RESULTS)
        detail = {} if result is None else {"result": result}
        event(case, chance.choice(_ENDS[kind]), track, closed, track=track, to_state="closed", detail=detail)
    return track


def _measure(case: Case, track: Track | None, chance: random.Random) -> None:
    lifecycle, kind = chance.choice(
        [
            ("order", "injunction"),
            ("order", "evidence_preservation"),
            ("operation", "raid"),
            ("operation", "inspection"),
        ]
    )
    carried = _after(chance, case.opened_at) if chance.random() < 0.7 else None
    measure = Measure.objects.create(
        case=case, track=track, lifecycle=lifecycle, kind=kind, state="planned", opened_at=case.opened_at,
        carried_out_at=carried,
    )  # fmt: skip
    if lifecycle == "order":
        for _ in range(chance.choice([0, 1, 2])):
            event(case, "order.grant", measure, _after(chance, case.opened_at), track=track)
    for _ in range(chance.choice([0, 1, 2])):
        seizure = Seizure.objects.create(case=case, measure=measure, taken_at=_after(chance, case.opened_at))
        for position in range(chance.choice([1, 3])):
            SeizedItem.objects.create(
                seizure=seizure, position=position, kind=chance.choice(["copies", "equipment", "money"]),
                description="Goods", quantity=chance.choice([1, 12, 5000, 10**15]),
            )  # fmt: skip


def _decision(world: World, case: Case, track: Track | None, chance: random.Random) -> None:
    state = chance.choice(["issued", "served", "final", "enforced", "annulled", "corrected", "draft", "issued"])
    draft = state == "draft"
    decision = world.decision(
        case, track, state=state, outcome=chance.choice(["convicted", "penalty", ""]),
        **({"number": None, "decided_on": None} if draft else {}),
    )  # fmt: skip
    if not draft and chance.random() < 0.9:
        last = chance.choice(["published", "published", "published", "withdrawn", "erased"])
        if chance.random() < 0.3:
            publish(decision, chance.choice(["replaced", "withdrawn"]), 1)
        publish(decision, last, 2)
    for kind in chance.sample(["fine", "damages", "costs", "prison", "prison", "fine"], chance.choice([1, 3, 5])):
        money = kind in ("fine", "damages", "costs")
        amount = chance.choice([0, 50_000, 1234.56, 999_999_999_999_999]) if money else None
        months = chance.choice([6, 36]) if kind == "prison" else None
        Sanction.objects.create(
            decision=decision, kind=kind, amount=amount, currency=chance.choice(["CNY", "USD"]) if money else "",
            months=months, suspended_months=chance.choice([None, 24]) if months else None,
            state=chance.choice(["imposed", "part", "done", "waived"]), paid=chance.choice([0, 0.29, 50_000, 70_000]) if money else 0,
        )  # fmt: skip
