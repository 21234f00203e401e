"""Lists of letters, and the page of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.core.numbers import BadNumber, parse_number
from causelist.notices import queries
from causelist.notices.models import Notice
from causelist.notices.publication import NOTICE
from causelist.notices.queries import BadCursor, Move
from causelist.notices.standing import IN_EFFECT, Standing
from causelist.public import criteria, csvs
from causelist.public.cases import about as about_cases
from causelist.public.criteria import Criteria
from causelist.public.understood import understood
from causelist.works.queries import title_of

ITEMS_SHOWN = queries.MOST_ON_A_PAGE


def list_context(asked: Criteria) -> dict[str, Any]:
    """What the list component shows: rows, and where the next ones are."""
    try:
        page = queries.list_page(asked.filters, asked.cursor)
    except BadCursor as error:
        raise Http404(str(error)) from error
    return {
        "rows": [NOTICE.publish(row) for row in page.notices],
        "older": asked.query(after=page.next) if page.next else "",
        "newer": (asked.query() or "q=") if asked.cursor else "",
        "csv_query": asked.query(),
    }


@login_not_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All letters, newest first, by any criterion."""
    asked = criteria.read(request.GET)
    facets, total = criteria.choices(asked)
    context = {
        **list_context(asked),
        "nav_here": "notices",
        "criteria": asked,
        "work_title": title_of(asked.filters.work) if asked.filters.work is not None else "",
        "facets": facets,
        "total": total,
        "feed_query": asked.query(year="", language="", q="", state=""),
    }
    return render(request, "public/notices.html", context)


@login_not_required
@require_safe
def notices_csv(request: HttpRequest) -> HttpResponseBase:
    """The list as it was shown, as far as it goes, streamed."""
    asked = criteria.read(request.GET)
    header = [
        "number", "kind", "state", "received", "dated", "title", "senders", "right_holders", "provider", "addresses",
        "places", "language", "url",
    ]  # fmt: skip
    return csvs.stream("notices", header, (_csv_row(request, row) for row in queries.each(asked.filters)))


def _csv_row(request: HttpRequest, row: Notice) -> list[object]:
    shown = NOTICE.publish(row)
    withheld = _("a person (name withheld)")
    return [
        shown["number"],
        shown["kind"],
        shown["state"],
        shown["received_on"],
        shown["dated_on"],
        shown["title"],
        "; ".join(party.name or withheld for party in shown["senders"]),
        "; ".join(party.name or withheld for party in shown["right_holders"]),
        shown["provider"]["name"] if shown["provider"] else "",
        shown["item_count"],
        shown["place_count"],
        shown["language"],
        request.build_absolute_uri(reverse("public:notice", args=[shown["number"]])),
    ]


@login_not_required
@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """One letter: what it asked, how it stands, what happened, its words and what was understood of them."""
    try:
        parsed = str(parse_number(number))
    except BadNumber as error:
        return _no_number(request, number, str(error))
    if parsed != number:
        return HttpResponseRedirect(reverse("public:notice", args=[parsed]))
    row = queries.by_number(parsed)
    if row is None:
        return _no_number(request, number, _("The number is well formed, but no letter has it."))
    does, done = queries.links_of(row)
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else -1
    items = queries.items_of(row, start, ITEMS_SHOWN)
    context = {
        **about_cases(notice=row.pk),
        "nav_here": "notices",
        "notice": NOTICE.publish(row),
        "items": items,
        "items_next": items[-1].position if items and items[-1].position + 1 < row.item_count else None,
        "items_after": start >= 0,
        "works": [link.work for link in row.notice_works.all()],
        "history": _history(queries.history_of(row)),
        "does": does,
        "moved_by": [link for link in done if link.standing in IN_EFFECT],
        "claims": [link for link in done if link.standing == Standing.CLAIMED],
        "claimed": [link for link in does if link.standing == Standing.CLAIMED],
        "done": done,
        "understood": understood(row),
        "about": str(row.kind) in {"counter-notice", "retraction", "reversal"} or "counter-notice" in str(row.kind),
        "url": request.build_absolute_uri(reverse("public:notice", args=[parsed])),
    }
    return render(request, "public/notice.html", context)


def _history(moves: list[Move]) -> list[Move]:
    """Addresses that moved with their letter are told on its line."""
    shown: list[Move] = []
    for move in moves:
        last = shown[-1] if shown else None
        if (
            last
            and move.items
            and last.items is None
            and (last.cause, last.occurred_at) == (move.cause, move.occurred_at)
        ):
            shown[-1] = replace(last, items=move.items)
        else:
            shown.append(move)
    return shown


def _no_number(request: HttpRequest, number: str, detail: str) -> HttpResponse:
    context = {"status": 404, "title": _("No letter has this number"), "detail": detail, "query": number[:60]}
    return render(request, "web/error.html", context, status=404)
