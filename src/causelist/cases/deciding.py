"""A decision's text made from the record: its frame, the facts that the case holds, the template, the officer's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from causelist.cases import tables
from causelist.cases.documents import draft as drafting
from causelist.cases.documents import identifier, serial
from causelist.cases.documents.draft import Draft
from causelist.cases.documents.text import Body, Cited, DecisionText, Party, Sum, Term
from causelist.cases.models import Case, CaseEvent, CaseParty, Decision, Office, Sanction
from causelist.law.book import law_of
from causelist.law.errors import LawError
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.queries import home_of, shown_name

SUMS = {"fine", "damages", "costs", "confiscation", "gains"}
TERMS = {"prison", "ban"}
MOST_ROWS = 200  # of works and of seized things in one text; the record holds all
_STATE_KINDS = {
    OrganisationKind.AUTHORITY,
    OrganisationKind.POLICE,
    OrganisationKind.PROCURATORATE,
    OrganisationKind.COURT,
}


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """What follows from a decision of each kind; see `decision_rules.yaml`."""
    made: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("decision_rules.yaml").read_text(encoding="utf-8")
    )
    return made


def clock_rules(decision: Decision, *names: str) -> dict[str, str]:
    """The rule of each of these clocks for a decision, where its place has one."""
    given = rules()[decision.kind]
    place = decision.case.jurisdiction
    return {name: rule for name in names if (rule := given.get(name, {}).get(place))}


def text_of(decision: Decision) -> DecisionText:
    """The text as it is kept, with how the decision stands now."""
    text = serial.from_json(decision.document)
    status = decision.state if decision.state in {"draft", "corrected", "annulled", "final"} else "issued"
    return replace(text, status="final" if decision.state == "enforced" else status)


def compose(decision: Decision) -> Draft:
    """The text of a draft from the record as it is now, the officer's facts and the officer's words laid over it."""
    kept = decision.document
    facts = {**recorded(decision), **{name: value for name, value in kept.get("facts", {}).items() if value}}
    made = drafting.draft(frame(decision), facts)
    return Draft(drafting.restart(made.text, kept.get("edited", {})), made.missing)


def keep(decision: Decision, made: Draft) -> None:
    """Put a composed text into the decision's row, beside what it was made from."""
    kept = decision.document
    decision.document = {
        **serial.as_json(made.text),
        "facts": kept.get("facts", {}),
        "edited": kept.get("edited", {}),
        "missing": [{"name": one.name, "title": one.title, "section": one.section} for one in made.missing],
    }
    decision.title = made.text.title[:300]


def frame(decision: Decision) -> DecisionText:
    """Everything but the sections: who decides, the parties, the sums and terms, the rules relied on."""
    case, office = decision.case, _office(decision)
    language = "zh" if decision.language.startswith("zh") else "en"
    sanctions = list(decision.sanctions.order_by("pk")) if decision.pk else []
    paid = next((str(one.pk) for one in case.parties.order_by("pk") if one.role in {"claimant", "complainant"}), "")
    organisation = decision.body.organisation
    return DecisionText(
        number=decision.number or "",
        identifier=identifier_of(decision) if decision.number else "",
        language=language,
        kind=decision.kind,
        title="",
        case=case.number,
        body=Body(
            name=shown_name(organisation, language),
            code=decision.body.code,
            country=_country(decision),
            region=organisation.region.code if organisation.region else "",
            office=(office.name_zh if language == "zh" and office.name_zh else office.name) if office else "",
            contact=office.contact_email if office else "",
        ),
        decided=decision.decided_on,
        parties=tuple(_parties(decision, language)),
        citations=tuple(_cited(decision, sanctions)),
        sums=tuple(_sum(one, paid, language) for one in sanctions if one.kind in SUMS and one.amount is not None),
        terms=tuple(_term(one) for one in sanctions if one.kind in TERMS and one.months),
        subjects=(case.industry, case.kind),
        status="issued" if decision.number else "draft",
    )


def identifier_of(decision: Decision) -> str:
    """How an issued decision is cited. Raises `BadIdentifier`."""
    if decision.number is None or decision.decided_on is None:
        return ""
    return str(
        identifier.make(
            country=_country(decision), code=decision.body.code, year=decision.decided_on.year, number=decision.number
        )
    )


def recorded(decision: Decision) -> dict[str, Any]:
    """The facts of `documents/facts.yaml` that the case's rows and events hold; what they do not hold is left out."""
    case = decision.case
    by_act = {event.act: event for event in case.events.filter(track=decision.track).order_by("id")}
    by_act = {event.act: event for event in case.events.filter(track__isnull=True).order_by("id")} | by_act
    complaint = decision.complaint or case.complaints.order_by("pk").first()
    found: dict[str, Any] = {**_party_facts(case.parties.order_by("pk")), **_dates(by_act), **_said(by_act)}
    if complaint is not None:
        found["complained_on"] = timezone.localdate(complaint.filed_at)
        found.setdefault("asked_for", complaint.statement)
    owner = shown_name(complaint.holder) if complaint is not None else ""
    found["works"] = [
        {"title": one.work.title, "holder": one.work.holder.text if one.work.holder else owner}
        for one in case.case_works.select_related("work__holder").order_by("pk")[:MOST_ROWS]
        if one.work.holder or owner
    ]
    if decision.kind == "criminal_judgment" and _prosecutor(case) is not None:
        found["prosecutor"] = "prosecutor"
    found |= _measures(decision)
    found["orders"] = [
        {"title": one.what.rstrip(".。")}
        for one in (decision.sanctions.order_by("pk") if decision.pk else ())
        if one.what and one.kind in {"cease", "warning", "destruction"}
    ]
    found["appeal"] = _appeal(decision)
    return {name: value for name, value in found.items() if value not in (None, "", [], ())}


def _office(decision: Decision) -> Any:
    return decision.track.office if decision.track else decision.case.office


def _country(decision: Decision) -> str:
    return decision.case.jurisdiction[:2].upper()


def _parties(decision: Decision, language: str) -> Iterable[Party]:
    rows = decision.case.parties.select_related("name__organisation", "representative").order_by("pk")
    for row in rows.prefetch_related("name__organisation__names", "representative__names"):
        organisation = home_of(row.name.organisation)
        kind = "minor" if row.is_minor else "person" if organisation.is_person else "firm"
        kind = "authority" if organisation.kind in _STATE_KINDS else kind
        names = [one.text for one in organisation.names.all()]
        shown = shown_name(organisation, language) if kind == "firm" else row.name.text
        aliases = tuple(dict.fromkeys(name for name in (row.name.text, *names) if name != shown))
        yield Party(str(row.pk), row.role, shown, kind, aliases)
        if row.representative is not None:
            told = row.representative
            person = "person" if told.is_person else "firm"
            yield Party(f"{row.pk}r", "representative", shown_name(told, language), person, of=str(row.pk))
    if decision.kind == "criminal_judgment" and (prosecutor := _prosecutor(decision.case)) is not None:
        yield Party("prosecutor", "prosecutor", shown_name(prosecutor, language), "authority")


def _prosecutor(case: Case) -> Organisation | None:
    """The procuratorate that charged: the body whose office did."""
    charged = case.events.filter(act="criminal.charge").order_by("id").last()
    finished = case.events.filter(act="criminal.finish").order_by("id").last()
    given = finished.detail.get("office") if finished is not None and charged is not None else None
    office = Office.objects.select_related("body__organisation").filter(pk=given).first() if given else None
    return office.body.organisation if office else None


_ROLES = {
    "complainant": ("complainant", "applicant", "claimant"),
    "claimant": ("claimant", "applicant", "complainant"),
    "respondent": ("respondent", "defendant", "accused"),
    "defendant": ("defendant", "respondent", "accused"),
}


def _party_facts(parties: Iterable[CaseParty]) -> dict[str, Any]:
    """Each side under every name that a template knows it by; the role it has goes before the role it is read as."""
    first: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for row in parties:
        for place, name in enumerate(_ROLES.get(row.role, ())):
            (other if place else first).setdefault(name, []).append(str(row.pk))
    return {**other, **first}


_DAYS = {
    "complaint.accept": "accepted_on",
    "administrative.file_case": "accepted_on",
    "administrative.inform": "told_on",
    "administrative.hold_hearing": "heard_on",
    "civil.hold_hearing": "heard_on",
    "civil.register": "filed_on",
    "criminal.charge": "filed_on",
    "criminal.fix_hearing": "heard_on",
}
_WORDS = {
    "administrative.state_case": ("response", "statement"),
    "civil.answer": ("response", "statement"),
    "civil.file_suit": ("asked_for", "claim"),
    "criminal.charge": ("charge", "charge"),
    "complaint.refuse": ("reasons", "reason"),
    "administrative.inform": ("acts", "intended"),
}


def _dates(events: Mapping[str, CaseEvent]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for act, name in _DAYS.items():
        if act in events:
            told = events[act].detail.get("held_at") or events[act].detail.get("starts_at")
            moment = dt.datetime.fromisoformat(told) if told else events[act].occurred_at
            made[name] = timezone.localdate(moment)
    return made


def _said(events: Mapping[str, CaseEvent]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for act, (name, field) in _WORDS.items():
        if act in events:
            said = events[act].detail.get(field) or (events[act].basis if field == "reason" else "")
            made[name] = said
    refused = events.get("complaint.refuse")
    if refused is not None:
        choices = tables.lifecycle("complaint").acts["refuse"].fields["ground"].choices
        ground = choices.get(str(refused.detail.get("ground")))
        made["ground"] = ground[0].lower() if ground else ""
    return made


def _measures(decision: Decision) -> dict[str, Any]:
    made: dict[str, Any] = {}
    done = decision.case.measures.filter(kind__in=["inspection", "raid"], carried_out_at__isnull=False)
    last = done.order_by("carried_out_at").last()
    if last is not None and last.carried_out_at is not None:
        made["inspected_on"] = timezone.localdate(last.carried_out_at)
        spots = [one.premises.name for one in last.measure_targets.select_related("premises") if one.premises]
        made["premises"] = ", ".join(spots) or last.scope
    made["seized"] = [
        {"title": item.description, "count": f"{item.quantity:,} {item.unit}".strip()}
        for seizure in decision.case.seizures.order_by("pk")
        for item in seizure.items.order_by("position")[:MOST_ROWS]
    ]
    asked = decision.measure
    if asked is not None:
        made["asked_on"] = timezone.localdate(asked.opened_at)
        made["asked_for"] = asked.scope
        made["measures"] = [{"title": asked.scope.rstrip(".。"), "until": asked.ends_on}] if asked.ends_on else []
    return made


def _cited(decision: Decision, sanctions: Iterable[Sanction]) -> Iterable[Cited]:
    """The rules that the sanctions rest on, from the law; each once."""
    seen: set[object] = set()
    for one in sanctions:
        if one.rule and one.rule not in seen:
            seen.add(one.rule)
            yield _citation(decision, one.rule) or Cited(one.cite or one.rule, "", one.rule)
    for row in decision.document.get("cited", ()) if isinstance(decision.document, dict) else ():
        if row.get("law") and (row["law"], row.get("article", "")) not in seen:
            yield Cited(row["law"], row.get("article", ""), row.get("rule", ""))


def _citation(decision: Decision, rule: str) -> Cited | None:
    try:
        version = law_of(decision.case.jurisdiction).on(rule, decision.decided_on or timezone.localdate())
    except LawError:
        return None
    article = str(version.cite.article).removeprefix("art. ").removeprefix("arts ")
    return Cited(version.cite.law, article, rule, getattr(version.cite, "url", "") or "")


def _sum(one: Sanction, paid: str, language: str) -> Sum:
    to = paid if one.kind in {"damages", "costs"} else ""
    steps = tuple(step.get(language, "") for step in one.arithmetic)
    against = str(one.against_id or "")
    amount = one.amount if one.amount is not None else one.paid
    return Sum(one.kind, amount, one.currency, against, to, one.rule, one.cite, tuple(filter(None, steps)))


def _term(one: Sanction) -> Term:
    return Term(one.kind, one.months or 1, one.suspended_months or 0, str(one.against_id or ""), one.rule, one.cite)


def _appeal(decision: Decision) -> list[dict[str, Any]]:
    """Where and within what time the law lets the decision be appealed; nothing where no rule says."""
    rule = clock_rules(decision, "appeal").get("appeal")
    above = decision.body.superior
    if rule is None or above is None:
        return []
    language = "zh" if decision.language.startswith("zh") else "en"
    try:
        version = law_of(decision.case.jurisdiction).on(rule, decision.decided_on or timezone.localdate())
    except LawError:
        return []
    count, unit = version.value.get("count"), version.value.get("unit", "")
    if count is None:
        return []
    within = _UNITS[language].get(unit, "{} " + unit.replace("_", " ")).format(count)
    return [{"to": shown_name(above.organisation, language), "within": within, "rule": str(version.cite)[:200]}]


_UNITS = {
    "en": {"calendar_day": "{} days", "working_day": "{} working days", "month": "{} months"},
    "zh": {"calendar_day": "{}日", "working_day": "{}个工作日", "month": "{}个月"},
}
