"""Whether a notice or counter-notice holds what the law asks, and what the provider must do about it.

Nothing is asked that a rule does not ask by an article. What a letter says is taken as said, not as true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from causelist.core.elements import Address, NoticeKind, Reading, Span
from causelist.law.book import Book
from causelist.law.errors import LawError, NotInForce, UnknownName
from causelist.law.letter import Contact, Hit, Letter, look_up, said, usable_email
from causelist.law.required import PROVIDERS, Defect, Duty, Element, Part, Required, required
from causelist.law.rule import Citation

DOCUMENTS = {NoticeKind.NOTICE: "notice", NoticeKind.COUNTER_NOTICE: "counter-notice"}
Known = Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an element does not do, or does not matter."""

    words: str
    words_zh: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One element of one rule: `found`, `missing`, `defective`, `unknown` (cannot be said) or `not_asked` (lifted)."""

    rule: str
    element: Element
    status: str
    cite: Citation
    hits: tuple[Hit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    minor: bool = False  # what is wrong leaves what matters

    @property
    def where(self) -> tuple[Span, ...]:
        """Where in the text it stands; empty for what the record holds beside the letter."""
        return tuple(span for hit in self.hits for span in hit.spans)

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "id": self.element.id,
            "title": self.element.title,
            "title_zh": self.element.title_zh,
            "article": self.element.article,
            "status": self.status,
            "minor": self.minor,
            "where": [{"start": span.start, "end": span.end} for span in self.where],
            "sources": [hit.source for hit in self.hits],
            "reason": "; ".join(reason.words for reason in self.reasons) or None,
            "reason_zh": "；".join(reason.words_zh for reason in self.reasons) or None,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Judged:
    """A letter under one rule: `complete`, `substantially`, `not`, or None where what is not known decides."""

    rule: str
    verdict: str | None
    elements: tuple[Checked, ...]
    duty: Duty | None
    outlook: tuple[Duty, Duty] | None  # the duty if what is not known is there, and if it is not
    cite: Citation
    required: Required

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "verdict": self.verdict,
            "duty": self.duty.words if self.duty else None,
            "duty_zh": self.duty.words_zh if self.duty else None,
            "duty_article": self.duty.article if self.duty else None,
            "knowledge": self.duty.knowledge if self.duty else None,
            "then": list(self.duty.then) if self.duty else [],
            "if_there": self.outlook[0].words if self.outlook else None,
            "if_missing": self.outlook[1].words if self.outlook else None,
            "form": self.required.form[0],
            "form_zh": self.required.form[1],
            "not_asked": [dict(item) for item in self.required.not_asked],
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Completeness:
    """A letter under every rule that applies; `verdict` is that of the strictest."""

    jurisdiction: str
    bill: str | None
    on: dt.date
    document: str
    provider_kind: str
    rules: tuple[Judged, ...]

    @property
    def verdict(self) -> str | None:
        """`not` if one rule says so, else None if one cannot say, else the weaker of the others."""
        verdicts = [judged.verdict for judged in self.rules]
        for verdict in ("not", None, "substantially"):
            if verdict in verdicts:
                return verdict
        return "complete"

    @property
    def elements(self) -> tuple[Checked, ...]:
        """Every element of every rule."""
        return tuple(checked for judged in self.rules for checked in judged.elements)

    def ids(self, status: str) -> list[str]:
        """The elements of some status, each once, in the order of the law."""
        return list(dict.fromkeys(checked.element.id for checked in self.elements if checked.status == status))

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        verdict = self.verdict
        return {
            "jurisdiction": self.jurisdiction,
            "bill": self.bill,
            "on": self.on.isoformat(),
            "document": self.document,
            "provider_kind": self.provider_kind,
            "verdict": verdict,
            "complete": None if verdict is None else verdict == "complete",
            "missing": self.ids("missing"),
            "defective": self.ids("defective"),
            "unknown": self.ids("unknown"),
            "duty": next((judged.duty.words for judged in self.rules if judged.duty), None),
            "duty_zh": next((judged.duty.words_zh for judged in self.rules if judged.duty), None),
            "elements": [checked.as_json() for checked in self.elements],
            "rules": [judged.as_json() for judged in self.rules],
        }


def complete(
    book: Book,
    reading: Reading,
    *,
    on: dt.date,
    provider_kind: str = "hosting",
    contact: Contact | None = None,
    known: Known | None = None,
    document: str | None = None,
) -> Completeness:
    """Judge a letter by every list of elements in force on `on` for its kind and for the kind of provider.

    `contact` is what the record keeps apart from the text. `known` says of an element, a part of one, or a fact that
    lifts one (by its id) that it is there beside the letter (True), is not (False), or that nobody knows (None).
    `document` decides where the kind that was read is not to be trusted. Raises `LawError` for what has no rule.
    """
    kind = document or DOCUMENTS.get(reading.kind.value)
    if kind is None:
        raise LawError(f"no law lists what a letter of the kind {reading.kind.value} must hold; say if it is a notice")
    if kind not in DOCUMENTS.values():
        raise UnknownName("document", kind, DOCUMENTS.values())
    if provider_kind not in PROVIDERS:
        raise UnknownName("kind of provider", provider_kind, PROVIDERS)
    lists = _lists(book, kind, provider_kind, on)
    told = dict(known or {})
    names = set().union(*(needed.names() for _, _, needed in lists))
    for name in told:
        if name not in names:
            raise UnknownName("element", name, names)
    letter = Letter(reading, contact or Contact())
    judged = tuple(_judge(rule_id, cite, needed, letter, told) for rule_id, cite, needed in lists)
    return Completeness(book.jurisdiction, book.bill, on, kind, provider_kind, judged)


def _lists(book: Book, kind: str, provider_kind: str, on: dt.date) -> list[tuple[str, Citation, Required]]:
    found = []
    for rule in book:
        version = book.maybe(rule.id, on) if rule.kind == "elements" else None
        if version is None:
            continue
        needed = required(version.value)
        if needed.document == kind and provider_kind in needed.providers:
            found.append((rule.id, version.cite, needed))
    if not found:
        raise NotInForce(
            f"{book.jurisdiction}: on {on} no rule says what a {kind} to a provider of the kind {provider_kind} must hold; "
            "try another day, place or kind of provider"
        )
    return found


def _judge(rule_id: str, cite: Citation, needed: Required, letter: Letter, known: Known) -> Judged:
    checked = tuple(_check(rule_id, _cited(cite, element), element, letter, known) for element in needed.elements)
    unknown = frozenset(item.element.id for item in checked if item.status == "unknown")
    hopeful = _verdict(checked, unknown)
    doubtful = _verdict(checked, frozenset())
    if not unknown or hopeful == doubtful:
        return Judged(rule_id, doubtful, checked, _duty(needed, checked, doubtful, frozenset()), None, cite, needed)
    outlook = (_duty(needed, checked, hopeful, unknown), _duty(needed, checked, doubtful, frozenset()))
    return Judged(rule_id, None, checked, None, outlook, cite, needed)


def _cited(cite: Citation, element: Element) -> Citation:
    return replace(cite, article=element.article, certainty=element.certainty or cite.certainty)


def _verdict(checked: tuple[Checked, ...], granted: frozenset[str]) -> str:
    wrong = [
        item
        for item in checked
        if item.status in ("missing", "defective", "unknown") and item.element.id not in granted
    ]
    if not wrong:
        return "complete"
    return "substantially" if all(item.minor for item in wrong) else "not"


def _duty(needed: Required, checked: tuple[Checked, ...], verdict: str, granted: frozenset[str]) -> Duty:
    there = {item.element.id for item in checked if item.status in ("found", "not_asked") or item.minor} | granted
    return next(duty for duty in needed.duties if verdict in duty.verdicts and duty.found <= there)


def _check(rule_id: str, cite: Citation, element: Element, letter: Letter, known: Known) -> Checked:
    if element.unless and known.get(element.unless):
        words, words_zh = element.unless_words
        return Checked(rule_id, element, "not_asked", cite, reasons=(Reason(words, words_zh or words),))
    if element.id in known and known[element.id] is not None and len(element.parts) > 1:
        return _told(rule_id, cite, element, there=bool(known[element.id]))
    states = [(part, *_find(part, letter, known)) for part in element.parts]
    hits = tuple(hit for _, _, hit in states if hit)
    lacking = [part for part, state, _ in states if state == "missing"]
    unsure = [part for part, state, _ in states if state == "unknown"]
    if len(lacking) == len(states):
        return Checked(rule_id, element, "missing", cite, minor=element.minor)
    if unsure and all(part.minor for part in lacking):
        reasons = tuple(_reason(part, "it is not known whether it is there: {}", "是否具备不明：{}") for part in unsure)
        return Checked(rule_id, element, "unknown", cite, hits, reasons)
    wrong = [defect for defect in element.defects if hits and _has(defect, letter)]
    if lacking or wrong:
        reasons = tuple(_reason(part, "it lacks: {}", "缺少：{}") for part in lacking)
        reasons += tuple(Reason(defect.words, defect.words_zh or defect.words) for defect in wrong)
        minor = all(part.minor for part in lacking) and all(defect.minor for defect in wrong)
        return Checked(rule_id, element, "defective", cite, hits, reasons, minor)
    return Checked(rule_id, element, "found", cite, hits)


def _told(rule_id: str, cite: Citation, element: Element, *, there: bool) -> Checked:
    if there:
        return Checked(rule_id, element, "found", cite, (Hit("record"),))
    return Checked(rule_id, element, "missing", cite, minor=element.minor)


def _reason(part: Part, template: str, template_zh: str) -> Reason:
    return Reason(template.format(part.title), template_zh.format(part.title_zh or part.title))


def _find(part: Part, letter: Letter, known: Known) -> tuple[str, Hit | None]:
    if known.get(part.id, True) is False:
        return "missing", None
    hit = next((hit for hit in (look_up(letter, source) for source in part.any_of) if hit), None)
    hit = hit or (said(letter, part.says) if part.says else None)
    if hit or known.get(part.id):
        return "found", hit or Hit("record")
    return ("unknown" if part.id in known else "missing"), None


def _has(defect: Defect, letter: Letter) -> bool:
    if defect.when == "unusable_email":
        return usable_email(letter) is False
    if defect.when == "lacks":
        return not any(look_up(letter, source) for source in defect.sources)
    hosts = [_whole_site(address) for address in _addresses(defect, letter)]
    return all(hosts) and bool(hosts) if defect.when == "only_hosts" else any(hosts) and not all(hosts)


def _whole_site(address: Address) -> bool:
    return address.place.kind == "page" and address.place.key == address.place.host and "?" not in address.url


def _addresses(defect: Defect, letter: Letter) -> list[Address]:
    fields = {
        "reported": letter.reading.reported,
        "subject": letter.reading.subject,
        "originals": letter.reading.originals,
    }
    return [address for source in defect.sources for address in fields.get(source, ())]
