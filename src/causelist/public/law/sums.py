"""The calculators of sums and of terms: damages, fines, remuneration, protection, limitation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.law import Book
from causelist.law.damages import Damages, damages
from causelist.law.fines import Fine, fine
from causelist.law.limitation import Limitation, limitation
from causelist.law.remuneration import Remuneration, remuneration
from causelist.law.sums import Range, cents
from causelist.law.term import Term, term
from causelist.public.law import wording
from causelist.public.law.asking import calculation, choice, command, lines
from causelist.public.law.forms import LimitationForm, RemunerationForm, TermForm
from causelist.public.law.forms_money import DamagesForm, FineForm
from causelist.public.law.language import cited
from causelist.public.law.values import term_kind
from causelist.public.law.values_money import percent, region_name, sum_name
from causelist.web.templatetags import registry


def _common(answer: Any) -> dict[str, Any]:
    return {"lines": lines(answer.steps), "cite": cited(answer.cite), "certainty": answer.cite.certainty}


def range_words(found: Range, currency: str) -> str:
    """A range of money in words."""
    if found.most is None:
        return _("%s or more; no top can be named") % wording.money(f"{cents(found.least):f}", currency)
    low, high = (wording.money(_trim(value), currency) for value in (found.least, found.most))
    return low if found.least == found.most else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _trim(value: Any) -> str:
    rounded = cents(value)
    return f"{int(rounded)}" if rounded == rounded.to_integral_value() else f"{rounded:f}"


@login_not_required
@require_safe
def damages_page(request: HttpRequest) -> HttpResponse:
    """What a court may award."""
    return calculation(request, "damages", DamagesForm, _damages, tell=_tell_damages, headline=_damages_line)


def _damages(form: DamagesForm, book: Book) -> Damages:
    return damages(book, **form.question())


def _tell_damages(form: DamagesForm, answer: Damages) -> Mapping[str, Any]:
    asked = form.question()
    money = answer.currency
    return {
        **_common(answer),
        "sum": range_words(answer.total, money),
        "without_costs": range_words(answer.range, money) if answer.costs else "",
        "costs": wording.money(_trim(answer.costs), money) if answer.costs else "",
        "basis": sum_name(answer.basis),
        "options": [(sum_name(name), range_words(one, money)) for name, one in answer.options.items()],
        "missing": form.unknown_names(answer.missing),
        "other_words": _other(answer),
        "command": command("damages", form.cleaned_data["place"], options=_damages_options(form, asked)),
    }


def _damages_line(form: DamagesForm, answer: Damages) -> str:
    return range_words(answer.total, answer.currency)


def _fine_line(form: FineForm, answer: Fine) -> str:
    return _("No fine may be imposed") if answer.possible is False else range_words(answer.range, answer.currency)


def _remuneration_line(form: RemunerationForm, answer: Remuneration) -> str:
    return wording.money(_trim(answer.amount), answer.currency)


def _term_line(form: TermForm, answer: Term) -> str:
    words = {True: _("protected"), False: _("not protected"), None: _("It cannot be said")}[answer.protected]
    return f"{words}: {registry.day(answer.until)}" if answer.until else words


def _damages_options(form: DamagesForm, asked: Mapping[str, Any]) -> dict[str, Any]:
    made = {
        name: asked[name] for name in ("on", "decided", "loss", "gain", "licence_fee", "copies", "costs", "election")
    }
    made |= {"ended": asked["act_ended"], "multiple": asked["punitive_multiple"], "unknown": asked["unknown"]}
    made |= {name: asked[name] for name in ("works", "infringements") if asked[name] > 1}
    for name in ("wilful", "serious", "repeat", "innocent", "registered"):
        made |= choice(name, f"not-{name}", value=asked[name])
    return made | {"bill": form.cleaned_data["bill"]}


def _fine_options(form: FineForm, asked: Mapping[str, Any]) -> dict[str, Any]:
    names = ("on", "decided", "business", "hard_to_count", "gains", "copies", "unit", "fined")
    made = {name: asked[name] for name in names}
    made |= choice("public-interest", "no-public-interest", value=asked["public_interest"])
    for name in ("serious", "wilful", "again"):
        made |= choice(name, f"not-{name}", value=asked[name])
    wrongs = [] if asked["wrongs"] == ["infringement"] else asked["wrongs"]
    return made | {"wrong": wrongs, "bill": form.cleaned_data["bill"]}


def _other(answer: Damages) -> str:
    """What the law of the day of the decision would give."""
    other = answer.other
    if other is None:
        return ""
    most = None if other["most"] is None else Decimal(other["most"])
    return range_words(Range(Decimal(other["least"]), most), answer.currency)


@login_not_required
@require_safe
def fine_page(request: HttpRequest) -> HttpResponse:
    """What an authority may fine."""
    return calculation(request, "fine", FineForm, _fine, tell=_tell_fine, headline=_fine_line)


def _fine(form: FineForm, book: Book) -> Fine:
    return fine(book, **form.question())


def _tell_fine(form: FineForm, answer: Fine) -> Mapping[str, Any]:
    asked = form.question()
    return {
        **_common(answer),
        "sum": range_words(answer.range, answer.currency),
        "possible": answer.possible,
        "missing": [form.fields[name].label if name in form.fields else name for name in answer.missing],
        "tools": answer.tools,
        "left": wording.money(_trim(answer.court_fine_left)) if answer.court_fine_left is not None else "",
        "command": command("fine", form.cleaned_data["place"], options=_fine_options(form, asked)),
    }


@login_not_required
@require_safe
def remuneration_page(request: HttpRequest) -> HttpResponse:
    """What a broadcaster owes."""
    return calculation(
        request,
        "remuneration",
        RemunerationForm,
        _remuneration,
        tell=_tell_remuneration,
        headline=_remuneration_line,
        place="cn",
    )


def _owed(form: RemunerationForm) -> dict[str, Any]:
    given = {name: value for name, value in form.cleaned_data.items() if name != "bill"}
    return (
        given | {name: given[name] or None for name in ("medium", "agreed")} | {"reading": given["reading"] or "steps"}
    )


def _remuneration(form: RemunerationForm, book: Book) -> Remuneration:
    return remuneration(book, **_owed(form))


def _tell_remuneration(form: RemunerationForm, answer: Remuneration) -> Mapping[str, Any]:
    money = answer.currency
    names = {"advertising": _("on advertising revenue"), "time": _("on minutes played"), "lump_sum": _("agreed sum")}
    return {
        **_common(answer),
        "sum": wording.money(_trim(answer.amount), money),
        "base": names[answer.base],
        "bases": [(names[name], wording.money(_trim(value), money)) for name, value in answer.bases.items()],
        "rate": percent(answer.rate) if answer.rate is not None else "",
        "region": region_name(answer.region),
        "fair": wording.money(_trim(answer.fair), money) if answer.fair is not None else "",
        "gap": wording.money(_trim(abs(answer.gap)), money) if answer.gap is not None else "",
        "gap_below": answer.gap is not None and answer.gap < 0,
        "command": command("remuneration", "cn", options=_told(form)),
    }


def _told(form: Any) -> dict[str, Any]:
    """What was typed, as options of a command; what is the default is left out."""
    defaults = {**form.defaults(), "reading": "steps"}
    given = {name: value for name, value in form.cleaned_data.items() if name != "place"}
    return {name: value for name, value in given.items() if str(value) != defaults.get(name) or name == "on"}


@login_not_required
@require_safe
def term_page(request: HttpRequest) -> HttpResponse:
    """How long a work is protected."""
    names = {"kind of work": "kind"}
    return calculation(request, "term", TermForm, _term, tell=_tell_term, headline=_term_line, names=names)


def _term(form: TermForm, book: Book) -> Term:
    given = {name: value for name, value in form.cleaned_data.items() if name not in {"place", "bill"}}
    return term(book, **given)


def _tell_term(form: TermForm, answer: Term) -> Mapping[str, Any]:
    options = {name: value for name, value in _told(form).items() if name != "renewed"}
    options |= choice("renewed", "not-renewed", value=form.cleaned_data["renewed"])
    return {
        **_common(answer),
        "kind_name": term_kind(answer.kind),
        "missing": [form.fields[name].label for name in answer.missing],
        "command": command("term", form.cleaned_data["place"], options=options),
    }


@login_not_required
@require_safe
def limitation_page(request: HttpRequest) -> HttpResponse:
    """Whether a claim can still be brought, or an act still be punished."""
    return calculation(request, "limitation", LimitationForm, _limitation, tell=_tell_limitation)


def _limitation(form: LimitationForm, book: Book) -> Limitation:
    given = {name: value for name, value in form.cleaned_data.items() if name != "place"}
    given["restarted"] = (given["restarted"],) if given["restarted"] else ()
    return limitation(book, **given)


def _tell_limitation(form: LimitationForm, answer: Limitation) -> Mapping[str, Any]:
    return {**_common(answer), "missing": [form.fields[name].label for name in answer.missing if name in form.fields]}
