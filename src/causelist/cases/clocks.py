"""Starting and stopping the clocks of a case. Their length is the law's; where it gives none, none runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Min

from causelist.cases.models import Case, Clock, Office, Track
from causelist.cases.tables import AUDIENCES, clock_kinds
from causelist.law.book import law_of
from causelist.law.clock import Deadline, deadline
from causelist.law.errors import LawError

_watchers: list[Callable[[Clock], None]] = []


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock is about, and who holds it."""

    case: Case
    kind: str
    id: int
    track: Track | None
    office: Office | None
    officer_id: int | None


def start(
    names: Iterable[str],
    subject: Subject,
    *,
    at: dt.datetime,
    rules: Mapping[str, str] | None = None,
    audience: str = "public",
) -> None:
    """Start clocks that an act starts; one that runs already goes on as it is.

    `rules` names another rule than usual; `audience` is that of the act: who is not told of it does not see its clock.
    """
    running = set(_running(subject).values_list("name", flat=True))
    for name in names:
        rule = (rules or {}).get(name) or clock_kinds()[name].rules.get(subject.case.jurisdiction, "")
        if rule and name not in running:
            row = Clock.objects.create(**_row(name, rule, subject, at), audience=_narrower(name, audience))
            _started(row)


def start_until(name: str, subject: Subject, *, at: dt.datetime, day: dt.date, audience: str = "public") -> None:
    """Start a clock that ends with a day which an act has set, at the place of its office."""
    zone = ZoneInfo(subject.office.time_zone if subject.office else "UTC")
    row = Clock.objects.create(
        **_who(name, subject, at), rule="", cite="", due_on=day, audience=_narrower(name, audience),
        due_at=max(at, dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC)),
    )  # fmt: skip
    _started(row)


def on_start(callback: Callable[[Clock], None]) -> None:
    """Call this, inside the transaction, with every clock that was started: whoever sweeps wants to know."""
    if callback not in _watchers:
        _watchers.append(callback)


def _started(clock: Clock) -> None:
    for callback in _watchers:
        callback(clock)


def stop(how: Mapping[str, str], subject: Subject, *, at: dt.datetime) -> None:
    """Stop clocks: "met" becomes "late" where the last moment had passed."""
    for clock in _running(subject).filter(name__in=list(how)):
        outcome = how[clock.name]
        late = outcome == "met" and clock.due_at is not None and at > clock.due_at
        clock.outcome = "late" if late else outcome
        clock.stopped_at = max(at, clock.started_at)
        clock.save(update_fields=["outcome", "stopped_at"])


def extend(clock: Clock, until: dt.date, *, reason: str) -> None:
    """Let a running clock end later: at the end of a day at its office, with the reason among its steps."""
    zone = clock.office.time_zone if clock.office else "UTC"
    clock.due_on = until
    clock.due_at = end_of(until, zone)
    clock.steps = [
        *clock.steps,
        {"en": f"Extended to {until:%Y-%m-%d}: {reason}", "zh": f"延长至{until:%Y-%m-%d}：{reason}"},
    ]
    clock.save(update_fields=["due_on", "due_at", "steps"])


def hold(subject: Subject) -> None:
    """Let the running clocks of a subject lie where the subject lies now."""
    _running(subject).update(office=subject.office, officer=subject.officer_id)


def cancel_all(case: Case, *, at: dt.datetime, track: Track | None = None) -> None:
    """End whatever still runs, because the matter is over."""
    running = case.clocks.filter(stopped_at__isnull=True)
    if track is not None:
        running = running.filter(track=track)
    running.update(stopped_at=at, outcome="cancelled")


def next_due(case: Case) -> dt.datetime | None:
    """The last moment of the open clock that ends first, of those everybody may know of: lists show it."""
    running = case.clocks.filter(stopped_at__isnull=True, audience="public")
    found: dt.datetime | None = running.aggregate(due=Min("due_at"))["due"]
    return found


def reckon(rule: str, jurisdiction: str, at: dt.datetime, zone: str) -> Deadline:
    """The law's answer for a period that began at a moment, past the announced holidays too. Raises `LawError`."""
    start = at.astimezone(ZoneInfo(zone))
    return deadline(law_of(jurisdiction), rule, start=start, place_zone=zone, expected=True)


def moment_of(found: Deadline, zone: str) -> dt.datetime | None:
    """The last moment in UTC: of a day, the end of that day at the place."""
    due = found.due
    if due is None or isinstance(due, dt.datetime):
        return None if due is None else due.astimezone(dt.UTC)
    return end_of(due, zone)


def end_of(day: dt.date, zone: str) -> dt.datetime:
    """The last moment of a day at a place, in UTC."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def _narrower(name: str, audience: str) -> str:
    """Who may know that a clock runs: who may know of clocks of its kind, and was told of the act that began it."""
    return max(clock_kinds()[name].audience, audience, key=AUDIENCES.index)


def _running(subject: Subject):  # type: ignore[no-untyped-def] # noqa: ANN202 -- a plain query set
    return Clock.objects.filter(subject_kind=subject.kind, subject_id=subject.id, stopped_at__isnull=True)


def _row(name: str, rule: str, subject: Subject, at: dt.datetime) -> dict[str, object]:
    zone = subject.office.time_zone if subject.office else "UTC"
    row = _who(name, subject, at) | {"rule": rule}
    try:
        found = reckon(rule, subject.case.jurisdiction, at, zone)
    except LawError as error:  # not in force on that day: the clock runs, and its page says why
        return row | {"cite": rule, "steps": [{"en": str(error), "zh": str(error)}]}
    steps = [{"en": step.words, "zh": step.words_zh} for step in found.steps]
    return row | {
        "cite": str(found.cite)[:300],
        "due_at": moment_of(found, zone),
        "due_on": found.last_day,
        "steps": steps,
    }


def _who(name: str, subject: Subject, at: dt.datetime) -> dict[str, object]:
    return {
        "case": subject.case,
        "track": subject.track,
        "office": subject.office,
        "officer_id": subject.officer_id,
        "name": name,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "waits_for": clock_kinds()[name].waits_for,
        "started_at": at,
    }
