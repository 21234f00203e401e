"""What of a campaign is counted here, from the record; and beside it what bodies and others report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from causelist.cases.models import (
    Activity,
    Campaign,
    CampaignCount,
    CampaignEntry,
    Complaint,
    Decision,
    EnforcementNotice,
    Measure,
    MeasureTarget,
    ReportedFigure,
    SeizedItem,
    Target,
)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """In hundredths, rounded; None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Counted:
    """From the record: what belongs to the campaign and what came of it. Sealed cases are left out."""

    complaints: int
    cases: int
    notices: int
    premises: int
    targets: Share  # that ceased, of all
    operations: int  # inspections and raids carried out
    spots: Share  # at which infringement was found, of those visited
    decisions: int
    copies: int  # seized


@dataclass(frozen=True, slots=True)
class Before:
    """A thing counted before, during and after, the newest count of each moment (None: not counted)."""

    what: str
    before: CampaignCount | None
    during: CampaignCount | None
    after: CampaignCount | None

    @property
    def change(self) -> int | None:
        """From the first to the last, where both are there."""
        last = self.after or self.during
        return last.count - self.before.count if last and self.before else None


def campaigns() -> QuerySet[Campaign]:
    """All, the newest first, each with its number of cases and of things named and closed in enforcement notices."""
    named = EnforcementNotice.objects.filter(campaign=OuterRef("pk")).order_by().values("campaign")
    return (
        Campaign.objects.select_related("body__organisation")
        .prefetch_related("body__organisation__names")
        .annotate(
            case_count=Count(
                "entries",
                filter=Q(entries__case__isnull=False, entries__removed_at__isnull=True)
                & ~Q(entries__case__confidentiality="sealed"),
            ),
            named=Coalesce(Subquery(named.annotate(n=Sum("named")).values("n")), 0),
            closed=Coalesce(Subquery(named.annotate(n=Sum("closed")).values("n")), 0),
        )
        .order_by("-starts_on", "-pk")
    )


def share_of(campaign: Campaign) -> Share:
    """What enforcement notices of a campaign closed of what they named, of a row of `campaigns`."""
    return Share(getattr(campaign, "closed", 0), getattr(campaign, "named", 0))


def entries(campaign: Campaign) -> QuerySet[CampaignEntry]:
    """What belongs to it now, the newest first; without sealed cases."""
    rows = campaign.entries.filter(removed_at__isnull=True)
    rows = rows.exclude(case__confidentiality="sealed").exclude(target__case__confidentiality="sealed")
    return rows.select_related("case", "notice", "target__case", "premises").order_by("-pk")


def counted(campaign: Campaign) -> Counted:
    """The figures of a campaign from the record. Seven queries, whatever its size."""
    mine = entries(campaign).order_by()
    cases = mine.filter(case__isnull=False).values("case")
    kinds = mine.aggregate(
        cases=Count("case"), notices=Count("notice"), premises=Count("premises"), targets=Count("target")
    )
    targets = Target.objects.filter(Q(case__in=cases) | Q(pk__in=mine.filter(target__isnull=False).values("target")))
    of_targets = targets.aggregate(whole=Count("pk"), part=Count("pk", filter=Q(result="ceased")))
    operations = Measure.objects.filter(case__in=cases, lifecycle="operation", state="carried_out")
    spots = MeasureTarget.objects.filter(measure__in=operations.values("pk")).exclude(outcome="planned")
    of_spots = spots.aggregate(whole=Count("pk"), part=Count("pk", filter=Q(outcome="found")))
    seized = SeizedItem.objects.filter(seizure__case__in=cases, kind="copies")
    return Counted(
        complaints=Complaint.objects.filter(case__in=cases).count(),
        cases=kinds["cases"],
        notices=kinds["notices"],
        premises=kinds["premises"],
        targets=Share(of_targets["part"], of_targets["whole"]),
        operations=operations.count(),
        spots=Share(of_spots["part"], of_spots["whole"]),
        decisions=Decision.objects.filter(case__in=cases, number__isnull=False).count(),
        copies=seized.aggregate(n=Coalesce(Sum("quantity"), 0))["n"],
    )


def before_and_after(campaign: Campaign) -> list[Before]:
    """Counts of the body by what was counted, in the order first counted. One query."""
    found: dict[str, dict[str, CampaignCount]] = {}
    for row in campaign.counts.order_by("counted_on", "pk"):
        found.setdefault(row.what, {})[row.moment] = row
    return [Before(what, rows.get("before"), rows.get("during"), rows.get("after")) for what, rows in found.items()]


def enforcement_notices(campaign: Campaign) -> list[tuple[EnforcementNotice, Share]]:
    """Each with what it named and how much of that was closed."""
    rows = campaign.enforcement_notices.order_by("issued_on", "pk")
    return [(row, Share(row.closed, row.named)) for row in rows]


def total(notices: Iterable[tuple[EnforcementNotice, Share]]) -> Share:
    """All enforcement notices of a campaign together."""
    shares = [share for _row, share in notices]
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


def reported(campaign: Campaign) -> QuerySet[ReportedFigure]:
    """What others report, as they say it."""
    return campaign.reported.order_by("pk")


def activities(kind: str = "") -> QuerySet[Activity]:
    """Training and awareness, the newest first."""
    rows = Activity.objects.select_related("body__organisation").order_by("-held_on", "-pk")
    return rows.filter(kind=kind) if kind else rows
