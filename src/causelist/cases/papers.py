"""What papers the law lets an authority ask for, which of them are there, and handing them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases.models import Case, CasePaper, Complaint
from causelist.core.refusal import Refused
from causelist.law import papers as law
from causelist.law.book import law_of
from causelist.law.errors import LawError
from causelist.law.papers import Paper as AskedPaper
from causelist.law.papers import PapersAnswer
from causelist.parties import papers as library
from causelist.parties.models import Organisation, Paper


def asked(
    jurisdiction: str, *, on: dt.date, facts: Mapping[str, bool | None] | None = None, step: str = "complaint"
) -> PapersAnswer | None:
    """The law's list for a step; None where the law of the place has none that we know."""
    try:
        return law.papers(law_of(jurisdiction), on=on, facts=facts, step=step)
    except LawError:
        return None


def facts_of(holder: Organisation, jurisdiction: str, *, agent: bool, evidence: bool) -> dict[str, bool | None]:
    """What the record knows of the facts on which papers hang; absent where it does not know."""
    facts: dict[str, bool | None] = {"organisation": not holder.is_person, "agent": agent}
    if holder.region is not None:
        foreign = not holder.region.code.lower().startswith(jurisdiction.partition("-")[0])
        facts["foreign"] = facts["made_abroad"] = foreign
    if evidence:
        facts["samples"] = True
    return facts


def missing(answer: PapersAnswer | None, *, kinds: Iterable[str], carried: bool) -> tuple[AskedPaper, ...]:
    """What the list asks for certain and is not there. The complaint is the application; letters it carries are evidence."""
    if answer is None:
        return ()
    return answer.missing({"application", *kinds, *({"evidence"} if carried else ())})


def beyond(jurisdiction: str, names: Iterable[str], *, on: dt.date) -> tuple[str, ...]:
    """Of papers that an authority asks for by id, those that no article lets it ask; none where the law has no list."""
    try:
        return law.asked_beyond(law_of(jurisdiction), on=on, asked_names=names)
    except LawError:
        return ()


def chosen(holder: Organisation, ids: Collection[int]) -> list[Paper]:
    """Papers of an organisation that can be used today, by their ids. Raises `Refused` for another's, or an old one."""
    found = list(library.in_use(holder, timezone.localdate()).filter(pk__in=ids)) if ids else []
    if len(found) != len(set(ids)):
        raise Refused(
            _("One of these papers is not in the library, is no longer used, or has expired. Choose again."),
            code="unknown_paper",
            field="papers",
        )
    return found


@transaction.atomic
def hand_in(*, case: Case, papers: Iterable[Paper], by: User | None, complaint: Complaint | None = None) -> None:
    """Let a case rest on papers; one that it has already changes nothing. Called by effects, which have checked who may."""
    CasePaper.objects.bulk_create(
        (CasePaper(case=case, complaint=complaint, paper=paper, by=by) for paper in papers), ignore_conflicts=True
    )


def kinds_in(complaint: Complaint) -> set[str]:
    """The kinds of papers that a complaint has."""
    return set(complaint.papers.values_list("paper__kind", flat=True))
