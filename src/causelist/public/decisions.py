"""Published decisions: the list by subject, authority and region, the page of one, its files, its feed."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from causelist.cases import decisions, services, tables
from causelist.cases.decisions import DecisionRow, Filters
from causelist.cases.documents import html
from causelist.cases.models import Decision
from causelist.core.refusal import Refused
from causelist.public import csvs
from causelist.public.feeds import plain
from causelist.runtime import counters
from causelist.runtime.networks import network_of

CRITERIA = ("kind", "subject", "authority", "region", "year")
ENTRIES = 50
_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
_LONGEST = 120
ASKED_AT_MOST = 10  # requests for redaction from one network in a day
DAY = 86_400  # seconds


def read(request: HttpRequest) -> tuple[Filters, dict[str, str]]:
    """The criteria asked for; what cannot be is left out, so that no link ever breaks a list."""
    given = {
        name: value
        for name in CRITERIA
        if (value := request.GET.get(name, "").replace("\0", "").strip()) and len(value) <= _LONGEST
    }
    if not _YEAR.fullmatch(given.get("year", "0000")):
        given.pop("year", None)
    year = int(given["year"]) if "year" in given else None
    texts = {name: value for name, value in given.items() if name != "year"}
    return Filters(**texts, year=year), given


def in_language(pair: tuple[str, str]) -> str:
    """The one of two names that fits the page."""
    return pair[1] if (get_language() or "en").startswith("zh") and pair[1] else pair[0]


def kind_label(kind: str) -> str:
    """What a kind of decision is called."""
    return in_language(decisions.kinds().get(kind, (kind.replace("_", " "), "")))


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All published decisions, newest first, by any criterion."""
    filters, given = read(request)
    cursor = request.GET.get("after", "")
    try:
        page = decisions.list_page(filters, cursor)
    except decisions.BadCursor as error:
        raise Http404(str(error)) from error
    context = {
        "nav_here": "decisions",
        "rows": [_shown(row) for row in page.rows],
        "older": urlencode({**given, "after": page.next}) if page.next else "",
        "newer": (urlencode(given) or "kind=") if cursor else "",
        "given": given,
        "facets": _facets(filters, given),
        "total": decisions.count(filters),
        "query": urlencode(given),
    }
    return render(request, "public/decisions.html", context)


@login_not_required
@require_safe
def index_csv(request: HttpRequest) -> HttpResponseBase:
    """The list, streamed."""
    filters, _given = read(request)
    header = [
        "number", "ecli", "kind", "outcome", "title", "authority", "region", "subject", "case", "decided", "published",
        "status", "url",
    ]  # fmt: skip
    rows = (
        [
            row.number, row.ecli, row.kind, row.outcome, row.title, row.authority, row.region, row.subject, row.case,
            row.decided_on, row.published_at.date(), row.status,
            request.build_absolute_uri(reverse("public:decision", args=[row.number])),
        ]
        for row in decisions.each(filters)
    )  # fmt: skip
    return csvs.stream("decisions", header, rows)


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest fifty decisions that fit, as Atom: by subject, authority, region or all together."""
    filters, given = read(request)
    page = decisions.list_page(filters, size=ENTRIES)
    link = request.build_absolute_uri(reverse("public:decisions", query=given or None))
    about = ", ".join(_labelled(name, value) for name, value in given.items())
    atom = Atom1Feed(
        title=plain(_("Causelist: decisions") + (f" ({about})" if about else "")),
        link=link, description="", language=get_language(), feed_url=request.build_absolute_uri(), feed_guid=link,
    )  # fmt: skip
    for row in page.rows:
        url = request.build_absolute_uri(reverse("public:decision", args=[row.number]))
        atom.add_item(
            title=plain(row.title), link=url, unique_id=url,
            description=plain(" · ".join(filter(None, (row.number, row.ecli, kind_label(row.kind), row.authority)))),
            pubdate=dt.datetime.combine(row.decided_on, dt.time(), dt.UTC), updateddate=row.published_at,
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision as it is published, or its tombstone."""
    found = decisions.by_number(number)
    if found is None:
        return _none(request, number)
    if found.row.number != number:
        return HttpResponseRedirect(reverse("public:decision", args=[found.row.number]))
    if found.text is None:
        return render(request, "public/decision_stone.html", {"nav_here": "decisions", "found": found}, status=410)
    fragment = html.fragment(found.text, withheld=found.withheld, link=rule_link)
    context = {
        "nav_here": "decisions",
        "found": found,
        "row": _shown(found.row),
        "fragment": mark_safe(fragment),  # noqa: S308 -- every word in it is escaped by `documents.html`
        "url": request.build_absolute_uri(reverse("public:decision", args=[found.row.number])),
    }
    return render(request, "public/decision.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """A file of the newest version."""
    found = decisions.file_of(number, form)
    if found is None:
        return _none(request, number)
    content, sha256, name = found
    answer = HttpResponse(content, content_type=decisions.FORMS[form])
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["ETag"] = f'"{sha256}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def rule_link(rule: str) -> str:
    """The page of a rule of the law."""
    return reverse("public:law-rule", args=[rule.replace(".", "/")]) if rule else ""


class AskForm(forms.Form):
    """What somebody named asks to have withheld."""

    ground = forms.ChoiceField(label=_("Why"), choices=())
    what = forms.CharField(label=_("What is to be withheld, and why"), widget=forms.Textarea, max_length=5000)
    email = forms.EmailField(label=_("Where the answer goes"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = tables.lifecycle("redaction").acts["ask"].fields["ground"].choices
        field = self.fields["ground"]
        field.choices = [(value, in_language(pair)) for value, pair in choices.items()]  # type: ignore[attr-defined]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for redaction: seen by the body that decided, answered by mail."""
    found = decisions.by_number(number)
    if found is None:
        return _none(request, number)
    form = AskForm(request.POST or None)
    context = {"nav_here": "decisions", "found": found, "row": _shown(found.row), "form": form}
    if request.method == "POST" and form.is_valid():
        if _too_often(request):
            form.add_error(
                None, _("Too many requests came from here today. Try again tomorrow, or write to the office.")
            )
            return render(request, "public/decision_ask.html", context, status=429)
        case_id = Decision.objects.values_list("case", flat=True).get(pk=found.row.id)
        data = {**form.cleaned_data, "decision": found.row.id}
        try:
            services.act(case_id=case_id, lifecycle="redaction", act="ask", data=data, by=None)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return render(request, "public/decision_ask.html", {**context, "done": True})
    return render(request, "public/decision_ask.html", context, status=422 if form.errors else 200)


def _too_often(request: HttpRequest) -> bool:
    key = counters.key_of("redaction-request", network_of(request))
    count, _until = counters.add({key: int(time.time()) + DAY})[key]
    return count > ASKED_AT_MOST


def _shown(row: DecisionRow) -> dict[str, Any]:
    outcome = decisions.outcomes().get(row.outcome)
    return {
        "row": row,
        "kind": kind_label(row.kind),
        "outcome": in_language(outcome) if outcome else "",
        "subject": str(decisions.SUBJECTS.get(row.subject, row.subject)),
        "region": in_language((row.region, row.region_zh)),
        "status": in_language(_state(row.status)),
        "tone": {"annulled": "late", "corrected": "warn", "final": "good", "enforced": "good"}.get(row.status, ""),
    }


def _state(name: str) -> tuple[str, str]:
    title = tables.lifecycle("decision").states[name].title
    return title.en, title.zh


def _labelled(name: str, value: str) -> str:
    if name == "kind":
        return kind_label(value)
    return str(decisions.SUBJECTS.get(value, value)) if name == "subject" else value


def _facets(filters: Filters, given: dict[str, str]) -> list[dict[str, Any]]:
    titles = {
        "subject": (_("Subject"), _("every subject")),
        "authority": (_("Authority"), _("every authority")),
        "region": (_("Region"), _("every region")),
        "kind": (_("Kind"), _("every kind")),
        "year": (_("Year"), _("every year")),
    }
    counted = decisions.facets(filters)
    return [
        {
            "name": name,
            "label": label,
            "any": every,
            "values": [
                (
                    value,
                    _labelled(name, value) if name in {"kind", "subject"} else shown,
                    count,
                    given.get(name) == value,
                )
                for value, shown, count in counted[name]
            ],
        }
        for name, (label, every) in titles.items()
    ]


def _none(request: HttpRequest, number: str) -> HttpResponse:
    context = {
        "status": 404,
        "title": _("No published decision has this number"),
        "detail": _("It may not be published yet. Numbers of decisions look like D-2026-4182-7."),
        "query": number[:60],
    }
    return render(request, "web/error.html", context, status=404)
