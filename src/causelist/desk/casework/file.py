"""A case file as one person may read it, from top to bottom: nothing that the table of visibility does not give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property

from causelist.cases import line, measures_view, possible, tables
from causelist.cases.measures_view import Sheet
from causelist.cases.models import (
    Appointment,
    CaseEvent,
    CasePaper,
    CaseParty,
    CaseWork,
    Clock,
    Complaint,
    Decision,
    Measure,
    Publication,
    RedactionRequest,
    Sanction,
    Target,
    Track,
    TrackKind,
)
from causelist.cases.possible import Possible
from causelist.desk.casework.history import Step, step
from causelist.desk.casework.opening import Opened
from causelist.parties.models import Organisation

TARGETS_SHOWN = 200
STEPS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class StageMark:
    """One of the stages of a case, and whether it is behind, now or ahead."""

    name: str
    mark: str


@dataclass(frozen=True)
class CaseFile:
    """Everything of a case that somebody may see, each part asked for once."""

    opened: Opened
    whole_history: bool = False

    @cached_property
    def stages(self) -> list[StageMark]:
        """All stages in order, the present one marked."""
        here = tables.STAGES.index(self.opened.case.stage)
        return [
            StageMark(name, "done" if place < here else "now" if place == here else "")
            for place, name in enumerate(tables.STAGES)
        ]

    @cached_property
    def open_clocks(self) -> list[Clock]:
        """Those that run, the next to end first."""
        if not self.opened.sees("clocks"):
            return []
        rows = Clock.objects.filter(case=self.opened.case, stopped_at__isnull=True)
        found = rows.select_related("office__body__organisation", "officer", "track").order_by("due_at", "id")
        return [row for row in found if self._may_know(row)]

    def _may_know(self, clock: Clock) -> bool:
        """Whether a clock may be told: some run in secret until a measure is carried out."""
        kind = tables.clock_kinds().get(clock.name)
        audience = "public" if kind is None else kind.audience
        return self.opened.eyes.hears(audience, clock.track_id)

    @cached_property
    def parties(self) -> list[CaseParty]:
        """Those whose names this person may read."""
        return [row for row in self.opened.parties if self._sees_party(row)]

    def _sees_party(self, row: CaseParty) -> bool:
        if row.pk in self.opened.relations.party_ids:
            return True
        if row.is_minor:
            return self.opened.sees("minors")
        if row.name.organisation.is_person and not self.opened.sees("persons"):
            return False
        side = "complainant" if row.role in {"complainant", "claimant", "victim"} else "respondent"
        return self.opened.sees(side)

    @cached_property
    def withheld_parties(self) -> int:
        """How many there are besides."""
        return len(self.opened.parties) - len(self.parties)

    @cached_property
    def complaints(self) -> list[Complaint]:
        """All of them; what they say is shown where `statement` is seen."""
        return self.opened.complaints

    @cached_property
    def works(self) -> list[CaseWork]:
        """The works the case is about."""
        if not self.opened.sees("works"):
            return []
        return list(
            CaseWork.objects.filter(case=self.opened.case).select_related("work").order_by("id")[:TARGETS_SHOWN]
        )

    @cached_property
    def targets(self) -> list[Target]:
        """What is complained of, the first so many."""
        if not self.opened.sees("targets"):
            return []
        rows = Target.objects.filter(case=self.opened.case).select_related("premises", "item__notice").order_by("id")
        return list(rows[: TARGETS_SHOWN + 1])

    @cached_property
    def papers(self) -> list[CasePaper]:
        """Papers that were handed in."""
        if not self.opened.sees("papers"):
            return []
        rows = CasePaper.objects.filter(case=self.opened.case).select_related("paper__organisation", "paper__content")
        return list(rows.defer("paper__content__content").order_by("id"))

    @cached_property
    def line(self) -> line.Line | None:
        """How far the facts are from the criminal line."""
        case = self.opened.case
        if not self.opened.sees("line"):
            return None
        return line.of(case.jurisdiction, case.facts, opened=timezone.localdate(case.opened_at))

    @cached_property
    def decisions(self) -> list[Decision]:
        """Decisions made, and drafts where they may be seen."""
        if not self.opened.sees("decisions"):
            return []
        sanctions = Prefetch("sanctions", Sanction.objects.select_related("against__name").order_by("id"))
        rows = Decision.objects.filter(case=self.opened.case).select_related("body__organisation", "track", "measure")
        found = rows.prefetch_related(sanctions).order_by("decided_on", "id")
        return [
            row
            for row in found
            if (row.state not in {"draft", "discarded"} or self.opened.eyes.sees("drafts", row.track_id))
            and (row.measure is None or measures_view.knows(row.measure, self.opened.eyes))
        ]

    @property
    def premises_page(self) -> str:
        """The name of the page of premises: for bodies alone."""
        return "desk:premises-one" if self.opened.is_body else ""

    @cached_property
    def tracks(self) -> list[Track]:
        """Tracks that this person was told of: a court may be asked for an order before the other side may know."""
        if self.opened.is_body or not self.opened.tracks:
            return self.opened.tracks
        steps = CaseEvent.objects.filter(case=self.opened.case, subject_kind__in=TrackKind.values)
        eyes = self.opened.eyes
        told = {pk for pk, audience in steps.values_list("subject_id", "audience") if eyes.hears(audience, pk)}
        return [track for track in self.opened.tracks if track.pk in told]

    @cached_property
    def measures(self) -> list[Measure]:
        """Measures: what is only planned or asked for is known to the body, and to who asked."""
        rows = Measure.objects.filter(case=self.opened.case).select_related("track", "asked_by").order_by("id")
        return [row for row in rows if measures_view.knows(row, self.opened.eyes)]

    @cached_property
    def sheet(self) -> Sheet:
        """Measures and seizures with values, as they may be seen."""
        return measures_view.sheet(self.opened.case, self.opened.eyes)

    @cached_property
    def appointments(self) -> list[Appointment]:
        """What is fixed for a day, the next first."""
        if not self.opened.sees("appointments"):
            return []
        rows = Appointment.objects.filter(case=self.opened.case, cancelled_at__isnull=True)
        return [
            row
            for row in rows.select_related("office").order_by("starts_at", "id")
            if self.opened.eyes.hears(row.audience, row.track_id)
        ]

    @cached_property
    def publications(self) -> list[Publication]:
        """Published versions, for the bodies."""
        if not self.opened.is_body:
            return []
        rows = Publication.objects.filter(decision__case=self.opened.case)
        return list(rows.select_related("decision__track").defer("document").order_by("id"))

    @cached_property
    def redactions(self) -> list[RedactionRequest]:
        """Requests for redaction, for the body that decided."""
        if not self.opened.eyes.hears("office"):
            return []
        rows = RedactionRequest.objects.filter(decision__case=self.opened.case)
        return list(rows.select_related("decision__track").order_by("id"))

    @cached_property
    def history(self) -> list[Step]:
        """What happened, the newest first."""
        rows = (
            self._events().select_related("by", "office__body__organisation", "track").order_by("-occurred_at", "-id")
        )
        shown = rows if self.whole_history else rows[: STEPS_SHOWN + 1]
        names_people = self.opened.sees("officer")
        return [step(row, names_people=names_people, is_body=self.opened.is_body) for row in shown]

    def fetch_names(self) -> None:
        """What every organisation on the page is called: one query for all of them."""
        opened = self.opened
        offices = [opened.case.office, *(row.office for row in opened.tracks), *(one.place for one in self.history)]
        offices += [*(row.office for row in opened.complaints), *(row.office for row in self.open_clocks)]
        found: list[Organisation] = [office.body.organisation for office in offices if office is not None]
        found += [row.body.organisation for row in self.decisions]
        found += [row.representative for row in opened.parties if row.representative is not None]
        prefetch_related_objects(found, "names")

    def _events(self) -> QuerySet[CaseEvent]:
        """Those that this person belongs to the audience of, track by track."""
        asked = Q(pk__in=[])
        for track_id in [None, *(track.pk for track in self.opened.tracks)]:
            mine = [name for name in tables.AUDIENCES if self.opened.eyes.hears(name, track_id)]
            asked |= Q(track=track_id, audience__in=mine) if track_id else Q(track__isnull=True, audience__in=mine)
        return CaseEvent.objects.filter(asked, case=self.opened.case)

    @cached_property
    def newest_event(self) -> int:
        """What was the last step when the page was made."""
        return CaseEvent.objects.filter(case=self.opened.case).order_by("-pk").values_list("pk", flat=True).first() or 0

    @cached_property
    def possible(self) -> list[Possible]:
        """What this person may do now."""
        found: list[tuple[str, Any]] = [("complaint", row) for row in self.complaints]
        found += [(track.kind, track) for track in self.opened.tracks]
        found += [(row.lifecycle, row) for row in self.measures]
        found += [("decision", row) for row in self.decisions]
        found += [("publication", row) for row in self.publications]
        found += [("redaction", row) for row in self.redactions]
        opened = self.opened
        return possible.acts(opened.case, opened.relations, found, tracks=opened.tracks, complaints=opened.complaints)


def next_words(tracks: list[Track], complaints: list[Complaint]) -> list[tables.State]:
    """The states that are open, with what comes next and whom they wait for."""
    found = [tables.lifecycle(track.kind).states[track.state] for track in tracks if track.closed_at is None]
    if not tracks:
        found += [tables.lifecycle("complaint").states[row.state] for row in complaints]
    return [state for state in found if not state.ended]
