"""What the rules on sums say, readably: damages, fines, tariffs, shares and rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from causelist.public.law import wording
from causelist.public.law.blocks import Block, facts, items, sentence, table
from causelist.public.law.language import said


def percent(share: object) -> str:
    """A share as a percentage: 0.0003 is 0.03 %."""
    return f"{(Decimal(str(share)) * 100).normalize():f} %"


def _bands(value: Mapping[str, Any]) -> list[Block]:
    rows, low = [], "0"
    for band in value["bands"]:
        if "below" in band:
            label = _("%(low)s to below %(high)s") % {"low": percent(low), "high": percent(band["below"])}
            low = band["below"]
        elif "up_to" in band:
            label = _("%(low)s to %(high)s") % {"low": percent(low), "high": percent(band["up_to"])}
            low = band["up_to"]
        else:
            label = _("%s and more") % percent(low)
        rise = _("%s more for each further percent") % percent(band["each_percent"]) if "each_percent" in band else ""
        rows.append((label, percent(band["rate"]), rise))
    return [table((_("Recordings’ part of the time"), _("Rate"), _("Rises")), rows, numbers=(1,))]


def region_name(name: str) -> str:
    """What a region of the tariff is called."""
    names = {
        "east": _("east, and every other station"),
        "central": _("central"),
        "west": _("west"),
        "national_special": _("national channels for children, minorities, the countryside"),
    }
    return names.get(name, name.replace("_", " "))


def _shares(value: Mapping[str, Any]) -> list[Block]:
    return [
        table((_("For"), _("Part")), [(region_name(name), percent(one)) for name, one in value.items()], numbers=(1,))
    ]


def medium_name(name: str) -> str:
    """What a medium is called."""
    return {"radio": _("radio"), "tv": _("television")}.get(name, name)


def _tariff(value: Mapping[str, Any]) -> list[Block]:
    per = {"minute": _("a minute")}.get(value["per"], value["per"])
    rows = [(medium_name(name), wording.money(price, value["currency"])) for name, price in value["prices"].items()]
    return [table((_("Medium"), _("Price of %s") % per), rows, numbers=(1,))]


def _statutory(value: Mapping[str, Any]) -> list[Block]:
    currency = value["currency"]
    pairs = [(_("Range"), _statutory_brief(value))]
    if "wilful_most" in value:
        pairs.append((_("Done on purpose"), _("up to %s") % wording.money(value["wilful_most"], currency)))
    if "innocent_least" in value:
        pairs.append((_("No reason to know"), _("down to %s") % wording.money(value["innocent_least"], currency)))
    if "aggravated" in value:
        times = _(" or ").join(str(one) for one in value["aggravated"])
        pairs.append((_("On purpose or again"), _("the top %s times") % times))
    if "repeat_times" in value:
        pairs.append((_("Done again"), _("the top %s times") % value["repeat_times"]))
    if value.get("or_loss"):
        pairs.append((_("Loss above the top"), _("the loss instead")))
    return [facts(pairs)]


def per_name(per: str) -> str:
    """What a sum is counted by."""
    names = {"case": _("each case"), "work": _("each work"), "copy": _("each copy"), "act": _("each act")}
    return names.get(per, per)


def _statutory_brief(value: Mapping[str, Any]) -> str:
    currency = value["currency"]
    return _("%(low)s to %(high)s for %(per)s") % {
        "low": wording.money(value["least"], currency),
        "high": wording.money(value["most"], currency),
        "per": per_name(value["per"]),
    }


def sum_name(name: str) -> str:
    """What a base of damages is called."""
    names = {
        "loss": _("the loss"),
        "gain": _("the infringer’s gain"),
        "licence_fee": _("the licence fee"),
        "statutory": _("what the law sets"),
        "election": _("by the owner’s choice"),
        "none": _("none"),
    }
    return names.get(name) or " + ".join(names.get(part, part) for part in name.split("+"))


def _order(value: Mapping[str, Any]) -> list[Block]:
    word = _(" and ") if value.get("together") else _(" or ")
    made = [
        items((word.join(sum_name(name) for name in step) for step in value["order"]), _("The first that is proven:"))
    ]
    if value.get("election"):
        made.append(sentence(_("The owner may choose the sum that the law sets in its place.")))
    return made


def _flags() -> dict[str, str]:
    return {
        "wilful": _("done on purpose"),
        "serious": _("in serious circumstances"),
        "repeat": _("done again"),
        "again": _("done again"),
    }


def _punitive(value: Mapping[str, Any]) -> list[Block]:
    flags = _flags()
    words = {"low": wording.number(value["least_times"]), "high": wording.number(value["most_times"])}
    needs = [flags.get(name, name) for name in value["needs"]]
    return [
        facts(
            [(_("Multiple"), _("%(low)s to %(high)s times the base") % words), (_("Only if"), _(" and ").join(needs))]
        )
    ]


def _punitive_brief(value: Mapping[str, Any]) -> str:
    low, high = wording.number(value["least_times"]), wording.number(value["most_times"])
    return _("%(low)s to %(high)s times the base") % {"low": low, "high": high}


def _costs(value: Mapping[str, Any]) -> list[Block]:
    added = _("Added to the damages.") if value["added"] else _("Not added to the damages.")
    return [sentence(added), sentence(said(value["text"], value.get("text_zh")))]


def _branch(branch: Mapping[str, Any], currency: str) -> tuple[str, str]:
    when = [
        (_("business amount of at least %s"), "at_least"),
        (_("business amount up to %s"), "up_to"),
        (_("business amount below %s"), "below"),
    ]
    conditions = [words % wording.money(branch[key], currency) for words, key in when if key in branch]
    if branch.get("uncounted"):
        conditions.append(_("no business amount, or one that is hard to count"))
    if "serious" in branch:
        conditions.append(_("serious circumstances") if branch["serious"] else _("no serious circumstances"))
    sums = []
    if "most_times" in branch:
        words = {"low": branch.get("least_times", 0), "high": branch["most_times"]}
        sums.append(_("%(low)s to %(high)s times the business amount") % words)
    if "most" in branch:
        words = {"low": wording.number(branch.get("least", 0)), "high": wording.money(branch["most"], currency)}
        sums.append(_("%(low)s to %(high)s") % words)
    return _("; or ").join(conditions) or _("always"), "; ".join(sums)


def _fine(value: Mapping[str, Any]) -> list[Block]:
    rows = [_branch(branch, value["currency"]) for branch in value["branches"]]
    made = [table((_("Where"), _("Fine")), rows)]
    if value.get("public_interest"):
        made.append(sentence(_("Only where the act also harms the public interest.")))
    return made


def _fine_brief(value: Mapping[str, Any]) -> str:
    return " / ".join(_branch(branch, value["currency"])[1] for branch in value["branches"])


def _serious(value: Mapping[str, Any]) -> list[Block]:
    if not value["test"]:
        return [sentence(_("No test: they may be taken without one."))]
    scales = [(_("person"), value.get("person")), (_("organisation"), value.get("unit"))]
    rows = [
        (who, wording.money(scale["gains"]), wording.money(scale["business"]), wording.number(scale["copies"]))
        for who, scale in scales
        if scale
    ]
    head = (
        _("Who"),
        str(wording.MEASURES["gains"]),
        str(wording.MEASURES["business"]),
        str(wording.MEASURES["copies"]),
    )
    return [table(head, rows, numbers=(1, 2, 3), text=_("One of these, as a least:"))]


# Keys of values that have no shape of their own.
KEYS: dict[str, Callable[[], str]] = {
    "share": lambda: _("part"),
    "needed": lambda: _("needed"),
    "times": lambda: _("times"),
    "when": lambda: _("when"),
    "set_off": lambda: _("set off"),
    "no_fine_after": lambda: _("no fine after it"),
    "grace_months": lambda: _("months of grace"),
    "needed_for": lambda: _("needed for"),
}

SHOWS: dict[str, Callable[[Any], list[Block]]] = {
    "rate_bands": _bands,
    "shares": _shares,
    "tariff": _tariff,
    "share": lambda value: [sentence(percent(value["share"]))],
    "statutory_damages": _statutory,
    "damages_order": _order,
    "punitive_damages": _punitive,
    "costs": _costs,
    "fine": _fine,
    "serious": _serious,
}
BRIEFS: dict[str, Callable[[Any], str]] = {
    "share": lambda value: percent(value["share"]),
    "statutory_damages": _statutory_brief,
    "punitive_damages": _punitive_brief,
    "fine": _fine_brief,
}
