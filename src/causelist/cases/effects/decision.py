"""What acts on decisions do: drafted from the record, issued, served, carried out, corrected, annulled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.cases import checks, clocks, deciding, reckoning, subjects
from causelist.cases.documents import draft as drafting
from causelist.cases.documents import plain, serial
from causelist.cases.documents.identifier import BadIdentifier
from causelist.cases.documents.plain import BadText
from causelist.cases.documents.text import Paragraph, Section
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.effects.appeals import APPEALS
from causelist.cases.fields import BadField, count, money
from causelist.cases.models import Case, CaseParty, Decision, DecisionService, Publication, Sanction, SanctionKind
from causelist.cases.secrecy import is_secret_ruling
from causelist.core.refusal import Refused
from causelist.law.errors import LawError
from causelist.runtime.numbers import take

MOST_SANCTIONS = 200
EDITED = frozenset({"facts", "sections", "cited"})  # what an officer may give of a document
Also = tuple[str, str, int | None, Mapping[str, Any]]


@effect("decision.draft")
def draft(doing: Doing) -> Effect:
    """A new draft from the template of its kind, filled from the record."""
    case, data = doing.case, doing.data
    track = (
        case.tracks.filter(pk=data["track"]).select_related("office__body__organisation").first()
        if "track" in data
        else None
    )
    if "track" in data and track is None:
        raise Refused(_("This case has no such track."), code="unknown_track", field="track")
    office = track.office if track else case.office
    if office is None:
        raise Refused(_("No office answers for this case yet."), code="no_office", field="track")
    measure = case.measures.filter(pk=data["measure"]).first() if "measure" in data else None
    if "measure" in data and measure is None:
        raise Refused(_("This case has no such measure."), code="unknown_measure", field="measure")
    row = Decision(
        case=case, track=track, measure=measure, complaint=case.complaints.order_by("pk").first() if track is None else None,
        kind=data["kind"], body=office.body, language=data.get("language", "en"), drafted_by=doing.by, title="",
    )  # fmt: skip
    if "reasons" in data:
        # Not kept with the step: others of the body read of the step, and none of the draft's words.
        row.document = {"facts": {"reasons": data.pop("reasons")}}
    row.save()
    _composed(row)
    row.save()
    return Effect(subject=row, detail={"missing": len(row.document["missing"])})


@effect("decision.edit")
def edit(doing: Doing) -> Effect:
    """The officer's facts, words and sanctions; the text is made anew."""
    row = _checked_version(doing)
    _take_document(row, doing.data.pop("document", None))
    if "sanctions" in doing.data:
        _take_sanctions(row, doing.data.pop("sanctions"), doing.at)
    row.version += 1
    _composed(row)
    return Effect(detail={"missing": len(row.document["missing"]), "version": row.version})


@effect("decision.issue")
def issue(doing: Doing) -> Effect:
    """The draft becomes the decision: it gets its number and day, and its text is frozen."""
    row = _checked_version(doing)
    day: dt.date = doing.data["decided_on"]
    row.outcome, row.decided_on = doing.data["outcome"], day
    _check_day(row, day)
    _composed(row)
    _check_complete(row)
    row.number = str(take("D", day.year)[0])
    _composed(row)
    text = deciding.text_of(row)
    row.document = {**serial.as_json(replace(text, status="issued")), "missing": []}
    row.reasons = "\n\n".join(
        one.text for section in text.sections if section.kind == "reasons" for one in section.paragraphs
    )
    rules = deciding.clock_rules(row, "serve", "publish")
    return Effect(
        detail={"number": row.number, "kind": row.kind}, starts=tuple(rules), rules=rules, also=_on_track(row), start_at=_moment(doing, day),
        audience=_audience(row),
    )  # fmt: skip


def _audience(row: Decision) -> str:
    """A ruling on an order that is not carried out is told to who asked alone; any other decision to everybody."""
    measure = row.measure
    return "asker" if measure is not None and is_secret_ruling(measure.lifecycle, measure.carried_out_at) else ""


@effect("decision.serve")
def serve(doing: Doing) -> None:
    """That it reached a party, with the proof; the time to appeal runs from the last service."""
    row: Decision = doing.subject
    day: dt.date = doing.data["served_on"]
    party = CaseParty.objects.filter(case=doing.case, pk=doing.data["party"]).first()
    if party is None:
        raise Refused(_("This case has no such party."), code="unknown_party", field="party")
    if row.decided_on is not None and day < row.decided_on:
        raise Refused(
            _("Served on %(day)s, before the decision of %(decided)s. Compare both days.")
            % {"day": day, "decided": row.decided_on},
            code="too_early", field="served_on",
        )  # fmt: skip
    if row.services.filter(party=party, served_on=day).exists():
        raise Refused(_("This service is recorded already."), code="twice", field="party")
    DecisionService.objects.create(
        decision=row,
        party=party,
        method=doing.data["method"],
        served_on=day,
        proof=doing.data["proof"][:500],
        by=doing.by,
    )
    last = row.services.aggregate(last=Max("served_on"))["last"]
    at = _moment(doing, last)
    name = _appeal_clock(row)
    if row.track is None or not name or row.track.state not in {"decided", "judged"}:
        return  # a correction of what is final opens no new time to appeal
    # The clock is the track's, and the period of who was served last is the last to end.
    subject = subjects.clock_subject(row.track.kind, row.track, doing.case)
    clocks.stop({name: "cancelled"}, subject, at=doing.at)
    clocks.start((name,), subject, at=at, rules={name: deciding.clock_rules(row, "appeal").get("appeal", "")})


@effect("decision.become_final")
def become_final(doing: Doing) -> Effect:
    """Nobody appealed in time, or the appeal left it standing."""
    row: Decision = doing.subject
    checks.has_ended(doing, *APPEALS.values())
    row.final_on = timezone.localdate(doing.at)
    due = row.sanctions.filter(kind__in=["fine", "gains"], state="imposed").exists()
    rules = deciding.clock_rules(row, "pay") if due else {}
    track = row.track
    also: tuple[Also, ...] = ((track.kind, "become_final", track.pk, {}),) if track is not None else ()
    return Effect(starts=tuple(rules), rules=rules, also=also)


@effect("decision.pay")
def pay(doing: Doing) -> Effect:
    """What was paid or done of one line of the order; when nothing is left the decision is carried out."""
    row, data = doing.subject, doing.data
    sanction = Sanction.objects.select_for_update(of=("self",)).filter(decision=row, pk=data["sanction"]).first()
    if sanction is None:
        raise Refused(_("This decision orders no such thing."), code="unknown_sanction", field="sanction")
    day: dt.date = data["done_on"]
    if row.decided_on is not None and day < row.decided_on:
        raise Refused(_("Nothing is paid before it is decided."), code="too_early", field="done_on")
    amount = data.get("amount")
    if amount is not None:
        if sanction.amount is None or sanction.paid + amount > sanction.amount:
            raise Refused(
                _("That is more than is left to pay: %s.") % ((sanction.amount or 0) - sanction.paid),
                code="too_much", field="amount",
            )  # fmt: skip
        sanction.paid += amount
    whole = bool(data.get("complete")) or (sanction.amount is not None and sanction.paid == sanction.amount)
    sanction.state = "done" if whole else "part"
    sanction.done_on = day if whole else None
    sanction.save(update_fields=["paid", "state", "done_on"])
    left = row.sanctions.exclude(state__in=["done", "waived"]).exists()
    also: tuple[Also, ...] = () if left or row.state != "final" else (("decision", "enforce", row.pk, {}),)
    return Effect(detail={"kind": sanction.kind, "state": sanction.state}, also=also)


@effect("decision.correct")
def correct(doing: Doing) -> Effect:
    """A corrected decision takes the place of this one; both are kept."""
    row, reason = doing.subject, doing.data["reason"]
    given = doing.data.pop("document", None) or {}
    words = _sections(given)
    later = Decision(
        case=row.case, track=row.track, complaint=row.complaint, measure=row.measure, kind=row.kind, outcome=row.outcome,
        state="issued", body=row.body, language=row.language, title=row.title, reasons=row.reasons, corrects=row,
        decided_on=row.decided_on, final_on=row.final_on, drafted_by=doing.by,
        number=str(take("D", timezone.localdate(doing.at).year)[0]),
    )  # fmt: skip
    try:
        text = drafting.restart(deciding.text_of(row), words)
        line = _CORRECTS[text.language].format(number=row.number, reason=plain.paragraph(reason, "reason"))
    except BadText as error:
        raise Refused(str(error), code="bad_text", field="document") from error
    heading = {"en": "Correction", "zh": "更正"}[text.language]
    section = Section("corrections", heading, (drafting.mark_names(Paragraph(line), text),))
    text = replace(text, number=later.number or "", identifier=deciding.identifier_of(later), status="issued")
    later.document = {**serial.as_json(replace(text, sections=(*text.sections, section))), "missing": []}
    born: Also = ("decision", "take_place", None, {"later": later})
    return Effect(detail={"number": row.number, "by": later.number}, also=(born, *_marked(row)))


@effect("decision.take_place")
def take_place(doing: Doing) -> Effect:
    """The corrected decision, with what was ordered; it is served and published anew."""
    later: Decision = doing.data.pop("later")
    later.save()
    earlier = later.corrects
    for sanction in earlier.sanctions.order_by("pk") if earlier is not None else ():
        sanction.pk, sanction.decision = None, later
        sanction.save(force_insert=True)
    rules = deciding.clock_rules(later, "serve", "publish")
    return Effect(subject=later, detail={"number": later.number}, starts=tuple(rules), rules=rules)


@effect("decision.annul")
def annul(doing: Doing) -> Effect:
    """It has no effect any more; it is kept, and what was published of it is to be withdrawn."""
    row: Decision = doing.subject
    live = _live(row)
    # The law speaks of withdrawing what was published; where nothing was, no clock runs.
    return Effect(detail={"number": row.number}, starts=("withdraw_publication",) if live else (), also=_marked(row))


_CORRECTS = {"en": "This decision takes the place of {number}: {reason}", "zh": "本决定取代{number}：{reason}"}


def _checked_version(doing: Doing) -> Decision:
    row: Decision = doing.subject
    if doing.data["version"] != row.version:
        raise Refused(
            _("Somebody else changed this draft meanwhile. Look at it again; what you typed is kept."),
            code="changed_meanwhile", field="version",
        )  # fmt: skip
    return row


def _composed(row: Decision) -> None:
    try:
        deciding.keep(row, deciding.compose(row))
    except (BadText, BadIdentifier) as error:
        raise Refused(str(error), code="bad_text", field="document") from error


def _take_document(row: Decision, given: Mapping[str, Any] | None) -> None:
    if given is None:
        return
    if unknown := set(given) - EDITED:
        raise Refused(
            _("A document holds facts, sections and cited; not %s.") % min(unknown)[:40],
            code="bad_text",
            field="document",
        )
    facts = given.get("facts", row.document.get("facts", {}))
    cited = given.get("cited", row.document.get("cited", []))
    if (
        not isinstance(facts, Mapping)
        or not isinstance(cited, list)
        or not all(isinstance(one, Mapping) for one in cited)
    ):
        raise Refused(
            _("Facts are an object, cited a list of laws with their articles."), code="bad_text", field="document"
        )
    edited = {**row.document.get("edited", {}), **_sections(given)}
    row.document = {
        **row.document,
        "facts": dict(facts),
        "cited": cited,
        "edited": {name: words for name, words in edited.items() if words},
    }


def _sections(given: Mapping[str, Any]) -> dict[str, str]:
    found = given.get("sections", {})
    if not isinstance(found, Mapping) or not all(isinstance(words, str) for words in found.values()):
        raise Refused(_("Sections are words by their kind."), code="bad_text", field="document")
    return dict(found)


def _take_sanctions(row: Decision, rows: list[dict[str, Any]], at: dt.datetime) -> None:
    """What is ordered, row by row, with the law's arithmetic; takes the place of what the draft ordered before."""
    if len(rows) > MOST_SANCTIONS:
        raise Refused(_("At most %d lines can be ordered.") % MOST_SANCTIONS, code="too_many", field="sanctions")
    made = [_sanction(row, place, given, timezone.localdate(at)) for place, given in enumerate(rows, 1)]
    row.sanctions.all().delete()
    Sanction.objects.bulk_create(made)


def _sanction(row: Decision, place: int, given: dict[str, Any], today: dt.date) -> Sanction:
    where = _("Line %d") % place
    kind = str(given.get("kind", ""))
    if kind not in SanctionKind.values:
        raise Refused(
            f"{where}: {_('choose one of')} {', '.join(SanctionKind.values)}", code="not_a_choice", field="sanctions"
        )
    party = CaseParty.objects.filter(case=row.case, pk=given.get("against") or 0).first()
    try:
        amount = money("sanctions", where, given["amount"]) if given.get("amount") not in (None, "") else None
        months = count("sanctions", where, given["months"], least=1) if given.get("months") not in (None, "") else None
        spared = given.get("suspended_months")
        suspended = count("sanctions", where, spared, least=1) if spared not in (None, "") else None
    except BadField as error:
        raise Refused(str(error), code=error.code, field="sanctions") from error
    needs = kind in deciding.SUMS and amount is None and kind != "confiscation"
    if needs or (kind in deciding.TERMS and months is None) or (months or 0) > 1199:
        raise Refused(f"{where}: {_('give the sum, or the months')}", code="required", field="sanctions")
    rule, cite, steps = (
        str(given.get("rule") or "")[:120],
        str(given.get("cite") or "")[:300],
        list(given.get("steps") or []),
    )
    arithmetic: list[Mapping[str, str]] = [{"en": str(step)[:1000], "zh": str(step)[:1000]} for step in steps[:50]]
    told = _reckoned(row, kind, given, today, where)
    if told is not None:
        if not told.allows(amount, months):
            raise Refused(
                _("%(where)s: the law allows %(range)s (%(cite)s).") % {"where": where, "range": told.words(), "cite": told.cite},
                code="out_of_range", field="sanctions",
            )  # fmt: skip
        rule, cite = rule or told.rule, cite or told.cite
        arithmetic = [
            *told.steps,
            *([reckoning.ordered(amount, str(given.get("currency") or "CNY"))] if amount is not None else []),
            *arithmetic,
        ]
    cite = cite or (reckoning.cite_of(row.case.jurisdiction, rule, today) if rule else "")
    return Sanction(
        decision=row, kind=kind, against=party, amount=amount, currency=str(given.get("currency") or "CNY")[:3] if amount is not None else "",
        months=months, suspended_months=suspended, what=str(given.get("what") or "")[:500], rule=rule, cite=cite[:300],
        arithmetic=arithmetic,
    )  # fmt: skip


def _reckoned(row: Decision, kind: str, given: dict[str, Any], today: dt.date, where: str) -> reckoning.Reckoned | None:
    facts = given.get("facts")
    if not isinstance(facts, Mapping):
        return None
    try:
        on = dt.date.fromisoformat(str(facts["on"])) if facts.get("on") else timezone.localdate(row.case.opened_at)
        return reckoning.reckon(kind, row.case.jurisdiction, on=on, decided=row.decided_on or today, facts=facts)
    except (LawError, ValueError, TypeError) as error:
        raise Refused(f"{where}: {error}", code="bad_fact", field="sanctions") from error


def _check_day(row: Decision, day: dt.date) -> None:
    """A decision is not made before the hearing it rests on."""
    held = [
        event.detail.get("held_at")
        for event in row.case.events.filter(track=row.track, act__endswith=".hold_hearing")
        if row.track is not None
    ]
    latest = max((timezone.localdate(dt.datetime.fromisoformat(one)) for one in held if one), default=None)
    if latest is not None and day < latest:
        raise Refused(
            _("Decided on %(day)s, before the hearing of %(heard)s. Compare both days.") % {"day": day, "heard": latest},
            code="too_early", field="decided_on",
        )  # fmt: skip


def _check_complete(row: Decision) -> None:
    missing = [one["title"] for one in row.document["missing"]]
    missing += [gap for gap in drafting.gaps(serial.from_json(row.document)) if gap not in missing]
    if missing:
        raise Refused(
            _("The text is not finished. Still to be filled in: %s.") % "; ".join(missing[:12]),
            code="incomplete",
            field="version",
        )


def _on_track(row: Decision) -> tuple[Also, ...]:
    """The act of its track that the decision is."""
    track = row.track
    name = deciding.rules()[row.kind].get("track", {}).get(track.kind) if track is not None else None
    return ((track.kind, name, track.pk, {}),) if track is not None and name else ()


def _moment(doing: Doing, day: dt.date | None) -> dt.datetime:
    """The day as the clocks of the place count it: now where it is today, else its noon there."""
    office = doing.track.office if doing.track else doing.case.office
    zone = ZoneInfo(office.time_zone if office else "UTC")
    if day is None or day == doing.at.astimezone(zone).date():
        return doing.at
    return dt.datetime.combine(day, dt.time(12), zone)


def _appeal_clock(row: Decision) -> str:
    """The clock of its track in which it can be appealed; empty where issuing it does nothing to a track."""
    kind = row.track.kind if row.track is not None else ""
    return APPEALS[kind] if kind in deciding.rules()[row.kind].get("track", {}) else ""


def _live(row: Decision) -> Publication | None:
    return row.publications.filter(state="published").order_by("-version").first()


def _marked(row: Decision) -> tuple[Also, ...]:
    """What was published of it says from now on how it stands."""
    live = _live(row)
    return (("publication", "replace", live.pk, {"mark": True}),) if live is not None else ()


def of_case(case: Case) -> list[Decision]:
    """All decisions of a case but discarded drafts, the newest first."""
    return list(case.decisions.exclude(state="discarded").order_by("-decided_on", "-pk"))
