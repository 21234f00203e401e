"""Campaigns: special actions of a body, what belongs to them, what was counted, and what others report beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases.access import find
from causelist.cases.models import (
    Activity,
    ActivityKind,
    Body,
    Campaign,
    CampaignCount,
    CampaignEntry,
    EnforcementNotice,
    Premises,
    ReportedFigure,
    Target,
)
from causelist.core.numbers import BadNumber, parse_number
from causelist.core.refusal import Refused
from causelist.notices.models import Notice
from causelist.parties.models import Role
from causelist.parties.names import slug_for
from causelist.parties.permissions import Act, NotAllowed, Reach, reach_of
from causelist.runtime import audit

MOMENTS = ("before", "during", "after")
KINDS = ("case", "notice", "target", "premises")
MOST = 1_000
_AT_WORK = frozenset({Role.OFFICER, Role.HEAD})


def may_run(reach: Reach, body_id: int | None) -> bool:
    """Whether a person may keep the campaigns and the log of a body: its officers, its head, and the registry."""
    return reach.registry or any((role, body_id) in reach.roles for role in _AT_WORK)


def bodies_run(reach: Reach) -> list[Body]:
    """The bodies whose campaigns a person may keep."""
    rows = Body.objects.select_related("organisation").prefetch_related("organisation__names").order_by("code")
    if not reach.registry:
        rows = rows.filter(pk__in={pk for role, pk in reach.roles if role in _AT_WORK})
    return list(rows)


@transaction.atomic
def create(
    *,
    body: Body,
    title: str,
    aim: str,
    starts_on: dt.date,
    by: User,
    title_zh: str = "",
    ends_on: dt.date | None = None,
) -> Campaign:
    """A new campaign of a body. Raises `Refused`, `NotAllowed`."""
    _check(by, body.pk)
    title, aim = _text(title, "title", 200), _text(aim, "aim", 1000)
    _days(starts_on, ends_on)
    slug, number = slug_for(title)[:70] or "campaign", 1
    free = slug
    while Campaign.objects.filter(slug=free).exists():
        number += 1
        free = f"{slug}-{number}"
    made = Campaign.objects.create(
        slug=free, title=title, title_zh=title_zh.strip()[:200], body=body, aim=aim, starts_on=starts_on,
        ends_on=ends_on, by=by,
    )  # fmt: skip
    audit.record(by=by, act="cases.campaign.create", subject=f"cases.campaign:{made.slug}", detail={})
    return made


@transaction.atomic
def change(
    *, campaign: Campaign, title: str, aim: str, starts_on: dt.date, by: User, title_zh: str = "",
    ends_on: dt.date | None = None,
) -> Campaign:  # fmt: skip
    """Its title, aim and days; its address stays."""
    _check(by, campaign.body_id)
    _days(starts_on, ends_on)
    found = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    found.title, found.title_zh = _text(title, "title", 200), title_zh.strip()[:200]
    found.aim, found.starts_on, found.ends_on = _text(aim, "aim", 1000), starts_on, ends_on
    found.save()
    audit.record(by=by, act="cases.campaign.change", subject=f"cases.campaign:{found.slug}", detail={})
    return found


@transaction.atomic
def add(*, campaign: Campaign, kind: str, keys: Sequence[str], by: User) -> int:
    """Let things belong to a campaign, by number (cases, notices) or id (targets, premises); how many are new.

    All or nothing: the first that is not there is named.
    """
    _check(by, campaign.body_id)
    if kind not in KINDS:
        raise Refused(_("Choose what is added."), code="not_a_choice", field="kind")
    wanted = list(dict.fromkeys(key.strip() for key in keys if key.strip()))
    if not wanted or len(wanted) > MOST:
        raise Refused(_("Name 1 to %d, one on each line.") % MOST, code="bad_count", field="keys")
    new = 0
    for key in wanted:
        what: dict[str, Any] = {f"{kind}_id": _id_of(kind, key, by)}
        entry, made = CampaignEntry.objects.get_or_create(campaign=campaign, **what)
        if not made and entry.removed_at is not None:
            entry.removed_at, made = None, True
            entry.save(update_fields=["removed_at"])
        new += made
    audit.record(
        by=by, act="cases.campaign.add", subject=f"cases.campaign:{campaign.slug}", detail={"kind": kind, "new": new}
    )
    return new


@transaction.atomic
def remove(*, campaign: Campaign, entry_id: int, by: User) -> None:
    """Take something out again; that it once belonged is kept."""
    _check(by, campaign.body_id)
    rows = CampaignEntry.objects.select_for_update(of=("self",))
    entry = rows.filter(campaign=campaign, pk=entry_id, removed_at__isnull=True).first()
    if entry is None:
        raise Refused(_("This does not belong to the campaign, or no longer."), code="not_there")
    entry.removed_at = max(timezone.now(), entry.added_at)
    entry.save(update_fields=["removed_at"])
    audit.record(by=by, act="cases.campaign.remove", subject=f"cases.campaign:{campaign.slug}", detail={"id": entry_id})


@transaction.atomic
def record_count(
    *, campaign: Campaign, what: str, moment: str, count: int, counted_on: dt.date, method: str, by: User
) -> CampaignCount:
    """A count the body made before, during or after; kept for good, a later one of the same thing beside it."""
    _check(by, campaign.body_id)
    if moment not in MOMENTS:
        raise Refused(_("Say whether this was before, during or after."), code="not_a_choice", field="moment")
    _not_ahead(counted_on, "counted_on")
    return CampaignCount.objects.create(
        campaign=campaign, what=_text(what, "what", 200), moment=moment, count=_number(count, "count"),
        counted_on=counted_on, method=_text(method, "method", 500), by=by,
    )  # fmt: skip


@transaction.atomic
def record_enforcement_notice(
    *, campaign: Campaign, issuer: str, reference: str, issued_on: dt.date | None, named: int, closed: int, source: str,
    by: User,
) -> EnforcementNotice:  # fmt: skip
    """What a body's own notice named and what of it was closed, as its source says."""
    _check(by, campaign.body_id)
    if _number(closed, "closed") > _number(named, "named"):
        raise Refused(_("More cannot be closed than were named."), code="out_of_range", field="closed")
    if issued_on is not None:
        _not_ahead(issued_on, "issued_on")
    try:
        with transaction.atomic():
            return EnforcementNotice.objects.create(
                campaign=campaign, issuer=_text(issuer, "issuer", 200), reference=_text(reference, "reference", 80),
                issued_on=issued_on, named=named, closed=closed, source=_text(source, "source", 500),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("This notice is recorded already."), code="known", field="reference") from error


@transaction.atomic
def record_reported(
    *, campaign: Campaign, reporter: str, what: str, value: Decimal, unit: str, source: str, by: User, period: str = "",
    note: str = "",
) -> ReportedFigure:  # fmt: skip
    """A figure somebody else reports, with its source: kept apart from what is counted here, never added to it."""
    _check(by, campaign.body_id)
    return ReportedFigure.objects.create(
        campaign=campaign, reporter=_text(reporter, "reporter", 200), what=_text(what, "what", 300), value=value,
        unit=_text(unit, "unit", 40), period=period.strip()[:80], source=_text(source, "source", 500),
        note=note.strip()[:500], by=by,
    )  # fmt: skip


@transaction.atomic
def log_activity(
    *, body: Body, organiser: str, kind: str, title: str, held_on: dt.date, audience: str, people: int, by: User,
    place: str = "", source: str = "",
) -> Activity:  # fmt: skip
    """A training or an awareness event that took place."""
    _check(by, body.pk)
    if kind not in ActivityKind.values:
        raise Refused(_("Training or awareness?"), code="not_a_choice", field="kind")
    _not_ahead(held_on, "held_on")
    return Activity.objects.create(
        body=body, organiser=_text(organiser, "organiser", 200), kind=kind, title=_text(title, "title", 300),
        held_on=held_on, place=place.strip()[:200], audience=_text(audience, "audience", 200),
        people=_number(people, "people"), source=source.strip()[:500], by=by,
    )  # fmt: skip


def _id_of(kind: str, key: str, by: User) -> int:
    pk = {"case": _case, "notice": _notice}.get(kind, _other)(kind, key, by)
    if pk is None:
        raise Refused(_("“%s” is not there.") % key[:60], code="not_there", field="keys")
    return pk


def _case(_kind: str, key: str, by: User) -> int | None:
    found = find(key, by)
    return found.case.pk if found else None


def _notice(_kind: str, key: str, _by: User) -> int | None:
    try:
        number = str(parse_number(key))
    except BadNumber:
        return None
    return Notice.objects.filter(number=number).values_list("pk", flat=True).first()


def _other(kind: str, key: str, _by: User) -> int | None:
    if not key.isdecimal() or len(key) > 18:
        return None
    if kind == "target":
        return Target.objects.filter(pk=int(key)).values_list("pk", flat=True).first()
    return Premises.objects.filter(pk=int(key)).values_list("pk", flat=True).first()


def _check(by: User, body_id: int) -> None:
    if not may_run(reach_of(by), body_id):
        raise NotAllowed(Act.RECORD)


def _text(text: str, field: str, longest: int) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(_("This must be given."), code="required", field=field)
    if len(tidy) > longest:
        raise Refused(_("At most %d characters.") % longest, code="too_long", field=field)
    return tidy


def _number(number: int, field: str) -> int:
    if not 0 <= number <= 2**31 - 1:
        raise Refused(_("Write a whole number, nought or more."), code="out_of_range", field=field)
    return number


def _days(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("It ends before it begins."), code="before_start", field="ends_on")


def _not_ahead(day: dt.date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused(_("This day has not come yet."), code="in_future", field=field)


def lines_of(text: str) -> Iterable[str]:
    """What was typed one on each line, or with commas."""
    return (part for line in text.splitlines() for part in line.split(","))
