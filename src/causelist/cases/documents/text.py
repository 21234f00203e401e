"""A decision as a text with structure: who, what, why, what follows; every part plain and frozen. Pure.

A paragraph keeps `Mark`s: ranges that name somebody or something, so that redaction goes by structure first and by
patterns second. Where a party stands in a sentence, the mark carries the key of the party.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from causelist.cases.documents import plain
from causelist.cases.documents.plain import BadText

LANGUAGES = ("en", "zh")
KINDS = (
    "penalty",
    "no_penalty",
    "refusal",
    "transfer",
    "preservation",
    "civil_judgment",
    "criminal_judgment",
    "settlement",
    "appeal",
)
# What a court says is a judgment; what an authority says is a document of its own name.
JUDICIAL = frozenset({"preservation", "civil_judgment", "criminal_judgment", "settlement", "appeal"})
SECTIONS = (
    "header",
    "parties",
    "procedure",
    "facts",
    "evidence",
    "reasons",
    "holding",
    "sums",
    "appeal",
    "signature",
    "corrections",
)
PARTY_KINDS = ("firm", "authority", "person", "minor", "official", "judge")
# What a mark can say its words are. Some are withheld by rule, some are kept by rule; `redact` knows which.
MARKS = (
    *PARTY_KINDS,
    "office",
    "address",
    "identity",
    "account",
    "contact",
    "secret",
    "step",
    "citation",
    "number",
    "withheld",
)
FORMS = ("", "point", "item")
SUMS = ("fine", "damages", "costs", "confiscation", "gains", "court_fee", "security", "settlement", "surcharge")
TERMS = ("prison", "detention", "control", "ban", "suspension")
STATUSES = ("draft", "issued", "final", "corrected", "annulled", "withdrawn")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a paragraph. `key` is the party's; `rule` says why a `withheld` one was withheld."""

    start: int
    end: int
    kind: str
    key: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its `form` may be that of a `point`, which is counted, or of an `item` of a plain list."""

    text: str
    marks: tuple[Mark, ...] = ()
    form: str = ""

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise BadText("form", f"{self.form!r} of a paragraph is not known; it is point, item or empty")
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(self.text):
                raise BadText("mark", f"{mark.start}-{mark.end} is no range of a paragraph of {len(self.text)}")
            if mark.kind not in MARKS:
                raise BadText("mark", f"{mark.kind!r} is not known; it is one of {', '.join(MARKS)}")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a decision under its heading."""

    kind: str
    heading: str
    paragraphs: tuple[Paragraph, ...]

    def __post_init__(self) -> None:
        if self.kind not in SECTIONS:
            raise BadText("section", f"{self.kind!r} is not known; it is one of {', '.join(SECTIONS)}")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a decision: `kind` decides what of it is published. `of`: the key of the one it acts for."""

    key: str
    role: str
    name: str
    kind: str = "firm"
    aliases: tuple[str, ...] = ()
    address: str = ""
    identity: str = ""
    account: str = ""
    of: str = ""

    def __post_init__(self) -> None:
        if self.kind not in PARTY_KINDS:
            raise BadText("kind", f"{self.kind!r} of a party is not known; it is one of {', '.join(PARTY_KINDS)}")


@dataclass(frozen=True, slots=True)
class Body:
    """The authority or court that decides. `code` is its part of the citation; `office` is who answers for it."""

    name: str
    code: str
    country: str
    region: str = ""
    office: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A rule relied on: `rule` is its id in the law of this registry, where it has one."""

    law: str
    article: str
    rule: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        """As a sentence carries it."""
        return f"{self.law}, art. {self.article}" if self.article else self.law


@dataclass(frozen=True, slots=True)
class Sum:
    """Money that a decision orders or settles, with its arithmetic, one line a step."""

    kind: str
    amount: Decimal
    currency: str
    against: str = ""  # key of who pays
    to: str = ""  # key of who is paid; empty: the treasury
    rule: str = ""
    cite: str = ""
    steps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in SUMS:
            raise BadText("sum", f"{self.kind!r} is not known; it is one of {', '.join(SUMS)}")
        if not self.amount.is_finite() or self.amount < 0:
            raise BadText("sum", f"{self.amount} is no sum of money; write 50000 or 50000.50")


@dataclass(frozen=True, slots=True)
class Term:
    """Time that a decision imposes, in months: prison, its suspension, a ban."""

    kind: str
    months: int
    suspended_months: int = 0  # the time of probation; 0: it is served
    against: str = ""
    rule: str = ""
    cite: str = ""

    def __post_init__(self) -> None:
        if self.kind not in TERMS:
            raise BadText("term", f"{self.kind!r} is not known; it is one of {', '.join(TERMS)}")
        if not 0 < self.months < 1200 or not 0 <= self.suspended_months < 1200:
            raise BadText("term", f"{self.months} months is no term; it is from 1 to 1,199")


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A whole decision in one language. `version` counts its published wordings; `status` says how it stands."""

    number: str
    identifier: str
    language: str
    kind: str
    title: str
    case: str
    body: Body
    decided: dt.date | None = None
    published: dt.date | None = None
    parties: tuple[Party, ...] = ()
    sections: tuple[Section, ...] = ()
    citations: tuple[Cited, ...] = ()
    sums: tuple[Sum, ...] = ()
    terms: tuple[Term, ...] = ()
    subjects: tuple[str, ...] = ()
    status: str = "draft"
    version: int = 1
    note: str = field(default="")  # why it was corrected, annulled or withdrawn

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise BadText("language", f"{self.language!r} is not known; it is en or zh")
        if self.kind not in KINDS:
            raise BadText("kind", f"{self.kind!r} is no kind of decision; it is one of {', '.join(KINDS)}")
        if self.status not in STATUSES:
            raise BadText("status", f"{self.status!r} is not known; it is one of {', '.join(STATUSES)}")
        size = sum(len(paragraph.text) for paragraph in self.paragraphs())
        if size > plain.MOST_TEXT:
            raise BadText("sections", f"{size:,} characters; the most is {plain.MOST_TEXT:,}")

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in order."""
        for section in self.sections:
            yield from section.paragraphs

    def party(self, key: str) -> Party | None:
        """The party of a key, if there is one."""
        return next((party for party in self.parties if party.key == key), None)

    @property
    def judicial(self) -> bool:
        """Whether a court says it."""
        return self.kind in JUDICIAL

    def stand(self, status: str, *, note: str = "", version: int | None = None) -> DecisionText:
        """The same text as it stands now."""
        return replace(self, status=status, note=note or self.note, version=version or self.version)
