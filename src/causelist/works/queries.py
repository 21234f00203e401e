"""What is asked of works: which rows are one work, and whose it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, Subquery

from causelist.parties.models import Organisation, OrganisationName
from causelist.parties.queries import home_of, shown_name
from causelist.works.models import Work

MOST_ROWS = 200  # of one work: as many names as its holder has been called by in letters about it


@dataclass(frozen=True, slots=True)
class OneWork:
    """A work: the id and title it is known by, every row that is it, and whose it is.

    `holder` is the organisation to which the name belongs today; None where letters name none. `confirmed` where who
    it belongs to was said by somebody of the registry or of the holder, not by letters alone.
    """

    id: int
    title: str
    ids: tuple[int, ...]
    holder: Organisation | None
    confirmed: bool

    def holder_name(self, language: str = "") -> str:
        """What to call the holder, in a language; "" where there is none, or where it is a natural person."""
        return "" if self.holder is None or self.holder.is_person else shown_name(self.holder, language)


def rows_of(pk: int) -> QuerySet[Work]:
    """Every row that is the same work: of the same title, by names that belong to one organisation today."""
    this = Work.objects.filter(pk=pk)
    same_title = Work.objects.filter(title_key=Subquery(this.values("title_key")[:1]))
    same_holder = Q(holder__organisation=Subquery(this.values("holder__organisation")[:1]))
    return same_title.filter(Q(pk=pk) | same_holder).order_by("pk")


def one_work(pk: int) -> OneWork | None:
    """The work that a row is, or None for no row. Two queries."""
    names = Prefetch("holder__organisation__names", OrganisationName.objects.order_by("-is_primary", "kind", "id"))
    rows = list(rows_of(pk).select_related("owner", "holder__organisation").prefetch_related(names)[:MOST_ROWS])
    if not rows:
        return None
    named = next((row.holder.organisation for row in rows if row.holder is not None), None)
    owner = next((row.owner for row in rows if row.owner is not None), None)
    return OneWork(
        id=rows[0].pk,
        title=rows[0].title,
        ids=tuple(row.pk for row in rows),
        holder=named or (home_of(owner) if owner else None),
        confirmed=any(row.confirmed for row in rows),
    )


def title_of(pk: int) -> str:
    """What a row is called; "" for no row. One query."""
    return Work.objects.filter(pk=pk).values_list("title", flat=True).first() or ""


def first_rows(ids: Collection[int]) -> dict[int, Work]:
    """These rows without those that are the same work as an earlier one among them; each with its holder."""
    rows = Work.objects.filter(pk__in=ids).select_related("holder__organisation").order_by("pk")
    seen: dict[tuple[str, int], int] = {}
    first = {}
    for row in rows:
        whose = row.holder.organisation_id if row.holder else -row.pk
        if seen.setdefault((row.title_key, whose), row.pk) == row.pk:
            first[row.pk] = row
    return first
