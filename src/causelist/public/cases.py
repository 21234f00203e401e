"""Lists of cases: what everybody may see of them, by any criterion, as a page, as CSV and as a feed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.cases import queries
from causelist.cases.queries import BadCursor, CaseRow, Filters
from causelist.public import case_criteria, csvs
from causelist.public.case_criteria import Criteria
from causelist.public.feeds import plain
from causelist.web.templatetags.cases import case_word, stage_name, zh_or

ENTRIES = 50
FEW = 5


@login_not_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All cases, newest first."""
    asked = case_criteria.read(request.GET)
    context = {
        **_rows(asked),
        "nav_here": "cases",
        "criteria": asked,
        "facets": case_criteria.facets(asked),
        "feed_query": asked.query(),
    }
    return render(request, "public/cases.html", context)


def _rows(asked: Criteria) -> dict[str, Any]:
    try:
        page = queries.list_page(asked.filters, asked.cursor)
    except BadCursor as error:
        raise Http404(str(error)) from error
    return {
        "rows": page.cases,
        "older": asked.query(after=page.next) if page.next else "",
        "newer": (asked.query() or "q=") if asked.cursor else "",
        "csv_query": asked.query(),
    }


def about(**filters: Any) -> dict[str, Any]:
    """The newest cases about something, for its own page, and where all of them are."""
    page = queries.list_page(Filters(**filters), size=FEW)
    return {"cases": page.cases, "more_cases": bool(page.next), "cases_query": urlencode(filters)}


@login_not_required
@require_safe
def cases_csv(request: HttpRequest) -> HttpResponseBase:
    """The list as it was shown, as far as it goes, streamed."""
    asked = case_criteria.read(request.GET)
    header = [
        "number", "title", "stage", "tracks", "kind", "industry", "region", "authority", "office", "opened", "closed",
        "due", "late", "silent", "url",
    ]  # fmt: skip
    return csvs.stream("cases", header, (_csv_row(request, row) for row in queries.each(asked.filters)))


def _csv_row(request: HttpRequest, row: CaseRow) -> list[object]:
    return [
        row.number,
        row.title,
        row.stage,
        "; ".join(row.tracks),
        row.kind,
        row.industry,
        row.region,
        row.authority,
        row.office,
        row.opened_at.isoformat(),
        row.closed_at.isoformat() if row.closed_at else "",
        row.due_at.isoformat() if row.due_at else "",
        "yes" if row.late else "no",
        "yes" if row.silent else "no",
        request.build_absolute_uri(reverse("public:case", args=[row.number])),
    ]


@login_not_required
@require_safe
def cases_feed(request: HttpRequest) -> HttpResponse:
    """The newest fifty cases that fit; an entry changes with each step that everybody is told of."""
    asked = case_criteria.read(request.GET)
    page = queries.list_page(asked.filters, size=ENTRIES)
    link = request.build_absolute_uri(reverse("public:cases", query=asked.given or None))
    atom = Atom1Feed(
        title=_("Causelist: cases"),
        link=link,
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=link,
    )
    for row in page.cases:
        url = request.build_absolute_uri(reverse("public:case", args=[row.number]))
        parts = [
            row.number,
            stage_name(row.stage),
            case_word(row.kind, "kinds"),
            zh_or(row.region, row.region_zh),
            row.authority,
            _("not answered in time") if row.silent else "",
        ]
        atom.add_item(
            title=plain(row.title or row.number),
            link=url,
            description=plain(" · ".join(part for part in parts if part)),
            unique_id=url,
            pubdate=row.opened_at,
            updateddate=row.told_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
