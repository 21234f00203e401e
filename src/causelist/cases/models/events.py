"""What happened in a case, what runs in it, and what is fixed for a day."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.cases.models.bodies import Office
from causelist.cases.models.case import Case, Track


class Audience(models.TextChoices):
    """Who may read of a step, each including those after it. The table of visibility says who belongs to which."""

    PUBLIC = "public", _("everybody")
    PARTIES = "parties", _("the parties and the bodies")
    ASKER = "asker", _("who complains and the bodies")  # an order that the other side must not know of yet
    BODIES = "bodies", _("the bodies of the case")
    OFFICE = "office", _("the body that took the step")


class CaseEvent(models.Model):
    """One act: who did what, when, on what ground, and what state it moved. Append-only by trigger.

    `act` is "<lifecycle>.<act>" of the tables; `subject_id` the row of that lifecycle; `relation` what the person was
    to the case; `detail` the act's fields as they were given, ready for JSON.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=2000, blank=True)
    detail = models.JSONField(default=dict)
    audience = models.CharField(max_length=8, choices=Audience)
    key = models.CharField(max_length=120, null=True, unique=True)  # of the request, so that twice is once
    request = models.CharField(max_length=64, null=True)  # its digest: another one under the same key is a mistake
    once: Mapping[str, Any] = MappingProxyType({})  # told to whoever acted, never stored

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="case_event_order"),
            models.Index(fields=["act", "occurred_at"], name="case_event_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.occurred_at:%Y-%m-%d}"


class Clock(models.Model):
    """A period of the law that runs, or ran. Its length is the law's: `rule` and `cite` say whose.

    `due_at` is the last moment; null where the law gives no number. `waits_for` is who must act: a relation. Stopped by
    the act it waited for (`outcome` met or late) or because it fell away (cancelled); `fell_due_at` is when the sweep
    told that it had passed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="clocks")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="clocks")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)  # of cases/clocks.yaml
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    waits_for = models.CharField(max_length=20)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.PUBLIC)  # of the step that began it
    rule = models.CharField(max_length=120)
    cite = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # the last day at the place, as a diary has it
    steps = models.JSONField(default=list)  # [{"en", "zh"}]: how it was counted
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    fell_due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "name"],
                condition=Q(stopped_at__isnull=True),
                name="clock_runs_once",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, outcome="")
                | Q(stopped_at__isnull=False, outcome__in=["met", "late", "cancelled"]),
                name="clock_stopped_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gte=F("started_at")), name="clock_due_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "due_at", "id"], condition=Q(stopped_at__isnull=True), name="clock_docket"),
            models.Index(
                fields=["officer", "due_at", "id"], condition=Q(stopped_at__isnull=True), name="clock_officer"
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(stopped_at__isnull=True, fell_due_at__isnull=True, due_at__isnull=False),
                name="clock_sweep",
            ),
            models.Index(fields=["case"], condition=Q(stopped_at__isnull=True), name="clock_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.due_on}"


class Appointment(models.Model):
    """A hearing, an inspection, a meeting: what a calendar shows beside the clocks."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=20)  # hearing, inspection, meeting, service, handover
    measure = models.ForeignKey("cases.Measure", null=True, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=300, blank=True)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.PARTIES)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "starts_at"], name="appointment_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="appointment_ends_after_start"
            )
        ]
