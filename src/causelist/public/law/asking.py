"""What every calculator does: read the address, ask the law, show the answer, the reasons, the JSON, the command."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.law import Book, Citation, LawError, bills
from causelist.public.law import catalogue, wording
from causelist.public.law.calculators import CALCULATORS
from causelist.public.law.fields import Calculation
from causelist.public.law.language import cited, said


class Answer(Protocol):
    """An answer of the law."""

    def as_json(self) -> dict[str, Any]:
        """The contract of the command line."""
        ...


class Step(Protocol):
    """A line of the working."""

    @property
    def words(self) -> str:
        """In English."""
        ...

    @property
    def words_zh(self) -> str:
        """In Chinese."""
        ...


Form = TypeVar("Form", bound=Calculation)
Told = Mapping[str, Any]


def calculation(
    request: HttpRequest,
    name: str,
    form_class: type[Form],
    ask: Callable[[Form, Book], Answer],
    *,
    tell: Callable[[Form, Any], Told],
    headline: Callable[[Form, Any], str] | None = None,
    place: str | None = None,
    names: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page of one calculator. `tell` gives what its template shows of the answer beside the reasons."""
    form = form_class.read(request.GET)
    one = next(one for one in CALCULATORS if one.name == name)
    context: dict[str, Any] = {"nav_here": "law", "calculator": one, "form": form}
    status = 200
    if form.is_bound:
        answer = _asked(form, ask, place, names)
        if answer is None:
            status = 400
        elif request.GET.get("format") == "json":
            return JsonResponse(answer.as_json(), json_dumps_params={"ensure_ascii": False})
        else:
            context |= {"answer": answer, "json": _json(request), **tell(form, answer)}
            if headline:
                context["beside"] = _beside(form, ask, headline, place, headline(form, answer))
    return render(request, f"public/law/{name}.html", context, status=status)


def _beside(
    form: Form,
    ask: Callable[[Form, Book], Answer],
    headline: Callable[[Form, Any], str],
    place: str | None,
    here_words: str,
) -> list[dict[str, Any]]:
    """The same question under other law, where its answer is another: under each bill or none, and by today's law."""
    here = place or form.cleaned_data["place"]
    asked = form.cleaned_data.get("bill") or ""
    cases = [
        (str(wording.bill_name(bill)) if bill else _("the law as it is"), {"bill": bill}) for bill in ("", *bills(here))
    ]
    cases = [one for one in cases if one[1]["bill"] != asked] if bills(here) else []
    today = timezone.localdate()
    if form.ages and form.cleaned_data["on"] != today:
        cases.append((_("law of today"), {"on": today.isoformat(), "bill": ""}))
    made = []
    for title, changes in cases:
        given = form.given.copy()
        for name, value in changes.items():
            given[name] = value
        if "on" in changes:
            for name in form.ages:
                given.pop(name, None)
        other = type(form).read(given)
        answer = _asked(other, ask, place, None)
        row = {"title": title, "query": given.urlencode()}
        if answer is None:
            made.append(row | {"problem": _problem(other)})
        elif (words := headline(other, answer)) != here_words:
            made.append(row | {"words": words})
    return made


def _problem(form: Calculation) -> str:
    return next(iter(str(words) for found in form.errors.values() for words in found), "")


def _asked(
    form: Form, ask: Callable[[Form, Book], Answer], place: str | None, names: Mapping[str, str] | None
) -> Answer | None:
    if not form.is_valid():
        return None
    try:
        book = catalogue.book_of(place or form.cleaned_data["place"], form.cleaned_data.get("bill"))
        return ask(form, book)
    except LawError as error:
        form.refuse(error, names)
        return None


def _json(request: HttpRequest) -> str:
    given = request.GET.copy()
    given["format"] = "json"
    return "?" + given.urlencode()


def lines(steps: Iterable[Any]) -> list[dict[str, Any]]:
    """The steps of an answer for a template: words, source, the page of its rule."""
    made = []
    for step in steps:
        cite: Citation | None = getattr(step, "cite", None)
        rule: str | None = getattr(step, "rule", None)
        made.append(
            {
                "words": said(step.words, step.words_zh),
                "cite": cited(cite) if cite else "",
                "certainty": cite.certainty if cite else "",
                "url": catalogue.rule_url(rule) if rule else "",
            }
        )
    return made


def choice(option: str, other: str, *, value: bool | None) -> dict[str, bool]:
    """A question of yes or no as an option of a command: one word for yes, another for no, none where it is not known."""
    return {} if value is None else {option if value else other: True}


def command(*words: str, options: Mapping[str, Any]) -> str:
    """The command that prints the same answer; options without a value are left out, lists are repeated."""
    made = ["causelist", "law", *words]
    for name, value in options.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            made.append(option)
        elif isinstance(value, list | tuple):
            made += [word for one in value for word in (option, str(one))]
        elif value not in (None, "", False):
            made += [option, str(value)]
    return shlex.join(made)
