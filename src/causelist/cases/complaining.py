"""Filing a complaint: a case is opened, gets its number, its parties, what it is about, and its first clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases import offices, services, tables
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.models import (
    Case,
    CaseParty,
    CasePartyRole,
    CaseWork,
    Channel,
    Complaint,
    Office,
    Premises,
    Target,
)
from causelist.core.refusal import Refused
from causelist.notices.models import Item
from causelist.parties.models import Organisation, OrganisationName, Region
from causelist.parties.permissions import Act, check_act
from causelist.runtime.numbers import take
from causelist.works.models import Work

LONGEST_TITLE = 300
MOST_TARGETS = 5_000


@dataclass(frozen=True, slots=True)
class NewTarget:
    """One thing complained of: of a kind of the law, described; with its address, premises or the item it comes from."""

    kind: str
    description: str
    address: str = ""  # canonical
    place: str = ""
    premises: Premises | None = None
    item: Item | None = None
    carried_because: str = ""  # "refused" or "unanswered", for an item


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """What is filed. `key` makes filing it twice the same as once; `against` are names of whom it is about."""

    key: str
    title: str
    jurisdiction: str
    kind: str
    holder: Organisation
    holder_name: OrganisationName
    statement: str = ""
    industry: str = "other"
    channel: str = Channel.DESK
    region: Region | None = None
    office: Office | None = None  # found by rule where not said
    agent: Organisation | None = None
    against: Sequence[OrganisationName] = ()
    targets: Sequence[NewTarget] = ()
    works: Sequence[Work] = ()
    filed_at: dt.datetime | None = None
    complete: bool = True  # all papers the law asks for are there
    extra: dict[str, object] = field(default_factory=dict)  # kept with the event


@transaction.atomic
def complain(complaint: NewComplaint, *, by: User | None) -> Complaint:
    """Put a complaint on the docket; the same `key` again is the one that is there. Raises `Refused`, `NotAllowed`."""
    known = Complaint.objects.select_related("case").filter(key=complaint.key).first()
    if known is not None:
        if known.holder_id != complaint.holder.pk:
            raise Refused(_("This key was used by somebody else. Use a new one."), code="key_reused", field="key")
        return known
    if by is not None:
        check_act(by, Act.RECORD, complaint.holder)
    _check(complaint)
    at = complaint.filed_at or timezone.now()
    office = complaint.office or offices.competent(
        jurisdiction=complaint.jurisdiction, track="administrative", kind=complaint.kind, region=complaint.region
    )
    case = Case.objects.create(
        number=str(take("C", at.year)[0]), title=complaint.title, jurisdiction=complaint.jurisdiction,
        kind=complaint.kind, industry=complaint.industry, region=complaint.region, office=office, opened_at=at,
    )  # fmt: skip
    _parties(case, complaint)
    table = tables.lifecycle("complaint").acts["file"]
    doing = Doing(table, case, None, None, {"complaint": complaint}, by, "complainant" if by else "system", at)
    event = services.open_with(doing)
    return Complaint.objects.select_related("case").get(pk=event.subject_id)


@effect("complaint.file")
def file(doing: Doing) -> Effect:
    """The complaint's own row, with what it carries."""
    given: NewComplaint = doing.data.pop("complaint")
    row = Complaint.objects.create(
        case=doing.case, key=given.key, channel=given.channel, holder=given.holder, agent=given.agent,
        statement=given.statement, filed_at=doing.at, complete_at=doing.at if given.complete else None,
        office=doing.case.office, by=doing.by,
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(
            case=doing.case, complaint=row, kind=one.kind, description=one.description, address=one.address,
            place=one.place, premises=one.premises, item=one.item, carried_because=one.carried_because,
        )
        for one in given.targets
    )  # fmt: skip
    CaseWork.objects.bulk_create(
        CaseWork(case=doing.case, work=work) for work in {one.pk: one for one in given.works}.values()
    )
    starts = ("acceptance",) if given.complete else ()
    return Effect(
        subject=row, starts=starts, detail={"targets": len(given.targets), "channel": given.channel, **given.extra}
    )


def _parties(case: Case, complaint: NewComplaint) -> None:
    rows = [
        CaseParty(case=case, role=CasePartyRole.COMPLAINANT, name=complaint.holder_name, representative=complaint.agent)
    ]
    rows += [
        CaseParty(case=case, role=CasePartyRole.RESPONDENT, name=name)
        for name in {one.pk: one for one in complaint.against}.values()
    ]
    CaseParty.objects.bulk_create(rows)


def _check(complaint: NewComplaint) -> None:
    if not complaint.title.strip() or len(complaint.title) > LONGEST_TITLE:
        raise Refused(_("Say in 1 to %d characters what it is about.") % LONGEST_TITLE, code="bad_title", field="title")
    if not complaint.targets:
        raise Refused(
            _("Name at least one address, shop or other target that the authority is to act on."),
            code="no_targets", field="targets",
        )  # fmt: skip
    if len(complaint.targets) > MOST_TARGETS:
        raise Refused(
            _("One complaint holds at most %d targets. File several.") % MOST_TARGETS, code="too_many", field="targets"
        )
    if complaint.filed_at is not None and complaint.filed_at > timezone.now() + services.SLACK:
        raise Refused(_("A complaint cannot be filed on a day to come."), code="in_future", field="filed_at")
