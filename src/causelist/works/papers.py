"""Which works a paper is about."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from causelist.core.refusal import Refused
from causelist.parties.models import Paper
from causelist.works.mandates import LONGEST_TITLE, own_works
from causelist.works.models import PaperWork


@transaction.atomic
def about(*, paper: Paper, titles: Collection[str]) -> None:
    """Note that a paper is about works of these titles of its organisation, which are added where they are not known.

    Without a title it is about all. Raises `Refused` for what cannot be a title.
    """
    clean = list(dict.fromkeys(title for given in titles if (title := " ".join(given.split()))))
    if any(len(title) > LONGEST_TITLE or "\0" in title for title in clean):
        raise Refused(
            _("A title has at most %d characters, on one line.") % LONGEST_TITLE, code="bad_title", field="works"
        )
    if clean:
        works = own_works(principal=paper.organisation, titles=clean)
        PaperWork.objects.bulk_create((PaperWork(paper=paper, work=work) for work in works), ignore_conflicts=True)


def works_of_papers(papers: Collection[int]) -> dict[int, list[str]]:
    """The titles of the works each paper is about, by the paper's id; none for one that is about all. One query."""
    found: dict[int, list[str]] = {}
    for row in PaperWork.objects.filter(paper__in=papers).select_related("work").order_by("work__title"):
        found.setdefault(row.paper_id, []).append(row.work.title)
    return found
