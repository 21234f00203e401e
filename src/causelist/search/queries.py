"""What is asked of the search box: something exactly, where it can be told, else what has all the words.

The same rows in the same order on either store: letters newest first, organisations and works last recorded first.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from causelist.cases.models import Case, Publication
from causelist.notices.models import Notice
from causelist.parties.models import Organisation
from causelist.parties.queries import shown_name, with_names
from causelist.search import store
from causelist.search.analysis import query_words
from causelist.search.documents import LIVE
from causelist.search.entries import Kind, entry_id, kind_of, span_of, subject_of
from causelist.search.resolving import Target, resolve
from causelist.works.queries import first_rows

__all__ = ["FEW", "MAX_LIMIT", "Hit", "Results", "Target", "find", "matching", "resolve"]

MAX_LIMIT = 100
FEW = 8  # organisations and works shown above the letters
_AFTER = re.compile(r"[0-9]{1,12}-[0-9]{8}")


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found. `key` is what its page is addressed by: number, slug, or a work's id.

    `label` is the number or name shown, `title` what it is about (of an organisation: its other names; of a work: whose it is); `on` the day
    a letter was received; `state` and `notice_kind` are a letter's own.
    """

    kind: str  # "notice", "organisation", "work", "case", "decision"
    subject: int
    key: str
    label: str
    title: str = ""
    on: dt.date | None = None
    state: str = ""
    notice_kind: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found. `exact` is the one thing it can only mean; `after` asks for the next letters, "" at the end."""

    text: str
    words: list[str] = field(default_factory=list)
    exact: Target | None = None
    notices: list[Hit] = field(default_factory=list)
    organisations: list[Hit] = field(default_factory=list)
    works: list[Hit] = field(default_factory=list)
    cases: list[Hit] = field(default_factory=list)
    decisions: list[Hit] = field(default_factory=list)
    more_organisations: bool = False
    more_works: bool = False
    more_cases: bool = False
    after: str = ""

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        found = (self.exact, self.notices, self.organisations, self.works, self.cases, self.decisions)
        return any(bool(one) for one in found)


def find(text: str, *, limit: int = 20, after: str = "", language: str = "") -> Results:
    """What a person looks for: never an error, whatever was typed; at most twelve queries.

    `limit` bounds the letters (1 to 100); `after` is an earlier answer's and brings only further letters.
    `language` chooses among an organisation's names.
    """
    limit = min(max(limit, 1), MAX_LIMIT)
    words = query_words(text)
    exact = None if after else resolve(text)
    low, high = span_of(Kind.NOTICE)
    spans = [(low, _before(after, high), limit + 1)]
    if not after:
        spans += [(*span_of(kind), FEW + 1) for kind in (Kind.ORGANISATION, Kind.WORK, Kind.CASE, Kind.DECISION)]
    entries = store.find(words, spans)
    by_kind = {kind: [entry for entry in entries if kind_of(entry) is kind] for kind in Kind}
    letters, organisations, works = (by_kind[kind] for kind in (Kind.NOTICE, Kind.ORGANISATION, Kind.WORK))
    notices = _notices([subject_of(entry) for entry in letters[:limit]])
    return Results(
        text=text[:1000],
        words=words,
        exact=exact,
        notices=notices,
        organisations=_organisations([subject_of(entry) for entry in organisations[:FEW]], language),
        works=_works([subject_of(entry) for entry in works[:FEW]]),
        cases=_cases([subject_of(entry) for entry in by_kind[Kind.CASE][:FEW]]),
        decisions=_decisions([subject_of(entry) for entry in by_kind[Kind.DECISION][:FEW]]),
        more_cases=len(by_kind[Kind.CASE]) > FEW,
        more_organisations=len(organisations) > FEW,
        more_works=len(works) > FEW,
        after=_token(notices[-1]) if notices and len(letters) > limit else "",
    )


def matching(text: str, *, limit: int = 1000) -> list[int]:
    """The ids of the newest letters that have all the words of `text`, at most `limit`: for filters of lists."""
    low, high = span_of(Kind.NOTICE)
    return [subject_of(entry) for entry in store.find(query_words(text), [(low, high, limit)])]


def matching_cases(text: str, *, limit: int = 1000) -> list[int]:
    """The ids of the newest cases that have all the words of `text`, at most `limit`: for filters of lists."""
    return [subject_of(entry) for entry in store.find(query_words(text), [(*span_of(Kind.CASE), limit)])]


def _before(after: str, highest: int) -> int:
    """The highest entry that comes after the one a token names; everything for a token that is none."""
    if not _AFTER.fullmatch(after):
        return highest
    subject, day = after.split("-")
    try:
        on = dt.datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 -- a day, not a moment
    except ValueError:
        return highest
    return entry_id(Kind.NOTICE, int(subject), on) - 1


def _token(last: Hit) -> str:
    return f"{last.subject}-{last.on:%Y%m%d}"


def _notices(ids: list[int]) -> list[Hit]:
    if not ids:
        return []
    rows = {row.pk: row for row in Notice.objects.filter(pk__in=ids)}
    return [
        Hit("notice", pk, row.number, row.number, row.title, row.received_on, row.state, row.kind)
        for pk in ids
        if (row := rows.get(pk))
    ]


def _cases(ids: list[int]) -> list[Hit]:
    if not ids:
        return []
    rows = {row.pk: row for row in Case.objects.filter(pk__in=ids, confidentiality="open")}
    return [
        Hit("case", pk, row.number, row.number, row.title, row.opened_at.date(), row.stage)
        for pk in ids
        if (row := rows.get(pk))
    ]


def _decisions(ids: list[int]) -> list[Hit]:
    if not ids:
        return []
    found = Publication.objects.filter(decision__in=ids, **LIVE).select_related("decision").order_by("version")
    rows = {row.decision_id: row for row in found}
    return [
        Hit("decision", pk, number, number, str((row.document or {}).get("title", "")), row.decision.decided_on)
        for pk in ids
        if (row := rows.get(pk)) and (number := row.decision.number)
    ]


def _organisations(ids: list[int], language: str) -> list[Hit]:
    if not ids:
        return []
    rows = {row.pk: row for row in with_names(Organisation.objects.filter(pk__in=ids, is_person=False))}
    hits = []
    for pk in ids:
        if row := rows.get(pk):
            label = shown_name(row, language)
            others = " · ".join(name.text for name in list(row.names.all())[:6] if name.text != label)
            hits.append(Hit("organisation", pk, row.slug, label, others))
    return hits


def _works(ids: list[int]) -> list[Hit]:
    """Works, each once, however many of its rows were found; beside the title whose it is, persons apart."""
    rows = first_rows(ids) if ids else {}
    hits = []
    for pk in ids:
        if row := rows.get(pk):
            known = row.holder is not None and not row.holder.organisation.is_person
            hits.append(Hit("work", pk, str(pk), row.title, row.holder.text if row.holder and known else ""))
    return hits
