"""The forms of a decision's draft: facts, what is ordered, the words; and of what is withheld. They read and keep, no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from causelist.cases import deciding
from causelist.cases.documents import draft as drafting
from causelist.cases.fields import row_columns
from causelist.cases.models import CaseParty, Decision, Sanction, SanctionKind

BLANK_ROWS = 3
MOST_ROWS = 60
# The columns of facts that are lists, as their lines are typed: "Photographs of the stall | E-1".
LISTS: Mapping[str, tuple[str, ...]] = {
    "appeal": ("to", "within", "rule"),
    "evidence": ("title", "number"),
    "handed_over": ("title",),
    "measures": ("title", "until"),
    "orders": ("title",),
    "seized": ("title", "count"),
    "settled": ("title",),
    "works": ("title", "holder"),
}
SANCTION = ("kind", "against", "amount", "currency", "months", "suspended_months", "what", "rule")
SANCTION_FACTS = ("business", "public_interest")
COLUMNS = (*SANCTION, *SANCTION_FACTS)
_LABELS = dict(SanctionKind.choices)
WITHHOLD = ("words", "rule", "reason")


@dataclass(frozen=True, slots=True)
class FactField:
    """A fact as the form shows it: `value` is the officer's, `recorded` what the record says."""

    name: str
    label: str
    kind: str  # text, prose, date, list, money
    value: str
    recorded: str
    missing: bool
    columns: str  # of a list, as its lines are typed


def facts_of(decision: Decision, typed: QueryDict | None = None) -> list[FactField]:
    """The facts that the template needs and an officer may give."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    kept: Mapping[str, Any] = decision.document.get("facts", {})
    recorded = deciding.recorded(decision)
    missing = {one["name"] for one in decision.document.get("missing", ())}
    known = drafting.known_facts()
    made: list[FactField] = []
    for name in drafting.needed(drafting.template(decision.kind, _language(decision))):
        kind = known.get(name, {}).get("type", "")
        if kind in {"", "party"}:
            continue
        value = typed.get(f"fact-{name}", "") if typed is not None else _as_text(name, kept.get(name))
        columns = " | ".join(LISTS.get(name, ()))
        made.append(
            FactField(
                name,
                _capital(known[name][language]),
                kind,
                value,
                _as_text(name, recorded.get(name)),
                name in missing,
                columns,
            )
        )
    return made


def read_facts(decision: Decision, typed: QueryDict) -> dict[str, Any]:
    """The facts as they were typed; empty ones leave it to the record."""
    made: dict[str, Any] = {}
    for field in facts_of(decision, typed):
        words = field.value.strip()
        if not words:
            continue
        if field.kind == "list":
            made[field.name] = _rows(LISTS[field.name], words)
        elif field.kind == "money":
            amount, _space, currency = words.partition(" ")
            made[field.name] = {"amount": amount, "currency": currency.strip() or "CNY"}
        else:
            made[field.name] = words
    return made


def sections_of(decision: Decision, typed: QueryDict | None = None) -> list[dict[str, str]]:
    """The words of each section, to be changed; the signature is not."""
    edited = decision.document.get("edited", {})
    made = []
    for section in decision.document.get("sections", ()):
        kind = section["kind"]
        words = "\n\n".join(one["text"] for one in section["paragraphs"])
        if kind != "signature":
            shown = typed.get(f"section-{kind}", "") if typed is not None else words
            made.append(
                {"kind": kind, "heading": section["heading"], "words": shown, "edited": "1" if kind in edited else ""}
            )
    return made


def read_sections(decision: Decision, typed: QueryDict) -> dict[str, str]:
    """Sections whose words were changed; one that was emptied goes back to the template's words."""
    made: dict[str, str] = {}
    edited = decision.document.get("edited", {})
    for section in sections_of(decision):
        name = f"section-{section['kind']}"
        if name not in typed:
            continue
        words = "\n".join(line.rstrip() for line in str(typed[name]).replace("\r", "").strip().split("\n"))
        if words != section["words"].strip() or section["kind"] in edited:
            made[section["kind"]] = "" if f"reset-{section['kind']}" in typed else words
    return made


def sanctions_of(decision: Decision, typed: QueryDict | None = None) -> list[dict[str, str]]:
    """The lines of what is ordered, and some blank ones."""
    if typed is not None:
        return [row | {"label": str(_LABELS.get(row["kind"], ""))} for row in _typed("sanction", COLUMNS, typed)]
    rows = [_sanction_row(one) for one in decision.sanctions.order_by("pk")]
    return [*rows, *({} for _each in range(BLANK_ROWS))]


def read_sanctions(typed: QueryDict) -> list[dict[str, Any]]:
    """The lines that say what is ordered."""
    made: list[dict[str, Any]] = []
    for row in _typed("sanction", COLUMNS, typed):
        if not row["kind"]:
            continue
        given: dict[str, Any] = {name: value for name, value in row.items() if value and name not in SANCTION_FACTS}
        given["against"] = int(row["against"]) if row["against"].isdecimal() and len(row["against"]) < 19 else None
        facts: dict[str, Any] = {}
        if row["business"]:
            facts["business"] = row["business"]
        if row["public_interest"]:
            facts["public_interest"] = row["public_interest"] == "yes"
        if facts:
            given["facts"] = facts
        made.append(given)
    return made


def asks_typed(kind: str, typed: QueryDict) -> list[dict[str, str]]:
    """The rows of what is withheld, or kept."""
    return [row for row in _typed(kind, WITHHOLD, typed) if row["words"].strip()]


def sanction_choices(decision: Decision) -> dict[str, Any]:
    """What a line of the order can name."""
    parties = CaseParty.objects.filter(case=decision.case).select_related("name").order_by("pk")
    return {
        "kinds": list(SanctionKind.choices),
        "parties": [(str(one.pk), one.name.text) for one in parties],
    }


def rule_choices() -> list[tuple[str, str]]:
    """The rules an officer may withhold by, in the page's language."""
    chinese = (get_language() or "").startswith("zh")
    given: Mapping[str, str] = row_columns()["withhold"]["choices"]["rule"]
    pairs = [(value, text.partition(" / ")) for value, text in given.items()]
    return [(value, text[2] if chinese else text[0]) for value, text in pairs]


def _typed(kind: str, columns: Iterable[str], typed: QueryDict) -> list[dict[str, str]]:
    columns = list(columns)
    total = min(max((len(typed.getlist(f"{kind}-{name}")) for name in columns), default=0), MOST_ROWS)
    made = []
    for place in range(total):
        row = {}
        for name in columns:
            values = typed.getlist(f"{kind}-{name}")
            row[name] = values[place].strip() if place < len(values) else ""
        made.append(row)
    return made


def _sanction_row(one: Sanction) -> dict[str, str]:
    return {
        "kind": one.kind,
        "label": one.get_kind_display(),
        "against": str(one.against_id or ""),
        "amount": f"{one.amount:f}" if one.amount is not None else "",
        "currency": one.currency,
        "months": str(one.months or ""),
        "suspended_months": str(one.suspended_months or ""),
        "what": one.what,
        "rule": one.rule,
        "business": "",
        "public_interest": "",
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rows(columns: tuple[str, ...], words: str) -> list[dict[str, str]]:
    made = []
    for line in words.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if any(cells):
            made.append({name: cells[place] if place < len(cells) else "" for place, name in enumerate(columns)})
    return made


def _as_text(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name in LISTS and isinstance(value, list):
        return "\n".join(" | ".join(str(row.get(column, "")) for column in LISTS[name]) for row in value)
    if isinstance(value, Mapping):
        return f"{value.get('amount', '')} {value.get('currency', '')}".strip()
    return str(value)


def _language(decision: Decision) -> str:
    return "zh" if decision.language.startswith("zh") else "en"


def doubt_words(code: str) -> str:
    """What a doubt of the redaction asks the officer to look at."""
    return {
        "part_of_name": _("Part of a withheld name stands alone here. Is it the person?"),
        "firm_names_person": _(
            "The firm's name holds a withheld person's, so it is withheld too. Keep it with a reason if it is to stay."
        ),
        "authority_names_person": _("The name of an authority holds a withheld person's. It stays."),
        "not_found": _("These words stand nowhere in the text. Were they mistyped?"),
        "short_name": _("This name is very short: look whether it was found everywhere."),
    }.get(code, code)
