"""The front page and its one search box."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from causelist.notices import queries
from causelist.notices.publication import NOTICE
from causelist.notices.queries import Filters
from causelist.public.figures import home_figures
from causelist.search.queries import Target, find

NEWEST = 10
LONGEST = 2000


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search box, the figures, the newest letters."""
    page = queries.list_page(Filters(), size=NEWEST)
    context = {
        "rows": [NOTICE.publish(row) for row in page.notices],
        "figures": home_figures(),
        "more": bool(page.next),
    }
    return render(request, "public/home.html", context)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer exactly where the words can only mean one thing; else everything that has them, by kind."""
    typed = request.GET.get("q", "")[:LONGEST].strip()
    results = find(typed, after=request.GET.get("after", ""), language=get_language() or "")
    exact = results.exact
    if exact and not exact.problem and "all" not in request.GET:
        return HttpResponseRedirect(address_of(exact))
    if exact and exact.problem and exact.kind == "address":
        return HttpResponseRedirect(reverse("public:listed", query={"address": typed}))
    context = {
        "query": typed,
        "results": results,
        "problem": exact.problem if exact else "",
        "beginnings": "" if results.found else _beginnings(typed),
    }
    return render(request, "public/search.html", context)


def _beginnings(typed: str) -> str:
    """The same words asked for as beginnings of words; empty where that asks nothing new."""
    words = typed.split()
    starred = [f"{word}*" if word.isalnum() and word.isascii() and len(word) > 2 else word for word in words]
    return " ".join(starred) if starred != words else ""


def address_of(target: Target) -> str:
    """The page of what a query can only mean."""
    pages = {
        "number": "notice",
        "place": "place",
        "host": "host",
        "organisation": "organisation",
        "work": "work",
        "case": "case",
        "decision": "decision",
    }
    if target.kind == "address":
        return reverse("public:listed", query={"address": target.key})
    return reverse(f"public:{pages[target.kind]}", args=[target.key])
