"""What is done on the spot or ordered: measures, premises with their history, seizures and what they are worth."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.cases.models.case import Case, CaseParty, Target, Track
from causelist.parties.models import OrganisationName, Region
from causelist.works.models import Work


class Premises(models.Model):
    """A physical spot: shop, stall, plant, warehouse, cinema, café. `key` folds name, street and region.

    `merged_into` is set on one that turned out to be another: its page forwards there, its history has moved.
    """

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    street = models.CharField(_("street"), max_length=300, blank=True)  # not published: a home may lie behind it
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="premises")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("premises")
        verbose_name_plural = _("premises")
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="premises_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PremisesMerge(models.Model):
    """That two premises were found to be one: what moved from where to where, and why. Append-only by trigger."""

    source = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="merged_away")
    target = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="merged_here")
    moved = models.JSONField()  # {"operators": [ids], "targets": …, "visits": …, "seizures": …}
    basis = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(source=F("target")), name="premises_merge_of_two")]


class PremisesOperator(models.Model):
    """Who runs premises, from one day to another."""

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="operators")
    name = models.ForeignKey(OrganisationName, on_delete=models.PROTECT, related_name="operates")
    starts_on = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="operator_ends_after_start"
            )
        ]


class Measure(models.Model):
    """An order that was asked for, or an operation that is carried out; `kind` says which and picks its lifecycle.

    Orders: evidence_preservation, injunction, asset_preservation, customs_stop. Operations: inspection, raid,
    forensic_report. `whole_repertoire`: for all works of the one who asked, not those listed alone.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="measures")
    lifecycle = models.CharField(max_length=12)  # "order" or "operation"
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=20)
    asked_by = models.ForeignKey(CaseParty, null=True, on_delete=models.PROTECT, related_name="measures_asked")
    scope = models.CharField(max_length=1000, blank=True)
    whole_repertoire = models.BooleanField(default=False)
    planned_for = models.DateTimeField(null=True)
    carried_out_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    result = models.CharField(max_length=2000, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "opened_at"], name="measure_kind_opened")]


class MeasureTarget(models.Model):
    """One of several spots or addresses of one measure, with what was found there."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="measure_targets")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="measures")
    premises = models.ForeignKey(Premises, null=True, on_delete=models.PROTECT, related_name="visits")
    outcome = models.CharField(max_length=20, default="planned")  # planned, found, not_found, closed, refused_entry
    note = models.CharField(max_length=1000, blank=True)
    visited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | Q(premises__isnull=False), name="measure_target_is_something"
            )
        ]


class Seizure(models.Model):
    """What was taken at one spot at one time, with its inventory."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seizures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="seizures")
    premises = models.ForeignKey(Premises, null=True, on_delete=models.PROTECT, related_name="seizures")
    taken_at = models.DateTimeField()
    from_party = models.ForeignKey(CaseParty, null=True, on_delete=models.PROTECT, related_name="seizures")
    receipt = models.CharField(max_length=80, blank=True)


class SeizedItem(models.Model):
    """One line of an inventory. What was disposed of stands in `dispositions`, never more than `quantity`.

    Money is counted in hundredths: `quantity` 1250050 with `unit` "CNY" is 12,500.50 yuan; `position` counts from 1.
    """

    seizure = models.ForeignKey(Seizure, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)  # of row_columns.yaml: copies, works, equipment, money, documents, premises
    description = models.CharField(max_length=500)
    quantity = models.PositiveBigIntegerField()
    unit = models.CharField(max_length=30, blank=True)
    work = models.ForeignKey(Work, null=True, on_delete=models.PROTECT, related_name="seized_items")
    stored_at = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seizure", "position"], name="seized_item_position_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="seized_item_some"),
        ]


class Disposition(models.Model):
    """What became of seized things: stored elsewhere, returned, destroyed, confiscated. Append-only by trigger."""

    item = models.ForeignKey(SeizedItem, on_delete=models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=12)  # moved, returned, destroyed, confiscated, sold, handed_over
    quantity = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="disposition_some")]


class Valuation(models.Model):
    """What one line is worth by one method; several methods side by side. Append-only by trigger; the newest holds.

    Methods: declared, marked, average_real, market, official. `amount` is for the whole line; `each` the price of one,
    where the method gives one.
    """

    item = models.ForeignKey(SeizedItem, on_delete=models.PROTECT, related_name="valuations")
    method = models.CharField(max_length=14)
    each = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    currency = models.CharField(max_length=3)
    valued_on = models.DateField()
    valued_by = models.CharField(max_length=200)
    basis = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="valuation_not_negative")]
