"""Decisions at the desk: a draft in the making, an issued one, and publishing with the difference seen first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from causelist.cases import deciding, publishing, relations, services, tables, visibility
from causelist.cases.documents import html
from causelist.cases.models import Decision
from causelist.cases.services import NotThere
from causelist.core.refusal import Refused
from causelist.desk import deciding as forms
from causelist.desk.access import person, posted


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: a draft with its form, or what was issued with what may be done."""
    row, mine = _opened(request, pk)
    typed = posted(request)
    problem: Refused | None = None
    if typed is not None:
        problem = _do(request, row)
        if problem is None:
            return redirect("desk:decision", row.pk)
    draft = row.state == "draft"
    context: dict[str, Any] = {
        "decision": row,
        "case": row.case,
        "text": deciding.text_of(row),
        "fragment": _fragment(row),
        "problem": problem,
        # The day comes with issuing.
        "missing": [one["title"] for one in row.document.get("missing", ()) if one["name"] != "decided"],
        "may_edit": draft and "officer" in mine,
        "may_issue": draft and bool({"officer", "head"} & mine),
        "may_publish": not draft and "officer" in mine and deciding.rules()[row.kind]["public"],
        "live": row.publications.filter(state="published").first(),
        "publications": list(row.publications.order_by("-version").defer("document", "withheld", "asks")),
        "requests": list(row.redaction_requests.order_by("-pk")) if "officer" in mine else [],
    }
    if draft:
        typed = typed if problem is not None else None
        context |= {
            "facts": forms.facts_of(row, typed),
            "sections": forms.sections_of(row, typed if typed is not None and "section-reasons" in typed else None),
            "sanctions": forms.sanctions_of(row, typed if typed is not None and "sanction-kind" in typed else None),
            "choices": forms.sanction_choices(row),
            "outcomes": tables.lifecycle("decision").acts["issue"].fields["outcome"].choices.items(),
            "today": timezone.localdate(),
        }
    return render(request, "desk/decision.html", context, status=200 if problem is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be published beside what is; confirmed, exactly that is published."""
    row, mine = _opened(request, pk)
    if row.state in {"draft", "discarded"} or "officer" not in mine or not deciding.rules()[row.kind]["public"]:
        raise Http404
    live = row.publications.filter(state="published").first()
    if live is None and row.publications.exists():
        messages.error(request, _("It was withdrawn, and is not published again."))
        return redirect("desk:decision", row.pk)
    typed = posted(request)
    kept = live.asks if live is not None else []
    withhold = (
        forms.asks_typed("withhold", typed) if typed is not None else [one for one in kept if one["rule"] != "keep"]
    )
    keep = forms.asks_typed("keep", typed) if typed is not None else [one for one in kept if one["rule"] == "keep"]
    keep = [{"words": one["words"], "reason": one["reason"]} for one in keep]
    problem: Refused | None = None
    try:
        if typed is not None and "publish" in typed:
            _publish(request, row, live.pk if live is not None else None, withhold, keep)
            messages.success(request, _("Published: %s") % row.number)
            return redirect("desk:decision", row.pk)
    except Refused as error:
        problem = error
    proposal = _proposal(row, withhold, keep) if problem is None or problem.code == "changed_meanwhile" else None
    if isinstance(proposal, Refused):
        problem, proposal = proposal, None
    blank: list[dict[str, str]] = [{} for _each in range(forms.BLANK_ROWS)]
    context = {
        "decision": row,
        "case": row.case,
        "live": live,
        "problem": problem,
        "proposal": proposal,
        "changed": proposal.difference.changed() if proposal else (),
        "doubts": [(forms.doubt_words(one.code), one) for one in proposal.redaction.doubts] if proposal else (),
        "withhold": [*withhold, *blank],
        "keep": [*keep, {}],
        "rules": forms.rule_choices(),
        "reason": typed.get("reason", "") if typed is not None else "",
    }
    return render(request, "desk/decision_publish.html", context, status=200 if problem is None else 422)


def _opened(request: HttpRequest, pk: int) -> tuple[Decision, frozenset[str]]:
    """The decision, and as what the person may act on it; 404 alike for none and for one that is not theirs to see."""
    found = Decision.objects.select_related(
        "case__office__body__organisation",
        "track__office__body__organisation",
        "body__organisation",
        "measure",
        "complaint",
    )
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    case = row.case
    known = relations.of(person(request), case)
    field = "drafts" if row.state in {"draft", "discarded"} else "decision_full_text"
    sight = known.sees.get(row.track_id, "public")
    if not visibility.sees(field, sight, case.stage, case.confidentiality):
        raise Http404
    return row, known.on(row.track_id)


def _do(request: HttpRequest, row: Decision) -> Refused | None:
    """Save, issue or discard, as was asked; what is refused is told and what was typed is kept."""
    typed = request.POST
    version = typed.get("version", "")
    try:
        if "issue" in typed:
            data = {"version": version, "decided_on": typed.get("decided_on", ""), "outcome": typed.get("outcome", "")}
            _act(request, row, "issue", data)
            row.refresh_from_db()
            messages.success(request, _("Issued as %s.") % row.number)
        elif "discard" in typed:
            _act(request, row, "discard", {"reason": typed.get("reason", "")})
            messages.success(request, _("The draft was discarded."))
        else:
            document = {"facts": forms.read_facts(row, typed), "sections": forms.read_sections(row, typed)}
            changes: dict[str, Any] = {"version": version, "document": document}
            if "sanction-kind" in typed:
                changes["sanctions"] = forms.read_sanctions(typed)
            _act(request, row, "edit", changes)
            messages.success(request, _("Saved. The text below is made anew."))
    except Refused as error:
        return error
    return None


def _act(request: HttpRequest, row: Decision, name: str, data: dict[str, Any]) -> None:
    try:
        services.act(
            case_id=row.case_id, lifecycle="decision", act=name, subject_id=row.pk, data=data, by=person(request)
        )
    except NotThere:
        raise Http404 from None


def _publish(
    request: HttpRequest, row: Decision, live: int | None, withhold: list[dict[str, str]], keep: list[dict[str, str]]
) -> None:
    data: dict[str, Any] = {"digest": request.POST.get("digest", ""), "withhold": withhold, "keep": keep}
    if live is None:
        data |= {"decision": row.pk} | ({"track": row.track_id} if row.track_id else {})
    else:
        data["reason"] = request.POST.get("reason", "")
    try:
        services.act(
            case_id=row.case_id, lifecycle="publication", act="publish" if live is None else "replace", subject_id=live,
            data=data, by=person(request),
        )  # fmt: skip
    except NotThere:
        raise Http404 from None


def _proposal(
    row: Decision, withhold: list[dict[str, str]], keep: list[dict[str, str]]
) -> publishing.Proposal | Refused:
    try:
        return publishing.propose(row, publishing.asks_of(withhold, keep))
    except Refused as error:
        return error


def _fragment(row: Decision) -> SafeString:
    made = html.fragment(deciding.text_of(row), level=2)
    return mark_safe(made)  # noqa: S308 -- every word in it is escaped by `documents.html`
