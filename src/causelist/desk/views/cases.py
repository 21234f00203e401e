"""A case file at the desk, and the acts that may be done in it."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from causelist.cases import possible, services, tables
from causelist.cases.possible import Possible
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.casework import wording
from causelist.desk.casework.file import STEPS_SHOWN, TARGETS_SHOWN, CaseFile, next_words
from causelist.desk.casework.forms import ActForm
from causelist.desk.casework.opening import Opened, open_case
from causelist.desk.casework.subject import act_words, subject_words

# Acts on the text of a decision: its page shows the text beside the form.
ON_THE_DECISION = frozenset({"decision.edit", "decision.issue", "decision.discard"})


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The file from top to bottom, and beside it what may be done now."""
    opened = open_case(request, number)
    file = CaseFile(opened, whole_history=request.GET.get("history") == "all")
    file.fetch_names()
    clocks = file.open_clocks
    context: dict[str, Any] = {
        "case": opened.case,
        "opened": opened,
        "file": file,
        "sees": {
            name: opened.sees(name)
            for name in ("title", "statement", "officer", "kind", "papers", "decision_full_text")
        },
        "clocks": clocks,
        "next": next_words(file.tracks, opened.complaints),
        "targets": file.targets[:TARGETS_SHOWN],
        "more_targets": len(file.targets) > TARGETS_SHOWN,
        "history": file.history if file.whole_history else file.history[:STEPS_SHOWN],
        "more_history": not file.whole_history and len(file.history) > STEPS_SHOWN,
        "groups": _groups(opened, file.possible),
    }
    return render(request, "desk/cases/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, lifecycle: str, name: str, subject_id: int | None = None) -> HttpResponse:
    """One act: its form with what it does; done, the file again; refused, what was typed with what to mend."""
    opened = open_case(request, number)
    file = CaseFile(opened)
    found = possible.one(file.possible, lifecycle, name, subject_id)
    if found is None:
        return _not_now(request, opened, lifecycle, name)
    data = posted(request)
    form = ActForm(data, possible=found, opened=opened)
    pressed = data is not None and ("add" in data or "paste" in data)
    if data is not None and not pressed and form.is_valid() and _done(request, opened, found, form):
        return redirect("desk:case", opened.case.number)
    if pressed:
        form.errors.clear()
    context = {
        "case": opened.case,
        "act": found.act,
        "form": form,
        "subject": subject_words(found, opened),
        "seen": file.newest_event,
        "key": uuid.uuid4().hex if data is None else data.get("key", "")[:64],
        "effects": _says(found.act),
    }
    return render(request, "desk/cases/act.html", context)


def _done(request: HttpRequest, opened: Opened, found: Possible, form: ActForm) -> bool:
    """Do it; False where it was refused, and the form says why."""
    seen, key = request.POST.get("seen", ""), request.POST.get("key", "")[:64]
    try:
        event = services.act(
            case_id=opened.case.pk,
            lifecycle=found.act.lifecycle,
            act=found.act.name,
            subject_id=found.subject_id,
            data=form.answers(),
            by=person(request),
            seen=int(seen) if seen.isdecimal() else None,
            key=f"desk:{person(request).pk}:{key}" if key else None,
        )
    except Refused as refused:
        form.refuse(refused)
        return False
    except services.NotThere as error:
        raise Http404 from error
    messages.success(request, _("Done: %(act)s.") % {"act": wording.said(found.act.title)})
    if (key_made := event.once.get("key")) is not None:
        messages.warning(request, _("The key, shown this once: %(key)s") % {"key": key_made})
    return True


def _not_now(request: HttpRequest, opened: Opened, lifecycle: str, name: str) -> HttpResponse:
    """An act that is not possible (any more): said plainly, with the way back and what was typed, if anything."""
    known = tables.act(lifecycle, name)
    if known is None:
        raise Http404
    typed = [
        (wording.field_title(field), value)
        for field_name, field in known.fields.items()
        if (value := "; ".join(request.POST.getlist(field_name)).strip())
    ]
    context = {"case": opened.case, "act": known, "typed": typed}
    return render(request, "desk/cases/not_now.html", context, status=409)


def _groups(opened: Opened, found: list[Possible]) -> list[dict[str, Any]]:
    """What may be done, by what it is done to."""
    made = []
    for title, rows in groupby(found, key=lambda one: subject_words(one, opened)):
        listed = list(rows)
        acts = [{"title": act_words(one), "url": _address(opened, one)} for one in listed]
        made.append({"title": title, "acts": acts, "beside": listed[0].act.lifecycle == "case"})
    return sorted(made, key=lambda group: group["beside"])


def _address(opened: Opened, one: Possible) -> str:
    """An act's form; what is done to a decision's text has a page of its own."""
    if one.act.full_name in ON_THE_DECISION:
        return reverse("desk:decision", args=[one.subject_id])
    if one.act.full_name == "publication.replace":
        return reverse("desk:decision-publish", args=[one.subject.decision_id])
    if one.act.full_name == "publication.publish":
        return f"{reverse('desk:case', args=[opened.case.number])}#h-decisions"
    given: list[Any] = [opened.case.number, one.act.lifecycle, one.act.name]
    return reverse("desk:act", args=given if one.subject_id is None else [*given, one.subject_id])


def _says(act: tables.Act) -> list[str]:
    """What an act does, in words made from its table."""
    lines = []
    if act.to:
        states = tables.lifecycle(act.lifecycle).states
        lines.append(
            _("State afterwards: %(state)s.") % {"state": " / ".join(wording.said(states[to].title) for to in act.to)}
        )
    if act.starts:
        names = ", ".join(wording.clock_title(name) for name in act.starts)
        lines.append(_("Begins the time for: %(clocks)s.") % {"clocks": names})
    if act.stops:
        names = ", ".join(wording.clock_title(name) for name in act.stops)
        lines.append(_("Ends the time for: %(clocks)s.") % {"clocks": names})
    lines.append(str(wording.AUDIENCES[act.audience]))
    return lines
