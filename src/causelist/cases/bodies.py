"""Bodies and offices: made and changed by who runs the registry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases.models import Body, Level, Office, TrackKind
from causelist.core.refusal import Refused
from causelist.parties.models import Organisation
from causelist.parties.permissions import check_registry
from causelist.runtime import audit
from causelist.runtime.announcements import announce

_CODE = re.compile(r"[A-Z0-9]{1,7}")


@transaction.atomic
def create_body(
    *,
    organisation: Organisation,
    level: str,
    code: str,
    jurisdiction: str,
    superior: Body | None = None,
    by: User | None,
) -> Body:
    """Make an organisation a body that decides or investigates. Raises `NotAllowed`, `Refused`."""
    if by is not None:
        check_registry(by)
    if level not in Level.values:
        raise Refused(_("Choose the level of the body."), code="bad_level", field="level")
    if not _CODE.fullmatch(code):
        raise Refused(
            _("The code has 1 to 7 capital letters or digits; it stands in the identifiers of decisions."),
            code="bad_code", field="code",
        )  # fmt: skip
    if Body.objects.filter(code=code).exists() or Body.objects.filter(pk=organisation.pk).exists():
        raise Refused(_("This body, or one with this code, is there already."), code="taken", field="code")
    body = Body.objects.create(
        organisation=organisation, level=level, code=code, jurisdiction=jurisdiction, superior=superior
    )
    audit.record(
        by=by, act="cases.create_body", subject=f"parties.organisation:{organisation.pk}", detail={"code": code}
    )
    return body


@transaction.atomic
def create_office(
    *, body: Body, name: str, by: User | None, name_zh: str = "", contact_email: str = "", contact_phone: str = "",
    hours: str = "", time_zone: str = "UTC", tracks: Sequence[str] = (), subjects: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> Office:  # fmt: skip
    """Open an office of a body for some tracks, subjects and regions. Raises `NotAllowed`, `Refused`."""
    if by is not None:
        check_registry(by)
    if not name.strip():
        raise Refused(_("Give the office a name."), code="bad_name", field="name")
    if time_zone not in available_timezones():
        raise Refused(_("Name the time zone as Asia/Shanghai or Europe/Berlin."), code="bad_zone", field="time_zone")
    if unknown := set(tracks) - set(TrackKind.values):
        raise Refused(_("There is no such track: %s") % ", ".join(sorted(unknown)), code="bad_track", field="tracks")
    if Office.objects.filter(body=body, name=name.strip()).exists():
        raise Refused(_("The body has an office of this name already."), code="taken", field="name")
    office = Office.objects.create(
        body=body, name=name.strip(), name_zh=name_zh, contact_email=contact_email, contact_phone=contact_phone,
        hours=hours, time_zone=time_zone, tracks=list(tracks), subjects=list(subjects), regions=list(regions),
    )  # fmt: skip
    audit.record(by=by, act="cases.create_office", subject=f"cases.office:{office.pk}", detail={"body": body.code})
    announce("office", [office.pk])
    return office
