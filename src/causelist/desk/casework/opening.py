"""Opening a case at the desk: the same questions to the store, and the same answer, for what is absent and forbidden."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from causelist.cases import relations
from causelist.cases.models import Case, CaseParty, Complaint, Recusal, Track
from causelist.cases.publication.eyes import Eyes
from causelist.cases.relations import Relations
from causelist.core.numbers import BadNumber, parse_number
from causelist.desk.access import person, reach
from causelist.parties.queries import MOST_MERGES

_BODY = "office__body__organisation"
_ABOVE = "office__body" + "__superior" * 4


@dataclass(frozen=True, slots=True)
class Opened:
    """A case with what somebody is to it, and the rows that this was read from."""

    case: Case
    relations: Relations
    tracks: list[Track]
    parties: list[CaseParty]
    complaints: list[Complaint]
    recusals: list[Recusal]

    @property
    def eyes(self) -> Eyes:
        """With whose eyes they look at it."""
        return Eyes(self.relations, self.case.stage, self.case.confidentiality)

    def sees(self, field: str) -> bool:
        """Whether the table of visibility gives them this field."""
        return self.eyes.sees(field)

    @property
    def is_body(self) -> bool:
        """Whether they look as one of the bodies of the case."""
        return self.relations.sight in {"officer", "head", "office", "reader", "other_body", "superior"}


def open_case(request: HttpRequest, number: str) -> Opened:
    """The case of a number for who is asking; `Http404` where there is none or they are nothing to it. Six queries."""
    try:
        wanted = parse_number(number)
    except BadNumber as error:
        raise Http404 from error
    if wanted.kind != "C":
        raise Http404
    at = {"case__number": str(wanted)}
    far = reach(request)
    case = (
        Case.objects.select_related("region", _BODY, _ABOVE, "officer", "joined_into", "split_from")
        .filter(number=str(wanted))
        .first()
    )
    tracks = list(Track.objects.filter(**at).select_related(_BODY, _ABOVE, "officer").order_by("opened_at", "id"))
    recusals = list(
        Recusal.objects.filter(track__case__number=str(wanted)).select_related("officer").order_by("recorded_at", "id")
    )
    home = "name__organisation" + "__merged_into" * MOST_MERGES
    parties = list(CaseParty.objects.filter(**at).select_related(home, "representative").order_by("id"))
    complaints = list(
        Complaint.objects.filter(**at).select_related(_BODY, _ABOVE, "holder", "agent").order_by("filed_at", "id")
    )
    found = relations.of(
        person(request), case or Case(pk=0), reach=far, tracks=tracks, parties=parties, complaints=complaints
    )
    if case is None or found.sight == "public":
        raise Http404
    opened = Opened(case, found, tracks, parties, complaints, recusals)
    if not opened.sees("number"):
        raise Http404
    for complaint in complaints:
        complaint.case = case
    return opened
