"""Premises: found or made by what they are called and where they are, run by somebody, merged when two are one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases.models import (
    Body,
    CampaignEntry,
    MeasureTarget,
    Premises,
    PremisesMerge,
    PremisesOperator,
    Seizure,
    Target,
)
from causelist.core.refusal import Refused
from causelist.law.book import law_of
from causelist.law.infringement import kinds_of
from causelist.parties.models import OrganisationName, Region, Role
from causelist.parties.names import fold
from causelist.parties.permissions import Act, NotAllowed, reach_of
from causelist.runtime import audit

LONGEST = {"name": 200, "street": 300, "basis": 500}
FALLBACK = "cn"  # its rules name every kind of premises; a place without a list of its own uses theirs
OTHER = "other"


def kinds(jurisdiction: str, on: dt.date | None = None) -> dict[str, tuple[str, str]]:
    """The kinds of premises that a law knows, each with its name in English and Chinese, and "other"."""
    day = on or timezone.localdate()
    found = [one for one in kinds_of(law_of(jurisdiction), day) if one.where == "premises"]
    found = found or [one for one in kinds_of(law_of(FALLBACK), day) if one.where == "premises"]
    return {one.kind: (one.title, one.title_zh or one.title) for one in found} | {OTHER: ("Other premises", "其他场所")}


def key_of(name: str, street: str, region: Region | None) -> str:
    """The key by which two descriptions are one spot: name and street folded, and the region's code."""
    parts = (fold(name), fold(street) if street.strip() else "", region.code if region else "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find(*, name: str, street: str = "", region: Region | None = None) -> Premises | None:
    """The premises of this name, street and region, where known; of merged ones, what they were merged into."""
    row = Premises.objects.filter(key=key_of(name, street, region)).first()
    return home_of(row) if row else None


def home_of(row: Premises) -> Premises:
    """Where premises that were merged stand now."""
    while row.merged_into_id is not None:
        row = Premises.objects.get(pk=row.merged_into_id)
    return row


@transaction.atomic
def ensure(
    *, kind: str, name: str, street: str = "", region: Region | None = None, jurisdiction: str = FALLBACK, by: User | None
) -> Premises:  # fmt: skip
    """The premises of this name, street and region, found or made. Raises `Refused`."""
    name, street = _tidy("name", name), _tidy("street", street)
    if not any(char.isalnum() for char in name):
        raise Refused(
            _("Say what the premises are called, such as the sign over the door."), code="required", field="name"
        )
    if kind not in kinds(jurisdiction):
        raise Refused(
            _("Choose what the premises are: %s") % ", ".join(kinds(jurisdiction)), code="not_a_choice", field="kind"
        )
    row, made = Premises.objects.get_or_create(
        key=key_of(name, street, region), defaults={"kind": kind, "name": name, "street": street, "region": region}
    )
    if made and by is not None:
        audit.record(by=by, act="cases.premises.made", subject=f"cases.premises:{row.pk}", detail={"kind": kind})
    return home_of(row)


@transaction.atomic
def set_operator(
    *, premises_id: int, name: OrganisationName, starts_on: dt.date, basis: str, by: User
) -> PremisesOperator:
    """Somebody runs the premises from a day on; who did before, did until the day before. Raises `Refused`."""
    check_keeps(by)
    basis = _tidy("basis", basis)
    row = _locked(premises_id)
    if starts_on > timezone.localdate():
        raise Refused(_("This day has not come yet."), code="in_future", field="starts_on")
    if not basis:
        raise Refused(_("Say where this is known from."), code="required", field="basis")
    running = row.operators.filter(until__isnull=True).order_by("-starts_on").first()
    if running is not None and running.name_id == name.pk:
        return running
    if running is not None:
        if starts_on <= running.starts_on:
            raise Refused(
                _("Who runs it now has done so since %s; the next one begins later.") % running.starts_on.isoformat(),
                code="out_of_order", field="starts_on",
            )  # fmt: skip
        running.until = starts_on - dt.timedelta(days=1)
        running.save(update_fields=["until"])
    made = row.operators.create(name=name, starts_on=starts_on, basis=basis)
    audit.record(by=by, act="cases.premises.operator", subject=f"cases.premises:{row.pk}", detail={"name": name.pk})
    return made


def name_of(pk: int | None) -> OrganisationName:
    """A name by its number. Raises `Refused` where there is none."""
    found = OrganisationName.objects.filter(pk=pk or 0).first()
    if found is None:
        raise Refused(_("The organisation has no name yet. Give it one first."), code="no_name", field="name")
    return found


@transaction.atomic
def merge(*, source_id: int, target_id: int, basis: str, by: User) -> Premises:
    """Make two premises one: the history of the first moves to the second, and its page leads there."""
    check_keeps(by)
    basis = _tidy("basis", basis)
    if source_id == target_id:
        raise Refused(_("Premises cannot be merged with themselves."), code="same", field="target")
    rows = {pk: _locked(pk) for pk in sorted((source_id, target_id))}
    source, target = rows[source_id], rows[target_id]
    if not basis:
        raise Refused(_("Say why the two are one."), code="required", field="basis")
    moved = {
        "operators": _move(PremisesOperator.objects.filter(premises=source), target),
        "targets": _move(Target.objects.filter(premises=source), target),
        "visits": _move(MeasureTarget.objects.filter(premises=source), target),
        "seizures": _move(Seizure.objects.filter(premises=source), target),
        "campaigns": _move(
            CampaignEntry.objects.filter(premises=source).exclude(
                campaign__in=CampaignEntry.objects.filter(premises=target).values("campaign")
            ),
            target,
        ),
    }
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    Premises.objects.filter(merged_into=source).update(merged_into=target)
    PremisesMerge.objects.create(source=source, target=target, moved=moved, basis=basis, by=by)
    audit.record(by=by, act="cases.premises.merged", subject=f"cases.premises:{source.pk}", detail={"into": target.pk})
    return target


def keeps(user: User) -> bool:
    """Whether somebody keeps the register of premises: officers and heads of bodies, and the registry."""
    reach = reach_of(user)
    return reach.registry or _of_a_body(reach.roles)


def check_keeps(user: User) -> None:
    """Raise `NotAllowed` unless they do."""
    if not keeps(user):
        raise NotAllowed(Act.RECORD)


def _of_a_body(roles: Iterable[tuple[Role, int]]) -> bool:
    mine = [organisation for role, organisation in roles if role in (Role.OFFICER, Role.HEAD)]
    return bool(mine) and Body.objects.filter(pk__in=mine).exists()


def _locked(pk: int) -> Premises:
    row = Premises.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Refused(_("There are no such premises."), code="not_there", field="premises")
    if row.merged_into_id is not None:
        raise Refused(_("These premises were merged into others; act there."), code="merged", field="premises")
    return row


def _move(rows: models.QuerySet[Any], target: Premises) -> list[int]:
    ids = list(rows.values_list("pk", flat=True))
    models.QuerySet(rows.model).filter(pk__in=ids).update(premises=target)
    return ids


def _tidy(field: str, text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST[field]:
        raise Refused(_("This is longer than %d characters.") % LONGEST[field], code="too_long", field=field)
    return text
