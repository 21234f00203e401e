"""Orders: asked for, decided in writing, reconsidered, carried out, ended on their day or for want of a suit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.effects.spots import day_at_place, set_spots, track_named, within
from causelist.cases.models import Case, CaseEvent, CaseParty, Clock, Measure, Track
from causelist.cases.relations import SIDES
from causelist.core.refusal import Refused

LONGEST_SCOPE = 1_000
LONGEST_RESULT = 2_000
# A court decides at once where it is urgent, and always before there is a suit.
ORDINARY = {"cn": "cn.civil.preservation_order_ordinary"}


@effect("order.ask")
def ask(doing: Doing) -> Effect:
    """The order's own row; an urgent one, and one before a suit, has the short clock of the law."""
    data, track = doing.data, track_named(doing)
    measure = Measure.objects.create(
        case=doing.case, track=track, lifecycle="order", kind=data["kind"], state="asked",
        asked_by=_asking(doing),
        scope=within(data["scope"], LONGEST_SCOPE, "scope"), whole_repertoire=data.get("whole_repertoire", False),
        opened_at=doing.at,
    )  # fmt: skip
    spots = set_spots(doing, measure)
    # Customs detain on the law's own terms: no ruling is waited for.
    starts = () if measure.kind == "customs_stop" else ("preservation_order",)
    rule = ORDINARY.get(doing.case.jurisdiction)
    rules = {"preservation_order": rule} if rule and not data.get("urgent") and _is_sued(track) else {}
    return Effect(subject=measure, starts=starts, rules=rules, detail={"spots": spots}, audience=_asker(measure))


@effect("order.grant")
def grant(doing: Doing) -> Effect:
    """It is allowed, until a day where one is set, and drafted as a ruling."""
    measure: Measure = doing.subject
    if measure.state == "reconsidered" and granted_at(measure) is not None:
        raise Refused(_("This order was granted already: uphold it, or lift it."), code="wrong_state")
    ends_on: dt.date | None = doing.data.get("ends_on")
    if ends_on is not None and ends_on <= day_at_place(doing, doing.at):
        raise Refused(_("An order ends after the day it is granted on."), code="out_of_order", field="ends_on")
    if (doing.data.get("security") is None) != (doing.data.get("currency") is None):
        raise Refused(_("Give the security with its currency, or neither."), code="required", field="currency")
    measure.ends_on = ends_on
    return Effect(audience=_asker(measure), also=ruling(measure, doing))


@effect("order.refuse")
def refuse(doing: Doing) -> Effect:
    """It is refused with reasons, and drafted as a ruling."""
    measure: Measure = doing.subject
    return Effect(audience=_asker(measure), also=ruling(measure, doing))


@effect("order.appeal")
def appeal(doing: Doing) -> Effect:
    """Within the days of the law, by who asked or by whom it strikes; the other side learns of it only once it may."""
    measure: Measure = doing.subject
    if doing.relation == "respondent" and measure.carried_out_at is None:
        # The other side does not know of it yet: the answer is as for an order that is not there.
        raise Refused(_("There is nothing to reconsider here."), code="wrong_state")
    filed_on: dt.date = doing.data["filed_on"]
    decided = _decided_on(measure, doing)
    if decided is not None and filed_on < decided:
        raise Refused(_("This is before the ruling itself."), code="out_of_order", field="filed_on")
    _in_time(measure, doing.relation, filed_on)
    known = measure.carried_out_at is not None
    return Effect(
        starts=("preservation_reconsideration",) if known else ("refusal_reconsideration",),
        audience="parties" if known else _asker(measure),
    )


@effect("order.uphold")
def uphold(doing: Doing) -> Effect:
    """The order stands, as far as it had come."""
    measure: Measure = doing.subject
    if granted_at(measure) is None:
        raise Refused(_("This order was never granted: grant it, or uphold the refusal."), code="wrong_state")
    done = measure.carried_out_at is not None
    return Effect(to="carried_out" if done else "granted", audience=_known_by(measure))


@effect("order.uphold_refusal")
def uphold_refusal(doing: Doing) -> Effect:
    """It stays refused."""
    measure: Measure = doing.subject
    if granted_at(measure) is not None:
        raise Refused(_("This order was granted: uphold it, or lift it."), code="wrong_state")
    return Effect(audience=_asker(measure))


@effect("order.carry_out")
def carry_out(doing: Doing) -> Effect:
    """It is in force. Before a suit, the time to sue runs; a customs stop has the clock of the customs' finding."""
    measure: Measure = doing.subject
    moment: dt.datetime = doing.data["carried_out_at"]
    granted = granted_at(measure)
    if granted is not None and moment < granted:
        raise Refused(_("An order is carried out after it was granted."), code="out_of_order", field="carried_out_at")
    measure.carried_out_at = moment
    measure.result = within(doing.data["result"], LONGEST_RESULT, "result")
    starts = ["order_appeal"]
    if measure.kind == "customs_stop":
        starts.append("customs_investigation")
    elif not _is_sued(measure.track) and not _sues(doing.case):
        starts.append("sue_after_preservation")
    until = {"order_end": measure.ends_on} if measure.ends_on else {}
    return Effect(starts=tuple(starts), start_at=moment, until=until)


@effect("order.change_end")
def change_end(doing: Doing) -> Effect:
    """It ends on another day."""
    measure: Measure = doing.subject
    day: dt.date = doing.data["ends_on"]
    if day < day_at_place(doing, doing.at):
        raise Refused(_("An order does not end in the past; lift it instead."), code="out_of_order", field="ends_on")
    detail = {"before": measure.ends_on.isoformat() if measure.ends_on else None}
    measure.ends_on = day
    until = {"order_end": day} if measure.carried_out_at else {}
    return Effect(stops={"order_end": "cancelled"}, until=until, detail=detail, audience=_known_by(measure))


@effect("order.lift", "order.withdraw")
def lift(doing: Doing) -> Effect:
    """It is over; the other side learns of it where it knew of the order."""
    return Effect(audience=_known_by(doing.subject))


@effect("order.lapse")
def lapse(doing: Doing) -> Effect:
    """It ended on its day, or because no suit was filed in time: which, the history says."""
    measure: Measure = doing.subject
    unsued = Clock.objects.filter(
        subject_kind="order", subject_id=measure.pk, name="sue_after_preservation", stopped_at__isnull=True,
        due_at__lte=doing.at,
    ).exists()  # fmt: skip
    return Effect(audience=_known_by(measure), detail={"because": "not_sued" if unsued else "end_of_term"})


def waiting_for_suit(case: Case) -> tuple[tuple[str, str, int | None, Mapping[str, Any]], ...]:
    """What follows from a suit (as `Effect.also`): every order of the case that waited for one has it."""
    waiting = Clock.objects.filter(
        case=case, subject_kind="order", name="sue_after_preservation", stopped_at__isnull=True
    )
    return tuple(("order", "sued", pk, {}) for pk in waiting.values_list("subject_id", flat=True))


def ruling(measure: Measure, doing: Doing) -> tuple[tuple[str, str, int | None, Mapping[str, Any]], ...]:
    """The draft of the written ruling that belongs to a decision on an order (as `Effect.also`).

    An officer finishes and issues it like any other decision. A customs stop is no ruling.
    """
    if measure.kind == "customs_stop" or (doing.track is None and doing.case.office is None):
        return ()
    data = {"kind": "preservation", "measure": measure.pk, "reasons": doing.data["reason"]}
    if measure.track_id is not None:
        data["track"] = measure.track_id
    return (("decision", "draft", None, data),)


def granted_at(measure: Measure) -> dt.datetime | None:
    """When it was granted, if ever."""
    rows = CaseEvent.objects.filter(subject_kind="order", subject_id=measure.pk, act="order.grant")
    return rows.order_by("-id").values_list("occurred_at", flat=True).first()


def _decided_on(measure: Measure, doing: Doing) -> dt.date | None:
    rows = CaseEvent.objects.filter(
        subject_kind="order", subject_id=measure.pk, act__in=("order.grant", "order.refuse")
    )
    found = rows.order_by("-id").values_list("occurred_at", flat=True).first()
    return day_at_place(doing, found) if found else None


def _in_time(measure: Measure, relation: str, filed_on: dt.date) -> None:
    """A day late is late: the day is named."""
    name = "order_appeal" if relation == "respondent" else "preservation_appeal"
    rows = Clock.objects.filter(subject_kind="order", subject_id=measure.pk, name=name, due_on__isnull=False)
    due = rows.order_by("-id").values_list("due_on", flat=True).first()
    if due is not None and filed_on > due:
        raise Refused(
            _("The time to ask for reconsideration ended on %s.") % due.isoformat(), code="too_late", field="filed_on"
        )


def _asking(doing: Doing) -> CaseParty | None:
    """The party who asks; None where the body acts of its own motion."""
    if doing.relation != "complainant":
        return None
    sides = [role for role, side in SIDES.items() if side == "complainant"]
    return doing.case.parties.filter(pk__in=doing.party_ids, role__in=sides).order_by("pk").first()


def _is_sued(track: Track | None) -> bool:
    return track is not None and track.kind == "civil" and track.state != "before_suit"


def _sues(case: Case) -> bool:
    return case.tracks.filter(kind="civil", closed_at__isnull=True).exclude(state="before_suit").exists()


def _asker(measure: Measure) -> str:
    """Who may know of an order that is not carried out: who asked for it, and the bodies."""
    return "asker" if measure.asked_by_id else "bodies"


def _known_by(measure: Measure) -> str:
    return "parties" if measure.carried_out_at else _asker(measure)
