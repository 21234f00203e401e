"""Bodies of the state and their offices: who runs the registry says which there are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases.models import Body, Level, Office, TrackKind
from causelist.core.refusal import Refused
from causelist.law.book import jurisdictions
from causelist.parties.models import Organisation, OrganisationKind, Region
from causelist.parties.permissions import check_registry
from causelist.runtime import audit

KINDS = (
    OrganisationKind.AUTHORITY, OrganisationKind.POLICE, OrganisationKind.PROCURATORATE, OrganisationKind.COURT,
    OrganisationKind.CUSTOMS,
)  # fmt: skip
_CODE = re.compile(r"[A-Z0-9]{1,7}")
MOST_ABOVE = 6


@dataclass(frozen=True, slots=True)
class OfficeGiven:
    """What an office is: its contact, and what it takes (nothing said: everything)."""

    name: str
    name_zh: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    hours: str = ""
    time_zone: str = "UTC"
    tracks: Sequence[str] = field(default_factory=tuple)
    subjects: Sequence[str] = field(default_factory=tuple)
    regions: Sequence[str] = field(default_factory=tuple)
    closed_on: dt.date | None = None


@transaction.atomic
def save_body(
    *, organisation: Organisation, level: str, code: str, jurisdiction: str, by: User, superior: Body | None = None
) -> Body:
    """Make an organisation a body, or change what it is as one. Raises `Refused`, `NotAllowed`."""
    check_registry(by)
    if organisation.kind not in KINDS:
        raise Refused(
            _("Only an authority, police, a procuratorate, a court or customs can be a body."), code="bad_kind",
            field="organisation",
        )  # fmt: skip
    if level not in Level.values:
        raise Refused(_("Choose a level."), code="not_a_choice", field="level")
    if jurisdiction not in jurisdictions():
        raise Refused(_("There is no law of this place here."), code="not_a_choice", field="jurisdiction")
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise Refused(_("One to seven letters A to Z and figures."), code="bad_code", field="code")
    if superior is not None and organisation.pk in _line_above(superior):
        raise Refused(_("No body stands above itself."), code="above_itself", field="superior")
    try:
        with transaction.atomic():
            found, _made = Body.objects.update_or_create(
                organisation=organisation,
                defaults={"level": level, "code": code, "jurisdiction": jurisdiction, "superior": superior},
            )
    except IntegrityError as error:
        raise Refused(_("Another body has this code."), code="known", field="code") from error
    audit.record(by=by, act="cases.body.save", subject=f"cases.body:{code}", detail={"level": level})
    return found


@transaction.atomic
def save_office(*, body: Body, given: OfficeGiven, by: User, office: Office | None = None) -> Office:
    """A new office of a body, or another word for one that is there."""
    check_registry(by)
    name = " ".join(given.name.split())
    if not name:
        raise Refused(_("This must be given."), code="required", field="name")
    try:
        ZoneInfo(given.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused(
            _("There is no such time zone; write one such as Asia/Shanghai."), code="bad_zone", field="time_zone"
        ) from error
    if unknown := set(given.tracks) - set(TrackKind.values):
        raise Refused(_("There is no such track: %s.") % min(unknown), code="not_a_choice", field="tracks")
    known = set(Region.objects.filter(code__in=given.regions).values_list("code", flat=True))
    if missing := [code for code in given.regions if code not in known]:
        raise Refused(_("There is no such region: %s.") % missing[0][:20], code="not_there", field="regions")
    row = office or Office(body=body)
    row.name, row.name_zh = name[:200], given.name_zh.strip()[:200]
    row.contact_email, row.contact_phone = given.contact_email, given.contact_phone.strip()[:60]
    row.hours, row.time_zone, row.closed_on = given.hours.strip()[:120], given.time_zone, given.closed_on
    row.tracks, row.subjects, row.regions = list(given.tracks), list(given.subjects), list(given.regions)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(_("This body has an office of that name."), code="known", field="name") from error
    audit.record(by=by, act="cases.office.save", subject=f"cases.office:{row.pk}", detail={"body": body.code})
    return row


def _line_above(body: Body) -> set[int]:
    found: set[int] = set()
    above: Body | None = body
    while above is not None and above.pk not in found and len(found) < MOST_ABOVE:
        found.add(above.pk)
        above = above.superior
    return found
