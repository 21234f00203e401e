"""Published decisions as everybody may read them: lists, facets, one by its number, its files.

A decision of a case that is closed to view is not there; one that was withdrawn is there with its tombstone. Only the
newest wording is ever given out: an older one may show what was withheld later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from causelist.cases import deciding, publishing, tables
from causelist.cases.documents.redact import Withheld
from causelist.cases.documents.text import DecisionText
from causelist.cases.models import Decision, Industry, Publication, PublicationFile
from causelist.core.numbers import BadNumber, parse_number
from causelist.parties.models import OrganisationName, Region

PAGE = 50
MOST_FACETS = 40
FORMS = {"pdf": "application/pdf", "akn": "application/akn+xml", "html": "text/html; charset=utf-8"}
_CURSOR = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})_([0-9]{1,18})", re.ASCII)
_MOMENT = "%Y%m%dT%H%M%S.%f"
_NOBODY = "D-0-0-0"  # no decision has this number
SUBJECTS = dict(Industry.choices)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list asks for; empty asks for everything. `authority` is an organisation's slug, `region` a code."""

    kind: str = ""
    subject: str = ""
    authority: str = ""
    region: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One line of a list."""

    id: int
    number: str
    ecli: str
    kind: str
    outcome: str
    title: str
    language: str
    authority: str
    authority_slug: str
    region: str
    region_zh: str
    subject: str
    case: str
    decided_on: dt.date
    published_at: dt.datetime
    status: str
    version: int


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Some decisions, newest published first; `next` is where to go on, empty at the end."""

    rows: list[DecisionRow]
    next: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """That there was a wording, and when; never its text."""

    version: int
    published_at: dt.datetime
    current: bool


@dataclass(frozen=True, slots=True)
class PublishedDecision:
    """One decision as it is published. `text` is None for a tombstone, and `reason` then says why."""

    id: int
    row: DecisionRow
    state: str  # published, withdrawn, erased
    text: DecisionText | None
    withheld: tuple[Withheld, ...]
    forms: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    corrects: str
    corrected_by: str
    reason: str
    withdrawn_at: dt.datetime | None


class BadCursor(ValueError):
    """A place in the list that is none."""


def kinds() -> dict[str, tuple[str, str]]:
    """Every kind of decision with its name in English and Chinese."""
    return dict(tables.lifecycle("decision").acts["draft"].fields["kind"].choices)


def outcomes() -> dict[str, tuple[str, str]]:
    """Every outcome with its name in English and Chinese."""
    return dict(tables.lifecycle("decision").acts["issue"].fields["outcome"].choices)


def list_page(filters: Filters, cursor: str = "", size: int = PAGE) -> DecisionPage:
    """A page of live decisions; one query. Raises `BadCursor`."""
    rows = _described(_live(filters))
    if cursor:
        at, pk = _read_cursor(cursor)
        rows = rows.filter(published_at__lte=at).filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
    found = list(rows.order_by("-published_at", "-pk")[: size + 1])
    page = found[:size]
    last = page[-1] if len(found) > size else None
    more = f"{last.published_at.astimezone(dt.UTC):{_MOMENT}}_{last.pk}" if last else ""
    return DecisionPage([_row(one) for one in page], more)


def each(filters: Filters, size: int = 500) -> Iterator[DecisionRow]:
    """Every decision that fits, in flat memory: for downloads."""
    cursor = ""
    while True:
        page = list_page(filters, cursor, size)
        yield from page.rows
        if not page.next:
            return
        cursor = page.next


def facets(filters: Filters) -> dict[str, list[tuple[str, str, int]]]:
    """For each criterion its values: value, label as the record has it, how many decisions; the most frequent first.

    Each counts what fits all other criteria.
    """
    made: dict[str, list[tuple[str, str, int]]] = {}
    names = OrganisationName.objects.filter(organisation=OuterRef("decision__body"), is_primary=True).values("text")[:1]
    for name, value, label in (
        ("kind", F("decision__kind"), F("decision__kind")),
        ("subject", F("decision__case__industry"), F("decision__case__industry")),
        ("authority", F("decision__body__organisation__slug"), Subquery(names)),
        ("region", F("decision__case__region__code"), F("decision__case__region__name")),
        ("year", F("decision__decided_on__year"), F("decision__decided_on__year")),
    ):
        rest = Filters(**{**_as_dict(filters), name: None if name == "year" else ""})
        rows = _live(rest).annotate(value=value, label=label).values("value", "label").order_by()
        counted = rows.annotate(n=Count("pk")).order_by("-n", "value")[:MOST_FACETS]
        made[name] = [(str(row["value"]), str(row["label"]), row["n"]) for row in counted if row["value"]]
    return made


def count(filters: Filters) -> int:
    """How many live decisions fit."""
    return _live(filters).count()


def by_number(number: str) -> PublishedDecision | None:
    """The newest published version, or its tombstone; None alike for no decision, an unpublished one, a closed case."""
    rows = Publication.objects.filter(decision__number=tidy(number), decision__case__confidentiality="open")
    newest = _described(rows).order_by("-version").first()
    if newest is None:
        return None
    versions = list(newest.decision.publications.order_by("-version").values_list("version", "published_at"))
    forms = list(newest.files.values_list("form", flat=True))
    corrects, corrected_by = _neighbours(newest.decision)
    live = newest.state == "published"
    text = publishing.text_of(newest.document) if live and newest.document else None
    if text is not None:
        status = "corrected" if newest.decision.state == "corrected" else deciding.text_of(newest.decision).status
        text = text.stand(status)
    return PublishedDecision(
        id=newest.pk,
        row=_row(newest),
        state=newest.state if newest.state != "replaced" else "withdrawn",
        text=text,
        withheld=publishing.withheld_of(newest.withheld) if text is not None else (),
        forms=tuple(form for form in FORMS if form in forms) if text is not None else (),
        versions=tuple(VersionRow(version, at, place == 0) for place, (version, at) in enumerate(versions)),
        corrects=corrects,
        corrected_by=corrected_by,
        reason=newest.reason,
        withdrawn_at=newest.withdrawn_at,
    )


def file_of(number: str, form: str) -> tuple[bytes, str, PublishedName] | None:
    """A file of the newest version: its bytes, its digest and what it is called; None where there is none to give."""
    rows = PublicationFile.objects.filter(
        publication__decision__number=tidy(number), publication__decision__case__confidentiality="open",
        publication__state="published", form=form,
    )  # fmt: skip
    found = rows.select_related("publication").defer("publication__document").order_by("-publication__version").first()
    if found is None:
        return None
    of = found.publication
    return bytes(found.content), found.sha256, PublishedName(tidy(number), of.version, of.language, form)


@dataclass(frozen=True, slots=True)
class PublishedName:
    """What a file of a decision is called: its number, version and language, and nothing else."""

    number: str
    version: int
    language: str
    form: str

    def __str__(self) -> str:
        version = f"-v{self.version}" if self.version > 1 else ""
        ending = {"akn": "akn.xml"}.get(self.form, self.form)
        return f"{self.number}{version}.{self.language}.{ending}"


def tidy(number: str) -> str:
    """A decision's number as it is kept; for what is none, one that no decision has."""
    try:
        parsed = parse_number(number)
    except BadNumber:
        return _NOBODY
    return str(parsed) if parsed.kind == "D" else _NOBODY


def _live(filters: Filters) -> QuerySet[Publication]:
    wanted: dict[str, Any] = {"state": "published", "decision__case__confidentiality": "open"}
    if filters.kind:
        wanted["decision__kind"] = filters.kind
    if filters.subject:
        wanted["decision__case__industry"] = filters.subject
    if filters.authority:
        wanted["decision__body__organisation__slug"] = filters.authority
    if filters.year is not None:
        wanted["decision__decided_on__year"] = filters.year
    rows = Publication.objects.filter(**wanted)
    if filters.region:
        regions = Region.objects.filter(Q(code=filters.region) | Q(code__startswith=f"{filters.region}-"))
        rows = rows.filter(decision__case__region__in=regions.values("pk"))
    return rows


def _described(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    names = OrganisationName.objects.filter(organisation=OuterRef("decision__body"), is_primary=True).values("text")[:1]
    return rows.select_related("decision__case__region", "decision__body__organisation").annotate(
        authority=Subquery(names)
    )


def _row(found: Publication) -> DecisionRow:
    decision = found.decision
    case = decision.case
    document = found.document or {}
    return DecisionRow(
        id=decision.pk,
        number=decision.number or "",
        ecli=found.ecli,
        kind=decision.kind,
        outcome=decision.outcome,
        title=str(document.get("title", "")),
        language=found.language,
        authority=str(found.authority or ""),  # type: ignore[attr-defined] # fetched with it
        authority_slug=decision.body.organisation.slug,
        region=case.region.name if case.region else "",
        region_zh=case.region.name_zh if case.region else "",
        subject=case.industry,
        case=case.number,
        decided_on=decision.decided_on or found.published_at.date(),
        published_at=found.published_at,
        status=decision.state,
        version=found.version,
    )


def _neighbours(decision: Decision) -> tuple[str, str]:
    """The number of the decision it corrects, and of the one that corrects it, where those are published."""
    rows = Publication.objects.filter(
        Q(decision=decision.corrects_id) | Q(decision__corrects=decision.pk), version=1
    ).values_list("decision_id", "decision__number")
    numbers = dict(rows)
    earlier = numbers.pop(decision.corrects_id, "") if decision.corrects_id else ""
    return earlier or "", next(iter(numbers.values()), "") or ""


def _as_dict(filters: Filters) -> dict[str, Any]:
    return {name: getattr(filters, name) for name in ("kind", "subject", "authority", "region", "year")}


def _read_cursor(cursor: str) -> tuple[dt.datetime, int]:
    match = _CURSOR.fullmatch(cursor)
    try:
        if match:
            return dt.datetime.strptime(match[1], _MOMENT).replace(tzinfo=dt.UTC), int(match[2])
    except ValueError:
        pass
    raise BadCursor(f"{cursor[:60]!r} is no place in this list. Start again without it")
