"""Taking a letter in: paste or upload, review what was understood, record."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from causelist.core.elements import NoticeKind, Statement
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.forms import LetterForm
from causelist.desk.reviewing import fields_of, marks_of
from causelist.filing import queries, services
from causelist.filing.models import Draft
from causelist.filing.permissions import files_for
from causelist.filing.review import FIELDS, as_typed, judge, spans_of
from causelist.notices.recognition import doubt
from causelist.parties.models import Organisation
from causelist.parties.permissions import Act, NotAllowed, is_registry
from causelist.parties.queries import organisation_by_slug, shown_name
from causelist.web.letters import segments


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Paste a letter or choose a file."""
    choices = _choices(request)
    form = LetterForm(choices, get_language() or "", posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        organisation = next(known for known in choices if known.slug == given["organisation"])
        file = given["file"]
        try:
            if file is not None and file.size > services.MOST_BYTES:
                raise services.too_large(file.size)
            draft = services.begin(
                author=person(request),
                organisation=organisation,
                content=given["text"].encode("utf-8", "replace") if file is None else file.read(),
                received_name="" if file is None else file.name or "",
            )
        except Refused as refused:
            form.add_error("text" if file is None else "file", str(refused))
        else:
            return redirect("desk:review", draft.pk)
    return render(request, "desk/new.html", {"form": form, "choices": choices})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The letter beside what was understood, to correct and record. What was typed is kept whatever happens."""
    draft = _own(request, pk)
    if draft.notice is not None:
        return redirect("desk:notice", draft.notice.number)
    if request.method == "POST":
        return _act(request, draft)
    reading = services.read(bytes(draft.content))
    typed = draft.typed or as_typed(reading)
    judged = judge(typed, reading)
    spans = spans_of(reading)
    context = {
        "draft": draft,
        "shown": shown_name(draft.organisation, get_language() or ""),
        "segments": segments(reading.text, marks_of(spans)),
        "known": queries.recorded_as(draft),
        "fields": fields_of(reading, typed, judged, spans),
        "problems": bool(draft.typed) and bool(judged.problems),
        "remarks": reading.remarks,
        "doubt": _(reason) if (reason := doubt(reading)) else "",
        "before": queries.noticed_before(judged.values.get("reported") or ()),
    }
    return render(request, "desk/review.html", context)


@require_POST
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Forget a letter that was not recorded."""
    services.discard(draft_id=_own(request, pk).pk, by=person(request))
    messages.success(request, _("Discarded. Nothing of it is on the record."))
    return redirect("desk:today")


def _act(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Save what was typed, then record it if that was asked. Each answer is a redirect, so a reload repeats nothing."""
    user = person(request)
    services.keep(draft_id=draft.pk, typed=_typed(request), by=user)
    if request.POST.get("do") != "record":
        messages.success(request, _("Saved. Nothing is recorded yet."))
        return redirect("desk:review", draft.pk)
    try:
        filed = services.record(draft_id=draft.pk, by=user, accepted=request.POST.get("accepted") == "yes")
    except services.NotYet:
        pass  # the page says what, beside each field
    except Refused as refused:
        messages.error(request, str(refused))
    except NotAllowed:
        messages.error(
            request,
            _(
                "You may not record this letter for %s: your mandate does not cover the works it describes, or it has ended."
            )
            % shown_name(draft.organisation, get_language() or ""),
        )
    else:
        if filed.known:
            messages.info(request, _("This very letter is on the record already. Nothing was added."))
        else:
            messages.success(request, _("Recorded. This is its number from now on."))
        return redirect("desk:notice" if filed.visible else "public:notice", filed.notice.number)
    return redirect("desk:review", draft.pk)


def _typed(request: HttpRequest) -> dict[str, Any]:
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in FIELDS}
    typed["statements"] = [value for value in request.POST.getlist("statements") if value in set(Statement)]
    if typed["kind"] not in set(NoticeKind):
        typed["kind"] = typed["kind"][:60]
    return typed


def _own(request: HttpRequest, pk: uuid.UUID) -> Draft:
    draft = queries.draft_of(person(request), pk)
    if draft is None:
        raise Http404
    return draft


def _choices(request: HttpRequest) -> list[Organisation]:
    """For whom one may record; 403 for somebody who may for nobody. Who runs the registry may name any by `?for=`."""
    user = person(request)
    choices = files_for(user)
    if is_registry(user):
        wanted = request.POST.get("organisation") or request.GET.get("for") or ""
        named = organisation_by_slug(wanted.replace("\0", ""))
        if named is not None and named.merged_into is None and named not in choices:
            choices.append(named)
    elif not choices:
        raise NotAllowed(Act.RECORD)
    return choices
