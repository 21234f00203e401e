"""Who handles a case, what is noted in it, who and what belongs to it."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases import checks, clocks, keys, line, subjects
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.models import (
    Appointment,
    Audience,
    CaseParty,
    Clock,
    Office,
    Premises,
    Recusal,
    Target,
    Track,
)
from causelist.core.addresses import BadAddress, canonical
from causelist.core.places import place_of
from causelist.core.refusal import Refused
from causelist.parties.models import OrganisationKind, OrganisationName
from causelist.parties.names import fold
from causelist.parties.register import ensure_names
from causelist.parties.services import create_organisation

SECRET_KINDS = frozenset({"inspection"})  # the parties do not learn of it before it is done


@effect("case.assign")
def assign(doing: Doing) -> Effect:
    """To an office of the same body and one of its officers, or to either."""
    if "office" not in doing.data and "officer" not in doing.data:
        raise Refused(_("Choose an office, an officer or both."), code="required", field="officer")
    track, office = _desk(doing)
    if "office" in doing.data:
        chosen = checks.office_of(doing.data["office"], "")
        if office is not None and chosen.body_id != office.body_id:
            raise Refused(
                _("That office is another body's. Forward or transfer the case instead."),
                code="another_body", field="office",
            )  # fmt: skip
        office = chosen
    officer = checks.officer(doing.data["officer"], office, track=track) if "officer" in doing.data else None
    _put(doing, track, office, officer)
    return Effect(detail=_told(track, officer))


@effect("case.hand_over")
def hand_over(doing: Doing) -> Effect:
    """To another officer of the same body."""
    track, office = _desk(doing)
    officer = checks.officer(doing.data["officer"], office, track=track)
    holder_id = doing.case.officer_id if track is None else track.officer_id
    if officer.pk == holder_id:
        raise Refused(_("This officer has it already."), code="unchanged", field="officer")
    _put(doing, track, office, officer)
    return Effect(detail=_told(track, officer))


@effect("case.recuse")
def recuse(doing: Doing) -> Effect:
    """The officer has nothing to do with the track any more; whoever follows is assigned."""
    track, office = _desk(doing)
    if track is None:
        raise Refused(_("Say from which track: file the case first."), code="required", field="track")
    officer = checks.officer(doing.data["officer"], office, track=track)
    if doing.by is None:
        raise Refused(_("A person recuses an officer."), code="no_person")
    Recusal.objects.create(track=track, officer=officer, reason=doing.data["reason"][:500], by=doing.by)
    if track.officer_id == officer.pk:
        _put(doing, track, track.office, None)
    return Effect(detail=_told(track, officer))


@effect("case.challenge")
def challenge(doing: Doing) -> Effect:
    """A party says why an officer should not handle a track; the head answers by recusing, or not."""
    track = checks.track(doing.case, doing.data.get("track"))
    return Effect(detail={} if track is None else {"track_kind": track.kind})


@effect("case.note")
def note(doing: Doing) -> Effect:
    """As far as its writer lets it be read."""
    return Effect(audience=doing.data.get("audience", Audience.OFFICE))


@effect("case.appoint")
def appoint(doing: Doing) -> Effect:
    """In the calendars of those who may know of it."""
    starts: dt.datetime = doing.data["starts_at"]
    ends: dt.datetime | None = doing.data.get("ends_at")
    if starts <= doing.at:
        raise Refused(_("Fix an appointment for a time to come."), code="in_past", field="starts_at")
    if ends is not None and ends <= starts:
        raise Refused(_("It ends before it begins."), code="before_start", field="ends_at")
    track, office = _desk(doing)
    audience = Audience.BODIES if doing.data["kind"] in SECRET_KINDS else Audience.PARTIES
    Appointment.objects.create(
        case=doing.case, track=track, office=office, kind=doing.data["kind"], starts_at=starts, ends_at=ends,
        place=doing.data.get("place", "")[:300], audience=audience,
    )  # fmt: skip
    return Effect(audience=audience)


@effect("case.add_party")
def add_party(doing: Doing) -> Effect:
    """A name in a role; of a natural person only where it is said so, and then withheld from the public."""
    data = doing.data
    name = _name(data["name"], is_person=data.get("is_person", False), by=doing.by)
    if data.get("is_minor") and not name.organisation.is_person:
        raise Refused(_("A minor is a natural person: say so."), code="not_a_person", field="is_person")
    try:
        with transaction.atomic():
            row = CaseParty.objects.create(
                case=doing.case, role=data["role"], name=name, is_minor=data.get("is_minor", False),
                email=data.get("email", ""),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("This party is in the case already."), code="known", field="name") from error
    # The name stands on its row, where the table of visibility decides; the history, which more may read, points at it.
    for field in ("name", "email", "is_minor"):
        data.pop(field, None)
    return Effect(detail={"party": row.pk})


@effect("case.add_target")
def add_target(doing: Doing) -> Effect:
    """One more thing complained of."""
    data, address, place = doing.data, "", ""
    if data.get("address"):
        try:
            address = canonical(data["address"]).url
        except BadAddress as error:
            raise Refused(
                _("This is no public address: %s.") % error.reason, code="bad_address", field="address"
            ) from error
        place = place_of(address).key
    premises = Premises.objects.filter(pk=data["premises"]).first() if "premises" in data else None
    if "premises" in data and premises is None:
        raise Refused(_("There are no such premises."), code="no_such_premises", field="premises")
    row = Target.objects.create(
        case=doing.case, kind=data["kind"][:40], description=data["description"][:500], address=address,
        place=place[:400], premises=premises,
    )  # fmt: skip
    return Effect(detail={"target": row.pk})


@effect("case.set_result")
def set_result(doing: Doing) -> Effect:
    """What became of a target."""
    [row] = checks.targets(doing.case, [doing.data["target"]], field="target")
    before, row.result = row.result, doing.data["result"]
    if before == row.result:
        raise Refused(_("That is what it says already."), code="unchanged", field="result")
    row.save(update_fields=["result"])
    return Effect(detail={"before": before})


@effect("case.record_facts")
def record_facts(doing: Doing) -> Effect:
    """The facts that the criminal line is reckoned from, and where the case stands with them."""
    found = line.reckon(doing.case.jurisdiction, doing.data["facts"], opened=checks.day_at(doing.case.opened_at, None))
    doing.case.facts = found.facts
    doing.case.above_line = found.above
    return Effect(detail={"above_line": found.above, "tier": found.tier})


@effect("case.set_confidentiality")
def set_confidentiality(doing: Doing) -> Effect:
    """Open, restricted or sealed."""
    before, level = doing.case.confidentiality, doing.data["level"]
    if before == level:
        raise Refused(_("That is what it is already."), code="unchanged", field="level")
    doing.case.confidentiality = level
    return Effect(detail={"before": before})


@effect("case.give_key")
def give_key(doing: Doing) -> Effect:
    """A key is told once, to whoever asked; what is kept is its hash."""
    party = checks.party(doing.case, doing.data["party"])
    return Effect(once={"key": keys.make(party, by=doing.by)})


def _desk(doing: Doing) -> tuple[Track | None, Office | None]:
    """The track that the act names, with its office; else the case's own."""
    track = checks.track(doing.case, doing.data.get("track"))
    if track is not None and track.closed_at is not None:
        raise Refused(_("This track is closed."), code="closed", field="track")
    return track, doing.case.office if track is None else track.office


def _put(doing: Doing, track: Track | None, office: Office | None, officer: User | None) -> None:
    """Let a track, or the case with its complaints, lie at an office and with an officer; the clocks lie there too."""
    case = doing.case
    if track is not None:
        if office is not None:
            track.office = office
        track.officer = officer
        track.save(update_fields=["office", "officer"])
        clocks.hold(subjects.clock_subject(track.kind, track, case))
        return
    before = case.office_id
    case.office, case.officer = office, officer
    case.complaints.filter(office=before).update(office=office)
    running = Clock.objects.filter(case=case, stopped_at__isnull=True).filter(Q(track__isnull=True))
    running.update(office=office, officer=officer)


def _told(track: Track | None, officer: User | None) -> dict[str, str]:
    """In words that still say something when the person has left."""
    return {"officer_name": officer.name if officer else "", "track_kind": track.kind if track else ""}


def _name(text: str, *, is_person: bool, by: User | None) -> OrganisationName:
    known = OrganisationName.objects.select_related("organisation").filter(key=fold(text)).first()
    if known is not None:
        if is_person and not known.organisation.is_person:
            raise Refused(
                _("This is the name of an organisation on the record. Say that it is no natural person."),
                code="known_organisation", field="is_person",
            )  # fmt: skip
        return known
    if is_person:
        made = create_organisation(name=text, kind=OrganisationKind.OTHER, by=by, is_person=True)
        return made.names.select_related("organisation").get(is_primary=True)
    pk = ensure_names([text]).get(text)
    if pk is None:
        raise Refused(_("Write the name."), code="required", field="name")
    return OrganisationName.objects.select_related("organisation").get(pk=pk)
