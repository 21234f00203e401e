"""What the rules on crime say, readably: thresholds as a table by tier, combinations, penalties, fines, tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from causelist.public.law import wording
from causelist.public.law.blocks import Block, facts, items, sentence, table
from causelist.public.law.language import said


def _least(line: Mapping[str, Any], value: object) -> str:
    said_value = wording.quantity(line["measure"], value)
    return (_("more than %s") if "over" in line else _("at least %s")) % said_value


def _measure(line: Mapping[str, Any]) -> str:
    names = [str(wording.MEASURES[name]) for name in (line["measure"], *line.get("plus", ()))]
    return _(" with ").join(names)


def _times(line: Mapping[str, Any]) -> Decimal:
    return Decimal(str(line.get("over", line.get("at_least")))) * Decimal(str(line.get("times", 1)))


def _graver(value: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    if "graver" in line:
        return _least(line, line["graver"])
    return _least(line, _times(line) * Decimal(str(value["graver_times"]))) if "graver_times" in value else "–"


def _limb(value: Mapping[str, Any]) -> list[Block]:
    made = []
    if "if" in value:
        condition = value["if"]
        words = {"measure": str(wording.MEASURES[condition["measure"]]), "least": wording.number(condition["at_least"])}
        made.append(sentence(_("Only with %(measure)s: at least %(least)s.") % words))
    units = any("unit" in line for line in value["any"])
    head = [_("Measure"), _("Base tier"), _("Especially serious")]
    rows = [[_measure(line), _least(line, _times(line)), _graver(value, line)] for line in value["any"]]
    if units:
        head += [_("Base tier, organisation"), _("Especially serious, organisation")]
        for row, line in zip(rows, value["any"], strict=True):
            row += [_least(line, line[key]) if key in line else "–" for key in ("unit", "unit_graver")]
    return [*made, table(head, rows, numbers=range(1, len(head)))]


def _limb_brief(value: Mapping[str, Any]) -> str:
    return " / ".join(f"{_measure(line)}: {_least(line, _times(line))}" for line in value["any"])


def _combination(value: Mapping[str, Any]) -> list[Block]:
    share = f"{(Decimal(str(value['share'])) * 100).normalize():f} %"
    words = {
        "needed": value["needed"],
        "share": (_("more than %s") if value.get("more_than") else _("at least %s")) % share,
    }
    made = [sentence(_("Met when %(needed)s of these items each come to %(share)s of their own threshold.") % words)]
    for name, labels in value["readings"].items():
        rows = [
            (_("item %s") % label.partition(" ")[0], ", ".join(_limb_name(limb) for limb in limbs))
            for label, limbs in labels.items()
        ]
        made.append(table((_("Item"), _("Measures")), rows, text=reading_name(name)))
    if "graver_times" in value:
        made.append(sentence(_("Especially serious: %s times.") % wording.number(value["graver_times"])))
    return made


def reading_name(name: str) -> str:
    """What a reading of a combination is called."""
    names = {
        "literal": _("Read by its words"),
        "measures": _("Read so that every measure counts"),
    }
    return names.get(name, name)


def _limb_name(limb: str) -> str:
    return str(wording.MEASURES.get(limb, _("repeat within two years") if limb == "repeat" else limb))


def tier_name(tier: str | None) -> str:
    """What a tier is called."""
    return {"base": _("base tier"), "especially_serious": _("especially serious")}.get(tier or "", _("not reached"))


def _penalty(value: Mapping[str, Any]) -> list[Block]:
    rows = [(tier_name(name).capitalize(), _prison(tier), _fine_words(tier)) for name, tier in value["tiers"].items()]
    return [table((_("Tier"), _("Prison"), _("Fine")), rows)]


def _prison(tier: Mapping[str, Any]) -> str:
    if "prison_from_years" in tier:
        return _("%(low)s to %(high)s years") % {"low": tier["prison_from_years"], "high": tier["prison_to_years"]}
    if tier["detention"]:
        return _("up to %s years, or short detention") % str(tier["prison_to_years"])
    return _("up to %s years") % str(tier["prison_to_years"])


def _fine_words(tier: Mapping[str, Any]) -> str:
    return _("besides prison") if tier["fine"] == "and" else _("besides prison, or alone")


def _penalty_brief(value: Mapping[str, Any]) -> str:
    return " / ".join(_prison(tier) for tier in value["tiers"].values())


def _fine(value: Mapping[str, Any]) -> list[Block]:
    low, high = value["gains_times"]
    from_share, to_share = (f"{(Decimal(str(one)) * 100).normalize():f} %" for one in value["business_share"])
    pairs = [
        (_("By illegal gains"), _("%(low)s to %(high)s times") % {"low": low, "high": high}),
        (_("By illegal business amount"), _("%(low)s to %(high)s") % {"low": from_share, "high": to_share}),
    ]
    for band in value.get("bands", ()):
        label = _("Neither known, up to %s years") % band["prison_to_years"]
        pairs.append((label, f"{wording.money(band['from'])} – {wording.money(band['to'])}"))
    return [facts(pairs)]


def _tests(value: Mapping[str, Any]) -> list[Block]:
    made = []
    if value.get("needs"):
        made.append(items((said(one["text"], one.get("text_zh")) for one in value["needs"]), _("All of these:")))
    return [*made, items((said(one["text"], one.get("text_zh")) for one in value["any"]), _("Any of these:"))]


def _scope(value: Mapping[str, Any]) -> list[Block]:
    return [sentence(said(value["text"], value.get("text_zh"))), items(_limb_name(limb) for limb in value["limbs"])]


def _prices() -> dict[str, str]:
    return {
        "real": _("the price at which it was sold"),
        "marked": _("the marked price"),
        "average_real": _("the average price at which it was sold"),
        "market_middle": _("the middle price of the market"),
    }


def _value(value: Mapping[str, Any]) -> list[Block]:
    prices = _prices()
    sold = _(", else ").join(prices[name] for name in value["sold"])
    steps = (_(" or ").join(prices[name] for name in step) for step in value["unsold"])
    return [facts([(_("What was sold"), sold), (_("What was not"), _(", else ").join(steps))])]


def _prosecution(value: Mapping[str, Any]) -> list[Block]:
    rows = []
    for step in value["steps"]:
        most = step.get("prison_below_years")
        rows.append((_("below %s years") % most if most else _("others"), wording.length(step["years"], "year")))
    return [table((_("Longest prison term"), _("Prosecuted within")), rows)]


def _accumulation(value: Mapping[str, Any]) -> list[Block]:
    pairs = [
        (_("Added up"), ", ".join(str(wording.MEASURES[name]) for name in value["measures"])),
        (_("Only acts that can still be prosecuted"), _("yes") if value["prosecutable"] else _("no")),
    ]
    if "violations_within_years" in value:
        pairs.append(
            (_("Acts that are no crime by themselves"), wording.length(value["violations_within_years"], "year"))
        )
    return [facts(pairs)]


def _unit(value: Mapping[str, Any]) -> list[Block]:
    return [sentence(_unit_brief(value))]


def _unit_brief(value: Mapping[str, Any]) -> str:
    if Decimal(str(value["times"])) == 1:
        return _("the same as a person")
    return _("%s times what a person must reach") % wording.number(value["times"])


def _gains(value: Mapping[str, Any]) -> list[Block]:
    names = {
        "sales": _("receipts from sales"),
        "service_fees": _("fees for services"),
        "member_fees": _("fees of members"),
        "advertising_fees": _("fees for advertisements"),
        "materials": _("cost of materials"),
        "purchase": _("purchase price"),
        "other_costs": _("other costs"),
    }
    pairs = [(_("Counts"), value["receipts"]), (_("Fees that count"), value.get("fees")), (_("Less"), value["deduct"])]
    return [facts((title, _(", ").join(names.get(one, one) for one in found)) for title, found in pairs if found)]


SHOWS: dict[str, Callable[[Any], list[Block]]] = {
    "crime_limb": _limb,
    "crime_combination": _combination,
    "crime_penalty": _penalty,
    "crime_fine": _fine,
    "crime_circumstances": _tests,
    "crime_scope": _scope,
    "crime_value": _value,
    "crime_gains": _gains,
    "crime_prosecution": _prosecution,
    "crime_accumulation": _accumulation,
    "crime_unit": _unit,
}
BRIEFS: dict[str, Callable[[Any], str]] = {
    "crime_limb": _limb_brief,
    "crime_penalty": _penalty_brief,
    "crime_unit": _unit_brief,
}
