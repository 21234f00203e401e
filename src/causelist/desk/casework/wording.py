"""Words of the desk's pages of cases: acts, states, clocks, audiences, results, refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from causelist.cases import tables
from causelist.cases.fields import Field
from causelist.cases.models import Office, Sanction
from causelist.cases.tables import Words
from causelist.core.refusal import Refused
from causelist.law.book import law_of
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name

STAGES = {
    "complaint": _("Complaint"),
    "investigation": _("Investigation"),
    "decision": _("Decision"),
    "appeal": _("Appeal"),
    "enforcement": _("Enforcement"),
    "closed": _("Closed"),
}
AUDIENCES = {
    "public": _("Everybody will read that this was done."),
    "parties": _("The parties and the bodies of the case will read it; the public will not."),
    "bodies": _("The bodies of the case will read it; the parties and the public will not."),
    "office": _("This body alone will read it."),
}
RELATIONS = {
    "complainant": _("the complainant"),
    "respondent": _("the respondent"),
    "party": _("a party"),
    "officer": _("the officer"),
    "office": _("the office"),
    "reader": _("the body"),
    "head": _("the head of the body"),
    "other_body": _("another body"),
    "superior": _("the body above"),
    "registry": _("the registry"),
    "system": _("the registry"),
    "public": _("the public"),
}
RESULTS = {
    "open": _("not looked at yet"),
    "ceased": _("ceased"),
    "continuing": _("goes on"),
    "moved": _("moved"),
    "not_found": _("not found"),
}
RESULT_TONES = {"ceased": "good", "continuing": "late", "moved": "warn"}
CARRIED = {"refused": _("the notice was refused"), "unanswered": _("the notice was not answered in time")}
APPOINTMENTS = {
    "hearing": _("hearing"),
    "inspection": _("inspection"),
    "meeting": _("meeting"),
    "service": _("service"),
    "handover": _("hand-over"),
}
RECORDINGS = {
    "entry": _("Add cases, notices, targets or premises"),
    "count": _("Record a count"),
    "enforcement": _("Record an enforcement notice"),
    "reported": _("Record a figure that others report"),
}
SANCTION_STATES = {
    "imposed": _("imposed"),
    "part": _("carried out in part"),
    "done": _("carried out"),
    "waived": _("waived"),
}
_REFUSALS: dict[str, Promise] = {
    "required": _("This must be given."),
    "not_email": _("Write one mail address, such as name@example.com."),
    "not_date": _("Write a day as 2026-11-24."),
    "not_moment": _("Write a time as 2026-11-24 14:30."),
    "in_future": _("This day has not come yet."),
    "too_early": _("This is before the case was opened."),
    "not_count": _("Write a whole number."),
    "not_money": _("Write a sum such as 1250.00."),
    "out_of_range": _("This number is too small, too large, or has too many decimals."),
    "not_currency": _("Write the three letters of a currency, such as CNY."),
    "control_character": _("Remove the control characters."),
    "changed_meanwhile": _("Somebody else acted here meanwhile. Look at the case again; what you typed is kept."),
    "wrong_state": _("This is not possible now: the state has changed. Look at the case again."),
}


def said(words: Words) -> str:
    """In the page's language."""
    return words.in_(get_language() or "")


def field_title(field: Field) -> str:
    """What a field is called."""
    return field.title_zh if (get_language() or "").startswith("zh") else field.title


def field_choices(field: Field) -> list[tuple[str, str]]:
    """Its choices, in the page's language."""
    chinese = (get_language() or "").startswith("zh")
    return [(value, zh if chinese else en) for value, (en, zh) in field.choices.items()]


def target_kind(kind: str) -> str:
    """What a kind of infringement is called, by the law that has it."""
    found = _target_kinds().get(kind)
    return said(found) if found else kind.replace("_", " ")


@cache
def _target_kinds() -> Mapping[str, Words]:
    rules = (rule for rule in law_of("cn") if rule.kind == "infringement")
    return {rule.id.rpartition(".")[2]: Words(rule.title, rule.title_zh or "") for rule in rules}


def target_kinds() -> list[tuple[str, str]]:
    """Every kind the law knows, with what it is called."""
    return [(kind, said(words)) for kind, words in _target_kinds().items()]


def steps(rows: Iterable[Any]) -> list[str]:
    """How a clock or a sum was counted, in the page's language."""
    key = "zh" if (get_language() or "").startswith("zh") else "en"
    return [str(row.get(key) or row.get("en", "")) for row in rows]


def clock_title(name: str) -> str:
    """What a clock is called."""
    kind = tables.clock_kinds().get(name)
    return said(kind.title) if kind else name


def act_title(full_name: str) -> str:
    """What an act is called, by its full name; also of the registry's own steps."""
    lifecycle, _dot, name = full_name.partition(".")
    act = tables.act(lifecycle, name)
    if act is not None:
        return said(act.title)
    return gettext("A period ended") if full_name == "clock.fell_due" else full_name


def state_title(lifecycle: str, state: str) -> str:
    """What a state is called."""
    found = tables.lifecycles()[lifecycle].states.get(state) if lifecycle in tables.lifecycles() else None
    return said(found.title) if found else state


def waits_for(relation: str) -> str:
    """Whom something waits for."""
    return str(RELATIONS.get(relation, relation))


def refusal(refused: Refused) -> str:
    """Why an act was refused, in the page's language where the table of reasons has it."""
    known = _REFUSALS.get(refused.code)
    if known is None or (refused.code == "out_of_range" and "." in refused.field):
        return str(refused)
    return str(known) if not (get_language() or "").startswith("en") else str(refused)


def name_of(organisation: Organisation) -> str:
    """What to call an organisation in the page's language."""
    return shown_name(organisation, get_language() or "")


def office_words(office: Office) -> str:
    """An office with its body, in the page's language."""
    return f"{name_of(office.body.organisation)}, {office_name(office)}"


def office_name(office: Office) -> str:
    """An office, in the page's language."""
    return office.name_zh if (get_language() or "").startswith("zh") and office.name_zh else office.name


def sanction_words(row: Sanction) -> str:
    """One line of what was ordered."""
    said_ = str(row.get_kind_display())
    if row.amount is not None:
        said_ += f" {number_format(row.amount, 2, force_grouping=True)} {row.currency}"
    if row.months is not None:
        said_ += " " + (gettext("%(n)s months") % {"n": row.months})
    if row.suspended_months is not None:
        said_ += ", " + (gettext("suspended for %(n)s months") % {"n": row.suspended_months})
    if row.what:
        said_ += f": {row.what}"
    return f"{said_} ({row.against.name.text})" if row.against else said_


def day(value: dt.date) -> str:
    """A day, written out."""
    return date_format(value, pgettext("date format", "j F Y"))
