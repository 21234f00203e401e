"""Numbers, the audit trail, counters for limits, and the mail that waits to be sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


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


class Counter(models.Model):
    """How often something happened in a window of time, over every process of the registry (see `runtime.counters`).

    `key` is a SHA-256, so that what was counted by (an address, now and then a password in the wrong field) is not
    kept. Past `until` the row says nothing. PostgreSQL keeps the table unlogged: counts need not outlive a crash.
    """

    key = models.CharField(max_length=64, primary_key=True)
    until = models.BigIntegerField()  # seconds since 1970
    count = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="counter_until")]

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"


class Mail(models.Model):
    """A mail that is owed to somebody: written in the transaction that owes it, sent by the background work.

    What it says is made when it is sent, from `kind` and `detail`, so that no text and no link lies here. `key` names
    what it is about: one mail for each, whatever is tried again. A worker that sends it first moves `due_at` on, so that no other does.
    """

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40)  # room.mail, e.g. "notices.receipt": see runtime.outbox.maker
    detail = models.JSONField(default=dict)  # emptied once there is nothing more to do
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # the next attempt; null once there is nothing more to do
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)  # of the last attempt that failed
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # given up, or nobody is there to have it

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="mail_due"),
            models.Index(fields=["queued_at"], name="mail_queued"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=False, sent_at__isnull=True, dropped_at__isnull=True)
                | models.Q(due_at__isnull=True, sent_at__isnull=False, dropped_at__isnull=True)
                | models.Q(due_at__isnull=True, sent_at__isnull=True, dropped_at__isnull=False),
                name="mail_waits_or_is_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
