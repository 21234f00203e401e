"""A complaint as people give it (words, numbers, titles, papers), made into what `complaining.complain` puts on the docket.

The one way in for the desk, the API and mail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.cases import complaint_receipts, papers
from causelist.cases.complaining import LONGEST_TITLE, MOST_TARGETS, NewComplaint, NewTarget, complain
from causelist.cases.models import Body, Complaint, Industry, Premises, Target
from causelist.core.addresses import BadAddress, canonical, repair
from causelist.core.places import place_of
from causelist.core.refusal import Refused
from causelist.law.book import law_of
from causelist.law.errors import LawError
from causelist.law.infringement import Asked, asked_of, kinds_of
from causelist.law.papers import Paper as AskedPaper
from causelist.notices.models import Item, NoticeWork
from causelist.notices.overdue import Why, complainable
from causelist.parties.models import Organisation, OrganisationName, Region
from causelist.parties.names import fold
from causelist.parties.permissions import Act, check_act
from causelist.parties.register import ensure_names, shown_name_id
from causelist.works.mandates import LONGEST_TITLE as LONGEST_WORK
from causelist.works.mandates import own_works
from causelist.works.models import Work

ONLINE = frozenset({"listing", "website", "app"})
MOST_NAMES = 50
MOST_WORKS = 500
LONGEST_WORDS = 500
LONGEST_STATEMENT = 20_000
# Of what kind of place an address that a letter reported is; every other is a website.
_ITEM_KINDS = {"listing": "listing", "shop": "listing", "package": "app"}
_OVER = ("refused", "withdrawn")  # complaints whose addresses may be complained of again


@dataclass(frozen=True, slots=True)
class GivenTarget:
    """One thing complained of, in words: an address for what is online, else "name; street"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody files. `items` are ids of reported addresses, `papers` of the holder's papers; all else is words.

    `key` makes filing it twice the same as once, for each holder and channel.
    """

    key: str
    channel: str
    holder: Organisation
    title: str = ""
    law: str = ""
    region: str = ""  # code or name
    industry: str = ""
    statement: str = ""
    against: Sequence[str] = ()
    targets: Sequence[GivenTarget] = ()
    works: Sequence[str] = ()
    items: Collection[int] = ()
    papers: Collection[int] = ()
    agent: Organisation | None = None
    facts: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """The complaint on the docket; `missing` are papers that the law asks for and that are not there yet."""

    complaint: Complaint
    new: bool
    missing: tuple[AskedPaper, ...]


@transaction.atomic
def file_complaint(given: Given, *, by: User) -> Filed:
    """Put a complaint on the docket, with its receipt. Raises `NotAllowed`, and `Refused` with the field to mend."""
    check_act(by, Act.COMPLAIN, given.holder)
    key = _key(given)
    known = Complaint.objects.select_related("case").filter(key=key).first()
    if known is not None:
        return Filed(known, new=False, missing=())
    items = _carried(given)
    law = _law(given, items)
    targets = [*_items_as_targets(items), *_targets(given.targets, law, _region(given.region))]
    chosen = papers.chosen(given.holder, given.papers)
    works = _works(given, items)
    asked = papers.asked(law, on=timezone.localdate(), facts=_facts(given, law, carried=bool(items)))
    missing = papers.missing(asked, kinds=[paper.kind for paper in chosen], carried=bool(items))
    complaint = complain(
        NewComplaint(
            key=key,
            title=_title(given, targets, works),
            jurisdiction=law,
            kind=_main_kind(targets),
            holder=given.holder,
            holder_name=_name_of(given.holder),
            statement=_clean(given.statement, "statement", LONGEST_STATEMENT),
            industry=_industry(given.industry),
            channel=given.channel,
            region=_region(given.region) or _region_of(items),
            agent=given.agent,
            against=_against(given.against, items),
            targets=targets,
            works=works,
            complete=not missing,
            extra={"missing": [paper.id for paper in missing]} if missing else {},
        ),
        by=by,
    )
    papers.hand_in(case=complaint.case, complaint=complaint, papers=chosen, by=by)
    complaint_receipts.owe(complaint=complaint, by=by)
    return Filed(complaint, new=True, missing=missing)


def kinds_here(law: str) -> list[Asked]:
    """The kinds of places a complaint can be about under the law of a place, with what the law asks of each."""
    try:
        return kinds_of(law_of(law), timezone.localdate())
    except LawError:
        return []


def open_to(holder: Organisation) -> Q:
    """Items that no complaint of this holder carries that is still under way: to narrow `complainable` by."""
    carried = Target.objects.filter(item__isnull=False, complaint__holder=holder).exclude(complaint__state__in=_OVER)
    return ~Q(pk__in=carried.values("item"))


def places_with_bodies() -> list[str]:
    """The places whose bodies are registered here: whose law a complaint can rest on."""
    return sorted(set(Body.objects.values_list("jurisdiction", flat=True)))


def _key(given: Given) -> str:
    told = f"{given.channel}:{given.holder.pk}:{given.key}"
    return told if len(told) <= 120 else f"{given.channel}:{hashlib.sha256(told.encode()).hexdigest()}"


def _carried(given: Given) -> list[Item]:
    wanted = set(given.items)
    if len(wanted) > MOST_TARGETS:
        raise Refused(
            _("One complaint holds at most %d targets. File several.") % MOST_TARGETS, code="too_many", field="items"
        )
    if not wanted:
        return []
    found = list(
        complainable([given.holder.pk])
        .filter(open_to(given.holder), pk__among=sorted(wanted))
        .select_related("notice__provider_name__organisation__region")
        .order_by("notice_id", "position")
    )
    if len(found) != len(wanted):
        raise Refused(
            _(
                "Some of these addresses cannot be complained of now: the provider acted on them, its time has not run out,"
                " or another complaint carries them. Choose again."
            ),
            code="not_complainable",
            field="items",
        )
    return found


def _law(given: Given, items: Sequence[Item]) -> str:
    here = places_with_bodies()
    laws = {str(item.law) for item in items if item.law}  # type: ignore[attr-defined]  # annotated by complainable
    law = given.law.strip().lower() or (laws.pop() if len(laws) == 1 else here[0] if len(here) == 1 else "")
    if not law:
        raise Refused(_("Say whose law it rests on: one of %s.") % ", ".join(here), code="no_law", field="law")
    if law not in here:
        raise Refused(
            _("No authority of “%(law)s” takes complaints here. Those of these places do: %(places)s.")
            % {"law": law[:20], "places": ", ".join(here) or "–"},
            code="unknown_law",
            field="law",
        )
    return law


def _items_as_targets(items: Sequence[Item]) -> list[NewTarget]:
    return [
        NewTarget(
            kind=_ITEM_KINDS.get(item.place_kind, "website"),
            description=item.canonical[:LONGEST_WORDS],
            address=item.canonical,
            place=item.place,
            item=item,
            carried_because="refused" if item.why == Why.REFUSED else "unanswered",  # type: ignore[attr-defined]  # the same
        )
        for item in items
    ]


def _targets(given: Sequence[GivenTarget], law: str, region: Region | None) -> list[NewTarget]:
    if len(given) > MOST_TARGETS:
        raise Refused(
            _("One complaint holds at most %d targets. File several.") % MOST_TARGETS, code="too_many", field="targets"
        )
    return [_target(one, law, region) for one in given if one.words.strip()]


def _target(one: GivenTarget, law: str, region: Region | None) -> NewTarget:
    try:
        asked_of(law_of(law), one.kind, timezone.localdate())
    except LawError as error:
        kinds = [asked.kind for asked in kinds_here(law)]
        if kinds or not one.kind:
            raise Refused(
                _("“%(kind)s” is no kind of place that the law knows: %(kinds)s.")
                % {"kind": one.kind[:40], "kinds": ", ".join(kinds)},
                code="unknown_kind",
                field="targets",
            ) from error
    words = _clean(one.words, "targets", LONGEST_WORDS)
    if one.kind in ONLINE:
        try:
            address = canonical(repair(words))
        except BadAddress as error:
            if one.kind != "app":
                raise Refused(
                    _("“%(words)s” is no web address: %(why)s. Mend it, or choose another kind.")
                    % {"words": words[:120], "why": error},
                    code="bad_address",
                    field="targets",
                ) from error
            return NewTarget(one.kind, words)
        return NewTarget(one.kind, words, address=address.url, place=place_of(address.url).key)
    if one.kind in {"broadcast", "signal", "device"}:
        return NewTarget(one.kind, words)
    name, _sep, street = words.replace("；", ";").partition(";")
    return NewTarget(one.kind, name.strip()[:LONGEST_WORDS], premises=_premises(one.kind, name, street, region))


def _premises(kind: str, name: str, street: str, region: Region | None) -> Premises:
    """The spot, known by its name, street and region however often it is complained of."""
    told = f"{fold(name)}\n{fold(street)}\n{region.code if region else ''}"
    row, _made = Premises.objects.get_or_create(
        key=hashlib.sha256(told.encode()).hexdigest(),
        defaults={"kind": kind, "name": name.strip()[:200], "street": street.strip()[:300], "region": region},
    )
    return row


def _works(given: Given, items: Sequence[Item]) -> list[Work]:
    titles = list(dict.fromkeys(title for work in given.works if (title := " ".join(work.split()))))
    if len(titles) > MOST_WORKS or any(len(title) > LONGEST_WORK or "\0" in title for title in titles):
        raise Refused(
            _("At most %(most)d works, each a title of at most %(longest)d characters on one line.")
            % {"most": MOST_WORKS, "longest": LONGEST_WORK},
            code="bad_works",
            field="works",
        )
    works = own_works(principal=given.holder, titles=titles) if titles else []
    notices = sorted({item.notice_id for item in items})
    described = NoticeWork.objects.filter(notice__in=notices).select_related("work").order_by("pk")[:MOST_WORKS]
    return [*works, *(row.work for row in described)]


def _against(given: Sequence[str], items: Sequence[Item]) -> list[OrganisationName]:
    told = [name for one in given if (name := _clean(one, "against", 300))]
    if len(told) > MOST_NAMES:
        raise Refused(_("Name at most %d respondents.") % MOST_NAMES, code="too_many", field="against")
    ids = list(ensure_names(told).values())
    ids += [item.notice.provider_name_id for item in items if item.notice.provider_name_id is not None]
    return list(OrganisationName.objects.filter(pk__in=set(ids)).order_by("pk"))


def _name_of(holder: Organisation) -> OrganisationName:
    pk = shown_name_id(holder)
    if pk is None:
        raise Refused(_("The organisation has no name yet. Give it one first."), code="no_name", field="holder")
    return OrganisationName.objects.get(pk=pk)


def _region(said: str) -> Region | None:
    said = said.replace("\0", "").strip()
    if not said:
        return None
    found = Region.objects.select_related("parent__parent").filter(
        Q(code__iexact=said) | Q(name__iexact=said) | Q(name_zh=said)
    )
    region = found.order_by("pk").first()
    if region is None:
        raise Refused(
            _("No region is called “%s” here. Write its code, such as CN-XA, or its name.") % said[:60],
            code="unknown_region",
            field="region",
        )
    return region


def _region_of(items: Sequence[Item]) -> Region | None:
    """Where the provider of what is carried is, where that is one place."""
    providers = [item.notice.provider for item in items]
    regions = {provider.region for provider in providers if provider is not None and provider.region is not None}
    return regions.pop() if len(regions) == 1 else None


def _industry(said: str) -> str:
    if said and said not in Industry.values:
        raise Refused(
            _("“%(said)s” is no industry here: %(known)s.") % {"said": said[:40], "known": ", ".join(Industry.values)},
            code="unknown_industry",
            field="industry",
        )
    return said or Industry.OTHER


def _facts(given: Given, law: str, *, carried: bool) -> dict[str, bool | None]:
    known = papers.facts_of(given.holder, law, agent=given.agent is not None, evidence=carried)
    return {**known, **given.facts}


def _main_kind(targets: Sequence[NewTarget]) -> str:
    counts: dict[str, int] = {}
    for target in targets:
        counts[target.kind] = counts.get(target.kind, 0) + 1
    return max(counts, key=lambda kind: counts[kind]) if counts else ""


def _title(given: Given, targets: Sequence[NewTarget], works: Sequence[Work]) -> str:
    """What was given, else the first work and where it is: it is published, and names nobody."""
    if told := _clean(given.title, "title", LONGEST_TITLE):
        return told
    where = targets[0].place or targets[0].description if targets else ""
    title = f"{works[0].title}: {where}" if works else where
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _clean(text: str, name: str, longest: int) -> str:
    text = text.replace("\r\n", "\n").strip()
    if "\0" in text or len(text) > longest:
        raise Refused(_("At most %d characters, and no NUL among them.") % longest, code="too_long", field=name)
    return text if name == "statement" else " ".join(text.split())
