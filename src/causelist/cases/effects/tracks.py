"""How tracks begin, go from one body to another, and end."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases import checks, clocks, subjects
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.effects.orders import waiting_for_suit
from causelist.cases.models import CaseEvent, Clock, Office, Track, TrackKind, TrackLink
from causelist.core.refusal import Refused

# A complaint made to the police has another period than a case that an authority transfers.
REPORTED: dict[str, dict[str, str]] = {"cn": {"police_decide": "cn.police.file"}}


@effect("administrative.file_case")
def file_case(doing: Doing) -> Effect:
    """The administrative track, at the office that accepted a complaint."""
    accepted = doing.case.complaints.filter(state="accepted").select_related("office").order_by("-id").first()
    if accepted is None:
        raise Refused(_("Accept the complaint first; a case is filed on an accepted one."), code="not_accepted")
    office = accepted.office or doing.case.office
    if office is None:
        raise Refused(_("The case lies at no office yet."), code="no_office")
    checks.no_open(doing.case, TrackKind.ADMINISTRATIVE)
    officer = _officer(doing, office)
    return Effect(subject=_track(doing, TrackKind.ADMINISTRATIVE, office, officer=officer))


@effect("administrative.extend")
def extend(doing: Doing) -> Effect:
    """The clock of the decision ends later: on a day to come, told with its reason."""
    until: dt.date = doing.data["until"]
    clock = Clock.objects.filter(track=doing.track, name="decide", stopped_at__isnull=True).first()
    if clock is None or clock.due_on is None:
        raise Refused(_("No time for a decision runs here."), code="no_clock")
    if clock.due_at is not None and doing.at > clock.due_at:
        raise Refused(
            _("The time ended on %s; it can be extended only while it runs.") % f"{clock.due_on:%Y-%m-%d}", code="late"
        )
    if until <= clock.due_on:
        raise Refused(
            _("The time runs until %s already. Choose a later day.") % f"{clock.due_on:%Y-%m-%d}",
            code="not_later", field="until",
        )  # fmt: skip
    before = clock.due_on
    clocks.extend(clock, until, reason=doing.data["reason"])
    return Effect(detail={"from": before})


@effect("administrative.transfer")
def transfer(doing: Doing) -> Effect:
    """The case goes to the police, who get a track of their own."""
    office = checks.office(doing)
    checks.no_open(doing.case, TrackKind.CRIMINAL)
    handed = {"office": office.pk, "reason": doing.data["reason"]}
    return Effect(detail=_named(office), also=(("criminal", "receive_transfer", None, handed),))


@effect("administrative.take_back")
def take_back(doing: Doing) -> Effect:
    """Only what the police have not opened can be taken back; their track ends with it."""
    theirs = doing.case.tracks.filter(kind=TrackKind.CRIMINAL, closed_at__isnull=True).first()
    if theirs is None:
        return Effect()
    if theirs.state not in ("reported", "not_opened"):
        raise Refused(_("The police have the case open: it cannot be taken back now."), code="with_the_police")
    return Effect(also=(("criminal", "give_back", theirs.pk, {"reason": doing.data["reason"]}),))


@effect("criminal.receive_transfer")
def receive_transfer(doing: Doing) -> Effect:
    """The criminal track of a case that an authority handed over, linked to the one it comes from."""
    source = doing.case.tracks.filter(kind=TrackKind.ADMINISTRATIVE, state="transferred", closed_at__isnull=True)
    office = checks.office(doing)
    row = _track(doing, TrackKind.CRIMINAL, office, linked_to=source.first(), link=TrackLink.TRANSFER_OF)
    if row.linked_to is not None:
        about = subjects.clock_subject(TrackKind.ADMINISTRATIVE, row.linked_to, doing.case)
        clocks.stop({"hand_over": "met"}, about, at=doing.at)
    return Effect(subject=row, detail=_named(office))


@effect("criminal.report")
def report(doing: Doing) -> Effect:
    """The criminal track of what was reported to the police."""
    office = checks.office(doing)
    checks.no_open(doing.case, TrackKind.CRIMINAL)
    rules = REPORTED.get(doing.case.jurisdiction, {})
    return Effect(subject=_track(doing, TrackKind.CRIMINAL, office), detail=_named(office), rules=rules)


@effect("civil.file_suit")
def file_suit(doing: Doing) -> Effect:
    """The civil track at a court; it may ride on the prosecution, and lies at its court where that has one."""
    checks.currency(doing)
    office = checks.office(doing)
    checks.no_open(doing.case, TrackKind.CIVIL)
    ridden = checks.track(doing.case, doing.data.get("rides_on"), field="rides_on")
    if ridden is not None:
        _check_ridden(ridden, office)
    link = TrackLink.RIDES_ON if ridden else ""
    return Effect(
        subject=_track(doing, TrackKind.CIVIL, office, linked_to=ridden, link=link), detail=_named(office),
        also=waiting_for_suit(doing.case),
    )  # fmt: skip


@effect("civil.open_before_suit")
def open_before_suit(doing: Doing) -> Effect:
    """The civil track at a court that is asked for an order before there is a suit."""
    office = checks.office(doing)
    checks.no_open(doing.case, TrackKind.CIVIL)
    return Effect(subject=_track(doing, TrackKind.CIVIL, office), detail=_named(office))


@effect("civil.sue_now")
def sue_now(doing: Doing) -> Effect:
    """The suit that orders before it waited for."""
    checks.currency(doing)
    return Effect(also=waiting_for_suit(doing.case))


def _check_ridden(ridden: Track, office: Office) -> None:
    if ridden.kind != TrackKind.CRIMINAL or ridden.closed_at is not None:
        raise Refused(
            _("A claim rides on an open prosecution. Choose a criminal track that is open, or leave this out."),
            code="not_a_prosecution", field="rides_on",
        )  # fmt: skip
    if ridden.state in ("charged", "hearing") and ridden.office_id != office.pk:
        raise Refused(
            _("The prosecution is before another court; a claim that rides on it goes there."),
            code="another_court", field="office",
        )  # fmt: skip
    if ridden.state not in ("reported", "investigating", "with_prosecutor", "returned", "charged", "hearing"):
        raise Refused(
            _("Judgment was given in the prosecution: file the suit on its own."), code="too_late", field="rides_on"
        )


@effect("civil.register", "criminal.open")
def register(doing: Doing) -> Effect:
    """The body takes the matter under a file number of its own."""
    track = _held(doing)
    track.reference = doing.data["reference"][:80]
    if "officer" in doing.data:
        track.officer = checks.officer(doing.data["officer"], track.office, track=track)
    elif track.officer_id is None and doing.relation == "officer":
        track.officer = doing.by
    return Effect()


@effect("criminal.finish", "criminal.return", "criminal.supervise", "criminal.charge")
def hand_on(doing: Doing) -> Effect:
    """The track goes to another body: it lies at its office, with no officer yet."""
    return move(doing, checks.office(doing))


@effect("criminal.require_opening")
def require_opening(doing: Doing) -> Effect:
    """The procuratorate sends the case back to the police, who must open it."""
    return move(doing, came_from(doing, "criminal.supervise"))


@effect("civil.contest_competence")
def contest_competence(doing: Doing) -> Effect:
    """Another court may be named."""
    return Effect(detail=_named(checks.office(doing)) if "office" in doing.data else {})


@effect("civil.settle")
def settle(doing: Doing) -> Effect:
    """A sum has its currency."""
    checks.currency(doing)
    return Effect()


def move(doing: Doing, office: Office | None) -> Effect:
    """Let the track of an act lie at another office; the step was still taken at the one it comes from."""
    track = _held(doing)
    before = track.office
    if office is None or office.pk == before.pk:
        return Effect()
    track.office, track.officer = office, None
    return Effect(office=before, detail=_named(office))


def came_from(doing: Doing, act: str) -> Office | None:
    """The office at which the track lay before its last such act."""
    last = CaseEvent.objects.filter(track=doing.track, act=act).select_related("office__body").order_by("-id").first()
    return last.office if last else None


def _held(doing: Doing) -> Track:
    if doing.track is None:
        raise RuntimeError(f"{doing.act.full_name} is an act on a track")
    return doing.track


def _track(
    doing: Doing, kind: TrackKind, office: Office, *, officer: User | None = None, linked_to: Track | None = None,
    link: str = "",
) -> Track:  # fmt: skip
    return Track.objects.create(
        case=doing.case, kind=kind, state=doing.act.to[0], office=office, officer=officer,
        reference=str(doing.data.get("reference", ""))[:80], opened_at=doing.at, linked_to=linked_to,
        link=link if linked_to else "",
    )  # fmt: skip


def _officer(doing: Doing, office: Office) -> User | None:
    if "officer" in doing.data:
        return checks.officer(doing.data["officer"], office)
    return doing.by if doing.relation == "officer" else None


def _named(office: Office) -> dict[str, str]:
    """The office in words, for the history: its number alone would mean nothing in ten years."""
    return {"office_name": f"{office.body.organisation}, {office.name}"}
