"""What acts on publications and requests for redaction do."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import asdict, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.cases import clocks, deciding, publishing, subjects
from causelist.cases.documents import serial
from causelist.cases.documents.text import DecisionText
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.models import Decision, Publication, PublicationFile, RedactionRequest
from causelist.core.refusal import Refused
from causelist.record.publication import announce
from causelist.runtime import outbox

CONFIRM = "redaction_request"  # the mails of this module


@effect("publication.publish")
def publish(doing: Doing) -> Effect:
    """The first published wording; the officer has seen the difference whose digest is given."""
    decision = _decision(doing, doing.data["decision"])
    if decision.track_id != doing.data.pop(
        "track", None
    ):  # the relation of who acts was found for the track they named
        raise Refused(_("This case has no such decision."), code="unknown_decision", field="decision")
    if decision.state in {"draft", "discarded"}:
        raise Refused(_("A draft is not published: issue it first."), code="wrong_state", field="decision")
    if not deciding.rules()[decision.kind]["public"]:
        raise Refused(_("Decisions of this kind are not published."), code="not_public", field="decision")
    if decision.publications.exists():
        raise Refused(_("It is published already: publish a new version instead."), code="twice", field="decision")
    proposal = _confirmed(doing, decision)
    text = publishing.published(proposal, on=_today(doing), version=1)
    row, problem = _make(decision, text, proposal, doing.at)
    clocks.stop({"publish": "met"}, subjects.clock_subject("decision", decision, doing.case), at=doing.at)
    announce("decision", [decision.pk])
    return Effect(subject=row, detail=_detail(decision, row, problem))


@effect("publication.replace")
def replace_(doing: Doing) -> Effect:
    """A new version: with another redaction, or (after a correction or annulment) with how it stands now."""
    row: Publication = doing.subject
    decision = row.decision
    version = 1 + max(decision.publications.values_list("version", flat=True))
    status, note = _standing(decision)
    if doing.data.pop("mark", False):
        text = replace(publishing.text_of(row.document or {}, status=status, note=note), version=version)
        given: dict[str, Any] = {"decision": decision, "text": text, "of": row}
    else:
        proposal = _confirmed(doing, decision)
        text = publishing.published(proposal, on=_today(doing), version=version).stand(status, note=note)
        given = {"decision": decision, "text": text, "of": proposal}
    return Effect(
        detail={"number": decision.number, "version": row.version},
        also=(("publication", "new_version", None, given),),
    )


@effect("publication.new_version")
def new_version(doing: Doing) -> Effect:
    """The version that takes the place of the one before."""
    decision = doing.data.pop("decision")
    row, problem = _make(decision, doing.data.pop("text"), doing.data.pop("of"), doing.at)
    announce("decision", [decision.pk])
    return Effect(subject=row, detail=_detail(decision, row, problem))


@effect("publication.withdraw")
def withdraw(doing: Doing) -> Effect:
    """Every version goes from view; the number stays and says why."""
    row: Publication = doing.subject
    _take_down(row, "withdrawn", doing.data["reason"], doing.at)
    clocks.stop(
        {"withdraw_publication": "met"}, subjects.clock_subject("decision", row.decision, doing.case), at=doing.at
    )
    announce("decision", [row.decision_id])
    return Effect(detail={"number": row.decision.number})


@effect("publication.erase")
def erase(doing: Doing) -> Effect:
    """By order: the published text, its files and what was withheld are gone for good; the tombstone stays."""
    row: Publication = doing.subject
    _take_down(row, "erased", doing.data["reason"], doing.at)
    every = row.decision.publications.all()
    PublicationFile.objects.filter(publication__in=every).delete()
    every.update(document=None, withheld=[], asks=[])
    row.document, row.withheld, row.asks = None, [], []
    announce("decision", [row.decision_id])
    return Effect(detail={"number": row.decision.number, "order": doing.data["order"]})


@effect("redaction.ask")
def ask(doing: Doing) -> Effect:
    """Somebody named asks; what they wrote is the body's to read."""
    decision = _decision(doing, doing.data["decision"])
    if not decision.publications.exists():
        raise Refused(_("This decision is not published."), code="unknown_decision", field="decision")
    row = RedactionRequest.objects.create(
        decision=decision, email=doing.data.pop("email"), what=doing.data.pop("what"), ground=doing.data["ground"],
        asked_at=doing.at, key=secrets.token_urlsafe(24),
    )  # fmt: skip
    _mail(row, "received")
    return Effect(subject=row, detail={"number": decision.number})


@effect("redaction.grant", "redaction.refuse")
def answer(doing: Doing) -> Effect:
    """The body's answer goes to who asked; a granted one is carried out by publishing a new version."""
    row: RedactionRequest = doing.subject
    _mail(row, "granted" if doing.act.name == "grant" else "refused", doing.data["reason"])
    return Effect(detail={"number": row.decision.number})


def _decision(doing: Doing, pk: int) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("track", "body__organisation", "case")
    row = found.filter(case=doing.case, pk=pk).first()
    if row is None:
        raise Refused(_("This case has no such decision."), code="unknown_decision", field="decision")
    return row


def _confirmed(doing: Doing, decision: Decision) -> publishing.Proposal:
    """What is published is what was shown."""
    data = doing.data
    asks = publishing.asks_of(
        data.pop("withhold", ()), data.pop("keep", ())
    )  # not kept with the event: they are words withheld
    proposal = publishing.propose(decision, asks)
    if not secrets.compare_digest(proposal.difference.digest, data["digest"]):
        raise Refused(
            _("What would be published is not what you were shown. Look at the difference again."),
            code="changed_meanwhile", field="digest",
        )  # fmt: skip
    return proposal


def _make(
    decision: Decision, text: DecisionText, of: publishing.Proposal | Publication, at: dt.datetime
) -> tuple[Publication, str]:
    """A version's row and files: from what was confirmed, or from the version before."""
    if isinstance(of, Publication):
        withheld, asks, rules = of.withheld, of.asks, of.rules
    else:
        withheld, rules = publishing.withheld_json(of.redaction.withheld), of.redaction.rules
        asks = [asdict(one) for one in of.asks]
    row = Publication.objects.create(
        decision=decision, version=text.version, state="published", ecli=text.identifier, language=text.language,
        document=serial.as_json(text), withheld=withheld, asks=asks, rules=rules, published_at=at,
    )  # fmt: skip
    made = publishing.files(text, publishing.withheld_of(withheld))
    PublicationFile.objects.bulk_create(
        PublicationFile(publication=row, form=form, content=content, sha256=publishing.sha256(content))
        for form, content in made.content.items()
    )
    return row, made.problem


def _standing(decision: Decision) -> tuple[str, str]:
    """How the decision stands, and the line that says by what."""
    status = deciding.text_of(decision).status
    later = decision.corrected_by.order_by("pk").last()
    # A follow-up act runs once the state has moved; a correction is known by the decision that corrects.
    if later is not None:
        return "corrected", f"→ {later.number}"
    return status, ""


def _take_down(row: Publication, state: str, reason: str, at: dt.datetime) -> None:
    """All versions of a decision at once: an older one would show what the newest no longer may."""
    others = row.decision.publications.exclude(pk=row.pk).exclude(state="erased")
    others.update(state=state, withdrawn_at=at, reason=reason[:500])
    row.withdrawn_at, row.reason = row.withdrawn_at or at, reason[:500]


def _detail(decision: Decision, row: Publication, problem: str) -> dict[str, Any]:
    made = {"number": decision.number, "version": row.version, "ecli": row.ecli}
    return made | ({"pdf": problem} if problem else {})


def _today(doing: Doing) -> dt.date:
    return timezone.localdate(doing.at)


def _mail(row: RedactionRequest, what: str, reason: str = "") -> None:
    outbox.queue(
        key=f"{CONFIRM}:{row.pk}:{what}", kind=CONFIRM, detail={"request": row.pk, "what": what, "reason": reason}
    )
