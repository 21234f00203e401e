"""The page of a case: to everybody, to its parties by account or key, and to those who work on it."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from causelist.accounts.models import User
from causelist.accounts.tokens import digest
from causelist.cases import following, keys
from causelist.cases.models import CaseParty
from causelist.cases.publication import CaseView, view
from causelist.core.numbers import BadNumber, parse_number
from causelist.runtime import counters
from causelist.runtime.networks import network_of

KEYS = "case_keys"  # of the session: number -> hash of the key that was shown
MOST_KEYS = 20
TRIES, WINDOW = 10, 900  # of keys, for one network address and for one case; seconds


class KeyForm(forms.Form):
    """A party's key."""

    key = forms.CharField(
        label=gettext_lazy("Key"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


@login_not_required
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponseBase:
    """One case: stages, clocks, who answers for it, what happened, the facts, the next step."""
    try:
        parsed = parse_number(number)
    except BadNumber as error:
        return not_there(request, number, str(error))
    if parsed.kind != "C":
        return not_there(request, number, _("This is not the number of a case. Numbers of cases begin with C."))
    if str(parsed) != number:
        return HttpResponseRedirect(reverse("public:case", args=[str(parsed)]))
    user, party = who(request, number)
    seen = view(number, user=user, party=party, before=_before(request))
    if seen is None:
        return not_there(request, number)
    return render(request, "public/case.html", _context(request, seen, user, party))


def _context(request: HttpRequest, seen: CaseView, user: User | None, party: CaseParty | None) -> dict[str, Any]:
    number = seen.header.number
    insider = seen.relation != "public"
    token = following.feed_token(user=None if party else user, party=party) if insider else ""
    running = seen.running
    return {
        "nav_here": "cases",
        "case": seen,
        "clock": running[0] if running else None,
        "other_clocks": running[1:],
        "stopped": [clock for clock in seen.clocks if clock.stopped_at is not None],
        "insider": insider,
        "by_key": party is not None,
        "token": token,
        "url": request.build_absolute_uri(reverse("public:case", args=[number])),
        "now": timezone.now(),
        "asked": request.GET.get("asked") == "1",
    }


def who(request: HttpRequest, number: str) -> tuple[User | None, CaseParty | None]:
    """As whom a request looks at a case: a person who is signed in, a party whose key this session has shown, or nobody."""
    known = request.session.get(KEYS, {}).get(number) if request.session.session_key else None
    party = keys.holder(number, known) if known else None
    return request.user if party is None and request.user.is_authenticated else None, party


def not_there(request: HttpRequest, number: str, detail: str = "") -> HttpResponse:
    """What is absent, sealed and closed to who asks: one answer."""
    context = {
        "status": 404,
        "title": _("No case has this number"),
        "detail": detail or _("The number is well formed, but no case has it that you may see."),
        "query": number[:60],
    }
    return render(request, "web/error.html", context, status=404)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_key(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show a key and see the case as that party, in this session. The same work whether or not there is such a case."""
    form = KeyForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if _too_many(request, number):
            form.add_error("key", _("Too many tries. Wait a quarter of an hour."))
            status = 429
        else:
            secret = digest("".join(form.cleaned_data["key"].split()))
            if keys.holder(number, secret) is not None:
                keys.used(secret)
                _remember(request, number, secret)
                return HttpResponseRedirect(reverse("public:case", args=[number]))
            form.add_error("key", _("This key does not open this case. Compare it with the paper it came on."))
    if status == 200 and request.method == "POST":
        status = 422
    return render(
        request, "public/case_key.html", {"nav_here": "cases", "form": form, "number": number[:60]}, status=status
    )


def _too_many(request: HttpRequest, number: str) -> bool:
    until = int(time.time()) + WINDOW
    tried = {counters.key_of("case-key", number): until, counters.key_of("case-key-from", network_of(request)): until}
    return max(count for count, _until in counters.add(tried).values()) > TRIES


def _remember(request: HttpRequest, number: str, secret: str) -> None:
    request.session.cycle_key()  # a session that somebody else began is not the one that sees
    known = dict(list(request.session.get(KEYS, {}).items())[-MOST_KEYS + 1 :])
    request.session[KEYS] = {**known, number: secret}


@login_not_required
@require_POST
def case_key_forget(request: HttpRequest, number: str) -> HttpResponse:
    """Look as everybody again."""
    known = {name: value for name, value in request.session.get(KEYS, {}).items() if name != number}
    request.session[KEYS] = known
    return HttpResponseRedirect(reverse("public:case", args=[number]))


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
