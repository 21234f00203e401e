"""From a draft to what the public reads, as the acts do it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.conftest import Country

from causelist.cases import publishing
from causelist.cases.documents import pdf
from causelist.cases.models import Case, CaseParty, Clock, Decision, Publication, PublicationFile, Track
from causelist.cases.sweep import sweep
from causelist.core.refusal import Refused
from causelist.parties.permissions import NotAllowed

DAY = dt.date(2026, 3, 20)
AT = dt.datetime(2026, 3, 20, 4, 0, tzinfo=dt.UTC)
FACTS = {
    "accepted_on": "2026-03-05",
    "told_on": "2026-03-12",
    "acts": "Ines Hollowell sold copied discs at stall 14 for Lantern Market Trading.",
    "reasons": "The discs were copied without permission, and that harms the public interest.",
    "evidence": [{"title": "Photographs of the stall", "number": "E-1"}],
    "pay_within": "15 days",
}
ROWS: list[dict[str, Any]] = [
    {
        "kind": "fine", "amount": "20000", "currency": "CNY", "against": None,
        "facts": {"business": "32000", "public_interest": True},
    },
    {"kind": "cease", "what": "Lantern Market Trading stops selling the discs."},
]  # fmt: skip


@pytest.fixture
def case(country: Country) -> Case:
    found = country.complaint(against=[country.name_of("respondent"), country.name_of("person")]).case
    Track.objects.create(
        case=found, kind="administrative", state="deciding", office=country.offices["municipal"],
        officer=country.people["officer"], opened_at=found.opened_at,
    )  # fmt: skip
    return found


def drafted(country: Country, case: Case, kind: str = "penalty", **more: Any) -> Decision:
    track = case.tracks.get()
    event = country.do(case, "decision.draft", "officer", at=AT, kind=kind, track=track.pk, **more)
    return Decision.objects.get(pk=event.subject_id)


def edited(country: Country, case: Case, row: Decision, **more: Any) -> Decision:
    against = CaseParty.objects.get(case=case, name__organisation__is_person=True).pk
    rows = [{**one, "against": against} for one in ROWS]
    data: dict[str, Any] = {"version": row.version, "document": {"facts": FACTS}, "sanctions": rows, **more}
    country.do(case, "decision.edit", "officer", row.pk, at=AT, **data)
    row.refresh_from_db()
    return row


def issued(country: Country, case: Case) -> Decision:
    row = edited(country, case, drafted(country, case))
    country.do(case, "decision.issue", "officer", row.pk, at=AT, version=row.version, decided_on=DAY, outcome="penalty")
    row.refresh_from_db()
    return row


def publish(country: Country, case: Case, row: Decision, **more: Any) -> Publication:
    digest = publishing.propose(row, publishing.asks_of(more.get("withhold", ()))).difference.digest
    event = country.do(
        case, "publication.publish", "officer", at=AT, decision=row.pk, track=row.track_id, digest=digest, **more
    )
    return Publication.objects.get(pk=event.subject_id)


def test_a_draft_takes_what_the_record_holds_and_names_what_it_does_not(country: Country, case: Case) -> None:
    row = drafted(country, case)
    words = [one["text"] for section in row.document["sections"] for one in section["paragraphs"]]
    assert any("Larkspur Pictures Ltd complained to Culture Enforcement of Lantern City" in one for one in words)
    assert {one["name"] for one in row.document["missing"]} >= {"acts", "reasons", "cited", "evidence"}
    assert row.number is None
    with pytest.raises(Refused, match="not finished"):
        country.do(case, "decision.issue", "officer", row.pk, at=AT, version=1, decided_on=DAY, outcome="penalty")


def test_what_is_ordered_carries_the_laws_arithmetic(country: Country, case: Case) -> None:
    row = edited(country, case, drafted(country, case))
    fine = row.sanctions.get(kind="fine")
    assert fine.rule == "cn.admin.fine.amount"
    assert "250,000" in fine.arithmetic[0]["en"]
    assert fine.arithmetic[-1] == {"en": "Ordered: CNY 20,000.", "zh": "决定数额：20,000（CNY）。"}
    assert row.document["sums"][0]["amount"] == "20000.00"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{**ROWS[0], "amount": "300000"}], "the law allows 0 – 250,000"),
        ([{**ROWS[0], "amount": "-3"}], "must not be negative"),
        ([{**ROWS[0], "facts": {"business": "many"}}], "no number"),
        ([{"kind": "prison"}], "give the sum, or the months"),
        ([{"kind": "exile"}], "choose one of"),
        ([{"kind": "prison", "months": "2.5"}], "whole number"),
    ],
)
def test_sums_that_cannot_be_are_refused(country: Country, case: Case, rows: list[dict[str, Any]], says: str) -> None:
    row = drafted(country, case)
    with pytest.raises(Refused, match=says):
        country.do(case, "decision.edit", "officer", row.pk, at=AT, version=1, sanctions=rows)


def test_two_officers_do_not_overwrite_each_other(country: Country, case: Case) -> None:
    row = edited(country, case, drafted(country, case))
    with pytest.raises(Refused, match="changed this draft meanwhile"):
        country.do(case, "decision.edit", "officer", row.pk, at=AT, version=1, document={"facts": {}})


def test_a_decision_is_issued_with_its_number_and_moves_its_track(country: Country, case: Case) -> None:
    row = issued(country, case)
    assert row.number is not None
    assert row.number == "D-2026-1-" + row.number.rsplit("-", 1)[1]
    assert row.document["identifier"] == f"ECLI:CN:B3:2026:D1.{row.number[-1]}"
    assert row.document["status"] == "issued"
    assert case.tracks.get().state == "decided"
    running = {clock.name: clock for clock in Clock.objects.filter(subject_kind="decision", stopped_at__isnull=True)}
    assert set(running) == {"serve", "publish"}
    assert running["serve"].rule == "cn.penalty.serve"
    assert running["publish"].due_at is not None


def test_a_decision_before_its_hearing_is_refused(country: Country, case: Case) -> None:
    track = case.tracks.get()
    Track.objects.filter(pk=track.pk).update(state="hearing")
    held = dt.datetime(2026, 4, 10, 2, 0, tzinfo=dt.UTC)
    fixed = {"starts_at": held.isoformat(), "place": "Room 2"}
    country.do(case, "administrative.fix_hearing", "officer", track.pk, at=AT, **fixed)
    country.do(
        case, "administrative.hold_hearing", "officer", track.pk, at=held, held_at=held.isoformat(), record="Heard."
    )
    row = edited(country, case, drafted(country, case))
    with pytest.raises(Refused, match="before the hearing"):
        country.do(
            case, "decision.issue", "officer", row.pk, at=held, version=row.version, decided_on=DAY, outcome="penalty"
        )


def test_service_starts_the_appeal_period_and_its_end_makes_it_final(country: Country, case: Case) -> None:
    row = issued(country, case)
    party = CaseParty.objects.get(case=case, name__organisation__is_person=True)
    with pytest.raises(Refused, match="before the decision"):
        country.do(
            case,
            "decision.serve",
            "officer",
            row.pk,
            at=AT,
            party=party.pk,
            method="post",
            served_on=dt.date(2026, 3, 10),
            proof="x",
        )
    served: dict[str, Any] = {
        "party": party.pk,
        "method": "post",
        "served_on": dt.date(2026, 3, 23),
        "proof": "Receipt 7",
    }
    country.do(case, "decision.serve", "officer", row.pk, at=AT + dt.timedelta(days=3), **served)
    with pytest.raises(Refused, match="recorded already"):
        country.do(case, "decision.serve", "officer", row.pk, at=AT + dt.timedelta(days=3), **served)
    clock = Clock.objects.get(name="appeal", stopped_at__isnull=True)
    assert clock.due_on == dt.date(2026, 5, 22)
    with pytest.raises(Refused, match="runs until 2026-05-22"):
        country.do(case, "decision.become_final", "officer", row.pk, at=AT + dt.timedelta(days=9))
    sweep(dt.datetime(2026, 5, 23, tzinfo=dt.UTC))
    row.refresh_from_db()
    assert (row.state, case.tracks.get().state) == ("final", "enforcement")
    assert Clock.objects.get(name="pay", stopped_at__isnull=True).rule == "cn.penalty.pay"


def test_what_is_paid_adds_up_and_the_last_makes_it_carried_out(country: Country, case: Case) -> None:
    row = issued(country, case)
    Decision.objects.filter(pk=row.pk).update(state="final")
    fine, cease = row.sanctions.order_by("pk")
    day = dt.date(2026, 6, 1)
    later = dt.datetime(2026, 6, 2, tzinfo=dt.UTC)
    country.do(case, "decision.pay", "officer", row.pk, at=later, sanction=fine.pk, amount="5000", done_on=day)
    with pytest.raises(Refused, match=r"more than is left to pay: 15000\.00"):
        country.do(case, "decision.pay", "officer", row.pk, at=later, sanction=fine.pk, amount="15000.01", done_on=day)
    country.do(case, "decision.pay", "officer", row.pk, at=later, sanction=fine.pk, amount="15000", done_on=day)
    fine.refresh_from_db()
    assert (fine.state, fine.paid, fine.done_on) == ("done", Decimal("20000.00"), day)
    country.do(case, "decision.pay", "officer", row.pk, at=later, sanction=cease.pk, done_on=day, complete=True)
    row.refresh_from_db()
    assert row.state == "enforced"


def test_publication_withholds_people_and_needs_the_difference_that_was_shown(country: Country, case: Case) -> None:
    row = issued(country, case)
    with pytest.raises(Refused, match="not what you were shown"):
        country.do(case, "publication.publish", "officer", at=AT, decision=row.pk, track=row.track_id, digest="0" * 64)
    assert not Publication.objects.exists()
    withhold = [{"words": "stall 14", "rule": "secret", "reason": "the stall of a witness"}]
    made = publish(country, case, row, withhold=withhold)
    whole = str(made.document) + str(made.withheld)
    for file in made.files.all():
        whole += bytes(file.content).decode("utf-8", "replace")
    assert "Hollowell" not in whole
    assert "stall 14" not in whole
    assert "Lantern Market Trading" in whole
    assert "Person A" in whole
    assert {file.form for file in made.files.all()} == {"akn", "html", *(["pdf"] if pdf.available() else [])}
    assert Clock.objects.get(name="publish").outcome == "met"
    assert "stall 14" not in str(case.events.get(act="publication.publish").detail)
    assert made.asks[0]["words"] == "stall 14"


def test_a_draft_and_anothers_decision_are_not_published(country: Country, case: Case) -> None:
    row = drafted(country, case)
    with pytest.raises(Refused, match="issue it first"):
        country.do(case, "publication.publish", "officer", at=AT, decision=row.pk, track=row.track_id, digest="0" * 64)
    with pytest.raises(Refused, match="no such decision"):
        country.do(
            case, "publication.publish", "officer", at=AT, decision=row.pk + 99, track=row.track_id, digest="0" * 64
        )
    with pytest.raises(NotAllowed):
        country.do(
            case, "publication.publish", "complainant", at=AT, decision=row.pk, track=row.track_id, digest="0" * 64
        )


def test_a_correction_keeps_both_and_marks_what_was_published(country: Country, case: Case) -> None:
    row = issued(country, case)
    first = publish(country, case, row)
    country.do(
        case, "decision.correct", "officer", row.pk, at=AT, reason="The amount of business was added wrongly.",
        document={"sections": {"reasons": "The discs were copied; the amount of business is 31,000 yuan."}},
    )  # fmt: skip
    row.refresh_from_db()
    first.refresh_from_db()
    later = row.corrected_by.get()
    assert (row.state, later.state, first.state) == ("corrected", "issued", "replaced")
    assert later.number != row.number
    assert later.sanctions.count() == row.sanctions.count() == 2
    marked = row.publications.get(state="published")
    assert marked.version == 2
    assert marked.document is not None
    assert marked.document["status"] == "corrected"
    assert later.number in marked.document["note"]
    assert "Hollowell" not in str(marked.document)
    words = [one["text"] for section in later.document["sections"] for one in section["paragraphs"]]
    assert f"This decision takes the place of {row.number}: The amount of business was added wrongly." in words
    assert not later.publications.exists()


def test_an_annulled_decision_is_marked_then_withdrawn_with_a_tombstone(country: Country, case: Case) -> None:
    row = issued(country, case)
    publish(country, case, row)
    with pytest.raises(NotAllowed):
        country.do(case, "decision.annul", "officer", row.pk, at=AT, reason="No competence.")
    country.do(case, "decision.annul", "head", row.pk, at=AT, reason="No competence.")
    live = row.publications.get(state="published")
    assert live.document is not None
    assert live.document["status"] == "annulled"
    assert Clock.objects.get(name="withdraw_publication", stopped_at__isnull=True)
    country.do(case, "publication.withdraw", "officer", live.pk, at=AT, reason="Annulled by the head of the body.")
    assert {one.state for one in row.publications.all()} == {"withdrawn"}
    assert not Clock.objects.filter(name="withdraw_publication", stopped_at__isnull=True).exists()


def test_erasure_leaves_the_row_and_nothing_of_the_text(country: Country, case: Case) -> None:
    row = issued(country, case)
    made = publish(country, case, row)
    with pytest.raises(NotAllowed):
        country.do(case, "publication.erase", "officer", made.pk, at=AT, order="Order 4", reason="By order.")
    country.do(case, "publication.erase", "head", made.pk, at=AT, order="Order 4", reason="By order.")
    made.refresh_from_db()
    assert (made.state, made.document, made.withheld, made.asks) == ("erased", None, [], [])
    assert not PublicationFile.objects.exists()


def test_somebody_named_asks_and_is_answered(country: Country, case: Case) -> None:
    row = issued(country, case)
    made = publish(country, case, row)
    event = country.do(
        case,
        "redaction.ask",
        None,
        at=AT,
        decision=row.pk,
        what="My street is named.",
        ground="person",
        email="me@people.example",
    )
    assert "My street" not in str(event.detail)
    assert event.audience == "office"
    assert Clock.objects.filter(name="redaction_answer", subject_id=event.subject_id).exists()
    country.do(case, "redaction.grant", "officer", event.subject_id, at=AT, reason="It is withheld now.")
    withhold = [{"words": "stall 14", "rule": "address", "reason": "asked for"}]
    digest = publishing.propose(row, publishing.asks_of(withhold)).difference.digest
    country.do(
        case, "publication.replace", "officer", made.pk, at=AT, digest=digest, withhold=withhold, reason="Asked for."
    )
    made.refresh_from_db()
    assert made.state == "replaced"
    live = row.publications.get(state="published")
    assert live.version == 2
    assert "stall 14" not in str(live.document)
