"""Cases that become one, and one that becomes two. What belongs to a case stays with it; both histories say it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.utils import OperationalError
from django.utils.translation import gettext as _

from causelist.cases import checks, clocks, relations, services, tables
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.models import Case, CaseParty, CaseWork, Channel, Complaint
from causelist.core.refusal import Refused
from causelist.runtime.numbers import take


@effect("case.join")
def join(doing: Doing) -> Effect:
    """The case goes on in another: nothing more is done here, and its clocks end."""
    other = _other(doing)
    if doing.case.tracks.filter(closed_at__isnull=True).exists():
        raise Refused(
            _("Close or finish the open tracks of this case first: what is joined goes on in the other."),
            code="track_open",
        )
    doing.case.joined_into = other
    clocks.cancel_all(doing.case, at=doing.at)
    _tell(doing, other, "take_in")
    return Effect(detail={"into": other.number})


@effect("case.split")
def split(doing: Doing) -> Effect:
    """Some targets, with the complaint and some parties, become a case of their own."""
    complaint = doing.case.complaints.filter(state="accepted").order_by("-id").first()
    if complaint is None:
        raise Refused(_("Accept the complaint first; what is split off rests on it."), code="not_accepted")
    moved = checks.targets(doing.case, doing.data["targets"])
    if len(moved) == doing.case.targets.count():
        raise Refused(_("Leave at least one target in this case."), code="nothing_left", field="targets")
    chosen = [checks.party(doing.case, pk, field="parties") for pk in doing.data.get("parties", [])]
    title = doing.data["title"]
    if len(title) > 300:
        raise Refused(_("At most 300 characters."), code="too_long", field="title")
    new = _new_case(doing, title, complaint, chosen)
    for target in moved:
        target.case = new
        target.save(update_fields=["case"])
    _tell(doing, new, "open_split")
    return Effect(detail={"new_case": new.number})


def _new_case(doing: Doing, title: str, complaint: Complaint, chosen: list[CaseParty]) -> Case:
    old = doing.case
    new = Case.objects.create(
        number=str(take("C", doing.at.year)[0]), title=title, jurisdiction=old.jurisdiction, kind=old.kind,
        industry=old.industry, region=old.region, office=old.office, officer=old.officer, opened_at=doing.at,
        confidentiality=old.confidentiality, split_from=old,
    )  # fmt: skip
    Complaint.objects.create(
        case=new, state=complaint.state, key=f"split:{new.number}", channel=Channel(complaint.channel),
        holder=complaint.holder, agent=complaint.agent, statement=complaint.statement, filed_at=complaint.filed_at,
        complete_at=complaint.complete_at, office=complaint.office, by=complaint.by,
    )  # fmt: skip
    kept = {row.pk: row for row in old.parties.filter(role__in=["complainant", "claimant", "victim"])}
    for row in (kept | {row.pk: row for row in chosen}).values():
        CaseParty.objects.create(
            case=new, role=row.role, name=row.name, representative=row.representative, is_minor=row.is_minor,
            email=row.email,
        )  # fmt: skip
    CaseWork.objects.bulk_create(CaseWork(case=new, work_id=pk) for pk in old.case_works.values_list("work", flat=True))
    return new


def _other(doing: Doing) -> Case:
    """The case to be joined to, locked: one that the same officer handles. Any other is told as not there."""
    number = doing.data["case"]
    rows = Case.objects.select_related("office__body").exclude(pk=doing.case.pk).filter(number=number)
    try:
        # Two officers who join two cases to each other would wait for each other for ever.
        nowait = connection.features.has_select_for_update_nowait
        with transaction.atomic():
            other = rows.select_for_update(of=("self",), nowait=nowait).first()
    except OperationalError as error:
        raise Refused(_("Somebody else acts in that case just now. Try again."), code="changed_meanwhile") from error
    mine = other is not None and doing.by is not None and "officer" in relations.of(doing.by, other).on(None)
    if other is None or not (mine or doing.relation == "system"):
        raise Refused(_("You handle no such case."), code="no_such_case", field="case")
    if other.joined_into_id is not None:
        raise Refused(_("That case was itself joined to another."), code="joined", field="case")
    return other


def _tell(doing: Doing, other: Case, act: str) -> None:
    """The other case's history says it too."""
    table = tables.lifecycle("case").acts[act]
    told = {"case": doing.case.number, "reason": doing.data["reason"]}
    services.open_with(Doing(table, other, other, None, told, doing.by, "system", doing.at))
