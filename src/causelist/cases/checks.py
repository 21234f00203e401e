"""What effects check alike: an office of a kind, an officer of a body, a party or track of the case, a day in time.

Each raises `Refused` that names the field to mend. What belongs to another case is told as what is not there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases.effects import Doing
from causelist.cases.models import Case, CaseParty, Clock, Office, Recusal, Target, Track
from causelist.core.refusal import Refused
from causelist.parties.models import Membership, OrganisationKind, Role
from causelist.parties.queries import in_force

PARTIES = frozenset({"complainant", "respondent", "party"})
_CURRENCY = re.compile(r"[A-Z]{3}")


def office(doing: Doing, *, field: str = "office") -> Office:
    """The open office that a field names, of a body of the kind that the table asks for ("police", "court", …)."""
    return office_of(doing.data[field], doing.act.fields[field].of, field=field)


def office_of(office_id: int, kind: str, *, field: str = "office") -> Office:
    """An open office; of a body of one kind of organisation where one is said."""
    found = Office.objects.select_related("body__organisation").filter(pk=office_id, closed_on__isnull=True).first()
    if found is None:
        raise Refused(_("There is no such office. Choose one of the list."), code="no_such_office", field=field)
    if kind and found.body.organisation.kind != kind:
        raise Refused(
            _("This goes to an office of another kind: choose one of the kind “%(kind)s”.")
            % {"kind": OrganisationKind(kind).label},
            code="wrong_kind_of_office", field=field,
        )  # fmt: skip
    return found


def officer(officer_id: int, at: Office | None, *, track: Track | None = None, field: str = "officer") -> User:
    """Somebody who may handle a case at an office today, and was not recused from the track."""
    roles = Membership.objects.filter(role__in=[Role.OFFICER, Role.HEAD], user__is_active=True, user=officer_id)
    today = dt.datetime.now(tz=dt.UTC).date()
    found = None
    if at is not None:
        found = roles.filter(in_force(today), organisation=at.body_id).select_related("user").first()
    if found is None:
        raise Refused(_("Choose an officer of this body."), code="no_such_officer", field=field)
    if track is not None and Recusal.objects.filter(track=track, officer=officer_id).exists():
        raise Refused(_("This officer was recused. Choose another."), code="recused", field=field)
    return found.user


def track(case: Case, track_id: int | None, *, field: str = "track") -> Track | None:
    """A track of this case, locked; None where none is named."""
    if track_id is None:
        return None
    rows = Track.objects.select_for_update(of=("self",)).select_related("office__body")
    found = rows.filter(case=case, pk=track_id).first()
    if found is None:
        raise Refused(_("This case has no such track."), code="no_such_track", field=field)
    return found


def party(case: Case, party_id: int, *, field: str = "party") -> CaseParty:
    """A party of this case."""
    found = CaseParty.objects.select_related("name").filter(case=case, pk=party_id).first()
    if found is None:
        raise Refused(_("This case has no such party."), code="no_such_party", field=field)
    return found


def targets(case: Case, ids: Collection[int], *, field: str = "targets") -> list[Target]:
    """Targets of this case, all of those asked for, locked."""
    found = list(Target.objects.select_for_update(of=("self",)).filter(case=case, pk__in=ids).order_by("id"))
    if len(found) != len(set(ids)):
        raise Refused(_("This case has no such target."), code="no_such_target", field=field)
    return found


def currency(doing: Doing) -> None:
    """A sum goes with its currency, in three letters."""
    given = doing.data.get("currency", "")
    if given and not _CURRENCY.fullmatch(given):
        raise Refused(_("Write the currency in three letters, such as CNY."), code="bad_currency", field="currency")
    if doing.data.get("amount") is not None and not given:
        raise Refused(_("Say in which currency the sum is."), code="no_currency", field="currency")


def no_open(case: Case, kind: str) -> None:
    """There is one open track of a kind at a time."""
    if case.tracks.filter(kind=kind, closed_at__isnull=True).exists():
        raise Refused(_("There is an open track of this kind already."), code="track_open")


def day_at(moment: dt.datetime, at: Office | None) -> dt.date:
    """The day of a moment where an office is."""
    return moment.astimezone(ZoneInfo(at.time_zone if at else "UTC")).date()


def in_time(doing: Doing, *names: str) -> None:
    """`filed_on` is not after the last day of the newest of these clocks of the track.

    A party that files here and now cannot have filed on an earlier day: the day of the act counts too.
    """
    held = doing.track
    if held is None:
        return
    clock = Clock.objects.filter(track=held, name__in=names).order_by("-started_at", "-id").first()
    if clock is None or clock.due_on is None:
        return
    day: dt.date = doing.data["filed_on"]
    if doing.relation in PARTIES:
        day = max(day, day_at(doing.at, held.office))
    if day > clock.due_on:
        raise Refused(
            _("The time for this ended on %(due)s; it was filed on %(day)s. (%(cite)s)")
            % {"due": f"{clock.due_on:%Y-%m-%d}", "day": f"{day:%Y-%m-%d}", "cite": clock.cite},
            code="late", field="filed_on",
        )  # fmt: skip


def has_ended(doing: Doing, *names: str) -> None:
    """A time that must be over is over: refused with its last day while one of these clocks runs."""
    running = Clock.objects.filter(track=doing.track, name__in=names, stopped_at__isnull=True).order_by("due_at").last()
    if running is not None and running.due_at is not None and doing.at < running.due_at:
        raise Refused(
            _("The time to appeal runs until %(due)s.") % {"due": f"{running.due_on:%Y-%m-%d}"}, code="still_runs"
        )
