"""Decisions: drafted, issued, served, carried out; and what of them the public reads."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.cases.models.bodies import Body
from causelist.cases.models.case import Case, CaseParty, Complaint, Track
from causelist.cases.models.measures import Measure


class Decision(models.Model):
    """A decision of a body. The number is taken when it is issued; a draft has none.

    `document` is the text as data (see cases.documents.text); frozen once issued. `corrects` and `annuls` point at the
    one it changes: both are kept.
    """

    number = models.CharField(_("number"), max_length=40, unique=True, null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="decisions")
    complaint = models.ForeignKey(Complaint, null=True, on_delete=models.PROTECT, related_name="decisions")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("kind"), max_length=24)
    outcome = models.CharField(max_length=24, blank=True)  # penalty, no_penalty, granted, refused, convicted, …
    state = models.CharField(max_length=20, default="draft")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    language = models.CharField(max_length=16, default="en")
    title = models.CharField(max_length=300)
    reasons = models.TextField(blank=True)
    document = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)  # of the draft; who saves an older one is told
    decided_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    annuls = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="annulled_by")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", number__isnull=True)
                | Q(state="discarded", number__isnull=True)
                | Q(number__isnull=False, decided_on__isnull=False),
                name="decision_issued_with_number_and_day",
            )
        ]
        indexes = [models.Index(fields=["-decided_on", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"


class SanctionKind(models.TextChoices):
    """What a decision orders."""

    FINE = "fine", _("fine")
    DAMAGES = "damages", _("damages")
    COSTS = "costs", _("costs")
    CONFISCATION = "confiscation", _("confiscation")
    GAINS = "gains", _("illegal gains")
    PRISON = "prison", _("prison")
    BAN = "ban", _("ban")
    CEASE = "cease", _("order to cease")
    WARNING = "warning", _("warning")
    DESTRUCTION = "destruction", _("destruction")


class Sanction(models.Model):
    """One line of what was ordered, with the rule and arithmetic, and how far it was carried out.

    `months` of prison or of a ban; `suspended_months` is the probation of a suspended term (null: to be served).
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sanctions")
    kind = models.CharField(max_length=12, choices=SanctionKind)
    against = models.ForeignKey(CaseParty, null=True, on_delete=models.PROTECT, related_name="sanctions")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    months = models.PositiveIntegerField(null=True)
    suspended_months = models.PositiveIntegerField(null=True)
    what = models.CharField(max_length=500, blank=True)
    rule = models.CharField(max_length=120, blank=True)
    cite = models.CharField(max_length=300, blank=True)
    arithmetic = models.JSONField(default=list)  # steps: [{"en", "zh"}]
    state = models.CharField(
        max_length=12, default="imposed"
    )  # imposed, part, done (paid, served, carried out), waived
    paid = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | (Q(amount__gte=0) & ~Q(currency="")),
                name="sanction_amount_with_currency",
            ),
            models.CheckConstraint(condition=Q(paid__gte=0), name="sanction_paid_not_negative"),
        ]


class DecisionService(models.Model):
    """That a decision reached somebody, with the proof. Append-only by trigger."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="services")
    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="services")
    method = models.CharField(max_length=20)  # in_person, post, electronic, public_notice, left
    served_on = models.DateField()
    proof = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "party", "served_on"], name="decision_served_once")]


class Publication(models.Model):
    """One published version of a decision; the newest is shown, a withdrawn one leaves its tombstone.

    `document` is the redacted text as data; `withheld` says by which rule and where, never what.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default="published")  # published, replaced, withdrawn, erased
    ecli = models.CharField(max_length=60)
    language = models.CharField(max_length=16)
    document = models.JSONField(null=True)
    withheld = models.JSONField(default=list)
    asks = models.JSONField(default=list)  # the officer's wishes, with their words: never published
    rules = models.CharField(max_length=20)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # of a withdrawal, as the tombstone says it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="publication_version_once"),
            models.CheckConstraint(
                condition=Q(state__in=["withdrawn", "erased"], withdrawn_at__isnull=False)
                | Q(state__in=["published", "replaced"], withdrawn_at__isnull=True),
                name="publication_withdrawn_with_day",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="publication_newest"),
            models.Index(fields=["ecli"], name="publication_ecli"),
        ]


class PublicationFile(models.Model):
    """A published version as a file: "pdf", "akn", "html". Made once, when it is published."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=4)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "form"], name="publication_file_once")]


class RedactionRequest(models.Model):
    """Somebody named asks that something be withheld. What they wrote is seen by the body alone."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="redaction_requests")
    state = models.CharField(max_length=12, default="received")  # received, granted, refused
    email = models.EmailField()
    what = models.TextField()
    ground = models.CharField(max_length=30)
    asked_at = models.DateTimeField()
    key = models.CharField(max_length=120, unique=True)
