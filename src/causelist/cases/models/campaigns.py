"""Campaigns and what others report of theirs; training and awareness."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.cases.models.bodies import Body
from causelist.cases.models.case import Case, Target
from causelist.cases.models.measures import Premises
from causelist.notices.models import Notice


class Campaign(models.Model):
    """A special action of a body: which complaints, cases, notices and spots belong to it, counted before and after."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="campaigns")
    aim = models.CharField(_("aim"), max_length=1000)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CampaignEntry(models.Model):
    """Exactly one thing that belongs to a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="campaign_entries")
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="campaign_entries")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="campaign_entries")
    premises = models.ForeignKey(Premises, null=True, on_delete=models.PROTECT, related_name="campaign_entries")
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, notice__isnull=True, target__isnull=True, premises__isnull=True)
                | Q(case__isnull=True, notice__isnull=False, target__isnull=True, premises__isnull=True)
                | Q(case__isnull=True, notice__isnull=True, target__isnull=False, premises__isnull=True)
                | Q(case__isnull=True, notice__isnull=True, target__isnull=True, premises__isnull=False),
                name="campaign_entry_is_one_thing",
            ),
            models.UniqueConstraint(fields=["campaign", "case"], name="campaign_case_once"),
            models.UniqueConstraint(fields=["campaign", "notice"], name="campaign_notice_once"),
            models.UniqueConstraint(fields=["campaign", "target"], name="campaign_target_once"),
            models.UniqueConstraint(fields=["campaign", "premises"], name="campaign_premises_once"),
        ]


class CampaignCount(models.Model):
    """A count taken before, during or after a campaign: what, how many, when. Append-only by trigger."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="counts")
    what = models.CharField(max_length=200)
    moment = models.CharField(max_length=6)  # before, during, after
    count = models.PositiveBigIntegerField()
    counted_on = models.DateField()
    method = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class EnforcementNotice(models.Model):
    """A body's own notice that names sites or spots and says what became of them; reported, with its source."""

    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="enforcement_notices")
    issuer = models.CharField(max_length=200)
    reference = models.CharField(max_length=80)
    issued_on = models.DateField(null=True)
    named = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()
    source = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closed__lte=F("named")), name="enforcement_notice_closed_within_named"),
            models.UniqueConstraint(fields=["issuer", "reference"], name="enforcement_notice_once"),
        ]


class ReportedFigure(models.Model):
    """A number somebody else reports. Never added to what is counted here. Append-only by trigger."""

    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="reported")
    reporter = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    value = models.DecimalField(max_digits=24, decimal_places=4)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=500)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)


class ActivityKind(models.TextChoices):
    """Training or awareness."""

    TRAINING = "training", _("training")
    AWARENESS = "awareness", _("awareness")


class Activity(models.Model):
    """A seminar, a course, an awareness event: when, for whom, how many came."""

    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="activities")
    organiser = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ActivityKind)
    title = models.CharField(max_length=300)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
