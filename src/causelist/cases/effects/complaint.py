"""What acts on a complaint do beyond moving its state."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases import offices, papers
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.models import Complaint, Office, TrackKind
from causelist.core.refusal import Refused
from causelist.parties.models import Role
from causelist.parties.queries import memberships_in_force


@effect("complaint.ask_papers")
def ask_papers(doing: Doing) -> Effect:
    """Ask for papers, by their ids in the law's list: what no article lets an authority ask is refused to it."""
    names = list(dict.fromkeys(doing.data["papers"]))
    beyond = papers.beyond(doing.case.jurisdiction, names, on=timezone.localdate(doing.at))
    if beyond:
        raise Refused(
            _("The law does not let you ask for: %s. Ask only for what stands in its list.") % ", ".join(beyond),
            code="asked_beyond_law",
            field="papers",
        )
    return Effect(detail={"papers": names})


@effect("complaint.hand_in")
def hand_in(doing: Doing) -> Effect:
    """Papers of the complainant's library now belong to the complaint; the time to decide begins."""
    complaint: Complaint = doing.subject
    chosen = papers.chosen(complaint.holder, doing.data.get("papers", ()))
    papers.hand_in(case=doing.case, complaint=complaint, papers=chosen, by=doing.by)
    complaint.complete_at = complaint.complete_at or doing.at
    complaint.save(update_fields=["complete_at"])
    return Effect(detail={"papers": [paper.pk for paper in chosen]})


@effect("complaint.accept")
def accept(doing: Doing) -> Effect:
    """The office takes it; the officer named, or the one who accepts, has it from now on."""
    officer = _officer(doing)
    if officer is not None:
        doing.case.officer = officer
    return Effect(detail={"days": (doing.at - doing.subject.filed_at).days})


@effect("complaint.refuse")
def refuse(doing: Doing) -> Effect:
    """A refusal for want of papers holds only once they were asked for."""
    if doing.data["ground"] == "papers_missing" and doing.subject.state != "incomplete":
        raise Refused(
            _("Ask for the missing papers first: a complaint is refused for them only when they did not come."),
            code="papers_not_asked",
            field="ground",
        )
    return Effect()


@effect("complaint.forward")
def forward(doing: Doing) -> Effect:
    """It lies with another office; the clock goes on."""
    office = _office(doing)
    if office.pk == doing.subject.office_id:
        raise Refused(_("It lies with this office already. Choose another."), code="same_office", field="office")
    before = doing.subject.office
    _move(doing, office)
    return Effect(
        detail={"office": office.pk, "from_office": before.pk if before else None}, office=before or doing.case.office
    )


@effect("complaint.contest_competence")
def contest_competence(doing: Doing) -> Effect:
    """Say which other office is thought competent, where one is."""
    return Effect(detail={"office": _office(doing).pk} if doing.data.get("office") else {})


@effect("complaint.assign_competence")
def assign_competence(doing: Doing) -> Effect:
    """The body above says who is competent: that office has it from now on, and the clock goes on."""
    office = _office(doing)
    _move(doing, office)
    return Effect(detail={"office": office.pk})


@effect("complaint.fall_silent")
def fall_silent(doing: Doing) -> Effect:
    """The day on which the silence became unlawful is the day after the last one."""
    clock = doing.case.clocks.filter(name="acceptance", subject_id=doing.subject.pk).order_by("-pk").first()
    last = clock.due_on if clock is not None else None
    since = (last + dt.timedelta(days=1)).isoformat() if last else None
    return Effect(detail={"silent_since": since, "rule": clock.rule if clock else ""})


@effect("complaint.decide_appeal")
def decide_appeal(doing: Doing) -> Effect:
    """An order to act lets the time to decide begin anew; else the refusal stands."""
    if doing.data["result"] == "order_to_act":
        return Effect(to="forwarded", starts=("acceptance",))
    return Effect(to="refused")


def _office(doing: Doing) -> Office:
    """The office an act names: one that takes such complaints in the case's country."""
    wanted = int(doing.data.get("office") or 0)
    found = Office.objects.select_related("body__organisation").filter(pk=wanted, closed_on__isnull=True).first()
    fitting = offices.candidates(jurisdiction=doing.case.jurisdiction, track=TrackKind.ADMINISTRATIVE)
    if found is None or found.pk not in {office.pk for office in fitting}:
        raise Refused(
            _("This office takes no complaints under this law. Choose one of the list."),
            code="unknown_office",
            field="office",
        )
    return found


def _move(doing: Doing, office: Office) -> None:
    complaint: Complaint = doing.subject
    complaint.office = office
    complaint.save(update_fields=["office"])
    if not doing.case.tracks.exists():
        doing.case.office = office
        doing.case.officer = None


def _officer(doing: Doing) -> User | None:
    wanted = doing.data.get("officer")
    if wanted is None:
        return doing.by
    office = doing.subject.office or doing.case.office
    user = User.objects.filter(pk=int(wanted), is_active=True).first()
    roles = (
        memberships_in_force(user, timezone.localdate()).filter(
            organisation=office.body_id, role__in=[Role.OFFICER, Role.HEAD]
        )
        if user is not None and office is not None
        else None
    )
    if roles is None or not roles.exists():
        raise Refused(
            _("This person is no officer of the office. Choose one who is."), code="unknown_officer", field="officer"
        )
    return user
