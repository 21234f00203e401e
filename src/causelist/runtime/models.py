"""Numbers and the audit trail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class NumberSeries(models.Model):
    """The last sequence given in one kind and year; taken under a row lock in the transaction that uses it."""

    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="number_series_once"),
            models.CheckConstraint(condition=models.Q(last__gte=0), name="number_series_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}: {self.last}"


class AuditEntry(models.Model):
    """Who did what, for investigation only; no page or figure is made from it. Append-only by trigger."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=60)  # room.act, e.g. "parties.merge"
    subject = models.CharField(max_length=120)  # room.model:key
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
