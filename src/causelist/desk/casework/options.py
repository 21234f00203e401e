"""What may be chosen in the forms of acts: offices, officers, parties, targets, papers, of the case at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases import papers
from causelist.cases.fields import Field
from causelist.cases.models import (
    CaseWork,
    Decision,
    MeasureTarget,
    Office,
    Premises,
    Sanction,
    SeizedItem,
    Target,
)
from causelist.cases.possible import Possible
from causelist.desk.casework.opening import Opened
from causelist.desk.casework.wording import office_words, sanction_words
from causelist.parties.models import Membership, OrganisationKind, Paper, Role
from causelist.parties.queries import in_force

Choices = list[tuple[Any, Any]]
MOST = 500


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one act's form."""

    opened: Opened
    possible: Possible

    def of(self, field: Field) -> Choices | None:
        """For a field, or None where it is no choice among things of the case."""
        name, kind = field.name, field.kind
        if kind == "office":
            return self._offices(field.of)
        by_kind: dict[str, Callable[[], Choices]] = {"officer": self._officers, "party": self._parties}
        by_name: dict[str, Callable[[], Choices]] = {
            "track": self._tracks, "rides_on": self._riding, "target": self._targets, "targets": self._targets,
            "parties": self._parties, "premises": self._premises, "sanction": self._sanctions,
            "decision": self._decisions, "papers": self._papers, "item": self._items, "work": self._works,
        }  # fmt: skip
        found = by_kind.get(kind) or (by_name.get(name) if kind in {"id", "ids"} else None)
        return None if found is None else found()

    def _offices(self, kind: str) -> Choices:
        """Offices of the place, of the kind of body the table names; of the same bodies, to assign within them."""
        rows = Office.objects.filter(body__jurisdiction=self.opened.case.jurisdiction, closed_on__isnull=True)
        if self.possible.act.full_name == "case.assign":
            held = {track.office.body_id for track in self.opened.tracks}
            held |= {row.office.body_id for row in self.opened.complaints if row.office}
            rows = rows.filter(body__in=held)
        else:
            rows = rows.filter(body__organisation__kind=kind or OrganisationKind.AUTHORITY)
        found = rows.select_related("body__organisation").prefetch_related("body__organisation__names").order_by("id")
        return [(row.pk, office_words(row)) for row in found[:MOST]]

    def _officers(self) -> Choices:
        track_ids = self.possible.tracks or (getattr(self.possible.subject, "pk", None),)
        of_tracks = {track.pk: track.office.body_id for track in self.opened.tracks}
        bodies = {of_tracks[pk] for pk in track_ids if pk in of_tracks}
        if not bodies or None in track_ids:
            bodies |= {row.office.body_id for row in self.opened.complaints if row.office}
        recused = {row.officer_id for row in self.opened.recusals}
        members = Membership.objects.filter(
            in_force(timezone.localdate()), organisation__in=bodies, role__in=[Role.OFFICER, Role.HEAD]
        ).values("user")
        people = User.objects.filter(pk__in=members, is_active=True).order_by("name", "pk")[:MOST]
        return [(one.pk, f"{one} ({_('recused')})" if one.pk in recused else str(one)) for one in people]

    def _parties(self) -> Choices:
        return [(row.pk, f"{row.name.text} ({row.get_role_display()})") for row in self.opened.parties]

    def _tracks(self) -> Choices:
        kinds = {track.pk: track for track in self.opened.tracks}
        return [
            (pk or "", f"{kinds[pk].get_kind_display()}, {kinds[pk].office}" if pk in kinds else _("the complaint"))
            for pk in self.possible.tracks
        ]

    def _riding(self) -> Choices:
        return [
            (track.pk, f"{track.get_kind_display()}, {track.office}")
            for track in self.opened.tracks
            if track.kind == "criminal" and track.closed_at is None
        ]

    def _targets(self) -> Choices:
        rows = Target.objects.filter(case=self.opened.case).order_by("id")[:MOST]
        return [(row.pk, f"{row.description} {row.address}".strip()) for row in rows]

    def _premises(self) -> Choices:
        case = self.opened.case
        found = Premises.objects.filter(pk__in=Target.objects.filter(case=case).values("premises")) | (
            Premises.objects.filter(pk__in=MeasureTarget.objects.filter(measure__case=case).values("premises"))
        )
        if case.region_id is not None and self.opened.is_body:
            found |= Premises.objects.filter(region=case.region_id, merged_into__isnull=True)
        rows = found.distinct().order_by("name", "pk")[:MOST]
        return [
            (row.pk, f"{row.name}, {row.street}" if row.street and self.opened.is_body else row.name) for row in rows
        ]

    def _sanctions(self) -> Choices:
        rows = Sanction.objects.filter(decision=self.possible.subject_id or 0, decision__case=self.opened.case)
        return [(row.pk, sanction_words(row)) for row in rows.select_related("against__name").order_by("id")]

    def _decisions(self) -> Choices:
        rows = Decision.objects.filter(case=self.opened.case, number__isnull=False).order_by("-id")
        return [(row.pk, f"{row.number} {row.title}") for row in rows]

    def _items(self) -> Choices:
        """Lines of what was seized under this measure."""
        rows = SeizedItem.objects.filter(seizure__measure=self.possible.subject_id, seizure__case=self.opened.case)
        return [
            (row.pk, f"{row.position}. {row.description} ({row.quantity} {row.unit})".replace(" )", ")"))
            for row in rows.order_by("seizure", "position")[:MOST]
        ]

    def _works(self) -> Choices:
        rows = CaseWork.objects.filter(case=self.opened.case).select_related("work").order_by("id")
        return [(row.work_id, str(row.work)) for row in rows[:MOST]]

    def spots(self) -> Choices:
        """The spots of a measure, by their position."""
        rows = MeasureTarget.objects.filter(measure=self.possible.subject_id, measure__case=self.opened.case)
        found = rows.select_related("target", "premises").order_by("id")[:MOST]
        return [
            (number, row.premises.name if row.premises else str(row.target and row.target.description))
            for number, row in enumerate(found, 1)
        ]

    def papers_of_law(self) -> Choices:
        """The papers that the law lets an authority ask for, by their ids."""
        answer = papers.asked(self.opened.case.jurisdiction, on=timezone.localdate())
        chinese = (get_language() or "").startswith("zh")
        return [(one.id, one.title_zh if chinese else one.title) for one in (answer.items if answer else ())]

    def _papers(self) -> Choices:
        """Papers kept by the parties one speaks for."""
        mine = [row for row in self.opened.parties if row.pk in self.opened.relations.party_ids]
        holders = {row.name.organisation_id for row in mine} | {row.representative_id for row in mine} - {None}
        rows = Paper.objects.filter(organisation__in=holders, retirement__isnull=True).order_by("-id")[:MOST]
        return [(row.pk, f"{row.title} ({row.get_kind_display()})") for row in rows]
