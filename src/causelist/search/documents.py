"""What of the record is found by words: only what the public may read.

Natural persons are never found by name: neither as organisations, nor in the words of a letter or a work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from causelist.cases.models import Case, CaseParty, CaseWork, Publication
from causelist.cases.relations import SIDES
from causelist.cases.visibility import sees
from causelist.notices.models import Notice, NoticeParty, NoticeWork, PublishedLetter
from causelist.parties.models import Organisation, OrganisationName
from causelist.search.analysis import record_words
from causelist.search.entries import Kind, entry_id
from causelist.works.models import Work

# Which versions of a decision everybody may read.
LIVE = {"state": "published", "decision__case__confidentiality": "open"}

Document = tuple[int, str]  # an entry's id and its words


def documents(kind: Kind, ids: Sequence[int]) -> list[Document]:
    """The entries that rows of a kind make, without those the public does not see. A bounded number of queries."""
    return _MAKERS[kind](ids)


def entries_of(kind: Kind, ids: Sequence[int]) -> set[int]:
    """The entries under which these rows stand, if the public sees them; none for rows that are gone."""
    if kind is Kind.NOTICE:
        days = Notice.objects.filter(pk__among=ids).values_list("pk", "received_on")
        return {entry_id(kind, pk, on) for pk, on in days}
    if kind is Kind.CASE:
        open_ones = Case.objects.filter(pk__among=ids, confidentiality="open").values_list("pk", flat=True)
        return {entry_id(kind, pk) for pk in open_ones}
    if kind is Kind.DECISION:
        live = Publication.objects.filter(decision__pk__among=ids, **LIVE).values_list("decision_id", flat=True)
        return {entry_id(kind, pk) for pk in live}
    model: type[Model] = Organisation if kind is Kind.ORGANISATION else Work
    known = model._default_manager.filter(pk__in=ids).values_list("pk", flat=True)  # noqa: SLF001 -- Django documents it
    return {entry_id(kind, pk) for pk in known}


def _notices(ids: Sequence[int]) -> list[Document]:
    """A letter's title, parties and works, and the letter as it is published, whose addresses bring their hosts."""
    letters = dict(PublishedLetter.objects.filter(notice__pk__among=ids).values_list("notice_id", "text"))
    parties = _grouped(
        NoticeParty.objects.filter(notice__pk__among=ids, name__organisation__is_person=False)
        .order_by("id")
        .values_list("notice_id", "name__text")
    )
    works = _grouped(
        NoticeWork.objects.filter(notice__pk__among=ids).order_by("id").values_list("notice_id", "work__title")
    )
    return [
        (entry_id(Kind.NOTICE, pk, on), record_words([title, *parties[pk], *works[pk], letters.get(pk, "")]))
        for pk, on, title in Notice.objects.filter(pk__among=ids).values_list("pk", "received_on", "title")
    ]


def _organisations(ids: Sequence[int]) -> list[Document]:
    """Every name of an organisation, in any language; one that was merged away has none left."""
    names = _grouped(
        OrganisationName.objects.filter(
            organisation__pk__among=ids, organisation__is_person=False, organisation__merged_into__isnull=True
        )
        .order_by("id")
        .values_list("organisation_id", "text")
    )
    return [(entry_id(Kind.ORGANISATION, pk), record_words(texts)) for pk, texts in names.items()]


def _works(ids: Sequence[int]) -> list[Document]:
    """A work's title; its owner's name is found in the owner and in the letters, and may change."""
    rows = Work.objects.filter(pk__among=ids).values_list("pk", "title")
    return [(entry_id(Kind.WORK, pk), record_words([title])) for pk, title in rows]


def _cases(ids: Sequence[int]) -> list[Document]:
    """Title, works and parties of cases that are open to view, as far as everybody sees them now; persons never."""
    cases = Case.objects.filter(pk__among=ids, confidentiality="open")
    rows = list(cases.values_list("pk", "title", "number", "stage"))
    stages = {row[0]: row[3] for row in rows}
    parties: defaultdict[int, list[str]] = defaultdict(list)
    named = CaseParty.objects.filter(case__pk__among=ids, name__organisation__is_person=False, is_minor=False)
    for case_id, role, name in named.order_by("id").values_list("case_id", "role", "name__text"):
        field = "complainant" if SIDES[role] == "complainant" else "respondent"
        if case_id in stages and sees(field, "public", stages[case_id]):
            parties[case_id].append(name)
    works = _grouped(CaseWork.objects.filter(case__pk__among=ids).order_by("id").values_list("case_id", "work__title"))
    return [
        (entry_id(Kind.CASE, pk), record_words([title, number, *parties[pk], *works[pk]]))
        for pk, title, number, _stage in rows
    ]


def _decisions(ids: Sequence[int]) -> list[Document]:
    """The newest published wording of decisions that are open to view: what was withheld is not in it."""
    rows = Publication.objects.filter(decision__pk__among=ids, **LIVE).order_by("version")
    texts = {pk: _words(document or {}) for pk, document in rows.values_list("decision_id", "document")}
    return [(entry_id(Kind.DECISION, pk), record_words(words)) for pk, words in texts.items()]


def _words(document: Mapping[str, Any]) -> list[str]:
    lines = [one["text"] for section in document.get("sections", ()) for one in section["paragraphs"]]
    named = [party["name"] for party in document.get("parties", ())]
    return [*(document.get(name, "") for name in ("number", "identifier", "title")), *named, *lines]


def _grouped(pairs: Iterable[tuple[int, str]]) -> defaultdict[int, list[str]]:
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for key, text in pairs:
        groups[key].append(text)
    return groups


_MAKERS: dict[Kind, Callable[[Sequence[int]], list[Document]]] = {
    Kind.NOTICE: _notices,
    Kind.ORGANISATION: _organisations,
    Kind.WORK: _works,
    Kind.CASE: _cases,
    Kind.DECISION: _decisions,
}
