"""Letters one may see at the desk: their list, and each with its original and what was corrected."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from causelist.core.numbers import BadNumber, parse_number
from causelist.desk import wording
from causelist.desk.access import person, reach
from causelist.desk.reviewing import marks_of, shown_value
from causelist.filing import services
from causelist.filing.review import spans_of
from causelist.notices import queries as record
from causelist.notices.lifecycle import NoticeState
from causelist.notices.models import Notice
from causelist.notices.permissions import letters_for, sees, under_listed_works
from causelist.parties.permissions import Act
from causelist.parties.queries import MOST_MERGES, holder_name_of, shown_name_of
from causelist.web import wording as words
from causelist.web.letters import segments

PAGE = 50
ITEMS_SHOWN = 500


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The letters recorded for, or received by, the organisations one acts for; by kind, state or number."""
    letters = letters_for(person(request), reach(request)).order_by("-received_on", "-id")
    asked = {name: request.GET.get(name, "")[:60] for name in ("kind", "state", "q")}
    if asked["kind"] in words.KINDS:
        letters = letters.filter(kind=asked["kind"])
    if asked["state"] in set(NoticeState):
        letters = letters.filter(state=asked["state"])
    problem = ""
    if asked["q"]:
        try:
            letters = letters.filter(number=str(parse_number(asked["q"])))
        except BadNumber as error:
            problem = str(error)
    page = Paginator(letters, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "problem": problem,
        "kinds": words.KINDS,
        "states": {state: words.STATES[state] for state in NoticeState},
    }
    return render(request, "desk/notices.html", context)


@require_GET
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """One letter: number, public page, what was corrected, how it stands, and the original."""
    found, holder, provider = _found(request, number)
    reading = services.read(bytes(found.letter.content))
    corrections = [
        {
            "label": wording.FIELDS[row.field],
            "read": shown_value(row.field, row.read),
            "corrected": shown_value(row.field, row.corrected),
            "by": row.by,
            "at": row.recorded_at,
        }
        for row in found.corrections.select_related("by").order_by("id")
    ]
    links_from, links_to = record.links_of(found)
    context: dict[str, Any] = {
        "notice": found,
        "holder": holder,
        "provider": provider,
        "parties": found.parties.select_related("name").order_by("role", "id"),
        "works": found.notice_works.select_related("work").order_by("id"),
        "items": record.items_of(found, size=ITEMS_SHOWN),
        "more_items": max(0, found.item_count - ITEMS_SHOWN),
        "corrections": corrections,
        "doubt": _(found.reading.doubt) if found.reading.doubt else "",
        "links_from": links_from,
        "links_to": links_to,
        "history": record.history_of(found),
        "segments": segments(reading.text, marks_of(spans_of(reading))),
    }
    return render(request, "desk/notice.html", context)


@require_GET
def original(request: HttpRequest, number: str) -> HttpResponse:
    """The original, byte for byte, to save; never shown by the browser, whatever is in it."""
    found, _holder, _provider = _found(request, number)
    answer = HttpResponse(bytes(found.letter.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _found(request: HttpRequest, number: str) -> tuple[Notice, str, str]:
    """The letter of a number with what its holder and its provider are called, where one may see its original.

    Else 404 or 403. Two queries.
    """
    try:
        wanted = str(parse_number(number))
    except BadNumber as error:
        raise Http404(str(error)) from error
    user, far = person(request), reach(request)
    language = get_language() or ""
    found = (
        Notice.objects.filter(number=wanted)
        .select_related("letter", "reading", "recorded_by", "provider_name__organisation")
        .select_related("holder" + "__merged_into" * MOST_MERGES)
        .annotate(
            holder_shown=holder_name_of("holder", language),
            provider_shown=shown_name_of("provider_name__organisation", language),
            under_listed=under_listed_works(far, Act.SEE),
        )
        .first()
    )
    if found is None:
        raise Http404
    if not sees(user, far, found, under_listed=found.under_listed):
        raise PermissionDenied
    return found, found.holder_shown or "", found.provider_shown or ""
