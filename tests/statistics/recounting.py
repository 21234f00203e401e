"""The figures of cases counted again, slowly, in plain Python over rows: for comparison with the snapshot.

Written from the definitions and not from the counting: it knows nothing of query sets, groups or the store.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from causelist.cases.models import Case, CaseEvent, Clock, Measure, Office, SeizedItem, Track
from causelist.cases.visibility import sees

MOST = 10**12
STANDING = {"issued", "served", "appealed", "final", "enforced"}
TRACKS = ("administrative", "civil", "criminal")
ANSWERS = ("complaint.accept", "complaint.refuse")
DECIDES = {"administrative": "administrative.decide", "civil": "civil.judge", "criminal": "criminal.judge"}
ENDINGS = {
    "civil.settle": "settled", "civil.withdraw": "withdrawn", "civil.reject": "rejected", "criminal.drop": "dropped",
    "criminal.not_charge": "not_charged", "administrative.court_decides": "annulled",
}  # fmt: skip
RESULTS = {
    "settled",
    "enforced",
    "not_enforceable",
    "claim_dismissed",
    "no_infringement",
    "no_penalty",
    "prosecuted",
    "acquitted",
}
OPENED = ("number", "stage", "office")

Key = tuple[str, dt.date, str, str, str]
LongKey = tuple[str, dt.date, str, str, int, bool]


class Recount:
    """All figures of all cases: `sums` by metric, month, dimension, value and currency; `days` by days and whether ended."""

    def __init__(self, as_of: dt.datetime) -> None:
        self.as_of = as_of
        self.sums: Counter[Key] = Counter()
        self.days: Counter[LongKey] = Counter()
        for case in Case.objects.all():
            self._complaints(case)
            self._tracks(case)
            self._measures(case)
            self._decisions(case)

    def _divisions(self, case: Case, office: Office | None) -> Iterator[tuple[str, str]]:
        def told(field: str, value: str) -> str:
            return value if sees(field, "public", case.stage, case.confidentiality) else "(not published)"

        yield "", ""
        yield "authority", told("office", office.body.organisation.slug if office else "")
        yield "region", told("region", case.region.code if case.region else "")
        yield "industry", told("industry", case.industry)

    def _add(  # noqa: PLR0917 -- what a figure is made of
        self, case: Case, fields: tuple[str, ...], name: str, day: dt.date, office: Office | None, amount: int,
        currency: str = "", **more: str,
    ) -> None:  # fmt: skip
        if not amount or not all(sees(field, "public", case.stage, case.confidentiality) for field in fields):
            return
        for dimension, value in [*self._divisions(case, office), *more.items()]:
            self.sums[name, day.replace(day=1), dimension, value, currency] += amount

    def _last(  # noqa: PLR0917 -- as above
        self, case: Case, fields: tuple[str, ...], name: str, office: Office | None, began: dt.datetime,
        ended: dt.datetime | None, gone: dt.datetime | None, **more: str,
    ) -> None:  # fmt: skip
        if not all(sees(field, "public", case.stage, case.confidentiality) for field in fields):
            return
        is_ended = ended is not None and ended <= self.as_of
        until = min(ended or gone or self.as_of, self.as_of)
        for dimension, value in [*self._divisions(case, office), *more.items()]:
            self.days[name, began.date().replace(day=1), dimension, value, max(0, (until - began).days), is_ended] += 1

    def _complaints(self, case: Case) -> None:
        for complaint in case.complaints.all():
            office = complaint.office or case.office
            month = complaint.filed_at.date()
            events = [
                row for row in case.events.all() if (row.subject_kind, row.subject_id) == ("complaint", complaint.pk)
            ]
            answers = sorted(row.occurred_at for row in events if row.act in ANSWERS)
            gone = sorted(row.occurred_at for row in events if row.act == "complaint.withdraw")
            silent = any(
                clock.stopped_at > clock.due_at if clock.stopped_at else clock.due_at < self.as_of
                for clock in Clock.objects.filter(subject_kind="complaint", subject_id=complaint.pk, name="acceptance")
                if clock.due_at
            )
            self._add(case, OPENED, "complaints", month, office, 1)
            if answers or silent:
                self._add(case, (*OPENED, "clocks"), "answers_due", month, office, 1)
            if silent:
                how = "late" if answers else "withdrawn" if complaint.state == "withdrawn" else "none"
                self._add(case, (*OPENED, "clocks"), "silence", month, office, 1, answer=how)
            self._last(
                case, (*OPENED, "clocks"), "acceptance_days", office, complaint.filed_at,
                answers[0] if answers else None, gone[0] if gone else None,
            )  # fmt: skip

    def _tracks(self, case: Case) -> None:
        for track in case.tracks.filter(is_public=True):
            events = list(CaseEvent.objects.filter(track=track).order_by("pk"))
            self._add(case, (*OPENED, "history_public"), f"{track.kind}_filed", track.opened_at.date(), track.office, 1)
            if track.closed_at:
                endings = [row for row in events if row.to_state == "closed"]
                act, result = (endings[-1].act, endings[-1].detail.get("result")) if endings else ("", None)
                outcome = ENDINGS.get(act) or (result if result in RESULTS else "other")
                self._add(
                    case, ("history_public",), f"{track.kind}_resolved", track.closed_at.date(), track.office, 1,
                    outcome=outcome,
                )  # fmt: skip
            decided = [row for row in events if row.act == DECIDES[track.kind]]
            if decided:
                self._add(case, ("decisions",), f"{track.kind}_decided", decided[0].occurred_at.date(), track.office, 1)
            charged = [row for row in events if row.act == "criminal.charge"]
            if charged:
                self._add(
                    case, ("history_public",), "criminal_prosecutions", charged[0].occurred_at.date(), track.office, 1
                )
            first = min((row.occurred_at for row in decided), default=None)
            self._last(
                case, (*OPENED, "history_public"), "decision_days", track.office, track.opened_at, first, track.closed_at,
                track=track.kind,
            )  # fmt: skip

    def _measures(self, case: Case) -> None:
        for measure in case.measures.all():
            if measure.track and not measure.track.is_public:
                continue
            office = measure.track.office if measure.track else case.office
            track = self._track_of(measure)
            grants = [
                row.occurred_at
                for row in case.events.all()
                if row.act == "order.grant" and row.subject_id == measure.pk
            ]
            if measure.kind == "injunction" and grants:
                self._add(case, ("measures",), f"{track}_injunctions", min(grants).date(), office, 1)
            if measure.kind == "raid" and measure.carried_out_at:
                kind = "criminal" if track == "criminal" else "administrative"
                self._add(case, ("measures",), f"{kind}_raids", measure.carried_out_at.date(), office, 1)
            for item in SeizedItem.objects.filter(seizure__measure=measure):
                goods = {"copies": "products_seized", "equipment": "equipment_seized"}.get(item.kind)
                if goods:
                    day = item.seizure.taken_at.date()
                    self._add(case, ("seizures",), f"{track}_{goods}", day, office, min(item.quantity, MOST))

    @staticmethod
    def _track_of(measure: Measure) -> str:
        if measure.track:
            return measure.track.kind
        return "civil" if measure.lifecycle == "order" else "administrative"

    def _decisions(self, case: Case) -> None:
        for decision in case.decisions.all():
            newest = max(decision.publications.all(), key=lambda one: one.version, default=None)
            is_published = newest is not None and newest.state in {"published", "replaced"}
            hidden = decision.track and not decision.track.is_public
            if decision.state not in STANDING or not is_published or hidden or decision.decided_on is None:
                continue
            for name, amount, currency, more in self._ordered(decision):
                self._add_decided(case, name, decision, amount, currency, more)
            if decision.outcome == "convicted":
                self._add_decided(case, "criminal_convictions", decision, 1, "", {})

    def _add_decided(  # noqa: PLR0917 -- as above
        self, case: Case, name: str, decision: Any, amount: int, currency: str, more: dict[str, str]
    ) -> None:
        office = Office(body=decision.body)
        self._add(case, ("decisions",), name, decision.decided_on, office, amount, currency, **more)

    def _ordered(self, decision: Any) -> Iterator[tuple[str, int, str, dict[str, str]]]:
        track: Track | None = decision.track
        kind = track.kind if track else "administrative"
        for one in decision.sanctions.all():
            if one.kind == "prison":
                how = (
                    "suspended"
                    if one.suspended_months is not None
                    else {"done": "served", "waived": "waived"}.get(one.state, "to_serve")
                )
                yield "criminal_prison_terms", 1, "", {"served": how}
                yield "criminal_prison_months", one.months, "", {"served": how}
            if one.kind not in {"fine", "damages", "costs"} or (one.kind == "fine" and kind == "civil"):
                continue
            name = f"{kind}_fines" if one.kind == "fine" else f"civil_{one.kind}"
            imposed, paid = hundredths(one.amount), min(hundredths(one.paid), hundredths(one.amount))
            paid = imposed if one.state == "done" else paid
            yield name, paid, one.currency, {"paid": "paid"}
            yield name, imposed - paid, one.currency, {"paid": "waived" if one.state == "waived" else "unpaid"}
            if one.kind == "fine":
                how = {"done": "paid", "part": "part", "waived": "waived"}.get(one.state, "unpaid")
                yield f"{name}_imposed", 1, "", {"paid": how}


def hundredths(amount: Decimal) -> int:
    return int((min(amount, Decimal(MOST)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
