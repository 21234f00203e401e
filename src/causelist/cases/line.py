"""Where a case stands to the criminal line: reckoned by `law` from the facts that an officer recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from causelist.core.refusal import Refused
from causelist.law.book import law_of
from causelist.law.crime_facts import FACTS
from causelist.law.crime_meter import Meter, meter
from causelist.law.crime_rules import SCOPES
from causelist.law.errors import LawError

OTHERS = ("act", "on", "unknown")


@dataclass(frozen=True, slots=True)
class Line:
    """The facts as they are kept, whether they are above the line (None: cannot be said), and the tier reached."""

    facts: dict[str, Any]
    above: bool | None
    tier: str | None
    meter: Meter


def reckon(jurisdiction: str, given: Mapping[str, Any], *, opened: dt.date) -> Line:
    """Judge facts: `{"act": "217", "on": "2026-03-01", "business": 60000, "copies": 700, "unknown": ["gains"]}`.

    `act` is 217 unless said, `on` the day the case was opened. Raises `Refused` for a fact that no rule asks for, for
    one that cannot be, and where the law of the place knows no such line.
    """
    act, unknown = str(given.get("act") or "217"), given.get("unknown") or []
    if act not in SCOPES:
        raise _bad(_("There is no such act. Choose one of: %s.") % ", ".join(SCOPES))
    if not isinstance(unknown, list) or not all(isinstance(name, str) for name in unknown):
        raise _bad(_("What is not known is a list of names of facts."))
    day = _day(given.get("on"), opened)
    facts = {name: _value(name, value) for name, value in given.items() if name not in OTHERS}
    try:
        found = meter(law_of(jurisdiction), act, on=day, facts=facts, unknown=unknown)
    except LawError as error:
        raise _bad(str(error)) from error
    kept = {"act": act, "on": day.isoformat(), "unknown": sorted(unknown), **{name: str(facts[name]) for name in facts}}
    return Line(kept, found.answer.met, found.answer.tier, found)


def of(jurisdiction: str, facts: Mapping[str, Any], *, opened: dt.date) -> Line | None:
    """As `reckon`, for the facts a case holds; None where there are none or nothing can be said."""
    if not facts:
        return None
    try:
        return reckon(jurisdiction, facts, opened=opened)
    except Refused:
        return None


def _value(name: str, value: Any) -> int | str:
    if name not in FACTS:
        raise _bad(
            _("No rule asks for “%(name)s”. Choose among: %(known)s.") % {"name": name[:40], "known": ", ".join(FACTS)}
        )
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _bad(_("%s: write a number.") % name)
    return value if isinstance(value, int) else str(value)


def _day(given: Any, opened: dt.date) -> dt.date:
    if given in (None, ""):
        return opened
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        raise _bad(_("The day of the act: write a day as 2026-11-24.")) from None


def _bad(message: str) -> Refused:
    return Refused(message, code="bad_facts", field="facts")
