"""What changes in cases: one function for every act of the tables. The only writer of states, events and clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases import clocks, effects, relations, stages, subjects, tables, visibility
from causelist.cases.effects import Doing, Effect
from causelist.cases.fields import BadField, as_json, read
from causelist.cases.models import Case, CaseEvent, Track
from causelist.core.refusal import Refused
from causelist.parties.permissions import Act as PartyAct
from causelist.parties.permissions import NotAllowed, Reach
from causelist.record.publication import announce
from causelist.runtime import audit

SLACK = dt.timedelta(minutes=5)  # clocks of people's machines differ
LONGEST_ID = 18  # digits
LATEST = ("occurred_at", "carried_out_at", "taken_at", "held_at", "filed_on", "served_on", "done_on", "decided_on")


class NotThere(LookupError):
    """There is no such case or subject, or not for this person: an edge answers 404 to both alike."""


@transaction.atomic
def act(
    *,
    case_id: int,
    lifecycle: str,
    act: str,
    subject_id: int | None = None,
    data: Mapping[str, Any] | None = None,
    by: User | None,
    at: dt.datetime | None = None,
    key: str | None = None,
    request: str | None = None,
    seen: int | None = None,
    reach: Reach | None = None,
) -> CaseEvent:
    """Do an act of the tables; the event that records it.

    `by` None is the registry's own sweep. `at` is when it occurred (now unless said; only services and the demo say).
    `key` makes a repeated request the same as one, where `request` (a digest of it) is the same too. `reach` is as far as
    the person reaches here, where that is less than everything they may do: a token acts for one organisation. `seen` is the newest event the person saw: where the subject has
    moved since, they are told instead. Raises `NotThere`, `NotAllowed`, and `Refused` with the field to mend.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("office__body").filter(pk=case_id).first()
    table = tables.act(lifecycle, act)
    if case is None or table is None:
        raise NotThere
    if key is not None and (known := CaseEvent.objects.filter(key=key).first()) is not None:
        return _same(known, case, table, by, request)
    subject = None if table.creates else subjects.find(lifecycle, case, subject_id)
    relation, party_ids = _relation(case, table, subject, by, data or {}, reach=reach)
    if subject is None and not table.creates:
        raise NotThere
    now = timezone.now()
    moment = at or now
    _check_state(table, subject, seen)
    _check_not_joined(case, table)
    values = _read(table, data or {}, case, now)
    doing = Doing(table, case, subject, subjects.track_of(subject), values, by, relation, moment, party_ids)
    return _do(doing, key, request)


def _do(doing: Doing, key: str | None = None, request: str | None = None) -> CaseEvent:
    table, case = doing.act, doing.case
    before = "" if doing.subject is None else subjects.state_of(doing.subject)
    function = effects.of(table)
    done = (function(doing) if function else None) or Effect()
    subject = doing.subject if done.subject is None else done.subject
    if subject is None:
        raise RuntimeError(f"{table.full_name} makes its subject and has no effect that does")
    after = done.to or (table.to[0] if table.to else before)
    if table.to and after not in table.to:
        raise RuntimeError(f"{table.full_name} cannot lead to {after}")
    _set_state(subject, after, doing.at)
    track = subjects.track_of(subject)
    event = CaseEvent.objects.create(
        case=case, track=track, act=table.full_name, subject_kind=table.lifecycle, subject_id=subject.pk,
        from_state=before, to_state=after if after != before else "", occurred_at=doing.at, by=doing.by,
        relation=doing.relation, office=done.office or (track.office if track else case.office),
        basis=str(doing.data.get("reason", ""))[:2000],
        detail=as_json({**{name: value for name, value in doing.data.items() if name != "reason"}, **done.detail}),
        audience=done.audience or table.audience, key=key, request=request,
    )  # fmt: skip
    event.once = done.once
    if track is not None and event.audience == "public" and not track.is_public:
        track.is_public = True
        track.save(update_fields=["is_public"])
    _move_clocks(doing, done, subject, event.audience)
    for lifecycle, name, subject_id, more in done.also:
        _follow(doing, lifecycle, name, subject_id, more)
    settle(case, doing.at)
    if doing.by is not None:
        audit.record(by=doing.by, act=f"cases.{table.full_name}", subject=f"cases.case:{case.number}", detail={})
    return event


def _follow(doing: Doing, lifecycle: str, name: str, subject_id: int | None, data: Mapping[str, Any]) -> None:
    """A further act that follows from the one that was done, in the same transaction and by the same person."""
    case, table = doing.case, tables.lifecycle(lifecycle).acts[name]
    subject = None if table.creates else subjects.find(lifecycle, case, subject_id)
    if not table.creates and (subject is None or subjects.state_of(subject) not in table.sources):
        return
    track = subjects.track_of(subject)
    _do(Doing(table, case, subject, track, dict(data), doing.by, "system", doing.at, doing.party_ids))


def settle(case: Case, at: dt.datetime) -> None:
    """Bring what the case's row copies up to date, and tell who wants to know."""
    case.stage = stages.of(case)
    case.due_at = clocks.next_due(case)
    case.last_event_at = max(filter(None, (case.last_event_at, at)))
    case.closed_at = (case.closed_at or max(at, case.opened_at)) if case.stage == "closed" else None
    case.save()
    announce("case", [case.pk])


def _same(known: CaseEvent, case: Case, table: tables.Act, by: User | None, request: str | None) -> CaseEvent:
    if (known.case_id, known.act, known.by, known.request) != (case.pk, table.full_name, by, request):
        raise Refused(_("This key was used for another act. Use a new one."), code="key_reused")
    return known


def _relation(
    case: Case, table: tables.Act, subject: Any, by: User | None, data: Mapping[str, Any], *, reach: Reach | None
) -> tuple[str, frozenset[int]]:
    """As what the person may do this; `NotThere` for a case they cannot see, `NotAllowed` for an act that is not theirs."""
    if by is None:
        if "system" in table.by or "officer" in table.by:
            return "system", frozenset()
        raise NotAllowed(PartyAct.RECORD)
    found = relations.of(by, case, reach=reach)
    if not visibility.sees("number", found.sight, case.stage, case.confidentiality):
        raise NotThere
    track = subjects.track_of(subject)
    track_id = track.pk if track is not None else _track_asked(case, data)
    mine = found.on(track_id) & table.by
    if not mine:
        raise NotAllowed(PartyAct.RECORD)
    if subject is not None and not subjects.is_known(
        table.lifecycle, subject, case, found.sees.get(track_id, "public")
    ):
        raise NotThere
    return min(mine, key=tables.RELATIONS.index), found.party_ids


def _track_asked(case: Case, data: Mapping[str, Any]) -> int | None:
    """The track that an act on the case, or one that makes something, names."""
    given = str(data.get("track") or "")
    if not given.isdecimal() or len(given) > LONGEST_ID:
        return None
    return Track.objects.filter(case=case, pk=int(given)).values_list("pk", flat=True).first()


def _check_state(table: tables.Act, subject: Any, seen: int | None) -> None:
    if subject is None:
        return
    state = subjects.state_of(subject)
    moved = CaseEvent.objects.filter(subject_kind=table.lifecycle, subject_id=subject.pk, pk__gt=seen or 0)
    if seen is not None and moved.exclude(from_state="", to_state="").exists():
        raise Refused(
            _("Somebody else acted here meanwhile. Look at the case again; what you typed is kept."),
            code="changed_meanwhile",
        )
    if state not in table.sources:
        states = tables.lifecycle(table.lifecycle).states
        raise Refused(
            _("“%(act)s” is not possible now: the state is “%(state)s”.")
            % {"act": table.title.en, "state": states[state].title.en},
            code="wrong_state",
        )


def _check_not_joined(case: Case, table: tables.Act) -> None:
    """A case that goes on in another is not moved any more; what was taken or decided in it still is served and given back."""
    if case.joined_into is not None and table.lifecycle in ("complaint", "administrative", "civil", "criminal"):
        raise Refused(_("This case was joined to %s. Act there.") % case.joined_into.number, code="joined")


def _read(table: tables.Act, data: Mapping[str, Any], case: Case, now: dt.datetime) -> dict[str, Any]:
    try:
        values = read(table.fields, data)
        for name in LATEST:
            _check_past(table, name, values.get(name), case, now)
    except BadField as error:
        raise Refused(str(error), code=error.code, field=error.field) from error
    return values


def _check_past(table: tables.Act, name: str, value: Any, case: Case, now: dt.datetime) -> None:
    """What has happened does not lie in the future, nor before the case was opened."""
    if value is None:
        return
    title = table.fields[name].title
    first, last = case.opened_at, now + SLACK
    if not isinstance(value, dt.datetime):
        first, last = timezone.localdate(first), timezone.localdate(last)  # type: ignore[assignment]
    if value > last:
        raise BadField(name, "in_future", f"{title}: {value:%Y-%m-%d} has not come yet")
    if value < first:
        raise BadField(name, "too_early", f"{title}: {value:%Y-%m-%d} is before the case was opened ({first:%Y-%m-%d})")


def _set_state(subject: Any, state: str, at: dt.datetime) -> None:
    if isinstance(subject, Case):
        return
    subject.state = state
    if isinstance(subject, Track):
        ended = tables.lifecycle(subject.kind).states[state].ended
        subject.closed_at = (subject.closed_at or at) if ended else None
    subject.save()


def _move_clocks(doing: Doing, done: Effect, subject: Any, audience: str) -> None:
    about = subjects.clock_subject(doing.act.lifecycle, subject, doing.case)
    clocks.stop({**doing.act.stops, **done.stops}, about, at=doing.at)
    starts = doing.act.starts if done.starts is None else done.starts
    begun = done.start_at or doing.at
    clocks.start(starts, about, at=begun, rules=done.rules, audience=audience)
    for name, day in done.until.items():
        clocks.start_until(name, about, at=begun, day=day, audience=audience)
    if isinstance(subject, Track) and subject.closed_at is not None:
        clocks.cancel_all(doing.case, at=doing.at, track=subject)
    clocks.hold(about)


def open_with(doing: Doing) -> CaseEvent:
    """The first act of a case, by the service that has just made it, in its transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a case is opened inside the transaction that makes it")
    return _do(doing)
