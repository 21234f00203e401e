"""The calculator of criminal thresholds: the finding, a meter for each limb, what is missing, and other law beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from causelist.law import Book, LawError
from causelist.law.crime import Threshold, threshold
from causelist.law.crime_facts import MEASURES
from causelist.law.crime_meter import meter
from causelist.law.crime_sentence import sentence
from causelist.law.crime_words import Told
from causelist.public.law import catalogue, wording
from causelist.public.law.asking import calculation, command
from causelist.public.law.forms import ThresholdForm
from causelist.public.law.language import cited, said
from causelist.public.law.values_crime import tier_name

PLACE = "cn"


@login_not_required
@require_safe
def thresholds(request: HttpRequest) -> HttpResponse:
    """Whether the quantities of a case reach articles 217 or 218."""
    return calculation(request, "thresholds", ThresholdForm, _ask, tell=_tell, place=PLACE)


def _ask(form: ThresholdForm, book: Book) -> Threshold:
    return threshold(book, form.cleaned_data["act"], **_question(form))


def _question(form: ThresholdForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {
        "on": cleaned["on"],
        "decided": cleaned["decided"],
        "facts": form.facts(),
        "unknown": form.unknown_facts(),
        "reading": cleaned["reading"] or None,
    }


def _tell(form: ThresholdForm, answer: Threshold) -> Mapping[str, Any]:
    gauges = meter(catalogue.book_of(PLACE, answer.bill), answer.act, **_question(form))
    cleaned = form.cleaned_data
    return {
        "verdict": verdict(answer),
        "limbs": limbs(answer),
        "other_limbs": _other_limbs(answer),
        "ways": [said(*one) for one in gauges.missing[:6]],
        "nearest": said(gauges.nearest.words, gauges.nearest.words_zh) if gauges.nearest else "",
        "next_tier": tier_name(gauges.next_tier) if gauges.next_tier else "",
        "missing": [wording.MEASURES[name] for name in answer.missing or answer.tier_missing],
        **_penalty(form, answer),
        "beside": _beside(form, answer),
        "command": command(
            "threshold",
            PLACE,
            options={
                "act": answer.act,
                "on": answer.on,
                "fact": [f"{name}={value}" for name, value in form.facts().items()],
                "unknown": form.unknown_facts(),
                "decided": cleaned["decided"],
                "bill": answer.bill,
                "reading": cleaned["reading"],
            },
        ),
    }


def verdict(answer: Threshold) -> dict[str, str]:
    """The answer in a line, with its colour."""
    if answer.met is None:
        return {"tone": "held", "words": _("It cannot be said")}
    if not answer.met:
        return {"tone": "good", "words": _("Not reached")}
    if answer.tier == "especially_serious":
        return {"tone": "late", "words": _("Reached: especially serious")}
    if answer.tier_at_most == "especially_serious":
        return {"tone": "late", "words": _("Reached: the base tier at least")}
    return {"tone": "late", "words": _("Reached: the base tier")}


@dataclass(frozen=True, slots=True)
class Limb:
    """One row of the findings: the fact against the threshold of each tier."""

    measure: str
    fact: str
    threshold: str
    share: Decimal | None  # in hundredths; None: not known
    met: bool | None
    graver: str
    graver_share: Decimal | None
    graver_met: bool | None
    words: str
    cite: str
    url: str
    certainty: str


def limbs(answer: Threshold) -> list[Limb]:
    """Every limb of the law that decides, in both tiers."""
    return _limbs(answer.findings, answer.graver, answer.bill)


def _other_limbs(answer: Threshold) -> list[Limb]:
    if answer.other is None:
        return []
    judged = answer.other.judged
    return _limbs(judged.findings(), judged.findings(graver=True), answer.bill)


def _limbs(base: tuple[Told, ...], graver: tuple[Told, ...], bill: str | None) -> list[Limb]:
    beside = {(one.rule, one.measure): one for one in graver}
    made = [_limb(one, beside.get((one.rule, one.measure)), bill) for one in base]
    return sorted(
        made, key=lambda limb: (limb.met is not True, -(limb.share or 0))
    )  # what is reached or furthest first


def _limb(one: Told, more: Told | None, bill: str | None) -> Limb:
    return Limb(
        measure=_measure(one),
        fact=_amount(one, one.fact),
        threshold=_amount(one, one.threshold),
        share=_hundredths(one),
        met=one.met,
        graver=_amount(more, more.threshold) if more else "",
        graver_share=_hundredths(more) if more else None,
        graver_met=more.met if more else None,
        words=said(one.words, one.words_zh),
        cite=cited(one.cite),
        url=catalogue.rule_url(one.rule, bill if one.cite.certainty == "wish" else None),
        certainty=str(one.cite.certainty),
    )


def _measure(one: Told) -> str:
    """What is measured; of the limbs for those who were sanctioned before, that too."""
    name = str(wording.MEASURES.get(one.measure or "", one.measure))
    again = one.rule.endswith("repeat") and one.measure != "prior_sanctions_within_2y"
    return _("%(measure)s (repeat within two years)") % {"measure": name} if again else name


def _amount(one: Told | None, value: Decimal | None) -> str:
    if one is None:
        return ""
    if one.measure not in MEASURES and value is not None:
        return ngettext("%(count)s item", "%(count)s items", int(value)) % {"count": int(value)}
    return _("not known") if value is None else wording.quantity(one.measure or "", f"{value:f}")


def _hundredths(one: Told | None) -> Decimal | None:
    return None if one is None or one.share is None else min(one.share * 100, Decimal(100)).quantize(Decimal("0.1"))


def _penalty(form: ThresholdForm, answer: Threshold) -> dict[str, Any]:
    """What the law threatens for the tier that is reached for sure."""
    if answer.tier is None or answer.act == "217-tpm":
        return {}
    facts = form.facts()
    sums = {name: facts.get(name) for name in ("gains", "business")}
    book = catalogue.book_of(PLACE, answer.bill)
    try:
        found = sentence(book, answer.act, answer.tier, on=answer.on, decided=form.cleaned_data["decided"], **sums)
    except LawError:  # no penalty for this tier is known of that day
        return {}
    return {
        "penalty": found,
        "penalty_words": said(found.penalty.words, found.penalty.words_zh),
        "penalty_other": said(found.other.words, found.other.words_zh) if found.other else "",
        "fines": [said(one.words, one.words_zh) for one in found.fine.ranges] if found.fine else [],
    }


def _beside(form: ThresholdForm, answer: Threshold) -> list[dict[str, Any]]:
    """The same facts under the law of the act, of today, and under each bill."""
    today = timezone.localdate()
    cases: list[tuple[str, dt.date, str | None]] = [
        (_("law of the act"), answer.on, None),
        (_("law of today"), today, None),
        *((wording.bill_name(bill), answer.on, bill) for place, bill in catalogue.all_bills() if place == PLACE),
    ]
    made = []
    for title, day, bill in cases:
        given = form.given.copy()
        given["on"], given["bill"] = day.isoformat(), bill or ""
        given.pop("decided", None)
        row: dict[str, Any] = {"title": title, "day": day, "bill": bill, "query": given.urlencode()}
        try:
            found = threshold(
                catalogue.book_of(PLACE, bill),
                answer.act,
                on=day,
                facts=form.facts(),
                unknown=form.unknown_facts(),
                reading=_reading(form, bill),
            )
        except LawError as error:
            made.append(row | {"problem": str(error)})
            continue
        met = [one for one in limbs(found) if one.met]
        made.append(row | {"verdict": verdict(found), "by": [one.measure for one in met]})
    return made


def _reading(form: ThresholdForm, bill: str | None) -> str | None:
    return None if bill else form.cleaned_data["reading"] or None
