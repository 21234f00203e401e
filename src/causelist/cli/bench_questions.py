"""What `causelist bench cases` asks of a full registry, each question twice: as the site does it, and raw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from causelist.cases import docket, publishing, queries
from causelist.cases.documents import pdf
from causelist.cases.models import Case, CaseEvent, Clock, Complaint, Decision, Publication, Track
from causelist.cases.publication import HISTORY_PAGE, view
from causelist.cases.services import act
from causelist.cases.sweep import sweep
from causelist.cli.bench_cases import ACTS, DUE, best, line, moment, taken_back
from causelist.cli.bench_registry import Registry

FACTS = {
    "accepted_on": "2026-03-05", "told_on": "2026-03-12",
    "acts": "Lantern Market Trading sold copied discs at stall 14.",
    "reasons": "The discs were copied without permission, and that harms the public interest.",
    "evidence": [{"title": "Photographs of the stall", "number": "E-1"}], "pay_within": "15 days",
}  # fmt: skip
FINE = {
    "kind": "fine", "amount": "20000", "currency": "CNY", "against": None,
    "facts": {"business": "32000", "public_interest": True},
}  # fmt: skip


def answers(registry: Registry) -> Iterator[dict[str, Any]]:
    """Every question; the ones that write last."""
    yield from _docket(registry)
    yield from _list(registry)
    yield from _page(registry)
    yield _acts(registry)
    yield _publication(registry)
    yield _sweep(registry)


def _rows(query: str, *values: str | int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _counted(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def _same(what: str, ours: Sequence[object], raw: Sequence[object]) -> None:
    if list(ours) != list(raw):
        raise click.ClickException(f"{what}: ours and the raw way gave different rows; nothing was measured")


def _opened(client: Client, path: str) -> None:
    if client.get(path).status_code != 200:
        raise click.ClickException(f"{path} did not answer")


def _docket(registry: Registry) -> Iterator[dict[str, Any]]:
    offices = [registry.offices[0].pk]
    query = (
        "SELECT l.id, l.name, l.due_at, c.number, c.title FROM cases_clock l JOIN cases_case c ON c.id = l.case_id"
        " WHERE l.office_id = %s AND l.stopped_at IS NULL AND l.due_at IS NOT NULL ORDER BY l.due_at, l.id LIMIT %s"
    )

    def ours() -> list[int]:
        return [row.pk for row in docket.clocks(registry.officer, offices, docket.Asked())]

    def raw() -> list[int]:
        return [row[0] for row in _rows(query, offices[0], docket.PAGE + 1)]

    _same("docket", ours(), raw())
    raw_ms = best(raw)
    yield line("docket, rows", best(ours), raw_ms, _counted(ours))
    client = _client(registry)
    _opened(client, "/desk/docket")
    yield line(
        "docket, page", best(lambda: client.get("/desk/docket")), raw_ms, _counted(lambda: client.get("/desk/docket"))
    )


def _client(registry: Registry) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(registry.officer)
    return client


def _list(registry: Registry) -> Iterator[dict[str, Any]]:
    query = (
        "SELECT c.number, c.title, c.stage, c.opened_at, c.due_at FROM cases_case c WHERE c.confidentiality <> 'sealed'"
        " ORDER BY c.opened_at DESC, c.id DESC LIMIT %s"
    )
    authority = registry.offices[0].body.organisation.slug

    def ours() -> list[str]:
        return [row.number for row in queries.list_page(queries.Filters()).cases]

    def raw() -> list[str]:
        return [row[0] for row in _rows(query, queries.PAGE)]

    _same("list", ours(), raw())
    raw_ms = best(raw)
    yield line("list, rows", best(ours), raw_ms, _counted(ours))
    client = Client(headers={"host": "localhost"})
    for what, path in (
        ("list, page", "/cases"), ("list, page, one authority", f"/cases?authority={authority}"),
        ("list, page, late", "/cases?late=1"),
    ):  # fmt: skip
        _opened(client, path)
        yield line(what, best(lambda path=path: client.get(path)), raw_ms, _counted(lambda path=path: client.get(path)))  # type: ignore[misc]


def _page(registry: Registry) -> Iterator[dict[str, Any]]:
    case = Case.objects.get(number=registry.long)
    query = (
        "SELECT e.id, e.act, e.occurred_at, e.basis, e.detail, o.name FROM cases_caseevent e"
        " LEFT JOIN cases_office o ON o.id = e.office_id"
        " WHERE e.case_id = %s AND e.audience = 'public' ORDER BY e.id DESC LIMIT %s"
    )

    def ours() -> list[int]:
        found = view(registry.long)
        return [] if found is None else [step.id for step in found.history.steps]

    def raw() -> list[int]:
        return [row[0] for row in _rows(query, case.pk, HISTORY_PAGE)]

    _same("case page", ours(), raw())
    raw_ms = best(raw)
    yield line("case, view", best(ours), raw_ms, _counted(ours))
    for what, client, path in (
        ("case, page", Client(headers={"host": "localhost"}), f"/c/{registry.long}"),
        ("case file, page", _client(registry), f"/desk/cases/{registry.long}"),
    ):
        _opened(client, path)
        ask = lambda client=client, path=path: client.get(path)  # noqa: E731 -- measured twice
        yield line(what, best(ask), raw_ms, _counted(ask))


def _acts(registry: Registry) -> dict[str, Any]:
    """Accepting complaints one after another, beside the same rows written by hand in a transaction each."""
    office = registry.offices[0]
    waiting = list(
        Complaint.objects.filter(office=office, state="received").order_by("-pk").values_list("pk", "case")[:ACTS]
    )
    now = timezone.now()

    def ours() -> None:
        for pk, case in waiting:
            act(case_id=case, lifecycle="complaint", act="accept", subject_id=pk, data={}, by=registry.officer, at=now)

    def raw() -> None:
        for pk, case in waiting:
            _accept_by_hand(registry, pk, case, now)

    def left() -> list[tuple[object, ...]]:
        ids = [pk for pk, _case in waiting]
        stopped = Clock.objects.filter(subject_kind="complaint", subject_id__in=ids, stopped_at__isnull=False)
        events = CaseEvent.objects.filter(subject_kind="complaint", subject_id__in=ids, act="complaint.accept")
        return [
            *Complaint.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "state"),
            *stopped.order_by("subject_id").values_list("subject_id", "outcome"),
            *events.order_by("subject_id").values_list("subject_id", "to_state"),
        ]

    def undone(do: Callable[[], None]) -> tuple[float, list[tuple[object, ...]]]:
        with taken_back():
            return best(do, rounds=1), left()

    ours_ms, ours_left = min((undone(ours) for _ in range(3)), key=lambda found: found[0])
    raw_ms, raw_left = min((undone(raw) for _ in range(3)), key=lambda found: found[0])
    _same("act", ours_left, raw_left)
    with taken_back():
        pk, case = waiting[0]
        count = _counted(
            lambda: act(
                case_id=case, lifecycle="complaint", act="accept", subject_id=pk, data={}, by=registry.officer, at=now
            )
        )
    return line("act", ours_ms / len(waiting), raw_ms / len(waiting), count)


def _accept_by_hand(registry: Registry, pk: int, case: int, now: dt.datetime) -> None:
    at = moment(now, sqlite=connection.vendor == "sqlite")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_complaint SET state = 'accepted' WHERE id = %s", [pk])
        cursor.execute(
            "INSERT INTO cases_caseevent (case_id, act, subject_kind, subject_id, from_state, to_state, occurred_at,"
            " by_id, relation, office_id, basis, detail, audience) VALUES (%s, 'complaint.accept', 'complaint', %s,"
            " 'received', 'accepted', %s, %s, 'officer', %s, '', '{}', 'public')",
            [case, pk, at, registry.officer.pk, registry.offices[0].pk],
        )
        cursor.execute(
            "UPDATE cases_clock SET stopped_at = %s, outcome = CASE WHEN due_at < %s THEN 'late' ELSE 'met' END"
            " WHERE subject_kind = 'complaint' AND subject_id = %s AND name = 'acceptance' AND stopped_at IS NULL",
            [at, at, pk],
        )
        cursor.execute(
            "UPDATE cases_case SET stage = 'investigation', due_at = NULL, last_event_at = %s WHERE id = %s", [at, case]
        )


def _publication(registry: Registry) -> dict[str, Any]:
    """A decision from issued to public with its files, beside setting the same page as PDF alone."""
    case = Case.objects.get(number=registry.long)
    track = Track.objects.get(case=case)
    Track.objects.filter(pk=track.pk).update(state="deciding", officer=registry.officer)
    now = timezone.now()
    day = timezone.localdate(now)

    def do(name: str, subject: int | None = None, **data: Any) -> CaseEvent:
        lifecycle, name = name.split(".")
        return act(
            case_id=case.pk, lifecycle=lifecycle, act=name, subject_id=subject, data=data, by=registry.officer, at=now
        )

    row = Decision.objects.get(pk=do("decision.draft", kind="penalty", track=track.pk).subject_id)
    against = case.parties.get(role="respondent").pk
    do(
        "decision.edit",
        row.pk,
        version=row.version,
        document={"facts": FACTS},
        sanctions=[{**FINE, "against": against}],
    )
    row.refresh_from_db()
    do("decision.issue", row.pk, version=row.version, decided_on=day.isoformat(), outcome="penalty")
    row.refresh_from_db()

    def ours() -> None:
        digest = publishing.propose(row).difference.digest
        do("publication.publish", decision=row.pk, track=track.pk, digest=digest)

    proposal = publishing.propose(row)
    text = publishing.published(proposal, on=day, version=1)

    def raw() -> bytes:
        return pdf.pdf(text, withheld=proposal.redaction.withheld)

    raw()  # the fonts are found once
    found = []
    for _ in range(3):
        with taken_back():
            found.append(best(ours, rounds=1))
            made = Publication.objects.get(decision=row)
            if set(made.files.values_list("form", flat=True)) != {"akn", "html", "pdf"}:
                raise click.ClickException("publication: not all files were made; is pango installed?")
    with taken_back():
        count = _counted(ours)
    return line("publication, PDF included", min(found), best(raw, rounds=3), count)


def _sweep(registry: Registry) -> dict[str, Any]:
    """Clocks that fall due in one minute, beside telling them in four statements."""
    now = timezone.now()
    ids = list(Clock.objects.filter(stopped_at__isnull=True).order_by("-pk").values_list("pk", flat=True)[:DUE])
    due = now - dt.timedelta(seconds=30)
    Clock.objects.filter(pk__in=ids).update(fell_due_at=None, due_at=due)

    def left() -> list[tuple[object, ...]]:
        events = CaseEvent.objects.filter(act="clock.fell_due").order_by("subject_id")
        silent = Complaint.objects.filter(state="silent").order_by("pk")
        return [*events.values_list("subject_id", "case"), *silent.values_list("pk")]

    with taken_back():
        raw_ms = best(lambda: _tell_by_hand(now), rounds=1)
        raw_left = left()
    with taken_back():
        told: list[int] = []
        with CaptureQueriesContext(connection) as captured:
            ours_ms = best(lambda: told.append(sweep(now)), rounds=1)
        _same("sweep", left(), raw_left)
        _same("sweep", told, [len(ids)])
    del registry
    return line(f"sweep of {len(ids):,}", ours_ms, raw_ms, len(captured))


_BY_HAND = (
    (
        "INSERT INTO cases_caseevent (case_id, act, subject_kind, subject_id, from_state, to_state, occurred_at, relation,"
        " office_id, basis, detail, audience) SELECT case_id, 'clock.fell_due', subject_kind, subject_id, '', '', due_at,"
        " 'system', office_id, '', '{}', 'public' FROM cases_clock WHERE"
        " stopped_at IS NULL AND fell_due_at IS NULL AND due_at <= %s"
    ),
    (
        "UPDATE cases_complaint SET state = 'silent' WHERE state IN ('received', 'forwarded', 'contested') AND id IN (SELECT"
        " subject_id FROM cases_clock WHERE subject_kind = 'complaint' AND name = 'acceptance'"
        " AND stopped_at IS NULL AND fell_due_at IS NULL AND due_at <= %s)"
    ),
    "UPDATE cases_clock SET fell_due_at = CURRENT_TIMESTAMP WHERE stopped_at IS NULL AND fell_due_at IS NULL AND due_at <= %s",
)


def _tell_by_hand(now: dt.datetime) -> None:
    at = moment(now, sqlite=connection.vendor == "sqlite")
    with connection.cursor() as cursor:
        for statement in _BY_HAND:
            cursor.execute(statement, [at])
