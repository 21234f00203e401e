"""Whether the tools of an infringement may be taken: the test of "serious" circumstances, while there was one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.answer import Finding
from causelist.law.sums import Fact, count, maybe_amount, written

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation

_LIMBS = schema.Spec({"gains": schema.number, "business": schema.number, "copies": schema.number})
schema.kind(
    "serious",
    schema.Spec(
        {"test": schema.flag},  # false: the tools may be taken without one
        {"person": _LIMBS, "unit": _LIMBS, "again": schema.flag},
    ),
)


@dataclass(frozen=True, slots=True)
class Tools:
    """Whether materials, tools and equipment may be taken; None: it cannot be said."""

    allowed: bool | None
    cite: Citation
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "allowed": self.allowed,
            "findings": [finding.as_json() for finding in self.findings],
            "missing": list(self.missing),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def tools(
    book: Book,
    *,
    on: dt.date,
    business: Decimal | None,
    gains: Fact | None,
    copies: Fact | None,
    unit: bool,
    again: bool | None,
) -> Tools | None:
    """The test of the day; one limb is enough. None where no rule is known of that day."""
    rule_id = f"{book.jurisdiction}.admin.fine.serious"
    version = book.maybe(rule_id, on) if rule_id in book.rules else None
    facts = {
        "gains": maybe_amount("gains", gains),
        "business": business,
        "copies": None if copies is None else Decimal(count("copies", copies)),
    }
    if version is None:
        return None
    if not version.value["test"]:
        words = "The tools may be taken; the law no longer asks whether the circumstances are serious."
        return Tools(True, version.cite, (Finding(rule_id, version.cite, words, met=True),), ())
    limbs = version.value["unit" if unit else "person"]
    findings = [_limb(rule_id, version.cite, name, facts[name], Decimal(limbs[name])) for name in limbs]
    if version.value.get("again"):
        words = "Held liable for infringing before, and infringing again."
        findings.append(Finding(rule_id, version.cite, words, measure="again", met=again))
    met = [finding.met for finding in findings]
    allowed = True if True in met else (None if None in met else False)
    missing = tuple(str(finding.measure) for finding in findings if finding.met is None) if allowed is None else ()
    return Tools(allowed, version.cite, tuple(findings), missing)


def _limb(rule_id: str, cite: Citation, name: str, fact: Decimal | None, threshold: Decimal) -> Finding:
    met = None if fact is None else fact >= threshold
    words = f"{name}: {'not known' if fact is None else written(fact)}; serious from {written(threshold)}."
    return Finding(rule_id, cite, words, measure=name, fact=fact, threshold=threshold, met=met)
