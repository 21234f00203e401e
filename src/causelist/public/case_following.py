"""Following a case: by mail, as a feed, in a calendar; and the calendar of an office for who works there."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from causelist.cases import calendars, following
from causelist.cases.models import Case
from causelist.cases.publication import CaseView, view
from causelist.core.refusal import Refused
from causelist.public.case import not_there, who
from causelist.public.feeds import plain
from causelist.runtime.networks import network_of
from causelist.web.templatetags.cases import said

CALENDAR = "text/calendar; charset=utf-8"


@login_not_required
@require_POST
def follow(request: HttpRequest, number: str) -> HttpResponseBase:
    """Ask for mail on each step: a link to confirm goes to the address."""
    user, party = who(request, number)
    seen = view(number, user=user, party=party)
    if seen is None:
        return not_there(request, number)
    try:
        following.ask(
            case=Case.objects.get(pk=seen.id), email=request.POST.get("email", ""), language=get_language() or "en",
            party=party, origin=network_of(request),
        )  # fmt: skip
    except Refused as error:
        context = {"number": number, "problem": str(error), "typed": request.POST.get("email", "")[:254]}
        return render(request, "public/follow_ask.html", context, status=429 if error.code == "too_many" else 422)
    return HttpResponseRedirect(f"{reverse('public:case', args=[number])}?asked=1#follow")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def following_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page behind the link of a mail: confirm, or end. Opening it changes nothing, as programs open links too."""
    row = following.by_token(token)
    if row is not None and request.method == "POST":
        act = request.POST.get("act")
        changed = following.confirm(token=token) if act == "confirm" else following.end(token=token)
        if changed is not None:
            return HttpResponseRedirect(reverse("public:following", args=[token]))
    if row is None:
        context = {"status": 404, "title": _("This link is of no use any more"), "detail": "", "query": ""}
        return render(request, "web/error.html", context, status=404)
    return render(request, "public/following.html", {"subscription": row, "number": row.case.number})


@login_not_required
@require_safe
def case_feed(request: HttpRequest, number: str, token: str = "") -> HttpResponseBase:
    """The newest steps of a case, as everybody is told of them, or as whom a private address looks."""
    seen = _seen(number, token)
    if seen is None:
        return not_there(request, number)
    url = request.build_absolute_uri(reverse("public:case", args=[number]))
    atom = Atom1Feed(
        title=plain(f"{number} {seen.header.title}".strip()),
        link=url,
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=url,
    )
    for step in seen.history.steps:
        parts = [said(step.state) if step.state else "", step.office, step.reason]
        parts += [f"{said(fact.title)}: {said(fact.value)}" for fact in step.facts]
        atom.add_item(
            title=plain(said(step.title)),
            link=f"{url}#s{step.id}",
            description=plain(" · ".join(part for part in parts if part)),
            unique_id=f"{url}#s{step.id}",
            pubdate=step.occurred_at,
            updateddate=step.recorded_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
def case_calendar(request: HttpRequest, number: str, token: str = "") -> HttpResponseBase:
    """The clocks that run and what is fixed, for a calendar program."""
    seen = _seen(number, token)
    if seen is None:
        return not_there(request, number)
    url = request.build_absolute_uri(reverse("public:case", args=[number]))
    return _calendar(calendars.of_case(seen, url=url, host=_host()), number)


@login_not_required
@require_safe
def office_calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """Everything that waits and is fixed at an office, for somebody who works there."""
    found = following.office_of(token)
    if found is None:
        return not_there(request, "")
    base = request.build_absolute_uri("/c/")
    return _calendar(calendars.of_office(found[0], base=base, host=_host()), f"office-{found[0].pk}")


def _seen(number: str, token: str) -> CaseView | None:
    if not token:
        return view(number)
    looks = following.looks_of(token, number)
    return view(number, user=looks.user, party=looks.party) if looks else None


def _calendar(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=CALENDAR, headers={"Content-Disposition": f'inline; filename="{name}.ics"'}
    )


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
