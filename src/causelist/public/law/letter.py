"""Is a letter complete: what the law asks of it, found or missing, and what the provider must do. Nothing is kept."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from causelist import formats
from causelist.law import LawError, law_of
from causelist.law.complete import Completeness, Judged, complete
from causelist.public.law import catalogue
from causelist.public.law.calculators import CALCULATORS
from causelist.public.law.fields import refusal
from causelist.public.law.forms_money import LetterForm
from causelist.public.law.language import cited, said

EXCERPT = 90  # characters of a place in the letter


@login_not_required
@csrf_exempt  # it changes nothing and keeps nothing, and public pages carry no session
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """Judge a pasted letter."""
    defaults = {"place": "us", "provider_kind": "hosting", "on": timezone.localdate().isoformat()}
    one = next(one for one in CALCULATORS if one.name == "letter")
    context: dict[str, Any] = {"nav_here": "law", "calculator": one}
    if request.method != "POST":
        given = {
            name: request.GET[name] for name in ("place", "document", "provider_kind", "on") if name in request.GET
        }
        return render(request, "public/law/letter.html", context | {"form": LetterForm(initial=defaults | given)})
    form = LetterForm({name: value.replace("\x00", "") for name, value in request.POST.dict().items()})
    context["form"] = form
    judged = _judged(form)
    if judged is not None:
        context |= _told(*judged)
    return render(request, "public/law/letter.html", context, status=200 if judged else 400)


def _judged(form: LetterForm) -> tuple[Completeness, str] | None:
    """The answer, and the text in which its places are counted: the reader's, whose line ends are one character."""
    if not form.is_valid():
        return None
    cleaned = form.cleaned_data
    try:
        reading = formats.read_text(cleaned["text"])
        answer = complete(
            law_of(cleaned["place"]),
            reading,
            on=cleaned["on"],
            provider_kind=cleaned["provider_kind"],
            document=cleaned["document"] or None,
        )
    except LawError as error:
        form.add_error(
            "document" if "notice" in str(error) and "no law lists" in str(error) else None, refusal(str(error))
        )
    except formats.Unreadable as error:
        form.add_error("text", refusal(str(error)))
    else:
        return answer, reading.text
    return None


def _told(answer: Completeness, text: str) -> dict[str, Any]:
    verdicts = {
        "complete": ("good", _("It holds all that the law asks")),
        "substantially": ("warn", _("It holds in substance what the law asks")),
        "not": ("late", _("It lacks something that the law asks")),
        None: ("held", _("It cannot be said")),
    }
    tone, words = verdicts[answer.verdict]
    return {
        "answer": answer,
        "tone": tone,
        "words": words,
        "document": {"notice": _("a notice"), "counter-notice": _("a counter-notice")}[answer.document],
        "rules": [_rule(judged, text, verdicts) for judged in answer.rules],
    }


def _rule(judged: Judged, text: str, verdicts: dict[str | None, tuple[str, str]]) -> dict[str, Any]:
    statuses = {
        "found": ("good", _("found")),
        "missing": ("late", _("missing")),
        "defective": ("warn", _("defective")),
        "unknown": ("held", _("not known")),
        "not_asked": ("", _("not asked")),
    }
    elements = [
        {
            "title": said(one.element.title, one.element.title_zh),
            "article": said(one.element.article),
            "tone": statuses[one.status][0],
            "status": statuses[one.status][1],
            "reasons": [said(reason.words, reason.words_zh) for reason in one.reasons],
            "where": [_excerpt(text, span.start, span.end) for span in one.where[:2]],
        }
        for one in judged.elements
    ]
    duty = judged.duty
    return {
        "url": catalogue.rule_url(judged.rule),
        "cite": cited(judged.cite),
        "tone": verdicts[judged.verdict][0],
        "verdict": verdicts[judged.verdict][1],
        "elements": elements,
        "duty": said(duty.words, duty.words_zh) if duty else "",
        "duty_article": said(duty.article) if duty else "",
        "outlook": [said(one.words, one.words_zh) for one in judged.outlook] if judged.outlook else [],
        "then": [catalogue.rule_url(name) for name in duty.then] if duty else [],
        "not_asked": [said(item["title"], item.get("title_zh")) for item in judged.required.not_asked],
    }


def _excerpt(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
